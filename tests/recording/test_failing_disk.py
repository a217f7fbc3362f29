"""R22: a full, vanished or broken disk costs nothing that fits into the memory."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from imu.errors import RecordingError
from imu.recording import RecordingWriter, SessionMeta, Sidecar, read_recording, write_recording
from imu.recording import journal as journal_module
from imu.recording import writer as writer_module
from imu.recording.journal import Journal
from tests.recording.examples import check_sentence, is_beginning_of, same_samples, swinging
from tests.recording.test_writer import lines_in, parts, wait_for


class Disk:
    """A disk with so many bytes of room that can also break or forget."""

    def __init__(self) -> None:
        self.room = 1 << 40
        self.is_broken = False
        self.is_readable = True
        self.fails_to_sync = False

    def check(self) -> None:
        """Fail as a pulled drive does."""
        if self.is_broken:
            raise OSError(errno.EIO, "Input/output error")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk that the files of recordings are on."""
    disk = Disk()

    class File(journal_module.FileIO):
        def write(self, data: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
            disk.check()
            if not disk.room and data:
                raise OSError(errno.ENOSPC, "No space left on device")
            count = super().write(data[: disk.room])
            disk.room -= count
            return count

        def read(self, size: int | None = -1, /) -> bytes:
            if not disk.is_readable:
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

    def fsync(_: int) -> None:
        disk.check()
        if disk.fails_to_sync:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(journal_module, "FileIO", File)
    monkeypatch.setattr(journal_module.os, "fsync", fsync)
    monkeypatch.setattr(writer_module, "FLUSH_S", 0.002)
    monkeypatch.setattr(writer_module, "SYNC_S", 0.003)
    return disk


@contextmanager
def recording_to(path: Path) -> Generator[RecordingWriter]:
    """A writer that is closed at the end, come what may."""
    writer = RecordingWriter(path, SessionMeta(person="M"))
    try:
        yield writer
    finally:
        writer.close()


def test_r22_full_disk_is_a_problem_but_no_exception(tmp_path: Path, disk: Disk) -> None:
    disk.room = 1000
    with recording_to(tmp_path / "r") as writer:
        writer.write(swinging(100))
        wait_for(lambda: writer.problem)
        assert writer.problem is not None
        message = check_sentence(writer.problem)
        assert "No space left on device" in message
        assert "Free some space" in message
        writer.write(swinging(100, start_s=2.0))  # the training goes on
    assert not writer.close()
    recording = read_recording(tmp_path / "r")
    assert not recording.session.complete
    assert is_beginning_of(recording.streams["left"].block, swinging(100))


def test_r22_room_that_is_freed_is_used_at_once(tmp_path: Path, disk: Disk) -> None:
    block = swinging(300)
    told: list[RecordingError | None] = []
    disk.room = 1000
    writer = RecordingWriter(tmp_path / "r", SessionMeta(), on_problem=told.append)
    for piece in parts(block, 50):
        writer.write(piece)
    wait_for(lambda: writer.problem)
    disk.room = 1 << 40
    wait_for(lambda: writer.problem is None)
    assert lines_in(tmp_path / "r" / "left.imu.csv") == 300
    assert writer.close()
    assert [problem is None for problem in told] == [False, True]
    assert same_samples(read_recording(tmp_path / "r").streams["left"].block, block)


def test_r22_problem_is_told_once_not_ten_times_a_second(tmp_path: Path, disk: Disk) -> None:
    told: list[RecordingError | None] = []
    disk.room = 0
    writer = RecordingWriter(tmp_path / "r", SessionMeta(), on_problem=told.append)
    for index in range(20):
        writer.write(swinging(5, start_s=float(index)))
        wait_for(lambda: writer.problem)
    assert len(told) == 1
    writer.close()


def test_r22_listener_with_a_bug_does_not_end_the_recording(tmp_path: Path, disk: Disk) -> None:
    def listen(_: RecordingError | None) -> None:
        raise ZeroDivisionError

    disk.room = 100
    writer = RecordingWriter(tmp_path / "r", SessionMeta(), on_problem=listen)
    writer.write(swinging(50))
    wait_for(lambda: writer.problem)
    disk.room = 1 << 40
    assert writer.close()
    assert len(read_recording(tmp_path / "r").streams["left"].block) == 50


def test_r22_everything_can_be_saved_elsewhere_while_recording(tmp_path: Path, disk: Disk) -> None:
    block = swinging(300)
    sidecar = Sidecar(manufacturer="Maker")
    with recording_to(tmp_path / "full") as writer:
        pieces = parts(block, 50)
        writer.write_sidecar("left", sidecar)
        writer.write(pieces[0])
        wait_for(lambda: lines_in(tmp_path / "full" / "left.imu.csv") == 50)
        disk.room = 700
        for piece in pieces[1:4]:
            writer.write(piece)
        wait_for(lambda: writer.problem)
        disk.room = 1 << 40
        writer.save_elsewhere(tmp_path / "good")
        assert writer.problem is None
        assert writer.path == tmp_path / "good"
        for piece in pieces[4:]:
            writer.write(piece)
    assert writer.close()
    recording = read_recording(tmp_path / "good")
    assert same_samples(recording.streams["left"].block, block)
    assert recording.streams["left"].sidecar == sidecar
    assert recording.session == SessionMeta(person="M", complete=True)
    old = read_recording(tmp_path / "full")
    assert is_beginning_of(old.streams["left"].block, block)
    assert not old.session.complete


def test_r22_everything_can_be_saved_elsewhere_after_the_end(tmp_path: Path, disk: Disk) -> None:
    block = swinging(300)
    disk.room = 1000
    writer = RecordingWriter(tmp_path / "full", SessionMeta())
    writer.write(block)
    assert not writer.close(SessionMeta(notes="done"))
    disk.room = 1 << 40
    writer.save_elsewhere(tmp_path / "good")
    assert writer.problem is None
    assert writer.close()
    recording = read_recording(tmp_path / "good")
    assert same_samples(recording.streams["left"].block, block)
    assert recording.session == SessionMeta(notes="done", complete=True)


def test_r22_closing_again_tries_again(tmp_path: Path, disk: Disk) -> None:
    disk.room = 1000
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    writer.write(swinging(300))
    assert not writer.close(SessionMeta(notes="done"))
    assert not writer.close()
    disk.room = 1 << 40
    assert writer.close()
    assert writer.problem is None
    recording = read_recording(tmp_path / "r")
    assert same_samples(recording.streams["left"].block, swinging(300))
    assert recording.session.notes == "done"


def test_r22_place_that_does_not_work_either_changes_nothing(tmp_path: Path, disk: Disk) -> None:
    block = swinging(300)
    disk.room = 1000
    writer = RecordingWriter(tmp_path / "full", SessionMeta())
    writer.write(block)
    wait_for(lambda: writer.problem)
    with pytest.raises(RecordingError, match="No space left"):
        writer.save_elsewhere(tmp_path / "full too")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").write_bytes(b"")
    with pytest.raises(RecordingError, match="exists already"):
        writer.save_elsewhere(tmp_path / "taken")
    assert writer.path == tmp_path / "full"
    assert not (tmp_path / "full too").exists()
    disk.room = 1 << 40
    assert writer.close()
    assert same_samples(read_recording(tmp_path / "full").streams["left"].block, block)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not delete open files")
def test_r22_deleted_folder_is_noticed_and_its_samples_are_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "SYNC_S", 0.003)
    block = swinging(300)
    with recording_to(tmp_path / "drive" / "r") as writer:
        pieces = parts(block, 50)
        writer.write(pieces[0])
        wait_for(lambda: lines_in(tmp_path / "drive" / "r" / "left.imu.csv") == 50)
        wait_for(lambda: not writer.unsynced_bytes)
        shutil.rmtree(tmp_path / "drive")  # else it would be made anew before anybody looks
        for piece in pieces[1:]:
            writer.write(piece)
        wait_for(lambda: writer.problem)
        writer.save_elsewhere(tmp_path / "good")
    assert writer.close()
    assert same_samples(read_recording(tmp_path / "good").streams["left"].block, block)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not delete open files")
def test_r22_deleted_folder_is_made_anew_with_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "SYNC_S", 0.003)
    block = swinging(300)
    told: list[RecordingError | None] = []
    writer = RecordingWriter(tmp_path / "r", SessionMeta(person="M"), on_problem=told.append)
    pieces = parts(block, 50)
    writer.write(pieces[0])
    wait_for(lambda: not writer.unsynced_bytes and lines_in(tmp_path / "r" / "left.imu.csv"))
    shutil.rmtree(tmp_path / "r")
    writer.write(pieces[1])
    wait_for((tmp_path / "r" / "left.imu.csv").exists)
    for piece in pieces[2:]:
        writer.write(piece)
    assert writer.close()
    recording = read_recording(tmp_path / "r")
    assert same_samples(recording.streams["left"].block, block)
    assert recording.session.person == "M"
    assert "was made anew" in recording.notes[0]
    assert told[0] is not None
    assert told[-1] is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not delete open files")
def test_r22_folder_is_not_made_anew_where_its_drive_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "SYNC_S", 0.003)
    with recording_to(tmp_path / "drive" / "r") as writer:
        writer.write(swinging(50))
        wait_for(lambda: not writer.unsynced_bytes and (tmp_path / "drive/r/left.imu.csv").exists())
        shutil.rmtree(tmp_path / "drive")
        writer.write(swinging(50, start_s=0.5))
        wait_for(lambda: writer.problem)
        assert not (tmp_path / "drive").exists()
        writer.save_elsewhere(tmp_path / "good")
    assert len(read_recording(tmp_path / "good").streams["left"].block) == 100


def test_r22_folder_that_cannot_be_made_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "drive").write_bytes(b"")  # no folder can be made in a file
    with pytest.raises(RecordingError, match="cannot be written"):
        RecordingWriter(tmp_path / "drive" / "r", SessionMeta())
    writer = RecordingWriter(tmp_path / "drive" / "r", SessionMeta(person="M"), waits=True)
    writer.write_sidecar("left", Sidecar(manufacturer="Maker"))
    writer.write(swinging(50))
    wait_for(lambda: writer.problem)
    (tmp_path / "drive").unlink()
    writer.write(swinging(50, start_s=0.5))
    wait_for(lambda: writer.problem is None)
    assert writer.close()
    recording = read_recording(tmp_path / "drive" / "r")
    assert len(recording.streams["left"].block) == 100
    assert recording.streams["left"].sidecar == Sidecar(manufacturer="Maker")
    assert recording.session == SessionMeta(person="M", complete=True)


def test_r22_what_never_had_a_folder_can_be_saved_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    writer = RecordingWriter(tmp_path / "file" / "r", SessionMeta(), waits=True)
    writer.write(swinging(50))
    assert not writer.close()
    writer.save_elsewhere(tmp_path / "good")
    assert writer.close()
    assert len(read_recording(tmp_path / "good").streams["left"].block) == 50


def test_r22_waiting_for_a_folder_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "drive").write_bytes(b"")
    writer = RecordingWriter(tmp_path / "drive" / "r", SessionMeta(), waits=True)
    writer.write(swinging(50))
    (tmp_path / "drive").unlink()
    write_recording(tmp_path / "drive" / "r", [swinging(20)])
    wait_for(lambda: "exists already" in str(writer.problem))
    assert not writer.close()
    assert len(read_recording(tmp_path / "drive" / "r").streams["left"].block) == 20


def test_r22_saving_elsewhere_waits_only_so_long_for_a_disk_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, may_go_on = threading.Event(), threading.Event()

    class HangingFile(journal_module.FileIO):
        def write(self, data: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
            hangs.set()
            may_go_on.wait(10)
            return super().write(data)

    monkeypatch.setattr(journal_module, "FileIO", HangingFile)
    monkeypatch.setattr(writer_module, "CLOSE_S", 0.05)
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    writer.write(swinging(20))
    assert hangs.wait(5)
    with pytest.raises(RecordingError, match="does not answer"):
        writer.save_elsewhere(tmp_path / "good")
    may_go_on.set()
    assert writer.close(timeout_s=10.0)


def test_r22_pulled_drive_keeps_the_rest_in_memory(tmp_path: Path, disk: Disk) -> None:
    block = swinging(300)
    pieces = parts(block, 50)
    with recording_to(tmp_path / "r") as writer:
        writer.write(pieces[0])
        wait_for(lambda: lines_in(tmp_path / "r" / "left.imu.csv"))
        wait_for(lambda: not writer.unsynced_bytes)
        disk.is_broken = True
        for piece in pieces[1:]:
            writer.write(piece)
        wait_for(lambda: writer.problem)
        disk.is_broken, disk.is_readable = False, False  # another drive works, the old one is gone
        writer.save_elsewhere(tmp_path / "good")
    recording = read_recording(tmp_path / "good")
    found = recording.streams["left"].block
    assert found.time_s.tolist() == block.time_s[50:].tolist()
    assert recording.notes == ("left.imu.csv: the beginning stayed on a disk that failed",)


def test_r22_failed_sync_is_not_believed_the_next_time(tmp_path: Path, disk: Disk) -> None:
    journal = Journal(tmp_path / "x", b"head\n", 1000)
    journal.append(b"one\n")
    journal.flush()
    disk.fails_to_sync = True
    with pytest.raises(OSError, match="Input/output"):
        journal.sync()
    disk.fails_to_sync = False
    (tmp_path / "x").write_bytes(b"")  # what the disk forgot
    journal.sync()
    assert journal.unsynced_bytes == 9
    journal.flush()
    journal.sync()
    assert journal.unsynced_bytes == 0
    assert (tmp_path / "x").read_bytes() == b"head\none\n"
    journal.close()


def test_r22_memory_is_bounded_and_what_is_given_up_is_counted(tmp_path: Path, disk: Disk) -> None:
    disk.room = 0
    writer = RecordingWriter(tmp_path / "r", SessionMeta(), memory_limit=20_000)
    for start in range(50):
        before = writer.unsynced_bytes + writer.lost_rows
        writer.write(swinging(20, start_s=float(start)))
        wait_for(lambda before=before: writer.unsynced_bytes + writer.lost_rows > before)
    assert writer.unsynced_bytes <= 20_000
    disk.room = 1 << 40
    assert writer.close()
    recording = read_recording(tmp_path / "r")
    kept = len(recording.streams["left"].block)
    assert kept > 200
    assert kept + writer.lost_rows == 1000
    expected = f"{writer.lost_rows} rows were lost because the disk did not take them"
    assert recording.notes == (expected,)


def test_r22_inbox_is_bounded_while_the_disk_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, may_go_on = threading.Event(), threading.Event()

    class HangingFile(journal_module.FileIO):
        def write(self, data: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
            hangs.set()
            may_go_on.wait(5)
            return super().write(data)

    monkeypatch.setattr(journal_module, "FileIO", HangingFile)
    writer = RecordingWriter(tmp_path / "r", SessionMeta(), memory_limit=12_800)
    writer.write(swinging(20))
    assert hangs.wait(5)
    for start in range(1, 11):
        writer.write(swinging(20, start_s=float(start)))
    may_go_on.set()
    assert writer.close()
    assert writer.lost_rows == 100
    recording = read_recording(tmp_path / "r")
    assert len(recording.streams["left"].block) == 120
    assert recording.notes == ("100 rows were lost because the disk did not take them",)


def test_r22_whole_recording_on_a_full_disk_is_refused(tmp_path: Path, disk: Disk) -> None:
    disk.room = 1000
    with pytest.raises(RecordingError, match="No space left"):
        write_recording(tmp_path / "r", [swinging(300)])
    assert not read_recording(tmp_path / "r").session.complete


def test_r22_moving_needs_no_memory_for_the_whole_file(
    tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    del disk
    monkeypatch.setattr(journal_module, "_COPY_BYTES", 7)
    journal = Journal(tmp_path / "a", b"head\n", 1000)
    journal.append(b"one\ntwo\n")
    journal.flush()
    journal.sync()
    journal.append(b"three\n")
    moved = journal.moved_to(tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"head\none\ntwo\nthree\n"
    assert moved.unsynced_bytes == 0
    assert (tmp_path / "a").read_bytes() == b"head\none\ntwo\n"
    journal.close()
    again = journal.moved_to(tmp_path / "c")  # closed: read back all the same
    assert (tmp_path / "c").read_bytes() == (tmp_path / "b").read_bytes()
    for each in (journal, moved, again):
        each.close()


CHILD = """
    import resource, sys, time
    sys.path.insert(0, sys.argv[2])
    from pathlib import Path
    from imu.recording import RecordingWriter, SessionMeta
    from tests.recording.examples import swinging

    def wait_for(condition):
        end = time.monotonic() + 5
        while not condition():
            assert time.monotonic() < end
            time.sleep(0.005)

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    writer = RecordingWriter(Path(sys.argv[1]), SessionMeta())
    writer.write(swinging(500))
    wait_for(lambda: writer.problem)
    print(writer.problem)
    writer.write(swinging(100, start_s=5.0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    wait_for(lambda: writer.problem is None)
    assert writer.close()
"""


def test_r22_file_that_the_system_does_not_let_grow(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="needs limits of a Unix system")
    root = Path(__file__).parents[2]
    code = textwrap.dedent(CHILD)
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "r"), str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "File too large" in done.stdout
    block = read_recording(tmp_path / "r").streams["left"].block
    assert same_samples(block, swinging(600)) or len(block) == 600
