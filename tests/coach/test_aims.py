"""What reps are judged against while a plan is led."""

from __future__ import annotations

import pytest

from imu.coach.coach import Coach
from imu.coach.plan import Plan
from imu.samples import CommandKind
from imu.targets import targets_from
from tests.coach.lives import Life


def aims(life: Life) -> list[tuple[float | None, float | None]]:
    told = [wish.value for wish in life.wishes if wish.kind is CommandKind.TARGETS]
    found = [targets_from(text).depth_deg for text in told]
    return [(one.low, one.high) for one in found]


def test_the_first_three_reps_of_a_session_become_the_band() -> None:
    life = Life(Coach(Plan(rung="one-leg"), ("left", "right")))
    assert aims(life) == [(None, None)]
    life.train("left", 4)
    (_, found) = aims(life)
    assert found == pytest.approx((21.25, 28.75))
    assert life.coach.band_deg == pytest.approx((21.25, 28.75))


def test_a_band_of_an_earlier_day_stands() -> None:
    life = Life(Coach(Plan(rung="one-leg"), ("left",), band_deg=(10.0, 20.0)))
    life.train("left", 4)
    assert aims(life) == [(10.0, 20.0)]


def test_the_tempo_of_the_plan_is_wanted_too() -> None:
    life = Life(Coach(Plan(eccentric_s=3.0, concentric_s=1.0), ()))
    targets = targets_from(life.wishes[0].value)
    assert (targets.eccentric_s.low, targets.eccentric_s.high) == pytest.approx((1.8, 4.2))
    assert targets.smallest_rung
