"""Two sensors of different rates are brought to one before their figures stand side by side.

Every stage works at 100 Hz, so a sensor of 50 Hz is interpolated there and lacks what lies above
25 Hz, and some of what lies below: its wobble and its peaks come out smaller, its phases smoother,
than those of a faster one on the other leg. That is no difference between the legs.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from imu.counter.grid import Grid
from imu.samples import Block, Side
from imu.settings import GridSettings

SAME = 1.1
"""Rates that differ by less than this factor are one: 100 and 104 Hz are usual, and no difference
of a metric was seen between them."""

_FEWEST = 20
"""Samples of which a rate can be told."""


def usual_rate_hz(block: Block) -> float | None:
    """Samples per second where none are missing, Hz; None for fewer than twenty."""
    if len(block) < _FEWEST:
        return None
    return 1.0 / float(np.median(np.diff(block.time_s)))


def common_rate_hz(blocks: Mapping[Side, Block], grid: GridSettings) -> int | None:
    """The rate to which all sides are to be brought, Hz; None where they are alike as they are.

    Rates above the grid's are alike: the grid is what they are brought to anyway.
    """
    rates = [rate for block in blocks.values() if (rate := usual_rate_hz(block)) is not None]
    seen = [min(rate, float(grid.rate_hz)) for rate in rates]
    if len(seen) < 2 or max(seen) < SAME * min(seen):
        return None
    return round(min(seen))


def brought_to(block: Block, rate_hz: int, grid: GridSettings) -> Block:
    """The block as a sensor of `rate_hz` would have sent it; a slower one is left as it is.

    Each new sample is the mean over its own period, as in `imu.counter.grid`, so that nothing
    above the new rate's band comes back as something slower. Holes stay holes.
    """
    own = usual_rate_hz(block)
    if own is None or own < SAME * rate_hz:
        return block
    chunks, _ = Grid(
        GridSettings(rate_hz=rate_hz, bridge_s=grid.bridge_s, report_gap_s=grid.report_gap_s)
    ).push(block)
    if not chunks:
        return block
    index = np.concatenate([chunk.first + np.arange(len(chunk.signal)) for chunk in chunks])
    signal = np.concatenate([chunk.signal for chunk in chunks])
    return Block(block.side, index / rate_hz, signal[:, :3].copy(), signal[:, 3:].copy())
