"""From a recording's folder to its line in the library, in a millisecond or two."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from imu.errors import RecordingError
from imu.library.counts import Counts, counts_of
from imu.library.entry import Entry
from imu.library.span import longest_s
from imu.recording import SessionMeta, in_force
from imu.recording.edits import read_edits
from imu.recording.layout import EDITS_FILE, LABELS_FILE, SESSION_FILE
from imu.recording.session import read_session

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time of change (ns) and size of each file: a recording that has changed has another."""


def recordings_under(folder: Path) -> Iterator[Path]:
    """Every folder with a ``session.json``, at any depth, and what cannot be one is passed over.

    Hidden folders and links are not gone into: a link may lead round in a circle.
    """
    try:
        with os.scandir(folder) as listed:
            children = sorted(listed, key=lambda one: one.name)
    except OSError:
        return
    if any(child.name == SESSION_FILE for child in children):
        yield folder
        return
    for child in children:
        if not child.name.startswith(".") and child.is_dir(follow_symlinks=False):
            yield from recordings_under(folder / child.name)


def stamp_of(path: Path) -> Stamp:
    """What tells whether a recording is still as it was.

    Raises
    ------
    OSError : the folder cannot be listed.
    """
    with os.scandir(path) as listed:
        found = [(one.name, one.stat()) for one in listed if not one.name.startswith(".")]
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in found))


def read_entry(path: Path) -> Entry:
    """The line of one recording; one that cannot be read has a `problem`."""
    try:
        meta = read_session(path / SESSION_FILE)
        names = sorted(child.name for child in path.iterdir())
        edits = read_edits(path / EDITS_FILE) if EDITS_FILE in names else ()
        duration_s = longest_s(path)
    except RecordingError as error:
        return Entry(path=str(path), problem=str(error))
    except OSError as error:
        return Entry(path=str(path), problem=f"{path} cannot be listed ({error.strerror})")
    known = Entry(
        path=str(path),
        duration_s=duration_s,
        is_labelled=LABELS_FILE in names,
        edits=len(in_force(edits)),
    )
    return _told(_counted(known, counts_of(path, meta.sides)), meta)


def _counted(one: Entry, counts: Counts) -> Entry:
    return replace(one, sets=counts.sets, counted_from=counts.source, flags=counts.flags)


def _told(one: Entry, meta: SessionMeta) -> Entry:
    return replace(
        one,
        title=meta.title,
        person=meta.person or "",
        started_at=meta.started_at,
        exercise=meta.exercise or "",
        rung="" if meta.rung is None else str(meta.rung),
        load=meta.load or "",
        load_kg=meta.load_kg,
        support=meta.hand_support or "",
        is_complete=meta.complete,
        effort=meta.effort,
        pain=max((one.score for one in meta.pain), default=None),
        notes=meta.notes,
        saved_in="" if meta.complete else meta.saved_in,
    )
