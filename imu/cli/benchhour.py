"""The hour that speed is measured on: the demo's session, again and again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from imu.demonstration import NAME, NOTE, SEED, demo_plan
from imu.recording import Recording
from imu.samples import Block
from imu.simulated import at_rate, recording_of
from imu.simulator import simulate

RATE_HZ = 100.0
HOUR_S = 3600.0


def long_recording(length_s: float) -> Recording:
    """The demo's session, again and again for so long: two sensors, one session clock.

    Standing at its end and at its beginning is not the same standing: every round begins with a
    jerk of the thigh, as a sensor that is handled.
    """
    once = recording_of(simulate(at_rate(demo_plan(), RATE_HZ), SEED), NAME, NOTE)
    period_s = once.end_s - once.start_s + 1.0 / RATE_HZ
    rounds = max(1, round(length_s / period_s))
    streams = {
        side: replace(stream, block=_repeated(stream.block, rounds, period_s), gaps=())
        for side, stream in once.streams.items()
    }
    commands = tuple(
        replace(command, time_s=command.time_s + n * period_s)
        for n in range(rounds)
        for command in once.commands
    )
    return replace(once, streams=streams, commands=commands, labels=None)


def one_sensor(length_s: float = HOUR_S) -> Block:
    """What the sensor on the right thigh felt in it: half of the sets are the other leg's."""
    return long_recording(length_s).streams["right"].block


def _repeated(block: Block, rounds: int, period_s: float) -> Block:
    times = [block.time_s + n * period_s for n in range(rounds)]
    return Block(
        block.side,
        np.concatenate(times),
        np.tile(block.acc_m_s2, (rounds, 1)),
        np.tile(block.gyr_rad_s, (rounds, 1)),
    )
