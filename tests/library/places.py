"""A library of small recordings, as live sessions leave them."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

from imu.recording import SessionMeta, write_recording, write_reps
from imu.samples import Session
from tests.handmade import rep, session, side
from tests.recording.examples import swinging

HOUR_S = 3600.0


def counted_session(*, partial: bool = False) -> Session:
    """Three reps on the left thigh, two on the right; the last of the left one may be partial."""
    last = rep(13.0, counted=not partial, flags=("partial",) if partial else ())
    return session(left=side(rep(5.0), rep(9.0), last), right=side(rep(25.0), rep(29.0)))


def put(
    path: Path,
    *,
    day: int = 20,
    person: str | None = "Anna",
    counted: Session | None = None,
    **known: object,
) -> Path:
    """Write a complete recording of some seconds, with what was counted in it if that is given."""
    meta = SessionMeta(
        complete=True,
        started_at=datetime(2026, 11, day, 12, 0, tzinfo=UTC),
        person=person,
        sides=("left", "right"),
        **known,  # type: ignore[arg-type]
    )
    write_recording(path, [swinging(300)], meta=meta)
    if counted is not None:
        write_reps(path, counted)
    return path


def leave_open(path: Path, seconds_ago: float = HOUR_S) -> Path:
    """Make a recording one that was never closed, last written to so long ago."""
    file = path / "session.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "complete": False}))
    then = time.time() - seconds_ago
    for one in path.iterdir():
        os.utime(one, (then, then))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what is in it."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
