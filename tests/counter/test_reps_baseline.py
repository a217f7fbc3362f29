"""The machine's tall baseline: what moves it, and what does not."""

from __future__ import annotations

import pytest

from imu.counter.cycles import Phase
from imu.counter.reps import RepDetector
from imu.settings import RepSettings
from tests.counter.builders import Found, Leg, cycles, found, levels, machine, rep

STAND: Leg = (1.0, 0.0)


def after(*legs: Leg, start: float = 0.0) -> RepDetector:
    """A machine that has seen this."""
    detector = RepDetector(RepSettings())
    found(detector, levels(*legs, start=start))
    return detector


def more(detector: RepDetector, *legs: Leg) -> list[Found]:
    """What the machine finds when it goes on like this."""
    tilts = levels(*legs, start=detector.tilt_deg)[1:]
    return found(detector, tilts, detector.last_tick + 1)


@pytest.mark.parametrize(("pose", "base"), [(5.0, 5.0), (-14.0, -14.0), (16.0, 0.0), (-20.0, 0.0)])
def test_the_first_pose_is_tall_unless_it_is_far_off(pose: float, base: float) -> None:
    assert after((0.2, pose), start=pose).base_deg == base


def test_slow_drift_is_followed() -> None:
    legs = [leg for n in range(20) for leg in (*rep(20.0 + n, top=n + 1.0), (1.0, n + 1.0))]
    found_cycles = machine(STAND, *legs)
    assert len(found_cycles) == 20
    assert all(c.peak_deg - c.base_deg == pytest.approx(20.0, abs=1.5) for c in found_cycles)


def test_quiet_standing_near_tall_becomes_tall() -> None:
    assert after(STAND, (0.5, 2.0), (3.0, 2.0)).base_deg == pytest.approx(2.0, abs=0.05)


def test_a_bottom_hold_does_not_move_the_baseline() -> None:
    assert after(STAND, (1.0, 20.0), (15.0, 20.0)).base_deg == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize(("seconds", "base"), [(29.0, 0.0), (33.0, 20.0)])
def test_stillness_anywhere_is_tall_after_thirty_seconds(seconds: float, base: float) -> None:
    detector = after(STAND, (1.0, 20.0), (seconds, 20.0))
    assert detector.base_deg == pytest.approx(base, abs=0.01)


def test_moving_in_between_starts_the_thirty_seconds_anew() -> None:
    detector = after(STAND, (1.0, 20.0), (20.0, 20.0), (0.4, 23.0), (0.4, 20.0), (20.0, 20.0))
    assert detector.base_deg == pytest.approx(0.0, abs=0.01)


def test_the_most_upright_quiet_pose_is_tall_at_once() -> None:
    detector = after(STAND, (1.0, -12.0), (1.2, -12.0))
    assert detector.base_deg == pytest.approx(-12.0, abs=0.8)
    (cycle,) = cycles(more(detector, *rep(10.0, top=-12.0), (1.0, -12.0)))
    assert cycle.peak_deg - cycle.base_deg == pytest.approx(22.0, abs=1.0)


def test_a_leg_swung_back_is_forgotten_when_standing_as_before() -> None:
    detector = after(STAND, (0.5, -15.0), (0.5, 0.0), (3.0, 0.0))
    assert detector.phase is Phase.TOP
    assert detector.base_deg == pytest.approx(0.0, abs=0.2)


def test_a_turn_at_the_top_below_the_baseline_moves_it_there() -> None:
    touch_and_go: list[Leg] = [(1.0, 20.0), (1.0, -3.0), (1.0, 20.0)]
    assert after(STAND, *touch_and_go).base_deg == pytest.approx(-3.0, abs=0.1)


def test_a_turn_at_the_top_above_the_baseline_moves_it_half_way() -> None:
    detector = after(STAND, (1.0, 20.0), (1.0, 4.0), (1.0, 20.0))
    assert detector.base_deg == pytest.approx(2.0, abs=0.4)


def test_a_turn_far_above_the_baseline_does_not_move_it() -> None:
    detector = after(STAND, (1.0, 20.0), (1.0, 8.0), (1.0, 20.0))
    assert detector.base_deg == pytest.approx(0.0, abs=0.1)


def test_after_walking_a_hold_at_the_bottom_of_the_first_rep_is_not_tall() -> None:
    unsettled = after(STAND)
    unsettled.unsettle()
    more(unsettled, (1.0, 25.0), (4.0, 25.0))
    assert unsettled.base_deg < 3.0


def test_after_walking_a_pose_that_the_thigh_came_back_to_is_tall_at_once() -> None:
    unsettled = after(STAND)
    unsettled.unsettle()
    more(unsettled, (0.5, 30.0), (0.5, 12.0), (1.5, 12.0))
    assert unsettled.base_deg == pytest.approx(12.0, abs=0.5)


def test_after_walking_a_lasting_quiet_pose_is_tall_wherever_it_is() -> None:
    settled, unsettled = after(STAND), after(STAND)
    unsettled.unsettle()
    for detector in (settled, unsettled):
        more(detector, (0.5, 10.0), (7.5, 10.0))
    assert settled.base_deg == pytest.approx(0.0, abs=0.01)
    assert unsettled.base_deg == pytest.approx(10.0, abs=0.5)
    assert unsettled.phase is Phase.TOP
    more(unsettled, (0.5, 18.0), (3.0, 18.0))
    assert unsettled.base_deg == pytest.approx(10.0, abs=0.5)


def test_shift_moves_every_level_so_that_the_same_rep_goes_on() -> None:
    plain, shifted = after(STAND, (1.0, 20.0), (0.3, 20.0)), after(STAND, (1.0, 20.0), (0.3, 20.0))
    shifted.shift(7.0)
    assert shifted.tilt_deg == plain.tilt_deg + 7.0
    (expected,) = cycles(more(plain, (1.0, 0.0), STAND))
    (cycle,) = cycles(more(shifted, (1.0, 7.0), (1.0, 7.0)))
    assert (cycle.low_tick, cycle.peak_tick) == (expected.low_tick, expected.peak_tick)
    assert cycle.end_tick == expected.end_tick
    assert cycle.base_deg == pytest.approx(expected.base_deg + 7.0)
    assert cycle.peak_deg == pytest.approx(expected.peak_deg + 7.0)


def test_shifting_while_quiet_does_not_disturb_the_quiet() -> None:
    detector = after((2.0, 0.0))
    detector.shift(5.0)
    more(detector, (1.0, 5.0))
    assert detector.base_deg == pytest.approx(5.0)


def test_rebase_starts_at_the_top_with_a_given_tall_and_the_learnt_depth() -> None:
    detector = after(STAND, (1.0, 20.0))
    detector.learn_depth(31.0)
    detector.rebase(4.0)
    assert (detector.phase, detector.base_deg, detector.last_tick) == (Phase.TOP, 4.0, -1)
    assert detector.state.typical == 31.0
    found(detector, [20.0], 0)
    assert detector.base_deg == 4.0


def test_restart_takes_the_next_pose_for_tall_and_keeps_the_learnt_depth() -> None:
    detector = after(STAND, (1.0, 20.0))
    detector.learn_depth(31.0)
    detector.restart()
    assert (detector.phase, detector.last_tick, detector.state.typical) == (Phase.TOP, -1, 31.0)
    found(detector, [9.0], 0)
    assert detector.base_deg == 9.0
