"""From what a person calls a sensor to something that gives its samples."""

from __future__ import annotations

from pathlib import Path

from imu.cli.sensornames import LOGGER, expected_of, is_phone, known, open_one
from imu.errors import UsageError
from imu.live import Source
from imu.recording import Recording, read_recording
from imu.sensorcheck import Expected, SensorCheck


def checks_of(path: Path) -> list[SensorCheck]:
    """A check of each sensor of a recording, with all of its samples.

    Raises
    ------
    RecordingError : it cannot be read.
    """
    recording = read_recording(path)
    return [_check_of(recording, side) for side in recording.streams]


def _check_of(recording: Recording, side: str) -> SensorCheck:
    stream = next(one for name, one in recording.streams.items() if name == side)
    told = stream.sidecar.sampling_frequency if stream.sidecar else None
    name = recording.name if len(recording.streams) == 1 else f"{recording.name} ({side})"
    check = SensorCheck(Expected(name, told))
    check.push(stream.block)
    return check


def source_of(name: str) -> tuple[Source, Expected]:
    """A sensor that is to be opened now, and what is promised of it.

    Parameters
    ----------
    name : as for `kickstand live --sensor`.

    Raises
    ------
    UsageError : nothing that can be opened is called that.
    """
    if name.lower() == LOGGER or not name.strip():
        problem = f"{name!r} cannot be checked by name"
        raise UsageError(problem, "Record it with 'kickstand record', and check the recording.")
    own = known()
    expected = Expected("phyphox") if is_phone(name) else expected_of(name, own)
    return open_one(name, own), expected
