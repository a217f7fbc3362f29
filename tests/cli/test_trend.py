"""`kickstand trend` and `kickstand bench compare`: text, JSON, and how they end."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from imu.cli.above import Above
from imu.cli.app import run
from imu.cli.trendwords import text_of
from imu.nextstep import next_step
from imu.progress import Trend
from imu.recording import Pain
from imu.settings import Settings
from imu.trend import Done, Series, series_of
from tests.asymmetry.people import two_legs
from tests.cli.places import is_one_sentence, kickstand
from tests.cli.test_compare import put
from tests.test_days import LATE_ON_SUNDAY_S
from tests.test_nextstep import done
from tests.trend.test_lines import on_days

Capture = pytest.CaptureFixture[str]
PLAN = {"sets": 2, "reps": 5, "legs": "both"}


def test_sessions_are_told_in_order_with_plan_pain_and_effort(
    tmp_path: Path, capsys: Capture
) -> None:
    told = (Pain(when="before", score=1), Pain(when="after", score=2))
    put(tmp_path / "b", "left", "right", plan=PLAN, rung="one-leg", pain=told, effort=4)
    put(tmp_path / "a", "left", "right", day=3, rung="one-leg")
    ran = kickstand(capsys, "trend", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines() if line.startswith("  2026")]
    assert [row[:3] for row in rows] == [
        ["2026-11-20", "b", "one-leg"],
        ["2026-11-23", "a", "one-leg"],
    ]
    assert rows[0][3:] == ["left", "5", "5;", "right", "5", "5", "100", "%", "1/-/2", "4"]
    assert "Next step (a suggestion): stay: One leg." in ran.out
    assert "Deeper is not a step up" in " ".join(ran.out.split())


def test_json_is_one_line_for_each_person(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path / "a", "left", "right", person="A", plan=PLAN)
    put(tmp_path / "b", "left", "right", person="B")
    put(tmp_path / "check", "left", "right", person="A", restrap_check=True)
    ran = kickstand(capsys, "trend", tmp_path, "--json")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert (first["person"], second["person"]) == ("A", "B")
    assert [one["recording"] for one in first["sessions"]] == ["a"]
    assert (first["shares"], second["shares"]) == ([1.0], [None])
    assert first["next_step"]["direction"] == "stay"
    assert first["weeks"] == [
        {"monday": "2026-11-16", "sessions": 1, "reps": 20, "planned": 20, "done": 20}
    ]
    assert {line["says"] for line in first["series"][0]["lines"]} == {"not enough data"}


def test_what_cannot_be_read_is_said_and_the_rest_is_done(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "trend", tmp_path / "nowhere", put(tmp_path / "a", "right"))
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert "All sessions: 1 session" in ran.out


def test_nothing_readable_is_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "trend", tmp_path / "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_without_a_path_it_is_the_persons_own_recordings(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.cli.places.data_folder", lambda: tmp_path / "own")
    ran = kickstand(capsys, "trend")
    assert ran.code == 2
    assert "There are no recordings in" in ran.err
    put(tmp_path / "own" / "recordings" / "a", "right")
    ran = kickstand(capsys, "trend")
    assert (ran.code, ran.err) == (0, "")


def told(sessions: list[Done], series: tuple[Series, ...]) -> Trend:
    step = next_step(sessions[:1])
    return Trend(person=None, sessions=sessions, shares=[], weeks=(), series=series, next_step=step)


@pytest.mark.usefixtures("in_tokyo")
def test_a_session_has_the_day_of_the_clock_on_the_wall() -> None:
    late = msgspec.structs.replace(done(), started_s=LATE_ON_SUNDAY_S)
    assert "  2026-11-23  day 0" in text_of(told([late], ()))


def test_what_a_step_up_needs_is_listed_and_what_is_no_point_is_named() -> None:
    few = replace(two_legs([[30.0, 31.0]], []), recording="few")
    text = text_of(told([done()], series_of([*on_days([30.0]), few])))
    assert "Left out: few: no set with 3 reps or more." in text
    assert "    yes: No pain in them." in text
    assert "    not yet: 3 × 8 or more on both legs, 3 sessions in a row: 1 of 3 so far." in text


def test_a_window_prints_nothing_and_knows_what_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    shown: list[tuple[list[str], Settings]] = []

    def show(paths: list[Path], settings: Settings) -> int:
        shown.append(([path.name for path in paths], settings))
        return 4

    module = ModuleType("imaginary_progress")
    module.show = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    put(tmp_path / "a", "right")
    argv = ["trend", str(tmp_path), "--window"]
    assert run(argv, above=Above(progress="imaginary_progress:show")) == 4
    assert shown == [(["a"], Settings())]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("other", ["--json", ""])
def test_a_window_and_json_do_not_go_together_and_without_windows_there_is_none(
    tmp_path: Path, capsys: Capture, other: str
) -> None:
    ran = kickstand(capsys, "trend", tmp_path, "--window", *([other] if other else []))
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_a_direction_is_named_with_its_slope() -> None:
    series = series_of(on_days([30.0, 30.5, 31.0, 31.5, 32.0, 32.5]))
    text = text_of(told([], series))
    row = next(line for line in text.splitlines() if "Speed on the way up" in line)
    assert row.split()[-6:] == ["32.5", "+0.50", "+0.50", "to", "+0.50", "rising"]


def test_no_line_is_too_wide_and_no_word_judges() -> None:
    long = Done(
        recording="r" * 60,
        started_s=0.0,
        rung="both-feet-band",
        planned_sets=3,
        planned_reps=8,
        planned_legs=("left", "right"),
        reps={"left": (8,) * 9, "right": (8,) * 9},
        pain_before=10.0,
        pain_between=10.0,
        pain_after=10.0,
        effort=10.0,
        stopped_for_pain=True,
    )
    plain = msgspec.structs.replace(long, stopped_for_pain=False, started_s=None, rung=None)
    sessions = [long, plain, Done(recording="bare")]
    series = series_of(on_days([1000.0, 3.0, 2.0, 1.0, 0.5, 0.3]))
    text = text_of(msgspec.structs.replace(told(sessions, series), person="M" * 20))
    assert max(len(line) for line in text.splitlines()) <= 100
    assert not any(word in text.lower() for word in ("imbalance", "better", "worse"))


# -- bench compare --------------------------------------------------------------------------------


def test_bench_prints_every_world(tmp_path: Path, capsys: Capture) -> None:
    kept = ("--history", tmp_path / "runs.jsonl")
    ran = kickstand(capsys, "bench", "compare", "--people", "1", "--jobs", "1", *kept)
    assert ran.code == 0
    assert ran.out.startswith("SIMULATED: 1 people a row, report seeds")
    assert "no difference, strap 4 %" in ran.out
    assert "no evidence about real people" in " ".join(ran.out.split())
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_bench_as_json_names_its_seeds(tmp_path: Path, capsys: Capture) -> None:
    argv = ["bench", "compare", "--people", "1", "--jobs", "1", "--block", "development", "--json"]
    document = json.loads(kickstand(capsys, *argv, "--history", tmp_path / "runs.jsonl").out)
    assert (document["block"], document["people"]) == ("development", 1)
    assert document["headline"] == "mean_concentric_deg_s"
    assert {row["detected"]["n"] for row in document["worlds"]} == {1}
