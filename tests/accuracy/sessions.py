"""Simulated sessions that several tests of this folder use."""

from __future__ import annotations

from dataclasses import replace

from imu.feed import part
from imu.samples import Side
from imu.simulator import Foil, SimulatedSession

QUIET = Foil(kind="quiet", duration_s=3.0)


def without(
    session: SimulatedSession, start_s: float, end_s: float, side: Side = "right"
) -> SimulatedSession:
    """The same session, nothing received between these times."""
    block = session.blocks[side]
    first, last = (int(n) for n in block.time_s.searchsorted((start_s, end_s)))
    before, after = part(block, 0, first), part(block, last, len(block))
    assert before.seq is not None
    assert after.seq is not None
    joined = replace(
        before,
        **{
            name: _joined(getattr(before, name), getattr(after, name))
            for name in ("time_s", "acc_m_s2", "gyr_rad_s", "seq", "host_time_s", "sensor_time_s")
        },
    )
    return replace(session, blocks={**session.blocks, side: joined})


def _joined(before: object, after: object) -> object:
    import numpy as np

    return np.concatenate((before, after))  # type: ignore[arg-type]
