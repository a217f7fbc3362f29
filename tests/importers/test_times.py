"""Foreign times: scaled, unwrapped, spread, put in order."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.importers.times import clock_seconds, increasing, rows_are, seconds, spread, utc
from tests.importers.vendors import metamotion, plain, read, session


def test_nanoseconds_since_1970_keep_their_steps() -> None:
    stamps = 1_790_000_000_000_000_000 + np.arange(5) * 10_000_000
    time_s = seconds(stamps.astype(np.float64), "ns", None)
    assert np.allclose(time_s, np.arange(5) * 0.01, atol=3e-7)  # a float has steps of 256 ns there


@pytest.mark.parametrize(("unit", "size"), [("s", 1.0), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9)])
def test_each_unit_has_its_size(unit: str, size: float) -> None:
    assert seconds(np.array([5.0, 7.0]), unit, None).tolist() == pytest.approx([0.0, 2.0 * size])


def test_a_clock_may_start_anew_again_and_again() -> None:
    ticks = np.array([7.0 * k % 32.0 for k in range(40)])
    assert seconds(ticks, "s", 32.0).tolist() == [7.0 * k for k in range(40)]


def test_a_small_step_back_is_no_new_start() -> None:
    assert seconds(np.array([0.0, 8.0, 7.0, 9.0]), "s", 32.0).tolist() == [0.0, 8.0, 7.0, 9.0]


def test_missing_times_stay_missing() -> None:
    time_s = seconds(np.array([math.nan, 31.0, math.nan, 1.0]), "s", 32.0)
    assert np.isnan(time_s).tolist() == [True, False, True, False]
    assert time_s[[1, 3]].tolist() == [0.0, 2.0]
    assert np.isnan(seconds(np.full(3, math.nan), "s", 32.0)).all()


@pytest.mark.parametrize(
    ("text", "since_midnight_s"),
    [
        ("2026-09-21 16:13:20.250", 58_400.250),
        ("2026-9-21 16:13:20:9", 58_400.009),
        ("2026/09/21 16:13:20", 58_400.0),
        ("9/21/2026 16:13:20.5", 58_400.005),
        ("2026-09-21T16:13:20.123456", 58_400.123456),
        ("2026-09-21T16:13:20,250Z", 58_400.250),
        (" 16:13:20.250 ", 58_400.250),
    ],
)
def test_clocks_in_words(text: str, since_midnight_s: float) -> None:
    time_s, first = clock_seconds([text, text])
    assert time_s.tolist() == [0.0, 0.0]
    assert first % 86_400 == pytest.approx(since_midnight_s, abs=1e-6)


@pytest.mark.parametrize("text", ["", "null", "25:00:00", "2026-02-30 10:00:00", "10:00", "1e5"])
def test_what_is_no_clock(text: str) -> None:
    time_s, _ = clock_seconds(["10:00:00.000", text, "10:00:00.020"])
    assert np.isnan(time_s).tolist() == [False, True, False]


def test_after_midnight_without_a_date() -> None:
    time_s, _ = clock_seconds(["23:59:59.900", "00:00:00.000", "00:00:00.100"])
    assert time_s.tolist() == pytest.approx([0.0, 0.1, 0.2])


def test_a_date_that_runs_back_is_no_midnight() -> None:
    time_s, _ = clock_seconds(["2026-09-21 23:00:00.000", "2026-09-21 01:00:00.000"])
    assert time_s.tolist() == [0.0, -79_200.0]


def test_moments_that_cannot_be() -> None:
    assert utc(0.0) is None
    assert utc(5e9) is None
    moment = utc(1_790_000_000.25)
    assert moment is not None
    assert f"{moment:%Y-%m-%d %H:%M:%S.%f}" == "2026-09-21 14:13:20.250000"


def test_rows_of_a_packet_are_spread_up_to_the_next() -> None:
    time_s, moved = spread(np.repeat([0.0, 0.04, 0.08], 4))
    assert moved == 9
    assert time_s.tolist() == pytest.approx([0.01 * k for k in range(12)])


def test_a_packet_before_a_hole_is_not_drawn_over_it() -> None:
    time_s, _ = spread(np.repeat([0.0, 0.04, 0.08, 1.0, 1.04], 4))
    assert time_s[11] - time_s[8] == pytest.approx(3 * 0.015)
    assert time_s[12] == 1.0


def test_a_single_repeat_is_a_mistake_and_stays() -> None:
    once = np.concatenate([np.arange(150) / 100.0, [1.49], np.arange(150, 300) / 100.0])
    time_s, moved = spread(once)
    assert moved == 0
    assert time_s is once


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_what_is_kept_increases_and_is_the_most_there_is(values: list[float]) -> None:
    time_s = np.array(values)
    kept = time_s[increasing(time_s)]
    assert np.all(np.diff(kept) > 0)
    assert len(kept) == longest(values)


def longest(values: list[float]) -> int:
    """Length of the longest rising choice, the slow way."""
    best: list[int] = []
    for at, value in enumerate(values):
        before = (best[k] for k in range(at) if values[k] < value)
        best.append(1 + max(before, default=0))
    return max(best)


@pytest.mark.parametrize(("wrong", "row"), [(1e9, 3), (-1e9, 3), (2.5, 7)])
def test_one_wrong_time_costs_its_own_row(wrong: float, row: int) -> None:
    time_s = np.arange(10.0)
    time_s[row] = wrong
    assert np.flatnonzero(~increasing(time_s)).tolist() == [row]


@pytest.mark.parametrize(("count", "words"), [(1, "1 row is"), (2, "2 rows are")])
def test_rows_are_counted_in_words(count: int, words: str) -> None:
    assert rows_are(count) == words


@pytest.mark.parametrize("shift_ms", [0, 240])
def test_the_moment_is_that_of_the_first_row_that_is_kept(shift_ms: int, tmp_path: Path) -> None:
    imported = read(tmp_path, metamotion(session(), shift_ms=shift_ms))
    assert imported.started_at is not None
    since_ms = imported.started_at.timestamp() * 1000 - 1_790_000_000_000
    assert since_ms == pytest.approx(shift_ms, abs=0.01)


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("t", 1.0, "s (its steps are 0.01)"),
        ("t", 1e-3, "ms (its steps are 10)"),
        ("time_s", 1.0, "s (by its name)"),
        ("timestamp [ms]", 1e-3, "ms (by its name)"),
        ("Time (microseconds)", 1e-6, "us (by its name)"),
    ],
)
def test_the_unit_of_times_is_found_and_said(
    name: str, size: float, words: str, tmp_path: Path
) -> None:
    files = plain(session(), (name, "ax", "ay", "az", "gx", "gy", "gz"), time=size)
    imported = read(tmp_path, files)
    assert imported.taken["time"] == f"{name} in {words}"
    assert imported.block.time_s[-1] == pytest.approx(15.99)


def test_times_closer_than_a_microsecond_are_left_out(tmp_path: Path) -> None:
    block = session()
    time_s = block.time_s.copy()
    time_s[500] = time_s[499] + 2e-7
    imported = read(tmp_path, plain(replace(block, time_s=time_s)))
    assert len(imported.block) == len(block) - 1
    assert np.all(np.diff(imported.block.time_s) > 0)
