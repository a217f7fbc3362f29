"""R2, R21 and R23: writing while the session runs, and never over something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from imu.errors import RecordingError
from imu.events import HealthEvent
from imu.recording import (
    LogEntry,
    RecordingWriter,
    SessionMeta,
    Sidecar,
    input_hash,
    read_recording,
    write_recording,
)
from imu.recording import journal as journal_module
from imu.recording import writer as writer_module
from imu.samples import Block, Command, CommandKind
from tests.patience import PATIENCE_S
from tests.recording.examples import is_beginning_of, same_samples, swinging


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something becomes true; fail if it does not within reason."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def session_file(path: Path) -> dict[str, object]:
    """What ``session.json`` says at the moment."""
    return json.loads((path / "session.json").read_text())


def lines_in(path: Path) -> int:
    """How many complete rows another process would find in a sample file."""
    return max(0, path.read_bytes().count(b"\n") - 1) if path.exists() else 0


def parts(block: Block, size: int) -> list[Block]:
    """A block cut into pieces of `size` samples."""
    return [
        Block(
            block.side,
            block.time_s[start : start + size],
            block.acc_m_s2[start : start + size],
            block.gyr_rad_s[start : start + size],
            None if block.seq is None else block.seq[start : start + size],
        )
        for start in range(0, len(block), size)
    ]


def test_r21_everything_handed_over_is_read_back(tmp_path: Path) -> None:
    left, right = swinging(300), swinging(300, side="right", start_s=0.003)
    commands = [Command(0.5, CommandKind.ARM), Command(2.0, CommandKind.PAIN_STOP, "left")]
    told = HealthEvent(time_s=1.0, side="left", code="offset", message="It reads 12.9, at rest")
    sidecar = Sidecar(sampling_frequency=100.0, tracked_point="left_thigh")
    with RecordingWriter(tmp_path / "r", SessionMeta(person="M"), sidecars={"left": sidecar}) as w:
        for a, b in zip(parts(left, 7), parts(right, 7), strict=True):
            w.write(a)
            w.write(b)
        for command in commands:
            w.command(command)
        w.write_event(told)
        w.write_event(LogEntry(3.0, 0.5, "reconnect", "left"))
        w.write_sidecar("right", Sidecar(manufacturer="Maker"))
    recording = read_recording(tmp_path / "r")
    assert same_samples(recording.streams["left"].block, left)
    assert same_samples(recording.streams["right"].block, right)
    assert list(recording.commands) == commands
    assert [entry.type for entry in recording.log][2:] == ["health", "reconnect"]
    assert recording.streams["left"].sidecar == sidecar
    assert recording.streams["right"].sidecar == Sidecar(manufacturer="Maker")
    assert recording.session == SessionMeta(person="M", complete=True)
    assert recording.notes == ()
    assert w.problem is None
    assert w.lost_rows == 0


def test_r21_live_and_whole_writing_make_the_same_files(tmp_path: Path) -> None:
    block = swinging(100)
    with RecordingWriter(tmp_path / "live", SessionMeta()) as writer:
        for piece in parts(block, 9):
            writer.write(piece)
    write_recording(tmp_path / "whole", [block])
    for name in ("left.imu.csv", "session.json"):
        assert (tmp_path / "live" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    live, whole = (read_recording(tmp_path / name) for name in ("live", "whole"))
    assert input_hash(live) == input_hash(whole)


def test_r02_session_is_there_before_the_first_sample_and_not_complete(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "r", SessionMeta(person="M", complete=True))
    assert session_file(tmp_path / "r")["complete"] is False
    assert session_file(tmp_path / "r")["person"] == "M"
    writer.write(swinging(5))
    assert writer.close()
    assert session_file(tmp_path / "r")["complete"] is True


def test_r02_session_is_replaced_at_the_end_with_what_is_known_then(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "r", SessionMeta(person="M"))
    writer.write(swinging(5))
    assert writer.close(SessionMeta(person="M", effort=6, notes="went well"))
    meta = read_recording(tmp_path / "r").session
    assert (meta.effort, meta.notes, meta.complete) == (6, "went well", True)


def test_r02_no_neighbour_file_stays_behind(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        writer.write(swinging(5))
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == [
        "left.imu.csv",
        "session.json",
    ]


def test_r02_error_in_the_session_leaves_the_recording_for_recovery(tmp_path: Path) -> None:
    block = swinging(50)
    with suppress(ZeroDivisionError), RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        writer.write(block)
        raise ZeroDivisionError
    recording = read_recording(tmp_path / "r")
    assert not recording.session.complete
    assert same_samples(recording.streams["left"].block, block)


def test_r21_closing_twice_does_no_harm(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    writer.write(swinging(5))
    assert writer.close(SessionMeta(notes="first"))
    assert writer.close(SessionMeta(notes="second"))
    assert session_file(tmp_path / "r")["notes"] == "first"


def test_r21_samples_after_the_end_are_passed_over(tmp_path: Path) -> None:
    block = swinging(20)
    first, second = parts(block, 10)
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    writer.write(first)
    writer.close()
    writer.write(second)
    assert same_samples(read_recording(tmp_path / "r").streams["left"].block, first)


def test_r21_samples_are_in_the_file_soon_while_it_is_open(tmp_path: Path) -> None:
    block = swinging(40)
    file = tmp_path / "r" / "left.imu.csv"
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        for number, piece in enumerate(parts(block, 20), start=1):
            writer.write(piece)
            wait_for(lambda number=number: lines_in(file) == 20 * number)
        recording = read_recording(tmp_path / "r")
        assert same_samples(recording.streams["left"].block, block)
        assert len(recording.notes) == 1  # not complete


def test_r21_whole_lines_are_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "FLUSH_S", 0.0005)
    file = tmp_path / "r" / "left.imu.csv"
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        for piece in parts(swinging(300), 3):
            writer.write(piece)
            assert not file.exists() or file.read_bytes()[-1:] in (b"\n", b"")


def test_r21_files_are_synced_while_the_recording_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = threading.Event()
    real_fsync = os.fsync

    def fsync(handle: int) -> None:
        real_fsync(handle)
        synced.set()

    monkeypatch.setattr(writer_module, "SYNC_S", 0.01)
    monkeypatch.setattr(writer_module, "FLUSH_S", 0.005)
    monkeypatch.setattr(journal_module.os, "fsync", fsync)
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        synced.clear()
        writer.write(swinging(5))
        assert synced.wait(PATIENCE_S)


def test_r21_slow_sync_does_not_hold_up_the_flushing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_syncing, may_go_on = threading.Event(), threading.Event()

    def slow_fsync(_: int) -> None:
        is_syncing.set()
        may_go_on.wait(PATIENCE_S)

    monkeypatch.setattr(writer_module, "SYNC_S", 0.01)
    monkeypatch.setattr(writer_module, "FLUSH_S", 0.005)
    block = swinging(40)
    first, second = parts(block, 20)
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    monkeypatch.setattr(journal_module.os, "fsync", slow_fsync)
    writer.write(first)
    assert is_syncing.wait(PATIENCE_S)
    writer.write(second)
    wait_for(lambda: lines_in(tmp_path / "r" / "left.imu.csv") == 40)
    may_go_on.set()
    assert writer.close()
    assert same_samples(read_recording(tmp_path / "r").streams["left"].block, block)


def test_r21_slow_disk_does_not_hold_up_the_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    class SlowFile(journal_module.FileIO):
        def write(self, data: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
            may_go_on.wait(PATIENCE_S)
            return super().write(data)

    monkeypatch.setattr(journal_module, "FileIO", SlowFile)
    block = swinging(2000)
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    start = time.monotonic()
    for piece in parts(block, 10):
        writer.write(piece)
    assert time.monotonic() - start < 0.5 * PATIENCE_S
    assert lines_in(tmp_path / "r" / "left.imu.csv") == 0
    assert not writer.close(timeout_s=0.01)
    assert "did not answer" in str(writer.problem)
    may_go_on.set()
    assert writer.close()
    assert writer.problem is None
    assert same_samples(read_recording(tmp_path / "r").streams["left"].block, block)


def test_r21_bytes_written_in_small_pieces_all_arrive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PettyFile(journal_module.FileIO):
        def write(self, data: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
            return super().write(data[:37])

    monkeypatch.setattr(journal_module, "FileIO", PettyFile)
    block = swinging(100)
    write_recording(tmp_path / "r", [block])
    assert same_samples(read_recording(tmp_path / "r").streams["left"].block, block)


def test_r21_memory_does_not_grow_with_the_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "FLUSH_S", 0.005)
    monkeypatch.setattr(writer_module, "SYNC_S", 0.005)
    file = tmp_path / "r" / "left.imu.csv"
    with RecordingWriter(tmp_path / "r", SessionMeta(), memory_limit=60_000) as writer:
        for number in range(1, 11):  # a multiple of what fits into the memory
            writer.write(swinging(200, start_s=2.0 * number))
            wait_for(lambda number=number: lines_in(file) == 200 * number)
            wait_for(lambda: not writer.unsynced_bytes)
    assert writer.lost_rows == 0
    assert file.stat().st_size > 100_000


def test_r09_time_that_runs_back_is_counted_and_told(tmp_path: Path) -> None:
    block = swinging(20)
    first, second = parts(block, 10)
    with RecordingWriter(tmp_path / "r", SessionMeta(remarks=("old",))) as writer:
        for piece in (first, first, second):
            writer.write(piece)
    assert writer.lost_rows == 10
    recording = read_recording(tmp_path / "r")
    assert same_samples(recording.streams["left"].block, block)
    assert recording.notes == ("old", "10 rows were left out because their time did not increase")


def test_r03_what_is_no_json_is_a_problem_but_costs_no_samples(tmp_path: Path) -> None:
    writer = RecordingWriter(tmp_path / "r", SessionMeta())
    writer.write(swinging(20))
    assert not writer.close(SessionMeta(plan={"what": object()}))
    assert "could not be recorded" in str(writer.problem)
    recording = read_recording(tmp_path / "r")
    assert len(recording.streams["left"].block) == 20
    assert not recording.session.complete


def test_r21_event_that_is_no_json_does_not_raise_into_the_training(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        writer.write_event(HealthEvent(time_s=1.0, side="left", code="x", message=object()))  # pyright: ignore[reportArgumentType]
        writer.write(swinging(20))
    assert len(read_recording(tmp_path / "r").streams["left"].block) == 20


def test_r16_event_without_a_time_is_left_out_and_told(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        writer.write(swinging(20))
        writer.command(Command(float("nan"), CommandKind.ARM))
        writer.command(Command(0.1, CommandKind.UNDO))
    recording = read_recording(tmp_path / "r")
    assert recording.commands == (Command(0.1, CommandKind.UNDO),)
    assert recording.notes == ("1 rows were left out because they had no time",)


def test_r21_malformed_block_does_not_end_the_recording(tmp_path: Path) -> None:
    block = swinging(20)
    first, second = parts(block, 10)
    crooked = Block("left", first.time_s, first.acc_m_s2[:3], first.gyr_rad_s)
    problems: list[RecordingError | None] = []
    writer = RecordingWriter(tmp_path / "r", SessionMeta(), on_problem=problems.append)
    for piece in (first, crooked, second):
        writer.write(piece)
    assert writer.close()
    assert "could not be recorded" in str(problems[0])
    recording = read_recording(tmp_path / "r")
    assert is_beginning_of(first, recording.streams["left"].block)
    assert "10 rows were left out because they were malformed" in recording.notes


@pytest.mark.parametrize("existing", ["session.json", "holiday.jpg"])
def test_r23_nothing_is_written_where_something_is(tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).write_bytes(b"mine")
    with pytest.raises(RecordingError, match="exists already"):
        RecordingWriter(tmp_path, SessionMeta())
    with pytest.raises(RecordingError, match="exists already"):
        write_recording(tmp_path, [])
    assert [path.name for path in tmp_path.iterdir()] == [existing]
    assert (tmp_path / existing).read_bytes() == b"mine"


def test_r23_file_of_that_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"mine")
    with pytest.raises(RecordingError, match="exists already"):
        RecordingWriter(tmp_path / "r", SessionMeta())
    assert (tmp_path / "r").read_bytes() == b"mine"


def test_r23_empty_folder_is_used(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path, SessionMeta()) as writer:
        writer.write(swinging(5))
    assert read_recording(tmp_path).session.complete


def test_r23_folders_above_are_made(tmp_path: Path) -> None:
    with RecordingWriter(str(tmp_path / "a" / "b" / "c"), SessionMeta()) as writer:
        writer.write(swinging(5))
    assert writer.path == tmp_path / "a" / "b" / "c"
    assert read_recording(writer.path).session.complete


def test_r23_folder_that_cannot_be_made_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RecordingError, match="cannot be written"):
        RecordingWriter(tmp_path / "file" / "r", SessionMeta())


def test_r21_whole_recording_in_large_blocks_is_synced_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.recording.save._ROWS_PER_SYNC", 100)
    block = swinging(1000)
    write_recording(tmp_path / "r", parts(block, 60))
    assert same_samples(read_recording(tmp_path / "r").streams["left"].block, block)


def test_r21_empty_recording_is_complete_but_cannot_be_read(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "r", SessionMeta()):
        pass
    assert session_file(tmp_path / "r")["complete"] is True
    with pytest.raises(RecordingError, match="holds no sample file"):
        read_recording(tmp_path / "r")


def test_importing_recordings_is_light() -> None:
    heavy = {"scipy", "pandas", "matplotlib", "asyncio", "PySide6", "bleak"}
    code = "import sys, imu.recording; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not heavy & {name.partition(".")[0] for name in loaded.stdout.split()}


def test_r04_sensor_moved_from_leg_to_leg_writes_two_files_on_one_clock(tmp_path: Path) -> None:
    left, right = swinging(50), swinging(50, side="right", start_s=100.0)
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        writer.write(left)
        writer.write(right)
    recording = read_recording(tmp_path / "r")
    assert recording.start_s == 0.0
    assert recording.end_s == pytest.approx(100.49)
    assert np.array_equal(recording.streams["right"].block.time_s, right.time_s)
