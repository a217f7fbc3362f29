"""Which recordings lie beside one, and which belong to it: the same person's before it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from imu.errors import RecordingError
from imu.recording import SessionMeta
from imu.recording.layout import SESSION_FILE
from imu.recording.session import read_session

MOST = 6
"""Earlier trainings that are looked at: the rule wants the two before it that are like it."""

MOST_CHECKS = 3
"""Re-strap checks."""


def with_earlier(path: Path) -> tuple[Path, ...]:
    """A recording, after what the same person recorded before it and was closed.

    Only headers are read. What cannot be read is passed over. A recording whose time is not known,
    and one that is no folder, stand alone.
    """
    now = _meta(path)
    if now is None or now.started_at is None:
        return (path,)
    found = [
        (meta.started_at, other, meta.restrap_check)
        for other in _siblings(path)
        if (meta := _meta(other)) is not None
        if meta.complete and meta.person == now.person and _is_before(meta.started_at, now)
    ]
    found.sort(key=lambda one: str(one[0]))
    trained = [other for _, other, is_check in found if not is_check]
    checks = [other for _, other, is_check in found if is_check]
    return (*checks[-MOST_CHECKS:], *trained[-MOST:], path)


def beside(path: Path) -> tuple[Path, ...]:
    """A recording, and those in the same folder; not what is deeper, for it may be any folder."""
    others = sorted(one for one in _siblings(path) if (one / SESSION_FILE).exists())
    return tuple(others) if path in others else (path, *others)


def _is_before(moment: datetime | None, now: SessionMeta) -> bool:
    return moment is not None and now.started_at is not None and moment < now.started_at


def _siblings(path: Path) -> list[Path]:
    try:
        with os.scandir(path.parent) as entries:
            return [Path(entry.path) for entry in entries if entry.is_dir()]
    except OSError:
        return []


def _meta(path: Path) -> SessionMeta | None:
    try:
        return read_session(path / SESSION_FILE)
    except (RecordingError, OSError):
        return None
