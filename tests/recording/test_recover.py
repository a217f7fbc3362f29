"""R24: recordings that were never closed are found and marked, and nothing else is touched."""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from pathlib import Path

import pytest

from imu.errors import RecordingError
from imu.recording import find_unfinished, input_hash, read_recording, recover, write_recording
from imu.recording import recover as recover_function
from imu.recording.session import SessionMeta
from imu.samples import Command, CommandKind
from tests.recording.examples import same_samples, swinging

HOUR_S = 3600.0


def unfinished(path: Path, tail: bytes = b"") -> Path:
    """A recording as a crash leaves it, an hour ago, with the beginning of a line at the end."""
    write_recording(
        path, [swinging(30)], meta=SessionMeta(person="M"), commands=[Command(0.1, CommandKind.ARM)]
    )
    session = json.loads((path / "session.json").read_text())
    session |= {"complete": False, "mood": "good"}
    (path / "session.json").write_text(json.dumps(session))
    for name in ("left.imu.csv", "events.csv"):
        with (path / name).open("ab") as file:
            file.write(tail)
    then = time.time() - HOUR_S
    for file in path.iterdir():
        os.utime(file, (then, then))
    return path


def test_r24_unfinished_recordings_are_found_at_any_depth(tmp_path: Path) -> None:
    expected = [unfinished(tmp_path / "a"), unfinished(tmp_path / "year" / "month" / "b")]
    write_recording(tmp_path / "complete", [swinging(30)])
    assert list(find_unfinished(tmp_path)) == expected
    assert list(find_unfinished(str(tmp_path / "a"))) == expected[:1]


def test_r24_recording_that_may_still_be_running_is_not_offered(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a")
    os.utime(path / "left.imu.csv")
    assert find_unfinished(tmp_path) == ()
    assert find_unfinished(tmp_path, quiet_s=0) == (path,)


def test_r24_a_clock_that_was_put_back_hides_no_recording(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a")
    to_come = time.time() + HOUR_S
    for file in path.iterdir():
        os.utime(file, (to_come, to_come))
    assert find_unfinished(tmp_path) == (path,)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_r24_what_a_link_leads_to_is_not_cut(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a", tail=b"0.5,torn")
    other = tmp_path / "other.csv"
    (path / "left.imu.csv").rename(other)
    (path / "left.imu.csv").symlink_to(other)
    before = other.read_bytes()
    assert recover(path).session.complete
    assert other.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"[]", b'{"schema_version": 2}', b"\xff"])
def test_r24_sessions_that_cannot_be_read_are_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "session.json").write_bytes(content)
    assert find_unfinished(tmp_path, quiet_s=0) == ()


def test_r24_folder_that_does_not_exist_has_no_recordings(tmp_path: Path) -> None:
    assert find_unfinished(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("tail", [b"", b"0.30", b"0.3,\0\0\0", b"\0" * 100])
def test_r24_recovered_recording_is_complete_with_a_remark_and_no_torn_lines(
    tmp_path: Path, tail: bytes
) -> None:
    path = unfinished(tmp_path / "a", tail)
    before = read_recording(path)
    recording = recover(path)
    assert recording.session.complete
    assert recording.notes == ("Recovered: the recording was never closed in good order",)
    assert recording.session.person == "M"
    assert recording.session.extra == {"mood": "good"}
    assert same_samples(recording.streams["left"].block, swinging(30))
    assert len(recording.commands) == 1
    assert input_hash(recording) == input_hash(before)
    for name in ("left.imu.csv", "events.csv"):
        assert (path / name).read_bytes().endswith(b"\n")


def test_r24_recovering_twice_changes_nothing(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a", b"0.3")
    recover(path)
    before = {file.name: file.read_bytes() for file in path.iterdir()}
    recover(str(path))
    assert {file.name: file.read_bytes() for file in path.iterdir()} == before


def test_r24_complete_recording_is_only_read(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(30)])
    with (tmp_path / "r" / "left.imu.csv").open("ab") as file:
        file.write(b"0.3")
    before = (tmp_path / "r" / "left.imu.csv").read_bytes()
    assert len(recover(tmp_path / "r").notes) == 1
    assert (tmp_path / "r" / "left.imu.csv").read_bytes() == before


def test_r24_zipped_samples_are_not_cut(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a")
    plain = path / "left.imu.csv"
    zipped = gzip.compress(plain.read_bytes() + b"0.3")
    plain.unlink()
    (path / "left.imu.csv.gz").write_bytes(zipped)
    recover(path)
    assert (path / "left.imu.csv.gz").read_bytes() == zipped


def test_r24_recording_without_samples_cannot_be_recovered(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a")
    (path / "left.imu.csv").write_bytes(b"time_s,acc")
    with pytest.raises(RecordingError, match="no complete line"):
        recover(path)
    assert not json.loads((path / "session.json").read_text())["complete"]


def test_r24_side_that_never_sent_anything_is_left_as_it_is(tmp_path: Path) -> None:
    path = unfinished(tmp_path / "a")
    (path / "right.imu.csv").write_bytes(b"time_s,acc")
    assert list(recover(path).streams) == ["left"]
    assert (path / "right.imu.csv").read_bytes() == b"time_s,acc"


def test_r24_recovery_that_cannot_write_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unfinished(tmp_path / "a")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setitem(recover_function.__globals__, "write_session", fail)
    with pytest.raises(RecordingError, match="Permission denied"):
        recover(path)
    assert not read_recording(path).session.complete


def test_r24_torn_end_of_a_long_file_is_found_without_reading_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(recover_function.__globals__, "_TAIL_BYTES", 100)
    path = unfinished(tmp_path / "a", b"0.30")
    assert same_samples(recover(path).streams["left"].block, swinging(30))
    assert (path / "left.imu.csv").read_bytes().endswith(b"\n")
