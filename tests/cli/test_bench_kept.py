"""`bench accuracy`, `health`, `compare` keep their runs: figures, names, and when they do not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from imu.accuracy import Case, CaseScore
from imu.accuracy.health_truth import FAULTS, Detection, Fault
from imu.accuracy.leg_rule import WORLDS, RuleRow
from imu.accuracy.model import CounterScore, Ghost, SetScore
from imu.accuracy.suite import BlockName
from imu.cli import bench, benchcompare, benchhealth
from imu.cli.accuracyfigures import PURE_FOILS, run_name
from imu.cli.app import run
from imu.cli.benchcompare import rule_figures
from imu.cli.benchhealth import health_figures
from imu.cli.benchhistory import Figure, read_runs
from imu.errors import ImuError
from imu.settings import Settings
from imu.simulator import SIMULATOR_VERSION, STRATA
from imu.validation.model import METHODS, RepError
from imu.validation.statistics import wilson

Capture = pytest.CaptureFixture[str]
FULL = f"accuracy of 4 report sessions, simulator {SIMULATOR_VERSION}"


def rep(announced_s: float) -> RepError:
    return RepError(
        start_s=0.05, bottom_s=0.0, end_s=0.2, depth_deg=1.0, announced_s=announced_s, armed=True
    )


def scored(case: Case, missed: int = 0) -> CaseScore:
    """A session of one set, without it where there are only foils; a ghost in each."""
    ghost = Ghost(side="right", bottom_s=1.0, depth_deg=9.0, doing="walk")
    one = SetScore(
        side="right", start_s=0, end_s=9, wanted=8, counted=8 - missed, exact=not missed,
        missed=("step",) * missed,
    )  # fmt: skip
    sets = () if case.stratum == PURE_FOILS else (one,)
    errors = tuple(rep(time_s) for time_s in (-0.4, 0.1, 0.2)) if sets else ()
    counter = CounterScore(sets=sets, ghosts=(ghost,), errors=errors)
    return CaseScore(
        stratum=case.stratum, seed=case.seed, armed=True, duration_s=100.0, outside_s=600.0,
        counters=dict.fromkeys(METHODS, counter),
    )  # fmt: skip


class Counter:
    """Stands for the counter: what it misses, and where it breaks down."""

    missed = 0
    breaks = frozenset[str]()

    def __call__(self, case: Case, settings: Settings) -> CaseScore:
        assert settings
        if case.stratum in self.breaks:
            raise ImuError("it broke", "Mend it.")
        return scored(case, self.missed)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    found = Counter()
    monkeypatch.setattr(bench, "score_case", found)
    return found


def accuracy(file: Path, *words: str) -> int:
    strata = ("--stratum", "clean", "--stratum", PURE_FOILS)
    few = ("--sessions", "4", "--jobs", "1", "--history", str(file))
    return run(("bench", "accuracy", *few, *strata, *words))


def by_name(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures}


@pytest.mark.usefixtures("counter")
def test_accuracy_keeps_the_figures_of_the_design(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "runs.jsonl"
    assert accuracy(file) == 0
    assert "exact, live" in capsys.readouterr().out
    (kept,) = read_runs(file)
    assert kept.bench == f"{FULL}, only clean and {PURE_FOILS}"
    figures = by_name(kept.figures)
    told = {name: (one.median, one.unit, one.aim) for name, one in figures.items()}
    for way in ("live", "review"):
        assert told[f"exact, {way}"] == (100.0, "%", 99.0)
        assert told[f"off by more than one, {way}"] == (0.0, "sets", 0.0)
        assert told[f"ghosts in 10 min outside sets, {way}"] == (1.0, "reps", 1.0)
        assert told[f"on pure foils, {way}"] == (2.0, "reps", 0.0)
        assert told[f"start, {way}, median"] == (0.05, "s", 0.1)
        assert told[f"end, {way}, p95"] == (0.2, "s", 0.3)
    first, last = told["announced, armed, p5"], told["announced, armed, p95"]
    assert first == (pytest.approx(-0.4), "s", -0.3)
    assert last == (pytest.approx(0.2), "s", 0.15)
    assert all(one.is_repeatable and not one.scales for one in kept.figures)
    better = {name for name, one in figures.items() if one.more_is_better}
    assert better == {"exact, live", "exact, review", "announced, armed, p5"}


def test_accuracy_says_what_got_worse(tmp_path: Path, capsys: Capture, counter: Counter) -> None:
    file = tmp_path / "runs.jsonl"
    assert accuracy(file) == 0
    counter.missed = 2
    capsys.readouterr()
    assert accuracy(file, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema_version"], told["sessions"], told["block"]) == (1, 4, "report")
    assert told["changes"]["exact, live"] == {
        "share": -1.0, "spread": 0.001, "is_worse": True, "runs": 1,
    }  # fmt: skip
    assert told["changes"]["off by more than one, review"]["is_worse"]
    assert not told["changes"]["start, live, median"]["is_worse"]
    assert told["run"]["bench"].startswith("accuracy of 4")


def test_a_session_that_fails_is_said_and_nothing_kept(
    tmp_path: Path, capsys: Capture, counter: Counter
) -> None:
    file = tmp_path / "runs.jsonl"
    counter.breaks = frozenset({"clean"})
    assert accuracy(file, "--json") == 1
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["sessions"], told["run"], told["changes"]) == (2, None, {})
    assert "it broke. Mend it." in shown.err
    assert not file.exists()
    counter.breaks = frozenset({"clean", PURE_FOILS})
    assert accuracy(file) == 2
    assert (capsys.readouterr().out, file.exists()) == ("", False)


def test_only_like_runs_of_accuracy_have_the_same_name() -> None:
    settings = Settings()
    changed = msgspec.structs.replace(
        settings, grid=msgspec.structs.replace(settings.grid, bridge_s=0.9)
    )
    names = {
        run_name(4, "report", STRATA, settings),
        run_name(5, "report", STRATA, settings),
        run_name(4, "development", STRATA, settings),
        run_name(4, "report", STRATA[:2], settings),
        run_name(4, "report", STRATA[1::-1], settings),
        run_name(4, "report", STRATA, changed),
    }
    assert FULL in names, "what is usual is not named"
    assert len(names) == 6


# -- health ---------------------------------------------------------------------------------------


def test_health_sums_its_faults_up() -> None:
    tried = [Detection("a", 4, 4, {"x": 1, "y": 2}), Detection("b", 1, 4, {})]
    told = {one.name: (one.median, one.more_is_better) for one in health_figures(tried)}
    assert told == {
        "faults named": (62.5, True),
        "named, of the worst fault": (25.0, True),
        "said beside, in 100 sessions": (37.5, False),
    }


def test_health_keeps_a_whole_run_and_no_other(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: set[str] = set()

    def tried(fault: Fault, seeds: range) -> Detection:
        if fault.name in broken:
            raise ImuError("it broke", "Mend it.")
        return Detection(fault.name, len(seeds), len(seeds), {})

    monkeypatch.setattr(benchhealth, "detection", tried)
    file = tmp_path / "runs.jsonl"
    words = ("bench", "health", "--sessions", "3", "--jobs", "1", "--history", str(file))
    assert run((*words, "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["run"]["bench"] == f"health of 3 report sessions, simulator {SIMULATOR_VERSION}"
    assert len(told["faults"]) == len(FAULTS)
    broken.add(FAULTS[0].name)
    assert run(words) == 1
    shown = capsys.readouterr()
    assert "faults named" not in shown.out
    assert "it broke" in shown.err
    broken |= {fault.name for fault in FAULTS}
    assert run(words) == 2
    assert len(read_runs(file)) == 1


# -- compare --------------------------------------------------------------------------------------


def row(world: str, detected: int = 0, consistent: int = 0) -> RuleRow:
    true = WORLDS[world].true
    return RuleRow(
        world=world, people=10, detected=wilson(detected, 10), consistent=wilson(consistent, 10),
        wrong_way=1 if true else None, others_detected=wilson(9, 10),
        others_consistent=wilson(9, 10), smallest_percent=20.0,
    )  # fmt: skip


def test_the_rule_is_summed_up_by_what_it_says_wrongly_and_rightly() -> None:
    rows = [row(world, 1, 0) for world in WORLDS if world != "habit of strapping 8 %"]
    rows.append(row("habit of strapping 8 %", 2, 2))
    rows[list(WORLDS).index("true 20 %, strap 4 %") - 1] = row("true 20 %, strap 4 %", 5, 3)
    told = {one.name: (one.median, one.more_is_better) for one in rule_figures(rows)}
    assert told == {
        "nothing true: in a session": (10.0, False),
        "nothing true: consistent": (0.0, False),
        "nothing true, worst: consistent": (20.0, False),
        "true 10 %: in a session": (10.0, True),
        "true 10 %: consistent": (0.0, True),
        "true 20 %: in a session": (50.0, True),
        "true 20 %: consistent": (30.0, True),
        "the wrong way round": (sum(world.true > 0.0 for world in WORLDS.values()), False),
        "could have shown, at least": (20.0, False),
    }


def test_compare_keeps_a_whole_run_and_no_other(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: set[str] = set()

    def tried(world: str, people: int, block: BlockName) -> RuleRow:
        assert (people, block) == (10, "development")
        if world in broken:
            raise ImuError("it broke", "Mend it.")
        return row(world)

    monkeypatch.setattr(benchcompare, "try_world", tried)
    file = tmp_path / "runs.jsonl"
    few = ("--people", "10", "--block", "development", "--jobs", "1", "--history", str(file))
    assert run(("bench", "compare", *few)) == 0
    assert "the wrong way round" in capsys.readouterr().out
    broken.add("true 30 %")
    assert run(("bench", "compare", *few)) == 1
    assert "the wrong way round" not in capsys.readouterr().out
    broken |= set(WORLDS)
    assert run(("bench", "compare", *few)) == 2
    (kept,) = read_runs(file)
    assert kept.bench == "compare of 10 development people"
