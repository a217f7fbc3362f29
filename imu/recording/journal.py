"""An append-only file that loses nothing: what is not safely on the disk stays in memory.

Three places hold its bytes: the disk (synced), the operating system (written, lost in a power cut)
and this object (lost when the process dies). Bytes leave the memory only once they are synced, so
after any failure of the disk they can be written again, or to another place.
"""

from __future__ import annotations

import errno
import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path

_COPY_BYTES = 1 << 20


class _UnreadableError(Exception):
    """What was written cannot be read back."""


class Journal:
    """One growing file of a recording.

    `append`, `flush` and `moved_to` belong to one thread at a time; `sync` may run in another one
    meanwhile, as a slow disk must not hold up the flushing.

    Parameters
    ----------
    path : the file; it must not exist, and is made at the first flush.
    header : its first line.
    memory_limit : how many bytes may wait in memory for a disk that does not take them.

    Attributes
    ----------
    lacks_beginning : true if an earlier part of the file stayed on a disk that failed.
    """

    def __init__(self, path: Path, header: bytes, memory_limit: int) -> None:
        self.path = path
        self.header = header
        self.lacks_beginning = False
        self._limit = memory_limit
        self._file: FileIO | None = None
        self._waiting = bytearray(header)  # every byte after the synced ones
        self._written: int = 0  # how many of `_waiting` the operating system has
        self._synced: int = 0  # how many bytes came before `_waiting`
        self._is_cut = False  # whether `_waiting` begins within a line
        self._rewrite = False
        self._counters = threading.Lock()
        self._in_use = threading.Lock()  # the file must not be closed under a running sync

    def append(self, data: bytes) -> bool:
        """Take some whole lines. False if the memory is full and they were refused."""
        with self._counters:
            if len(self._waiting) + len(data) > self._limit:
                return False
            self._waiting += data
            return True

    def flush(self) -> None:
        """Hand everything to the operating system: from then on a crash of ours is harmless.

        Raises
        ------
        OSError : some of it is still waiting; flush again later.
        """
        file = self._file or self._open("x+")
        position, data = self._unwritten()
        file.seek(position)
        done = 0
        while done < len(data):
            count: int = file.write(data[done:]) or 0
            done += count
            with self._counters:
                self._written += count

    def _open(self, mode: str) -> FileIO:
        self._file = FileIO(self.path, mode)
        weakref.finalize(self, _close_quietly, self._file)  # a writer may be dropped unfinished
        return self._file

    def _unwritten(self) -> tuple[int, memoryview]:
        """Where in the file the next byte goes, and what goes there."""
        with self._counters:
            if self._rewrite:
                self._written, self._rewrite = 0, False
            return self._synced + self._written, memoryview(bytes(self._waiting[self._written :]))

    def sync(self) -> None:
        """Put what was flushed on the disk: from then on a power cut is harmless, too.

        Raises
        ------
        OSError : the disk failed, or the file is no longer where it was made.
        """
        with self._in_use:
            with self._counters:
                end = self._synced + self._written
            if self._file is None or self._file.closed or self._rewrite or end == self._synced:
                return
            self._sync_file(self._file)
            with self._counters:
                done = end - self._synced
                self._is_cut = self._waiting[done - 1] != ord("\n")
                del self._waiting[:done]
                self._written -= done
                self._synced = end

    def _sync_file(self, file: FileIO) -> None:
        try:
            os.fsync(file.fileno())
        except OSError:
            # After a failed sync Linux forgets the bytes and calls the next sync a success
            self._rewrite = True
            raise
        # A deleted file can be written for ever without an error, and is gone when it is closed
        if not os.path.samestat(os.fstat(file.fileno()), self.path.stat()):
            raise FileNotFoundError(errno.ENOENT, "the file was replaced by another one")

    @property
    def unsynced_bytes(self) -> int:
        """How many bytes are not safely on the disk: they are all in memory."""
        with self._counters:
            return len(self._waiting)

    def moved_to(self, path: Path) -> Journal:
        """A journal at `path` with the same bytes, on the disk there; this one stays as it is.

        What this disk holds is read back. Where that fails, only the lines in memory go along,
        and `lacks_beginning` of the new journal is true.

        Raises
        ------
        OSError : `path` cannot be written.
        """
        moved = Journal(path, self.header, self._limit)
        moved._open("x+")
        try:
            self._copy_to(moved)
        except OSError:
            moved.close()
            raise
        return moved

    def _copy_to(self, moved: Journal) -> None:
        with self._counters:
            synced, moved._waiting = self._synced, bytearray(self._waiting)
            moved._is_cut = self._is_cut
        try:
            for data in self._synced_bytes(synced):
                moved._append_synced(data)
        except _UnreadableError:
            moved._start_again()
        moved.flush()
        moved.sync()

    def _append_synced(self, data: bytes) -> None:
        """Write bytes at the end of the synced ones."""
        assert self._file is not None
        self._file.seek(self._synced)
        while data:
            count: int = self._file.write(data) or 0
            self._synced += count
            data = data[count:]

    def _start_again(self) -> None:
        """Forget the synced bytes: the file becomes the header and the whole lines in memory."""
        assert self._file is not None
        self._file.truncate(0)
        self._synced, self.lacks_beginning = 0, True
        start = self._waiting.find(b"\n") + 1 if self._is_cut else 0
        self._waiting = bytearray(self.header) + self._waiting[start:]

    def _synced_bytes(self, size: int) -> Iterator[bytes]:
        """The first `size` bytes of the file, in pieces.

        Raises
        ------
        _UnreadableError : they cannot be read back.
        """
        done = 0
        while done < size:
            data = self._read_back(done, min(size - done, _COPY_BYTES))
            done += len(data)
            yield data

    def _read_back(self, position: int, size: int) -> bytes:
        try:
            file = self._file
            if file is None or file.closed:
                file = self._open("r+")
            file.seek(position)
            data = file.read(size)
        except OSError as error:
            raise _UnreadableError from error
        if not data:
            raise _UnreadableError
        return data

    def close(self) -> None:
        """Close the file; the bytes in memory stay for `moved_to`. Never raises."""
        with self._in_use:
            if self._file is not None:
                _close_quietly(self._file)


def _close_quietly(file: FileIO) -> None:
    """Close a file whose bytes are safe elsewhere: on the disk, or in memory."""
    with suppress(OSError):
        file.close()
