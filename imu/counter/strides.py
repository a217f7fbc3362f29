"""At which grid indices a chain stops to look at its calibration: fixed ones, in any cut."""

from __future__ import annotations

from collections.abc import Iterable

_PEEK_S = 0.1
"""s between looks for a first rep alone, while all that is missing is the axis: it is counted when
it is over, not up to a stride later."""

_HEALTH_S = 2.0
"""s between looks at the sensor's health: whoever reads of it is none the wiser half a second
earlier, and a look costs as much for two seconds as for a quarter of them."""


class Strides:
    """Full strides of `stride_s`, and short ones while something is waited for.

    Attributes
    ----------
    full, health : grid samples in a stride, and from one look at health to the next: whole strides.
    """

    def __init__(self, rate_hz: int, stride_s: float) -> None:
        self.full = round(stride_s * rate_hz)
        self._peek = min(round(_PEEK_S * rate_hz), self.full)
        self.health = self.full * max(1, round(_HEALTH_S / stride_s))

    def stop(self, index: int, others: Iterable[int | None], *, peeks: bool) -> int:
        """Where the stride that holds grid `index` ends, or the first of `others` in it."""
        every = self._peek if peeks else self.full
        stop = (index // every + 1) * every
        return min((at for at in others if at is not None and index < at < stop), default=stop)

    def is_full(self, index: int) -> bool:
        """Whether a full stride ends at `index`."""
        return index % self.full == 0

    def is_for_health(self, index: int) -> bool:
        """Whether a stride ends at `index` after which the sensor's health is looked at."""
        return index % self.health == 0

    def is_peek(self, index: int) -> bool:
        """Whether a short stride ends at `index`."""
        return index % self._peek == 0
