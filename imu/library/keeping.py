"""What a person does to a recording as a whole. Its samples and events are never touched."""

from __future__ import annotations

import shutil
from pathlib import Path

from imu.errors import RecordingError
from imu.recording import Recording, recover
from imu.recording.folder import replace_meta
from imu.recording.layout import SESSION_FILE
from imu.recording.lock import writing_in
from imu.recording.place import cannot_write
from imu.recording.provided import refuse_provided
from imu.recording.recover import is_at_rest
from imu.recording.session import SessionMeta, read_session, write_session

_IN_THE_WAY = "Close what has it open, and look whether you may write there"


def retitle(path: Path, title: str) -> None:
    """Give a recording a name of the person's own; "" takes it back. The folder keeps its name.

    Raises
    ------
    RecordingError : it cannot be read or written, or was never closed; it is as it was.
    """
    _change(path, title=" ".join(title.split()))


def assign(path: Path, person: str) -> None:
    """Say whose recording it is, by an alias; "" for nobody's. Raises as `retitle`."""
    _change(path, person=person.strip() or None)


def annotate(path: Path, notes: str) -> None:
    """Replace the notes on a recording. Raises as `retitle`."""
    _change(path, notes=notes)


def delete(path: Path, *, for_good: bool = False) -> None:
    """Put a recording into the system's trash.

    Parameters
    ----------
    path : the recording's folder.
    for_good : delete it at once instead, as where there is no trash.

    Raises
    ------
    RecordingError : it is no recording, comes with Kickstand, may still be running, or cannot be
        moved or deleted.
    """
    if not (path / SESSION_FILE).is_file():
        problem = f"is no recording: it has no {SESSION_FILE}"
        raise RecordingError(path, problem, "Name a recording's whole folder")
    refuse_provided(path)
    if _is_running(path):
        raise RecordingError(path, "may still be running", "Stop it first, or wait five seconds")
    try:
        if for_good:
            shutil.rmtree(path)
        else:
            _to_trash(path)
    except OSError as error:
        advice = _IN_THE_WAY if for_good else "Where there is no trash, delete it for good"
        problem = f"cannot be deleted ({error.strerror or error})"
        raise RecordingError(path, problem, advice) from error


def mend(path: Path) -> Recording:
    """Close a recording that was never closed; raises `RecordingError` as `imu.recording.recover`.

    One that is complete is only read; one that may still be running is refused.
    """
    if _is_running(path):
        raise RecordingError(path, "may still be running", "Stop it first, or wait five seconds")
    return recover(path)


def _is_running(path: Path) -> bool:
    """Whether it is not closed, and somebody has written to it within the last seconds."""
    try:
        meta = read_session(path / SESSION_FILE)
    except RecordingError:
        return False
    return not meta.complete and not is_at_rest(path)


def _change(path: Path, **changes: str | None) -> SessionMeta:
    """Replace fields of ``session.json`` in one step; all others stay.

    Whoever still records writes the file anew at the end: what was changed meanwhile would go.
    """
    file = path / SESSION_FILE
    read_session(file)  # what cannot be read is refused before anything is touched
    try:
        with writing_in(path):
            meta = read_session(file)
            if not meta.complete:
                raise RecordingError(path, "was never closed", "Recover it first")
            changed = replace_meta(meta, **changes)
            write_session(file, changed)
    except OSError as error:
        raise cannot_write(path, error) from error
    return changed


def _to_trash(path: Path) -> None:
    """Move a folder into the system's trash.

    Raises
    ------
    OSError : there is none, or it cannot be moved.
    """
    from send2trash import send2trash  # finds out at import what kind of desktop this is

    send2trash(path.resolve())
