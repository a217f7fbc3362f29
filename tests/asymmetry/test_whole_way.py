"""From files to the verdict: hinges of known depth, a check of the strap, three sessions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imu import analyze, read_recording
from imu.asymmetry import Comparison, LegSession, Verdict, compare, leg_session
from imu.recording import SessionMeta, write_recording
from imu.samples import Side
from tests.hinges import hinges, in_a_row

BEGAN = datetime(2026, 11, 2, 10, tzinfo=UTC)
SET_S = 40.0
DEPTH_DEG = {"left": 20.0, "right": 28.0}
"""The right leg goes 40 % deeper in the same time, so it is 40 % quicker, too."""


def put(folder: Path, first: Side, day: int, *, restrap_check: bool = False) -> LegSession:
    """Write two sets of each leg, one leg after the other, and take them as a comparison does."""
    blocks = [
        hinges(
            [start + late + number * SET_S for number in range(2) for start in in_a_row(5)],
            4 * SET_S + 10.0,
            side=side,
            depth_deg=DEPTH_DEG[side],
        )
        for side in ("left", "right")
        for late in [0.0 if side == first else 2 * SET_S]
    ]
    meta = SessionMeta(
        complete=True,
        started_at=BEGAN + timedelta(days=day),
        rung="one-leg",
        restrap_check=restrap_check,
    )
    path = folder / f"day-{day}"
    write_recording(path, blocks, meta=meta)
    recording = read_recording(path)
    return leg_session(analyze(recording), recording.session)


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> list[LegSession]:
    folder = tmp_path_factory.mktemp("months")
    return [
        put(folder, "left", 0, restrap_check=True),
        put(folder, "left", 1),
        put(folder, "right", 3),
    ]


@pytest.fixture(scope="module")
def told(months: list[LegSession]) -> Comparison:
    return compare(months)


def test_which_leg_began_is_seen_in_the_samples(months: list[LegSession]) -> None:
    assert [one.first_leg for one in months] == ["left", "left", "right"]
    assert all(one.lacks == "" for one in months)


@pytest.mark.parametrize("metric", ["mean_concentric_deg_s", "depth_deg"])
def test_a_true_difference_is_found_with_its_size_and_direction(
    told: Comparison, metric: str
) -> None:
    found = next(one for one in told.findings if one.metric == metric)
    assert found.verdict is Verdict.CONSISTENT
    assert found.difference == pytest.approx(40.0, abs=5.0)
    assert found.agreeing == ("day-3", "day-1")
    assert [leg.reps for leg in found.legs] == [10, 10]
    assert found.legs[0].median is not None


@pytest.mark.parametrize("metric", ["eccentric_s", "concentric_s", "return_deg"])
def test_what_is_the_same_on_both_legs_is_not_told_to_differ(told: Comparison, metric: str) -> None:
    found = next(one for one in told.findings if one.metric == metric)
    assert found.verdict is Verdict.NOT_DETECTED
    assert found.difference == pytest.approx(0.0, abs=2.0)


def test_without_the_check_the_same_sessions_are_not_called_consistent(
    months: list[LegSession],
) -> None:
    found = compare(months[1:]).findings[0]
    assert found.verdict is Verdict.THIS_SESSION
    assert found.wanting == ("no re-strap check has been done",)
