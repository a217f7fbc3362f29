"""How good the signal is, in one line per sensor."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dashboard import words
from imu.samples import Floats
from imu.view import SideView


def quality_text(side: SideView, raw_time_s: Floats) -> str:
    """Real rate, share of samples that arrived, and gaps so far.

    Parameters
    ----------
    raw_time_s : (n,) times of the samples of the last seconds.
    """
    name = words.SIDE_NAMES[side.side]
    if len(raw_time_s) < 2:
        return words.QUALITY_NONE.format(side=name)
    steps = np.diff(raw_time_s)
    step = float(np.median(steps))
    span = float(raw_time_s[-1] - raw_time_s[0])
    received = min(100.0, 100.0 * len(steps) * step / span)
    line = words.QUALITY.format(side=name, rate=1.0 / step, received=received, seconds=span)
    return f"{line}; {_gaps(side)}"


def link_lines(sides: Iterable[SideView]) -> list[str]:
    """Battery and radio of each live sensor, as far as they are known."""
    lines: list[str] = []
    for side in sides:
        known = [text for text in (side.link.battery, side.link.radio) if text] if side.link else []
        if known:
            lines.append(f"{words.SIDE_NAMES[side.side]}: {', '.join(known)}")
    return lines


def _gaps(side: SideView) -> str:
    if not side.holes:
        return words.QUALITY_NO_GAPS
    missing = sum(hole.end_s - hole.start_s for hole in side.holes)
    text = words.QUALITY_GAP if len(side.holes) == 1 else words.QUALITY_GAPS
    return text.format(gaps=len(side.holes), missing=missing)
