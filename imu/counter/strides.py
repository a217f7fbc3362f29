"""At which grid indices a chain stops to look at its calibration: fixed ones, in any cut."""

from __future__ import annotations

from collections.abc import Iterable

_PEEK_S = 0.1
"""s between looks for a first rep alone, while all that is missing is the axis: it is counted when
it is over, not up to a stride later."""


class Strides:
    """Full strides of `stride_s`, and short ones while something is waited for."""

    def __init__(self, rate_hz: int, stride_s: float) -> None:
        self.full = round(stride_s * rate_hz)
        self._peek = min(round(_PEEK_S * rate_hz), self.full)

    def stop(self, index: int, others: Iterable[int | None], *, peeks: bool) -> int:
        """Where the stride that holds grid `index` ends, or the first of `others` in it."""
        every = self._peek if peeks else self.full
        stop = (index // every + 1) * every
        return min((at for at in others if at is not None and index < at < stop), default=stop)

    def is_full(self, index: int) -> bool:
        """Whether a full stride ends at `index`."""
        return index % self.full == 0

    def is_peek(self, index: int) -> bool:
        """Whether a short stride ends at `index`."""
        return index % self._peek == 0
