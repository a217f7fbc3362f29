"""Gyroscope against gravity, on movements that are exact by construction."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.saved import dumps, loads
from imu.counter.tilt import HingeFrame
from imu.counter.turning import TurnCheck, TurnState
from imu.samples import Floats
from tests.counter.builders import RATE_HZ, frame, path, poses, rep


def hinges(seed: int = 2, reps: int = 12, below_pivot_m: float = -0.3) -> Floats:
    """Slow hinges about a pivot, with the noise of a sensor."""
    true: HingeFrame = frame(seed)
    legs = [leg for _ in range(reps) for leg in rep(30.0, 1.5, 0.3)]
    out = poses(path((1.0, 0.0), *legs), true, below_pivot_m=below_pivot_m)
    noise = np.random.default_rng(7).standard_normal((len(out), 6))
    out[:, 3:6] += 0.003 * noise[:, :3]
    out[:, 6:9] += 0.03 * noise[:, 3:]
    return out


def told(out: Floats, cell: int = 50, first: int = 0) -> list[str]:
    check = TurnCheck(RATE_HZ)
    return looked(check, out, cell, first)


def looked(check: TurnCheck, out: Floats, cell: int = 50, first: int = 0) -> list[str]:
    index = np.arange(first, first + len(out))
    spans = [slice(i, i + cell) for i in range(0, len(out), cell)]
    return [h.code for span in spans for h in check.look(index[span], out[span])]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("below_pivot_m", [-0.6, 0.0, 0.4])
def test_a_good_sensor_is_not_blamed_wherever_the_thigh_swings_about(
    seed: int, below_pivot_m: float
) -> None:
    assert told(hinges(seed, below_pivot_m=below_pivot_m)) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_other_hand_is_named(seed: int) -> None:
    out = hinges(seed)
    out[:, 3:6] *= -1.0
    assert set(told(out)) == {"gyroscope-axes"}


@pytest.mark.parametrize("seed", range(4))
def test_the_busiest_axis_reversed_is_named(seed: int) -> None:
    out = hinges(seed)
    out[:, 3 + int(np.argmax(np.abs(out[:, 3:6]).sum(axis=0)))] *= -1.0
    assert set(told(out)) == {"gyroscope-axes"}


def test_axes_in_another_order_are_named() -> None:
    out = hinges(2)
    out[:, 3:6] = out[:, [4, 5, 3]]
    assert set(told(out)) == {"gyroscope-axes"}


@pytest.mark.parametrize(("factor", "words"), [(0.45, "0.5"), (2.0, "2.0")])
def test_a_wrong_scale_is_named_with_its_size(factor: float, words: str) -> None:
    out = hinges(2, reps=30)
    out[:, 3:6] *= factor
    check = TurnCheck(RATE_HZ)
    said = check.look(np.arange(len(out)), out)
    assert {one.code for one in said} == {"gyroscope-scale"}
    assert f"about {words}" in said[-1].message


@pytest.mark.parametrize("factor", [0.85, 1.15])
def test_a_slight_error_of_scale_is_nobodys_business(factor: float) -> None:
    out = hinges(2)
    out[:, 3:6] *= factor
    assert told(out) == []


def test_few_moments_are_no_evidence() -> None:
    out = hinges(2, reps=3)
    out[:, 3:6] *= -1.0
    assert told(out) == []


def test_standing_and_quick_movements_say_nothing() -> None:
    check = TurnCheck(RATE_HZ)
    looked(check, poses(np.zeros(3000), frame(1)))
    quick = poses(path(*[leg for _ in range(20) for leg in rep(60.0, 0.4, 0.0)]), frame(1))
    quick[:, 6:9] *= 1.3
    looked(check, quick, first=3000)
    assert check.state.moments == 0


def test_nothing_is_made_of_moments_across_a_hole() -> None:
    out, check = hinges(2), TurnCheck(RATE_HZ)
    index = np.arange(len(out))
    torn = index % 100 < 75  # never five whole points in a row
    check.look(index[torn], out[torn])
    assert check.state.moments == 0


def test_it_is_the_same_however_much_is_looked_at_once() -> None:
    one, many = TurnCheck(RATE_HZ), TurnCheck(RATE_HZ)
    out = hinges(3)
    looked(one, out, 2000)
    looked(many, out, 50)
    assert dumps(one.state) == dumps(many.state)
    assert one.state.moments > 100


def test_a_restored_check_goes_on() -> None:
    out = hinges(3)
    out[:, 3:6] *= -1.0
    whole, first = TurnCheck(RATE_HZ), TurnCheck(RATE_HZ)
    looked(whole, out)
    half = len(out) // 100 * 50
    looked(first, out[:half])
    again = TurnCheck(RATE_HZ, loads(dumps(first.state), TurnState))
    looked(again, out[half:], first=half)
    assert dumps(again.state) == dumps(whole.state)
