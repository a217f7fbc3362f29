"""Where all of a recording is, if its first place has failed: what was left there is only a part.

The part is never touched but for one field of its ``session.json``, and it is offered for recovery
again as soon as the whole one is not to be found any more.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from imu.errors import RecordingError
from imu.recording.jsonfile import encoded
from imu.recording.layout import SESSION_FILE
from imu.recording.lock import writing_in
from imu.recording.session import SessionMeta, fields_of, read_session, write_session


def note_elsewhere(part: Path, whole: Path) -> None:
    """Say in what was left at the first place where all of it is, if that place takes it.

    Never raises: a place that fails may refuse, and then the part is offered as any other.
    """
    file = part / SESSION_FILE
    with suppress(RecordingError, OSError), writing_in(part):
        noted = _noted(read_session(file), whole)
        try:
            write_session(file, noted)
        except OSError:
            _write_over(file, encoded(file, fields_of(noted)))


def is_elsewhere(meta: SessionMeta) -> bool:
    """Whether all of a recording is where its part says, complete, now."""
    place = Path(meta.saved_in)
    if not place.is_absolute() or place.drive.startswith("\\\\"):  # no file sends us to a network
        return False
    try:
        whole = read_session(place / SESSION_FILE)
    except RecordingError:
        return False
    return whole.complete and _began(whole) == _began(meta)


def _noted(meta: SessionMeta, whole: Path) -> SessionMeta:
    return msgspec.structs.replace(meta, saved_in=str(whole.absolute()))


def _write_over(file: Path, data: bytes) -> None:
    """Write into a file as it is: a full disk has no room for another one beside it.

    Only where what the file has on the disk is enough, so that it cannot end half-way.
    """
    if len(data) > getattr(file.stat(), "st_blocks", 0) * 512:
        return
    with file.open("r+b") as opened:
        opened.write(data)
        opened.truncate()


def _began(meta: SessionMeta) -> tuple[object, ...]:
    return meta.started_at, meta.monotonic_zero_s
