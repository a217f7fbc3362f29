"""The demo by way of a virtual radio: sensors that have to be found and connected first."""

from __future__ import annotations

import math
from pathlib import Path

from imu.demonstration import NAME, NOTE, REPS, SEED, demo_session
from imu.live import Playback
from imu.simulated import recorder_for, recording_of

FAMILY = "kickstand"
"""The family of the virtual sensors: counts samples and microseconds, so that no loss hides."""


def virtual_playback(
    speed: float | None = 1.0,
    *,
    seed: int = SEED,
    reps: int | None = REPS,
    output: Path | None = None,
) -> Playback:
    """The demo's session, of sensors that are connected like real ones.

    Parameters
    ----------
    speed : seconds of the session in one second; None, as fast as possible, is refused.
    seed : which session.
    reps : that a set shall have, or None.
    output : the folder to record in, or None.

    Raises
    ------
    VirtualHardwareError : what a virtual radio is made of is not installed.
    UsageError : a speed at which samples would not get through.
    RecordingError : something is at `output` already, or it cannot be written.
    """
    from imu.drivers.registry import find_drivers, named  # all of these are slow to import
    from imu.virtual import Motion
    from imu.virtual.director import Script
    from imu.virtual.source import VirtualSource

    simulated = demo_session(seed)
    recording = recording_of(simulated, NAME, NOTE)
    source = VirtualSource(
        NAME,
        {side: Motion.of_recording(recording, side) for side in recording.streams},
        named(find_drivers().drivers, FAMILY),
        script=Script(simulated.commands),
        speed=math.inf if speed is None else speed,
        seed=seed,
    )
    return Playback(
        source,
        target=reps,
        notes=(NOTE,),
        folder=output,
        recorder=recorder_for(simulated, output) if output is not None else None,
        is_simulated=True,
    )
