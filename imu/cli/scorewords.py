"""How the figures of `kickstand validate` are put, the same in each of its tables."""

from __future__ import annotations

from imu.validation import Method, Share

COUNTERS: tuple[Method, ...] = ("review", "live")
"""Our own ways of counting."""

METHODS: tuple[Method, ...] = (*COUNTERS, "baseline")
"""In the order of the columns."""

SENSORS = {"any": "all", "one": "one thigh recorded", "two": "both thighs recorded"}
"""A group of totals by `GroupTotals.sensors`."""

LINES_SHOWN = 100
"""So many lines are listed one by one; of more, only those on which something is not right."""


def share_text(share: Share) -> str:
    """A share with its interval: ``33 of 33 (90–100 %)``."""
    if share.low is None or share.high is None:
        return "-"
    return f"{share.k} of {share.n} ({100 * share.low:.0f}–{100 * share.high:.0f} %)"


def ghosts_text(ghosts: int | None, per_10_min: float | None) -> str:
    """Ghosts as a rate and as a number: ``0.3 (2 in all)``."""
    return "-" if ghosts is None or per_10_min is None else f"{per_10_min:.1f} ({ghosts} in all)"
