"""Whole sessions scored, summed up, and told by the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imu.accuracy import Case, CaseScore, score_case, totals_of
from imu.accuracy.model import AxisError, CounterScore, Ghost, SetScore
from imu.accuracy.totals import rate_of
from imu.cli.app import run
from imu.validation.model import METHODS


@pytest.fixture(scope="module")
def clean() -> CaseScore:
    return score_case(Case("clean", 3))


def test_an_easy_session_is_exact_for_both_counters_and_the_axis_is_right(clean: CaseScore) -> None:
    for name in ("review", "live"):
        counter = clean.counters[name]
        assert counter.sets
        assert all(one.exact for one in counter.sets)
        assert not counter.ghosts
        assert counter.found == counter.matched == len(counter.sets)
        assert all(axis.degrees < 15.0 and not axis.reversed for axis in counter.axes)
        assert all(abs(error.start_s) < 0.8 for error in counter.errors)


def test_announcements_are_timed_live_only(clean: CaseScore) -> None:
    assert all(e.announced_s is None for e in clean.counters["review"].errors)
    assert all(e.announced_s is not None for e in clean.counters["live"].errors)


def test_the_baseline_has_no_gate(clean: CaseScore) -> None:
    assert len(clean.counters["baseline"].ghosts) > 5


def one_set(exact: bool, counted: int) -> SetScore:
    missed = () if exact else ("step",)
    return SetScore(
        side="right", start_s=0, end_s=9, wanted=8, counted=counted, exact=exact, missed=missed
    )


def scored(seed: int, exact: bool, ghosts: int) -> CaseScore:
    ghost = Ghost(side="right", bottom_s=1.0, depth_deg=9.0, doing="walk")
    counter = CounterScore(
        sets=(one_set(exact, 8 if exact else 6),),
        ghosts=(ghost,) * ghosts,
        withdrawn=2,
        found=1,
        matched=1,
        axes=(AxisError(degrees=4.0, reversed=False),),
    )
    return CaseScore(
        stratum="clean" if seed < 2 else "fast",
        seed=seed,
        armed=seed == 0,
        duration_s=100.0,
        outside_s=300.0,
        counters=dict.fromkeys(METHODS, counter),
    )


def test_totals_are_by_stratum_and_over_all() -> None:
    totals = totals_of([scored(0, True, 0), scored(1, False, 1), scored(2, True, 0)])
    assert [one.stratum for one in totals] == ["clean", "fast", "all"]
    first, _, whole = totals
    assert (first.sessions, first.armed, first.sets, first.reps) == (2, 1, 2, 16)
    assert first.wrong == (1,)
    live = first.counters["live"]
    assert (live.exact.k, live.exact.n, live.within_one.k) == (1, 2, 1)
    assert live.missed == {"step": 1}
    assert live.missed_per_100 == pytest.approx(100.0 / 16)
    assert live.ghosts.per_10_min == pytest.approx(1.0)
    assert live.doing == {"walk": 1}
    assert live.withdrawn.per_10_min == pytest.approx(4.0)
    assert live.reversed.k == 0
    assert (whole.sets, whole.counters["review"].exact.k, whole.wrong) == (3, 2, ())
    assert totals_of([]) == []


def test_a_rate_has_garwoods_interval() -> None:
    # Published table of exact Poisson limits: 0 -> 0 to 3.689, 10 -> 4.795 to 18.39.
    nothing, ten = rate_of(0, 600.0), rate_of(10, 600.0)
    assert (nothing.low, nothing.high) == (0.0, pytest.approx(3.689, abs=1e-3))
    assert (ten.low, ten.high) == (pytest.approx(4.795, abs=1e-3), pytest.approx(18.39, abs=1e-2))
    assert rate_of(3, 0.0).per_10_min is None


def test_the_command_tells_people_and_programmes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["bench", "accuracy", "--sessions", "2", "--stratum", "clean", "--jobs", "1"]
    words += ["--history", str(tmp_path / "runs.jsonl")]
    assert run([*words, "--block", "development"]) == 0
    text = capsys.readouterr().out
    for part in ("SIMULATED: 2 sessions of the development seeds", "clean", "all", "no evidence"):
        assert part in text
    assert max(map(len, text.splitlines())) <= 160
    assert run([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["block"], report["sessions"]) == ("report", 2)
    assert report["evidence"].startswith("Simulated")
    assert [one["stratum"] for one in report["strata"]] == ["clean", "all"]
    assert all(one["wrong"] == [] for one in report["strata"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--stratum", "cellar"), "Choose from clean"),
        (("--sessions", "0"), "--sessions"),
        (("--block", "mine"), "--block"),
    ],
)
def test_wrong_words_get_one_line(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bench", "accuracy", *words]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert said in line
