"""A person over time, from recordings: whose they are, and all that is said of one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from imu.errors import RecordingError
from imu.nextstep import next_step
from imu.progress import owned, people, trend_of, work
from imu.recording.layout import SESSION_FILE
from imu.settings import Settings
from imu.trend import series_of, weeks_of
from tests.cli.test_compare import BEGAN, put


def test_whose_a_recording_is_stands_in_its_header(tmp_path: Path) -> None:
    one = owned(put(tmp_path / "a", "right", person="M."))
    assert (one.person, one.started_s) == ("M.", BEGAN.timestamp())


def test_what_has_no_header_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    one = owned(tmp_path / "bare")
    assert (one.path.name, one.person, one.started_s) == ("bare", None, None)
    assert owned(tmp_path / "nowhere").person is None


def test_a_damaged_header_says_so(tmp_path: Path) -> None:
    (tmp_path / SESSION_FILE).write_text("{")
    with pytest.raises(RecordingError, match="is not valid JSON"):
        owned(tmp_path)


def test_people_are_kept_apart_and_checks_are_no_sessions(tmp_path: Path) -> None:
    plan = {"sets": 2, "reps": 5, "legs": "right"}
    paths = [
        put(tmp_path / "late", "right", person="M.", day=9, plan=plan),
        put(tmp_path / "early", "right", person="M.", rung="one-leg"),
        put(tmp_path / "check", "right", person="M.", restrap_check=True),
        put(tmp_path / "other", "right"),
    ]
    found = people(work(path, Settings()) for path in paths)
    assert {person: len(works) for person, works in found.items()} == {"M.": 3, None: 1}
    trend = trend_of(found["M."])
    assert trend.person == "M."
    assert [one.recording for one in trend.sessions] == ["early", "late"]
    assert trend.shares == [None, 1.0]
    assert trend.weeks == weeks_of(trend.sessions)
    assert trend.series == series_of([one.legs for one in found["M."]])
    assert trend.next_step == next_step(trend.sessions)
