"""`kickstand bench speed`: figures, and that a regression shows."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from imu.cli import benchhistory, benchspeed, speeds
from imu.cli.app import run
from imu.cli.benchhistory import (
    Figure,
    Run,
    add_run,
    change_of,
    counted_figure,
    earlier,
    figure_of,
    history_file,
    new_run,
    read_runs,
    yardstick_ms,
)
from imu.cli.benchhour import long_recording, one_sensor
from imu.cli.benchreport import misses, report_of, text_of
from imu.cli.speeds import BLOCKS, measure_speed
from imu.samples import Block


def took(seconds: float, *, yardstick: float = 20.0, name: str = "speed", **changes: object) -> Run:
    figure = figure_of("tracker", [0.98 * seconds, seconds, 1.02 * seconds], "s", aim=2.5)
    run = new_run(name, [msgspec.structs.replace(figure, **changes)], yardstick)
    return msgspec.structs.replace(run, at=f"{seconds} {yardstick}")


def change(run: Run, *before: Run) -> benchhistory.Change:
    (figure,) = run.figures
    found = change_of(figure, run, before)
    assert found is not None
    return found


def test_a_figure_is_the_middle_of_its_repeats() -> None:
    figure = figure_of("reading", [3.0, 1.0, 2.0], "s")
    assert (figure.median, figure.low, figure.high) == (2.0, 1.0, 3.0)


def test_slower_by_more_than_the_spread_is_worse() -> None:
    before = [took(2.0), took(2.02), took(1.99)]
    assert not change(took(2.04), *before).is_worse
    found = change(took(2.4), *before)
    assert found.is_worse
    assert found.share == pytest.approx(0.2)
    assert found.spread == pytest.approx(0.04)
    assert not change(took(1.5), *before).is_worse, "faster is never worse"


def test_runs_that_lie_apart_widen_what_is_taken_for_chance() -> None:
    assert not change(took(2.4), took(1.8), took(2.0), took(2.5)).is_worse


def test_a_slower_machine_is_no_regression() -> None:
    found = change(took(4.0, yardstick=40.0), took(2.0))
    assert found.share == pytest.approx(0.0)
    ratio = change(took(4.0, yardstick=40.0, scales=False), took(2.0, scales=False))
    assert ratio.share == pytest.approx(1.0), "what is no time is not divided"


def test_where_more_is_better_less_is_worse() -> None:
    assert change(took(80.0, more_is_better=True, scales=False), took(99.0)).is_worse
    assert not change(took(120.0, more_is_better=True, scales=False), took(99.0)).is_worse


def counted(value: float, *, more_is_better: bool = False) -> Run:
    figure = counted_figure("exact", value, "sets", more_is_better=more_is_better)
    return new_run("accuracy", [figure], 20.0)


def test_where_nothing_is_chance_a_single_one_less_is_worse() -> None:
    before = [counted(98.0, more_is_better=True)] * 3
    assert change(counted(97.8, more_is_better=True), *before).is_worse
    assert not change(counted(98.2, more_is_better=True), *before).is_worse
    alike = change(counted(98.0, more_is_better=True), *before)
    assert (alike.share, alike.is_worse) == (0.0, False)


def test_the_yardstick_is_none_for_what_is_counted() -> None:
    slow = msgspec.structs.replace(counted(5.0), yardstick_ms=90.0)
    assert change(slow, counted(5.0)).share == 0.0


def test_something_where_nothing_was_is_worse_and_has_no_share() -> None:
    found = change(counted(2.0), counted(0.0), counted(0.0))
    assert (found.share, found.spread, found.is_worse) == (None, None, True)
    still = change(counted(0.0), counted(0.0))
    assert (still.share, still.is_worse) == (0.0, False)


def test_what_is_negative_has_its_directions_too() -> None:
    before = [counted(-0.2, more_is_better=True)]
    earlier_yet = change(counted(-0.4, more_is_better=True), *before)
    assert earlier_yet.share == pytest.approx(-1.0)
    assert earlier_yet.is_worse
    assert not change(counted(-0.1, more_is_better=True), *before).is_worse
    found = change(took(-2.0, scales=False), took(-2.0, scales=False))
    assert found.spread == pytest.approx(0.04), "a width is a size, whatever the sign"


def test_a_figure_in_another_unit_is_another_one() -> None:
    assert change_of(took(2.0, unit="ms").figures[0], took(2.0, unit="ms"), [took(2.0)]) is None


def test_only_runs_of_the_same_bench_and_machine_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchhistory, "SHOWN", 2)
    now = took(2.0)
    other = msgspec.structs.replace(took(9.0), machine="an abacus")
    runs = [took(1.0), took(1.1), other, took(1.2), took(8.0, name="window")]
    assert earlier(runs, now) == [runs[1], runs[3]]
    assert change_of(now.figures[0], now, []) is None


def test_runs_are_kept_and_what_is_damaged_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "new" / "bench.jsonl"
    assert read_runs(path) == []
    add_run(path, took(1.0))
    with path.open("ab") as file:
        file.write(b'{"bench": "spe\n')
    add_run(path, took(2.0))
    assert read_runs(path) == [took(1.0), took(2.0)]


def test_the_yardstick_measures_something() -> None:
    assert yardstick_ms(1) > 0.0


@pytest.mark.parametrize(
    ("median", "aim", "more", "missed"),
    [
        (2.6, 2.5, False, True),
        (2.4, 2.5, False, False),
        (90.0, 99.0, True, True),
        (99.5, 99.0, True, False),
        (9.0, None, False, False),
    ],
)
def test_an_aim_is_missed(median: float, aim: float | None, more: bool, missed: bool) -> None:
    figure = Figure(
        name="x", unit="s", median=median, low=0.0, high=9.9, aim=aim, more_is_better=more
    )
    assert misses(figure) is missed


def tracker_line(now: Run, *before: Run) -> str:
    text = text_of([report_of(now, before)])
    (line,) = [line for line in text.splitlines() if line.startswith("  tracker")]
    return " ".join(line.split())


def test_the_table_marks_what_is_worse_and_what_misses_its_aim() -> None:
    assert tracker_line(took(2.9), took(2.0)) == "tracker 2.9 2.84 2.96 s 2.5 * +45 % ! ±4 %"
    assert tracker_line(took(2.0)) == "tracker 2 1.96 2.04 s 2.5"


def shown_row(now: Run, *before: Run) -> str:
    (line,) = [one for one in text_of([report_of(now, before)]).splitlines() if "  exact" in one]
    return " ".join(line.split())


def test_the_table_shows_little_things_of_what_is_counted() -> None:
    assert (
        shown_row(counted(2053.0), counted(2048.0)) == "exact 2053 2053 2053 sets +0.2 % ! ±0.1 %"
    )
    assert shown_row(counted(97.84), counted(97.84)) == "exact 97.84 97.84 97.84 sets +0 % ±0.1 %"
    assert shown_row(counted(2.0), counted(0.0)) == "exact 2 2 2 sets from 0 !"


def test_several_runs_are_one_table_with_a_line_above_each() -> None:
    counts = msgspec.structs.replace(counted(1.0), bench="accuracy " + 30 * "of many ")
    text = text_of([report_of(took(2.0), ()), report_of(counts, ())])
    lines = text.splitlines()
    assert sum("median" in line for line in lines) == 1
    first, second = (lines.index(next(x for x in lines if x.startswith(y))) for y in ("sp", "acc"))
    assert lines[first].startswith("speed (")
    assert lines[first + 1].startswith("  tracker")
    assert second == first + 2
    assert max(map(len, lines)) <= 100


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is really measured."""

    def measured(block: Block, folder: Path, repeats: int) -> list[Figure]:
        assert len(block)
        assert folder.is_dir()
        assert repeats
        return took(2.0).figures

    monkeypatch.setattr(speeds, "measure_speed", measured)
    monkeypatch.setattr(benchspeed, "yardstick_ms", lambda: 20.0)


@pytest.mark.usefixtures("quick")
def test_a_run_is_kept_and_the_next_one_held_against_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "runs.jsonl"
    words = ("bench", "speed", "--json", "--history", str(path))
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == {}
    assert run(words) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["changes"]["tracker"] == {
        "share": 0.0, "spread": 0.04, "is_worse": False, "runs": 1,
    }  # fmt: skip
    assert report["run"]["bench"] == "speed"


@pytest.mark.usefixtures("quick")
def test_a_history_that_cannot_be_written_is_only_remarked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert run(("bench", "speed", "--history", str(tmp_path / "file" / "x"))) == 0
    shown = capsys.readouterr()
    assert "could not be kept" in shown.err
    assert "tracker" in shown.out


def test_the_history_lies_with_the_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KICKSTAND_DATA", str(tmp_path))
    assert history_file() == tmp_path / "bench.jsonl"


def test_everything_is_measured(tmp_path: Path) -> None:
    figures = {figure.name: figure for figure in measure_speed(one_sensor(20.0), tmp_path, 1)}
    assert {f"tracker in blocks of {size}" for size in BLOCKS} <= set(figures)
    assert all(figure.median > 0.0 for figure in figures.values())
    bare, whole = figures["bare: numpy reads, VQF filters"], figures["analyze, whole process"]
    assert figures["analyze / bare"].median == pytest.approx(whole.median / bare.median)


@pytest.mark.parametrize(
    ("hours", "tracker_s", "ratio"), [(1.02, 2.5, 2.5), (0.1, 0.25, None), (10.0, 25.0, 2.5)]
)
def test_aims_are_for_the_length(hours: float, tracker_s: float, ratio: float | None) -> None:
    aims = speeds._aims(hours)  # pyright: ignore[reportPrivateUsage]
    assert aims["tracker in blocks of 10"] == pytest.approx(tracker_s)
    assert aims.get("analyze / bare") == ratio
    assert aims["kickstand --version"] == 0.3


def test_a_long_recording_goes_on_in_time() -> None:
    once, twice = long_recording(200.0), long_recording(460.0)
    for side, stream in twice.streams.items():
        steps = np.diff(stream.block.time_s)
        assert len(stream.block) == 2 * len(once.streams[side].block)
        assert 0.0 < steps.min() <= steps.max() < 0.1
    assert len(twice.commands) == 2 * len(once.commands)
