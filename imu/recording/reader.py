"""Reading a recording: a folder with ``session.json``, or a single CSV file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from imu.errors import RecordingError
from imu.recording.csvread import read_samples
from imu.recording.edits import read_edits
from imu.recording.eventlog import EventLog, read_events
from imu.recording.labels import read_labels
from imu.recording.layout import (
    EDITS_FILE,
    EVENTS_FILE,
    LABELS_FILE,
    SESSION_FILE,
    TRUTH_FILE,
    side_of_bare_file,
    side_of_sample_file,
    side_of_tracked_point,
    sidecar_of,
)
from imu.recording.model import Recording, Stream
from imu.recording.plainfile import cannot_read, require_plain_file
from imu.recording.rawtext import NoRowsError
from imu.recording.session import SessionMeta, read_session
from imu.recording.sidecar import Sidecar, read_sidecar
from imu.recording.truth import read_truth
from imu.samples import SIDES, Side

T = TypeVar("T")

_RATE_TOLERANCE = 0.05
"""Share by which a sensor's claimed and measured rates may differ without a word."""


def read_recording(path: Path | str) -> Recording:
    """Read a recording.

    Parameters
    ----------
    path : the folder of a recording or the ``session.json`` in it, or one ``.csv`` or ``.csv.gz``
        with the required columns.

    Raises
    ------
    UnitError : samples that are not in m/s² and rad/s.
    RecordingError : everything else that cannot be read; names file and line.
    """
    path = Path(path)
    if path.name == SESSION_FILE:
        path = path.parent
    try:
        if path.is_dir():
            return _read_folder(path)
        if not path.exists():
            raise RecordingError(path, "does not exist", "Check the spelling and the drive")
        return _read_file(path)
    except OSError as error:  # a folder that may not be looked into, a name that is too long
        raise cannot_read(path, error) from error


def _read_file(path: Path) -> Recording:
    sidecar = _if_there(sidecar_of(path), read_sidecar)
    stream = _read_stream(path, side_of_single_file(path, sidecar), sidecar)
    session = SessionMeta(complete=True, sides=(stream.block.side,))
    return Recording(path.name, path, session, {stream.block.side: stream}, notes=stream.notes)


def side_of_single_file(path: Path, sidecar: Sidecar | None) -> Side:
    """The side of a CSV file outside a recording: by its name, by its sidecar, or unknown."""
    side = side_of_bare_file(path.name)
    if side != "unknown":
        return side
    return side_of_tracked_point(sidecar.tracked_point if sidecar else None) or "unknown"


def _read_folder(path: Path) -> Recording:
    files, notes = _sample_files(path)
    session = _read_folder_session(path, files)
    streams, stream_notes = _read_streams(files)
    log = _if_there(path / EVENTS_FILE, read_events) or EventLog((), (), ())
    return Recording(
        path.resolve().name,
        path,
        session,
        streams,
        log.commands,
        log.entries,
        _if_there(path / LABELS_FILE, read_labels),
        _if_there(path / TRUTH_FILE, read_truth),
        _if_there(path / EDITS_FILE, read_edits) or (),
        (*_session_notes(session), *notes, *stream_notes, *log.notes),
    )


def _sample_files(path: Path) -> tuple[dict[Side, Path], tuple[str, ...]]:
    """The sample file of each side, and a note on files that only look like one (R4).

    Raises
    ------
    RecordingError : two files for one side, or the folder cannot be listed.
    """
    found: dict[Side, Path] = {}
    notes: list[str] = []
    for file in _listed(path):
        side = side_of_sample_file(file.name)
        if side is not None and file.exists():
            require_plain_file(file)
        if side is None:
            if not file.name.startswith(".") and ".imu.csv" in file.name:
                notes.append(f"{file.name}: ignored, its name tells no side")
        elif side in found:
            problem = f"has two files for one side, {found[side].name} and {file.name}"
            raise RecordingError(path, problem, "Move one of them out of the folder")
        else:
            found[side] = file
    return {side: found[side] for side in SIDES if side in found}, tuple(notes)


def _listed(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError as error:
        raise cannot_read(path, error) from error


def _read_folder_session(path: Path, files: dict[Side, Path]) -> SessionMeta:
    if (path / SESSION_FILE).exists():
        if not files:
            problem = "holds no sample file such as left.imu.csv"
            raise RecordingError(path, problem, "Nothing was recorded into it; it can be deleted")
        return read_session(path / SESSION_FILE)
    if files:
        first = next(iter(files.values()))
        advice = f"Put it back, or read the samples alone by giving the file: {first}"
        raise RecordingError(path, "session.json is missing", advice)
    advice = "A recording holds session.json and left.imu.csv or right.imu.csv"
    raise RecordingError(path, "is not a recording", advice)


def _read_streams(
    files: dict[Side, Path],
) -> tuple[dict[Side, Stream], tuple[str, ...]]:
    """All streams that have samples. One sensor that sent nothing must not hide the other leg.

    Raises
    ------
    RecordingError : a file is broken, or no file has samples.
    """
    streams: dict[Side, Stream] = {}
    notes: list[str] = []
    empty: list[NoRowsError] = []
    for side, file in files.items():
        try:
            stream = _read_stream(file, side, _if_there(sidecar_of(file), read_sidecar))
        except NoRowsError as error:
            empty.append(error)
            notes.append(f"{file.name}: holds no samples and is left out")
        else:
            streams[side] = stream
            notes.extend(stream.notes)
    if not streams:
        raise empty[0]
    return streams, tuple(notes)


def _read_stream(path: Path, side: Side, sidecar: Sidecar | None) -> Stream:
    samples = read_samples(path, side)
    claimed = sidecar.sampling_frequency if sidecar else None
    notes = (*samples.notes, *_rate_note(path, claimed, samples.rate_hz))
    return Stream(samples.block, sidecar, samples.gaps, samples.rate_hz, notes)


def _rate_note(path: Path, claimed: float | None, measured: float | None) -> tuple[str, ...]:
    """A sentence where the sidecar's rate is not the real one (R15)."""
    if not claimed or not measured or abs(measured / claimed - 1) <= _RATE_TOLERANCE:
        return ()
    return (f"{path.name}: the sidecar says {claimed:g} Hz, the samples come at {measured:.1f} Hz",)


def _session_notes(session: SessionMeta) -> tuple[str, ...]:
    if session.complete:
        return session.remarks
    return (*session.remarks, "The recording was never closed in good order; recover marks it so")


def _if_there(path: Path, read: Callable[[Path], T]) -> T | None:
    if not path.exists():
        return None
    require_plain_file(path)
    return read(path)
