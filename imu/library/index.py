"""The index: what was read of each recording, so that only changed ones are read again.

One file for each folder, in the person's cache. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import platformdirs

from imu.library.entry import Entry
from imu.library.reading import Stamp, read_entry, recordings_under, stamp_of
from imu.privatefile import write_private
from imu.recording.layout import SESSION_FILE
from imu.recording.recover import is_unfinished

SCHEMA_VERSION = 1
"""Version of the file. Raised whenever an entry would be read differently."""

CACHE_VARIABLE = "KICKSTAND_CACHE"
"""Environment variable that names another folder, for tests and for portable installations."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

Progress = Callable[[int, int], None]
"""Is told how many recordings were looked at, and of how many."""


class _Known(msgspec.Struct, frozen=True):
    stamp: Stamp
    entry: Entry


class _File(msgspec.Struct, frozen=True):
    known: dict[str, _Known]
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Library:
    """The recordings of one folder.

    Attributes
    ----------
    folder : where they are, absolute.
    entries : the latest first; those of an unknown time last, by name.
    read_anew : how many had to be read, because they were new or had changed.
    """

    folder: Path
    entries: tuple[Entry, ...]
    read_anew: int = 0


def cache_folder() -> Path:
    """Where indexes are kept. It may not exist yet."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("kickstand", appauthor=False)


def index_file(folder: Path) -> Path:
    """The index of one folder. The file may not exist yet."""
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache_folder() / f"library-{name}.json"


def open_library(
    folder: Path, *, rebuild: bool = False, progress: Progress | None = None
) -> Library:
    """Every recording under a folder.

    Only recordings that have changed since the last time are read. An index that is missing,
    damaged or of another version is made anew; one that cannot be written costs only time.

    Parameters
    ----------
    folder : looked through at any depth; one that does not exist has no recordings.
    rebuild : read everything again.
    progress : told after each recording.
    """
    folder = folder.resolve()
    file = index_file(folder)
    known = {} if rebuild else _read(file)
    paths = list(recordings_under(folder))
    now: dict[str, _Known] = {}
    for done, path in enumerate(paths, start=1):
        found = _look(path, known.get(str(path)))
        if found is not None:
            now[str(path)] = found
        if progress is not None:
            progress(done, len(paths))
    fresh = sum(found is not known.get(path) for path, found in now.items())
    if fresh or now.keys() != known.keys():
        with suppress(UnicodeEncodeError):  # a folder's name may be no text
            write_private(file, _File(now))
    return Library(folder, _latest_first([one.entry for one in now.values()]), fresh)


def forget_index(folder: Path) -> None:
    """Delete the index of a folder; the next look makes it anew.

    Raises
    ------
    OSError : it cannot be deleted.
    """
    index_file(folder).unlink(missing_ok=True)


def unfinished(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those that were never closed and do not run any more: to be offered for recovery.

    One that was begun and got no sample is not among them: there is nothing to recover.
    """
    return tuple(
        one
        for one in entries
        if not one.is_complete
        and one.duration_s is not None
        and is_unfinished(one.folder / SESSION_FILE)
    )


def _look(path: Path, known: _Known | None) -> _Known | None:
    """What is known of a recording, read again if it has changed; None if it is gone meanwhile."""
    try:
        stamp = stamp_of(path)
    except OSError:
        return None
    return known if known is not None and known.stamp == stamp else _Known(stamp, read_entry(path))


def _read(file: Path) -> dict[str, _Known]:
    try:
        found = msgspec.json.decode(file.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return found.known if found.schema_version == SCHEMA_VERSION else {}


def _latest_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    by_name = sorted(entries, key=lambda one: one.name)
    return tuple(sorted(by_name, key=lambda one: one.started_at or _LONG_AGO, reverse=True))
