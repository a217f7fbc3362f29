"""From what a person calls a sensor to something that gives its samples."""

from __future__ import annotations

import re
from pathlib import Path

from imu.errors import UsageError
from imu.live import Source
from imu.recording import Recording, read_recording
from imu.sensorcheck import Expected, SensorCheck

_ADDRESS = re.compile(r"(https?://)?[\w.\[\]:-]+:\d+/?|https?://\S+")
"""Like what phyphox shows: with a port, with or without http."""


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
    name : an address of a phone that runs phyphox.

    Raises
    ------
    UsageError : nothing that can be opened is called that.
    """
    if _ADDRESS.fullmatch(name):
        from imu.sources.phone.source import PhyphoxSource  # slow to import

        return PhyphoxSource(name), Expected("phyphox")
    problem = f"there is neither a recording nor a sensor called {name!r}"
    raise UsageError(problem, "Name a recording, or the address that phyphox shows.")
