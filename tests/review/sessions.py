"""Random sessions of a stratum as recordings in memory."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from imu.recording import Labels, Recording, SessionMeta, Stream, round_block
from imu.samples import SIDES, Side
from imu.simulator import random_plan, simulate


@cache
def recording_of(stratum: str, seed: int) -> Recording:
    """Simulate a recording, as reading it would give it."""
    session = simulate(random_plan(seed, stratum), seed)
    streams: dict[Side, Stream] = {
        side: Stream(round_block(session.blocks[side])) for side in SIDES if side in session.blocks
    }
    labels = msgspec.convert(session.labels, Labels)
    name = f"simulated_{stratum}_{seed}"
    return Recording(name, Path(name), SessionMeta(), streams, session.commands, labels=labels)


def errors_of(counted: dict[str, int], recording: Recording) -> int:
    """Give by how many reps the counts of all sides are off, partial reps left out."""
    labels = recording.labels
    assert labels is not None
    true = dict.fromkeys(recording.streams, 0)
    for rep in labels.reps:
        if rep.kind != "partial" and rep.side in true:
            true[rep.side] += 1
    return sum(abs(counted.get(side, 0) - count) for side, count in true.items())
