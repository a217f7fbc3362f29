"""Which recordings belong to one: by their headers alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from imu.earlier import MOST, MOST_CHECKS, beside, with_earlier
from imu.recording import SessionMeta
from imu.recording.layout import SESSION_FILE
from imu.recording.session import write_session

BEGAN = datetime(2026, 11, 20, 10, tzinfo=UTC)


def put(folder: Path, name: str, day: float | None, **known: object) -> Path:
    """A recording of which there is nothing but its header."""
    started_at = None if day is None else BEGAN + timedelta(days=day)
    told = {"complete": True, "person": "M.", "started_at": started_at, **known}
    path = folder / name
    path.mkdir()
    write_session(path / SESSION_FILE, SessionMeta(**told))  # type: ignore[arg-type]
    return path


def names(path: Path) -> list[str]:
    return [one.name for one in with_earlier(path)]


def test_what_the_person_did_before_comes_first_in_order_of_time(tmp_path: Path) -> None:
    put(tmp_path, "z", 1)
    put(tmp_path, "a", 3)
    put(tmp_path, "check", 2, restrap_check=True)
    put(tmp_path, "later", 9)
    assert names(put(tmp_path, "now", 5)) == ["check", "z", "a", "now"]


def test_others_and_unclosed_ones_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "other", 1, person="N.")
    put(tmp_path, "nobody", 1, person=None)
    put(tmp_path, "open", 2, complete=False)
    put(tmp_path, "timeless", None)
    (tmp_path / "no recording").mkdir()
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / SESSION_FILE).write_text("{")
    assert names(put(tmp_path, "now", 5)) == ["now"]


def test_only_the_last_ones_are_taken(tmp_path: Path) -> None:
    for day in range(MOST + 3):
        put(tmp_path, f"day {day}", day)
        put(tmp_path, f"check {day}", day + 0.5, restrap_check=True)
    found = names(put(tmp_path, "now", 50))
    assert len(found) == MOST + MOST_CHECKS + 1
    assert "day 2" not in found
    assert "day 3" in found


def test_what_is_no_folder_or_has_no_time_stands_alone(tmp_path: Path) -> None:
    put(tmp_path, "before", 1)
    file = tmp_path / "right.imu.csv"
    file.touch()
    assert with_earlier(file) == (file,)
    assert names(put(tmp_path, "timeless", None)) == ["timeless"]


def test_beside_a_recording_are_all_of_the_folder_and_none_below(tmp_path: Path) -> None:
    now = put(tmp_path, "b", 1)
    put(tmp_path, "c", 0, person="N.")
    (tmp_path / "no recording").mkdir()
    put(tmp_path / "no recording", "deeper", 2)
    assert [one.name for one in beside(now)] == ["b", "c"]
    file = tmp_path / "right.imu.csv"
    assert [one.name for one in beside(file)] == ["right.imu.csv", "b", "c"]
