"""R35: one programme at a time writes into a recording, and whoever died writes no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from imu.errors import RecordingError
from imu.library import annotate, delete, mend, open_library, unfinished
from imu.recording import (
    LabelledRep,
    RecordingWriter,
    SessionMeta,
    append_edit,
    find_unfinished,
    recover,
    replace_reps,
    write_recording,
)
from imu.recording import lock as lock_module
from imu.recording.edits import Reject
from imu.recording.lock import LOCK_FILE, is_locked, take_lock
from tests.recording.examples import swinging
from tests.recording.test_writer import lines_in, wait_for

CHILD = """
    import sys, time
    sys.path.insert(0, sys.argv[2])
    from pathlib import Path
    from imu.recording.lock import take_lock

    lock = take_lock(Path(sys.argv[1]))
    print(lock is not None, flush=True)
    time.sleep(60)
"""


def of_long_ago(path: Path) -> None:
    """As if nothing had been written for an hour: all sensors were away."""
    then = time.time() - 3600.0
    for file in path.iterdir():
        os.utime(file, (then, then))


def test_r35_only_one_has_it_and_nothing_is_left_behind(tmp_path: Path) -> None:
    lock = take_lock(tmp_path)
    assert lock is not None
    assert is_locked(tmp_path)
    assert take_lock(tmp_path) is None
    lock.release()
    lock.release()
    assert not is_locked(tmp_path)
    assert list(tmp_path.iterdir()) == []
    again = take_lock(tmp_path)
    assert again is not None
    again.release()


def test_r35_whoever_waits_gets_it_when_it_is_given_back(tmp_path: Path) -> None:
    lock = take_lock(tmp_path)
    assert lock is not None
    threading.Timer(0.05, lock.release).start()
    second = take_lock(tmp_path, patience_s=10.0)
    assert second is not None
    assert is_locked(tmp_path)
    second.release()


def test_r35_the_lock_of_a_killed_process_is_none(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", textwrap.dedent(CHILD), str(tmp_path), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        assert is_locked(tmp_path)
        process.kill()
        process.wait()
        process.stdout.close()
    assert (tmp_path / LOCK_FILE).exists()
    assert not is_locked(tmp_path)
    lock = take_lock(tmp_path)
    assert lock is not None
    lock.release()


def test_r35_a_recording_that_runs_without_samples_is_neither_offered_nor_touched(
    tmp_path: Path,
) -> None:
    path = tmp_path / "r"
    with RecordingWriter(path, SessionMeta()) as writer:
        writer.write(swinging(50))
        wait_for(lambda: lines_in(path / "left.imu.csv") == 50)
        wait_for(lambda: not writer.unsynced_bytes)
        of_long_ago(path)
        assert find_unfinished(tmp_path) == ()
        assert unfinished(open_library(tmp_path).entries) == ()
        for deed in (lambda: mend(path), lambda: delete(path, for_good=True)):
            with pytest.raises(RecordingError, match="may still be running"):
                deed()
    assert json.loads((path / "session.json").read_text())["complete"]
    assert {file.name for file in path.iterdir()} == {"session.json", "left.imu.csv"}


def test_r35_recovering_waits_for_no_recorder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "PATIENCE_S", 0.05)
    with RecordingWriter(tmp_path / "r", SessionMeta()) as writer:
        writer.write(swinging(50))
        wait_for(lambda: lines_in(tmp_path / "r" / "left.imu.csv") == 50)
        with pytest.raises(RecordingError, match="another programme"):
            recover(tmp_path / "r")


def test_r35_of_many_that_begin_at_once_one_records(tmp_path: Path) -> None:
    begun: list[RecordingWriter] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        with suppress(RecordingError):
            begun.append(RecordingWriter(tmp_path / "r", SessionMeta()))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) == 1
    assert begun[0].close()


def test_r35_what_is_left_of_a_lock_makes_no_folder_full(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_bytes(b"")
    with RecordingWriter(tmp_path, SessionMeta()) as writer:
        writer.write(swinging(50))
    assert not (tmp_path / LOCK_FILE).exists()


def test_r35_small_files_are_changed_by_one_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "PATIENCE_S", 0.05)
    write_recording(tmp_path / "r", [swinging(50)])
    before = sorted(file.name for file in (tmp_path / "r").iterdir())
    lock = take_lock(tmp_path / "r")
    assert lock is not None
    rep = LabelledRep(side="left", start_s=0.1, end_s=0.2)
    labels = tmp_path / "r" / "labels.json"
    for change in (
        lambda: append_edit(tmp_path / "r", Reject(side="left", time_s=0.1)),
        lambda: annotate(tmp_path / "r", "mine"),
        lambda: replace_reps(labels, [rep], quality="", exhaustive=False),
    ):
        with pytest.raises(RecordingError, match="is being changed by another programme"):
            change()
    lock.release()
    assert sorted(file.name for file in (tmp_path / "r").iterdir()) == before
    assert len(append_edit(tmp_path / "r", Reject(side="left", time_s=0.1))) == 1


def test_r35_an_edit_of_what_another_has_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(50)])
    mine = append_edit(tmp_path / "r", Reject(side="left", time_s=0.1), ())
    theirs = append_edit(tmp_path / "r", Reject(side="left", time_s=0.2), mine)
    with pytest.raises(RecordingError, match="was changed by another programme"):
        append_edit(tmp_path / "r", Reject(side="left", time_s=0.3), mine)
    assert len(append_edit(tmp_path / "r", Reject(side="left", time_s=0.3), theirs)) == 3


def test_r35_edits_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(50)])
    threads = [
        threading.Thread(
            target=append_edit, args=(tmp_path / "r", Reject(side="left", time_s=0.1 * number))
        )
        for number in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = append_edit(tmp_path / "r", Reject(side="left", time_s=0.9))
    assert [edit.id for edit in last] == list(range(1, 10))
