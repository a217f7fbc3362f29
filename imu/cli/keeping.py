"""What is kept of a live session: its recording, its reps, and the sensors that were used."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imu.cli import recorded
from imu.cli.places import recordings_folder
from imu.cli.sensornames import Opened
from imu.errors import RecordingError
from imu.live import OneSensor
from imu.privatefile import PRIVATE_FOLDER
from imu.recording import RecordingWriter, SessionMeta, free_path, write_reps
from imu.recording.layout import SESSION_FILE
from imu.recording.session import read_session, write_session
from imu.remembered import load, remembered_file, save
from imu.samples import Session
from imu.version import __version__

EXERCISE = "hip hinge"
"""What a session is, unless somebody says otherwise."""


def recorder_of(
    opened: Opened,
    output: Path | None = None,
    known: Mapping[str, object] | None = None,
    *,
    waits: bool = False,
) -> RecordingWriter:
    """Begin to record. Only the person may look into the folder of all recordings, if it is new.

    Parameters
    ----------
    opened : the sensors.
    output : the new folder; None for one among the person's recordings.
    known : fields of `SessionMeta` that are known already.
    waits : as for `RecordingWriter`.

    Raises
    ------
    RecordingError : something is there already, or the folder cannot be made.
    """
    now, source = datetime.now(UTC).astimezone(), opened.source
    folder = recordings_folder()
    if output is None:
        try:
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            if not waits:
                advice = "Free some space, or name another folder with -o"
                problem = f"cannot be made ({error.strerror})"
                raise RecordingError(folder, problem, advice) from error
    meta = SessionMeta(
        started_at=now.astimezone(UTC),
        monotonic_zero_s=time.monotonic(),
        exercise=EXERCISE,
        sides=source.sides,
        first_leg=source.first if isinstance(source, OneSensor) else None,
        versions={"kickstand": __version__},
    )
    meta = msgspec.structs.replace(meta, **(known or {}))
    path = output or free_path(folder, now, source.sides)
    return RecordingWriter(path, meta, waits=waits)


def close_recording(
    recorder: RecordingWriter,
    ask: recorded.Ask,
    session: Session | None = None,
    answers: Mapping[str, object] | None = None,
) -> str:
    """Close it, and say where it is, or that not everything got there.

    Parameters
    ----------
    recorder : closed; a recording without a sample is taken away again.
    ask : gives another place where the first one has failed.
    session : what was counted, to be written beside the samples; or None.
    answers : fields of `SessionMeta` that became known at the end.
    """
    is_complete, said = recorded.close(recorder, ask)
    if not is_complete:
        return said
    if not list(recorder.path.glob("*.imu.csv")):
        shutil.rmtree(recorder.path, ignore_errors=True)  # nothing but "no sensor" is in it
        return "nothing was recorded: no sample came"
    try:
        if answers:
            file = recorder.path / SESSION_FILE
            write_session(file, msgspec.structs.replace(read_session(file), **answers))
        if session is not None:
            write_reps(recorder.path, session)
    except (RecordingError, OSError) as error:
        return f"{said}, but for what was to be added at the end: {error}"
    return said


def remember(opened: Opened) -> list[str]:
    """Remember who sent; sentences on what went wrong."""
    sensors = opened.met()
    if not sensors:
        return []
    path = remembered_file()
    remembered, warning = load(path)
    said = [warning] if warning else []
    for one in sensors:
        remembered = remembered.saw(one)
    if not save(path, remembered):
        said.append("the sensors could not be remembered: name them again next time")
    return said
