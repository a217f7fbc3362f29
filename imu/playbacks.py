"""What can be shown without a sensor: the demonstration, and any recording."""

from __future__ import annotations

from pathlib import Path

from imu.analysis import with_targets
from imu.demonstration import NAME, NOTE, REPS, SEED, demo_session
from imu.live import Playback, ReplaySource
from imu.recording import Recording, RecordingWriter, read_recording
from imu.settings import Settings
from imu.simulated import recorder_for, recording_of
from imu.validation import is_simulated

_BLOCK_S, _FAST_BLOCK_S = 0.04, 0.1
"""s of samples at a time: smooth to look at, or quick to work through."""


def demo_playback(
    speed: float | None = 1.0,
    *,
    seed: int = SEED,
    reps: int | None = REPS,
    output: Path | None = None,
) -> Playback:
    """A simulated person trains.

    Parameters
    ----------
    speed : as in `Playback`.
    seed : which session.
    reps : that a set shall have.
    output : the folder to record in, or None.

    Raises
    ------
    RecordingError : something is at `output` already, or it cannot be written.
    """
    simulated = demo_session(seed)
    recorder: RecordingWriter | None = recorder_for(simulated, output) if output else None
    return Playback(
        ReplaySource(recording_of(simulated, NAME, NOTE), block_s_at(speed)),
        speed=speed,
        target=reps,
        notes=(NOTE,),
        folder=output,
        recorder=recorder,
        is_simulated=True,
    )


def replay_of(
    path: Path,
    speed: float | None = 1.0,
    *,
    reps: int | None = None,
    settings: Settings | None = None,
) -> Playback:
    """A recording, lived again.

    Raises
    ------
    ImuError : it cannot be read.
    """
    return playback_of(read_recording(path), speed, reps=reps, settings=settings)


def playback_of(
    recording: Recording,
    speed: float | None = 1.0,
    *,
    reps: int | None = None,
    settings: Settings | None = None,
) -> Playback:
    """The same, of a recording that was read already."""
    return Playback(
        ReplaySource(recording, block_s_at(speed)),
        settings=with_targets(settings or Settings(), recording),
        speed=speed,
        target=reps,
        notes=recording.notes,
        folder=recording.path,
        is_simulated=is_simulated(recording),
    )


def block_s_at(speed: float | None) -> float:
    """How long pieces of a recording suit a speed, s."""
    return _BLOCK_S if speed is not None else _FAST_BLOCK_S
