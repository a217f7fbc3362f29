"""A recording being written, without threads: which bytes go to which file, and in which order."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np

from imu.recording import csvwrite, eventlog
from imu.recording.atomic import sync_folder
from imu.recording.journal import Journal
from imu.recording.layout import (
    EVENTS_FILE,
    SESSION_FILE,
    TIME_DECIMALS,
    sample_file,
    sidecar_file,
)
from imu.recording.lock import FolderLock
from imu.recording.place import cannot_write, claim_folder, take_back
from imu.recording.session import SessionMeta, write_session
from imu.recording.sidecar import Sidecar, write_sidecar
from imu.samples import Block, Floats, Side

MEMORY_LIMIT_BYTES = 64 << 20
"""64 MiB for each file: some two hours of one sensor at 100 Hz, should the disk refuse to write."""
_NO_ROOM = "lost because the disk did not take them"
_NOT_LATER = "left out because their time did not increase"
_NO_TIME = "left out because they had no time"
_MALFORMED = "left out because they were malformed"


class RecordingFolder:
    """The files of a recording while it grows.

    Parameters
    ----------
    path : the folder to make; an empty one may exist.
    meta : what is known at the start; written at once, as not complete.
    memory_limit : bytes that each file may keep in memory while the disk refuses them.
    waits : where the folder cannot be made, keep everything in memory and try again at each
        `flush`.

    Raises
    ------
    RecordingError : something is there already (R23), or the folder cannot be made.
    """

    def __init__(
        self,
        path: Path,
        meta: SessionMeta,
        memory_limit: int = MEMORY_LIMIT_BYTES,
        *,
        waits: bool = False,
    ) -> None:
        self.path = path
        self.meta = replace_meta(meta, complete=False)
        self._limit = memory_limit
        self._journals: dict[str, Journal] = {}
        self._optional: dict[Side, tuple[str, ...]] = {}
        self._last_time_s: dict[Side, float] = {}
        self._sidecars: dict[Side, Sidecar] = {}
        self._unsaved_sidecars: set[Side] = set()
        self._lost: dict[str, int] = {}
        self._happened: list[str] = []
        self._synced_names = 0
        self._lock: FolderLock | None = None
        try:
            self._lock = claim_folder(path, self.meta)
        except OSError as error:
            if not waits:
                raise cannot_write(path, error) from error

    def add_block(self, block: Block) -> None:
        """Take samples. Rows that are not later than the one before are left out and counted."""
        block = self._in_order(block)
        if not len(block):
            return
        optional = self._optional.setdefault(block.side, csvwrite.optional_columns(block))
        journal = self._journal(sample_file(block.side), csvwrite.header_line(optional))
        for lines in csvwrite.format_rows(block, optional):
            if not journal.append(lines):
                self._count_lost(_NO_ROOM, lines.count(b"\n"))

    def _in_order(self, block: Block) -> Block:
        """The rows that keep time strictly increasing (R9), to the decimals that are written."""
        rounded = np.round(block.time_s, TIME_DECIMALS)
        time_s = np.where(np.isfinite(rounded), rounded, -np.inf)
        last = self._last_time_s.get(block.side, -np.inf)
        latest = np.maximum.accumulate(np.concatenate([[last], time_s]))
        self._last_time_s[block.side] = float(latest[-1])
        is_later = time_s > latest[:-1]
        if is_later.all():
            return block
        self._count_lost(_NOT_LATER, int(np.sum(~is_later)))
        return _rows(block, is_later)

    def add_entry(self, entry: eventlog.LogEntry) -> None:
        """Take a line for ``events.csv``. One without a finite time is left out and counted."""
        if not (math.isfinite(entry.onset_s) and math.isfinite(entry.duration_s)):
            self._count_lost(_NO_TIME, 1)
            return
        journal = self._journal(EVENTS_FILE, eventlog.header_line())
        if not journal.append(eventlog.format_entry(entry)):
            self._count_lost(_NO_ROOM, 1)

    def count_malformed(self, rows: int) -> None:
        """Count rows that could not even be made into lines."""
        self._count_lost(_MALFORMED, rows)

    def remark(self, sentence: str) -> None:
        """Take what a reader of the recording should know of its making."""
        self._happened.append(sentence)

    def set_sidecar(self, side: Side, sidecar: Sidecar) -> None:
        """Take what the sensor on one side says about itself; replaces what it said before."""
        self._sidecars[side] = sidecar
        self._unsaved_sidecars.add(side)

    def _journal(self, name: str, header: bytes) -> Journal:
        if name not in self._journals:
            self._journals[name] = Journal(self.path / name, header, self._limit)
        return self._journals[name]

    def _count_lost(self, why: str, rows: int) -> None:
        self._lost[why] = self._lost.get(why, 0) + rows

    @property
    def lost_rows(self) -> int:
        """Rows that found no room in memory while the disk refused, or were no valid rows."""
        return sum(self._lost.values())

    @property
    def lacks_beginning(self) -> bool:
        """Whether something of it is only on a disk that failed, and could not be read back."""
        return any(journal.lacks_beginning for journal in self._journals.values())

    @property
    def unsynced_bytes(self) -> int:
        """How many bytes are in memory because they are not safely on the disk yet."""
        return sum(journal.unsynced_bytes for journal in tuple(self._journals.values()))

    def flush(self) -> None:
        """Hand everything to the operating system.

        Raises
        ------
        OSError : the first failure; the other files were flushed all the same.
        RecordingError : there was no folder until now, and now something else is there.
        """
        if self._lock is None:
            self._lock = claim_folder(self.path, self.meta)
        _each(self._journals, Journal.flush)
        for side in tuple(self._unsaved_sidecars):
            write_sidecar(self.path / sidecar_file(side), self._sidecars[side])
            self._unsaved_sidecars.discard(side)

    def sync(self) -> None:
        """Put everything flushed on the disk. May run in another thread than the rest.

        Raises
        ------
        OSError : the first failure; the other files were synced all the same.
        """
        names = len(self._journals)
        _each(self._journals, Journal.sync)
        if names != self._synced_names:
            sync_folder(self.path)
            self._synced_names = names

    def finish(self, meta: SessionMeta | None = None, lost_before: int = 0) -> None:
        """Flush, sync, and mark the recording as complete; the files stay open for `move_to`.

        Parameters
        ----------
        meta : what ``session.json`` shall say in the end; None for what it said at the start.
        lost_before : rows that were lost before they came here.

        Raises
        ------
        OSError : the recording is not complete on the disk; it can be finished again.
        """
        self.meta = self.meta if meta is None else replace_meta(meta, complete=False)
        self.flush()
        self.sync()
        remarks = (*self.meta.remarks, *self._remarks(lost_before))
        meta = replace_meta(self.meta, complete=True, remarks=remarks)
        write_session(self.path / SESSION_FILE, meta)

    def _remarks(self, lost_before: int) -> list[str]:
        """What a reader of the recording should know about rows that are not in it."""
        lost = {**self._lost, _NO_ROOM: self._lost.get(_NO_ROOM, 0) + lost_before}
        cut = [name for name, journal in self._journals.items() if journal.lacks_beginning]
        return [
            *self._happened,
            *(f"{rows} rows were {why}" for why, rows in lost.items() if rows),
            *(f"{name}: the beginning stayed on a disk that failed" for name in cut),
        ]

    def move_to(self, path: Path) -> None:
        """Copy everything to a new place and go on there; the old files stay as they are.

        Raises
        ------
        RecordingError : something is there already, or it cannot be written; nothing has changed.
        """
        try:
            lock = claim_folder(path, self.meta)
        except OSError as error:
            raise cannot_write(path, error) from error
        moved: dict[str, Journal] = {}
        try:
            for name, journal in self._journals.items():
                moved[name] = journal.moved_to(path / name)
        except OSError as error:
            _each(moved, Journal.close)
            take_back(path, self._journals, lock)
            raise cannot_write(path, error) from error
        self.close()
        self._journals, self._lock = moved, lock
        self.path = path
        self._unsaved_sidecars = set(self._sidecars)
        self._synced_names = 0

    def close(self) -> None:
        """Close all files, and let others write in the folder. Never raises."""
        _each(self._journals, Journal.close)
        if self._lock is not None:
            self._lock.release()


def replace_meta(meta: SessionMeta, **changes: object) -> SessionMeta:
    """A copy of `meta` with some fields changed."""
    return msgspec.structs.replace(meta, **changes)


def _rows(block: Block, mask: np.ndarray) -> Block:
    """The rows of a block where `mask` (n,) is true."""

    def pick(values: Floats | None) -> Floats | None:
        return None if values is None else values[mask]

    return replace(
        block,
        time_s=block.time_s[mask],
        acc_m_s2=block.acc_m_s2[mask],
        gyr_rad_s=block.gyr_rad_s[mask],
        seq=None if block.seq is None else block.seq[mask],
        host_time_s=pick(block.host_time_s),
        sensor_time_s=pick(block.sensor_time_s),
    )


def _each(journals: dict[str, Journal], action: Callable[[Journal], None]) -> None:
    """Do something to every journal, and only then raise the first failure."""
    failure: OSError | None = None
    for journal in tuple(journals.values()):
        try:
            action(journal)
        except OSError as error:
            failure = failure or error
    if failure is not None:
        raise failure
