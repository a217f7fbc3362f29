"""Recording while the session runs: in its own threads, so that no disk can stall the training."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from imu.errors import RecordingError
from imu.events import AnyEvent
from imu.recording.elsewhere import note_elsewhere
from imu.recording.eventlog import LogEntry, command_entry, event_entry
from imu.recording.folder import MEMORY_LIMIT_BYTES, RecordingFolder
from imu.recording.inbox import Inbox, Item
from imu.recording.place import cannot_write
from imu.recording.session import SessionMeta
from imu.recording.sidecar import Sidecar
from imu.samples import Block, Command, Side

FLUSH_S = 0.1
"""s. How long samples wait in the process, where a crash can reach them."""
SYNC_S = 1.0
"""s. How long they wait in the operating system, where a power cut can."""
CLOSE_S = 30.0
"""s. How long closing waits for a slow disk."""


class RecordingWriter:
    """Writes one recording. Taking samples never raises and never waits for the disk.

    When the disk is full, the folder has vanished or the drive was pulled, the training goes on:
    samples stay in memory (bounded), `problem` says what is wrong, writing is tried again ten times
    a second, and `save_elsewhere` moves everything to a place that works.

    Parameters
    ----------
    path : the folder to make; nothing may be there yet (`imu.recording.free_path` finds a name).
    meta : what is known at the start; goes into ``session.json`` at once, as not complete.
    sidecars : what is known about the sensors at the start.
    on_problem : called from a writer thread with a new problem, and with None when it is over.
    memory_limit : bytes that each file, and the inbox, may keep while the disk refuses them.
    waits : where the folder cannot be made, begin all the same: everything stays in memory, and
        making it is tried again ten times a second.

    Raises
    ------
    RecordingError : something is there already, or the folder cannot be made.
    """

    def __init__(
        self,
        path: Path | str,
        meta: SessionMeta,
        *,
        sidecars: Mapping[Side, Sidecar] | None = None,
        on_problem: Callable[[RecordingError | None], None] | None = None,
        memory_limit: int = MEMORY_LIMIT_BYTES,
        waits: bool = False,
    ) -> None:
        self._folder = RecordingFolder(Path(path), meta, memory_limit, waits=waits)
        self._in_use = threading.RLock()  # the folder belongs to one thread at a time, syncs apart
        self._inbox = Inbox(memory_limit)
        self._problems: dict[str, RecordingError] = {}
        self._on_problem = on_problem
        self._last_meta: SessionMeta | None = None
        self._stop = threading.Event()
        self._is_abandoned = False
        self._is_complete = False
        self._left: list[Path] = []
        for side, sidecar in (sidecars or {}).items():
            self.write_sidecar(side, sidecar)
        self._threads = (
            threading.Thread(target=self._write_loop, name="recorder", daemon=True),
            threading.Thread(target=self._sync_loop, name="recorder-sync", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def write(self, block: Block) -> None:
        """Take samples as they come in; `imu.recording.write_recording` is for whole recordings.

        Round them first (`imu.recording.round_block`) so that replay is exact.
        """
        self._inbox.put(block, len(block))

    def write_event(self, event: AnyEvent | LogEntry) -> None:
        """Take an announcement of the tracker, or any line for ``events.csv``."""
        self._inbox.put(event, 1)

    def command(self, command: Command) -> None:
        """Take a command, before the tracker gets it."""
        self._inbox.put(command, 1)

    def write_sidecar(self, side: Side, sidecar: Sidecar) -> None:
        """Take what is now known about the sensor on one side; replaces the older sidecar."""
        self._inbox.put((side, sidecar), 1)

    @property
    def path(self) -> Path:
        """The folder that is written now."""
        return self._folder.path

    @property
    def problem(self) -> RecordingError | None:
        """Why samples are not getting to the disk at the moment, or None when all is well."""
        return next(iter(tuple(self._problems.values())), None)

    @property
    def unsynced_bytes(self) -> int:
        """Bytes in memory because they are not safely on the disk yet; grows while that fails."""
        return self._folder.unsynced_bytes

    @property
    def lost_rows(self) -> int:
        """Rows given up for good: the memory was full, or they were no valid rows."""
        return self._folder.lost_rows + self._inbox.lost

    def close(self, meta: SessionMeta | None = None, *, timeout_s: float = CLOSE_S) -> bool:
        """Write what is left and mark the recording as complete. Calling again tries again.

        Parameters
        ----------
        meta : what ``session.json`` shall say in the end; None for what it said at the start.
        timeout_s : how long to wait for a slow disk, s.

        Returns
        -------
        Whether the recording is complete on the disk. If not, `problem` says why, the samples are
        still in memory, and `save_elsewhere` saves them.
        """
        if not self._stop.is_set():
            self._last_meta = meta
            self._stop.set()
        for thread in self._threads:
            thread.join(timeout_s)
        if not self._is_running:
            self._finish_again()
        else:
            error = TimeoutError(0, f"the disk did not answer for {timeout_s:g} s")
            self._report("close", cannot_write(self.path, error))
        return self._is_complete

    def save_elsewhere(self, path: Path | str) -> None:
        """Copy everything recorded so far to a new folder, and go on recording there.

        Works before and after `close`; what lies at the old place stays there, and says in the end
        where all of it is, if it can. Waits half a minute for the old disk to answer, be it with an
        error.

        Raises
        ------
        RecordingError : something is at `path` already, or it cannot be written; then nothing has
            changed, and another place can be tried. Or the old disk does not answer.
        """
        if not self._in_use.acquire(timeout=CLOSE_S):
            raise cannot_write(self.path, TimeoutError(0, "the disk does not answer"))
        try:
            self._take_inbox()
            left = self.path
            self._folder.move_to(Path(path))
            self._left.append(left)
            for name in tuple(self._problems):
                self._report(name, None)
            if self._stop.is_set() and not self._is_running:
                self._finish_again()
        finally:
            self._in_use.release()

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close; after an error the recording is left as not complete, for `recover`."""
        self._is_abandoned = kind is not None
        self.close()

    @property
    def _is_running(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _write_loop(self) -> None:
        while not self._stop.wait(FLUSH_S):
            with self._in_use:
                self._take_inbox()
                self._try("flush", self._folder.flush)
        with self._in_use:
            self._take_inbox()
            self._finish()

    def _sync_loop(self) -> None:
        while not self._stop.wait(SYNC_S):
            if not self._try("sync", self._folder.sync) and not self.path.exists():
                with self._in_use:
                    self._make_anew()

    def _make_anew(self) -> None:
        """Put everything back where somebody has deleted it, so that a crash cannot lose it too.

        Not where the folder above is gone as well: that was a drive, and may come back.
        """
        path = self.path
        if not path.parent.is_dir():
            return
        with suppress(RecordingError):  # the problem is told already
            self._folder.move_to(path)
            self._folder.remark("The folder was deleted while it was recorded, and was made anew")
            self._report("sync", None)

    def _take_inbox(self) -> None:
        """Hand what came in to the files, in order; one malformed block does not stop the rest."""
        for item in self._inbox.take():
            if not self._try("item", partial(self._hand_over, item)):
                self._folder.count_malformed(len(item) if isinstance(item, Block) else 1)

    def _hand_over(self, item: Item) -> None:
        match item:
            case Block():
                self._folder.add_block(item)
            case (side, sidecar):
                self._folder.set_sidecar(side, sidecar)
            case LogEntry():
                self._folder.add_entry(item)
            case Command():
                self._folder.add_entry(command_entry(item))
            case _:
                self._folder.add_entry(event_entry(item))

    def _finish(self) -> None:
        """Bring everything to the disk; keep the files open only if that did not work."""
        if self._is_abandoned:
            if self._try("finish", self._folder.flush):
                self._try("finish", self._folder.sync)
            self._folder.close()
            return
        lost = self._inbox.lost
        self._is_complete = self._try("finish", lambda: self._folder.finish(self._last_meta, lost))
        if self._is_complete:
            self._folder.close()
            for part in () if self._folder.lacks_beginning else self._left:
                note_elsewhere(part, self.path)
            for name in tuple(self._problems):
                self._report(name, None)

    def _finish_again(self) -> None:
        """Try once more what did not work when the threads ended: the disk may have room now."""
        with self._in_use:
            if not self._is_complete and not self._is_abandoned:
                self._finish()

    def _try(self, name: str, action: Callable[[], None]) -> bool:
        """Do something; report its failure under `name`, or that it is over."""
        problem: RecordingError | None = None
        try:
            action()
        except OSError as error:
            problem = cannot_write(self.path, error)
        except RecordingError as error:
            problem = error
        except Exception as error:  # noqa: BLE001 - the recorder outlives the bugs of its callers
            text = f"something could not be recorded ({error!r})"
            problem = RecordingError(self.path, text, "Please report this bug")
        self._report(name, problem)
        return problem is None

    def _report(self, name: str, problem: RecordingError | None) -> None:
        """Keep a problem, or forget it, and tell so if the text that a person sees changes."""
        before = self.problem
        if problem is None:
            self._problems.pop(name, None)
        else:
            self._problems[name] = problem
        after = self.problem
        if self._on_problem is not None and str(before) != str(after):
            with suppress(Exception):  # a listener's bug must not end the recording
                self._on_problem(after)
