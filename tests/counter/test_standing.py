"""Home is the first quiet pose after moving about."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.saved import dumps, loads
from imu.counter.standing import StandingState, StandingWatch
from imu.samples import Floats
from tests.counter.builders import RATE_HZ, angle_deg, frame, path, poses, rep, ups

TRUE = frame(4)


def standing(seconds: float, tilt: float = 0.0) -> Floats:
    return poses(np.full(round(seconds * RATE_HZ), tilt), TRUE)


def walking(seconds: float) -> Floats:
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return poses(25.0 * np.sin(2.0 * np.pi * 0.9 * time_s), TRUE)


def reps(n: int, hold_s: float = 0.3, down_s: float = 1.0) -> Floats:
    legs = [leg for _ in range(n) for leg in rep(25.0, down_s, hold_s)]
    return poses(path(*legs)[1:], TRUE)


def home_after(*parts: Floats, watch: StandingWatch | None = None) -> float | None:
    """Tilt of the home pose after these movements, degrees, None while there is none."""
    watch = watch or StandingWatch(RATE_HZ)
    watch.look(np.concatenate(parts))
    home = watch.state.home
    if home is None:
        return None
    tilts = np.arange(-40.0, 41.0)
    return float(tilts[np.argmin([angle_deg(up, home) for up in ups(tilts, TRUE)])])


def test_there_is_no_home_before_a_quiet_second() -> None:
    assert home_after(walking(5.0)) is None
    assert home_after(walking(5.0), standing(0.5)) is None
    assert home_after(walking(5.0), standing(1.0)) is not None


def test_the_first_quiet_pose_is_home() -> None:
    assert home_after(standing(2.0, 5.0)) == 5.0


def test_quiet_after_walking_is_home() -> None:
    assert home_after(standing(2.0, -20.0), walking(4.0), standing(2.0, 3.0)) == 3.0


@pytest.mark.parametrize("down_s", [0.7, 1.0, 2.5])
def test_a_hold_at_the_bottom_is_not_home(down_s: float) -> None:
    down = poses(path((down_s, 25.0)), TRUE)
    bottom = home_after(standing(2.0), reps(2, 0.3, down_s), down, standing(4.0, 25.0))
    assert bottom == 0.0


def test_reps_without_a_rest_do_not_add_up_to_walking() -> None:
    assert home_after(standing(2.0), reps(8), standing(3.0, 0.0), standing(3.0, 10.0)) == 0.0


@pytest.mark.parametrize(("bent_s", "home"), [(7.0, 0.0), (9.0, 40.0)])
def test_after_walking_a_bent_thigh_is_home_only_if_it_lasts(bent_s: float, home: float) -> None:
    """Busy hands near the floor stay there for up to seven seconds."""
    assert home_after(standing(2.0), walking(4.0), standing(bent_s, 40.0)) == home


def test_after_moving_about_in_a_hand_any_quiet_pose_of_three_seconds_is_home() -> None:
    time_s = np.arange(4 * RATE_HZ) / RATE_HZ
    tumbling = poses(100.0 * np.sin(2.0 * np.pi * 0.5 * time_s), TRUE)
    assert home_after(standing(2.0), tumbling, standing(3.5, 40.0)) == 40.0


def test_a_quick_step_to_another_pose_is_not_moving_about() -> None:
    assert home_after(standing(2.0), walking(1.0), standing(2.0, 10.0)) == 0.0


def test_quick_steps_with_standing_between_do_not_add_up() -> None:
    steps = [part for _ in range(4) for part in (walking(1.0), standing(1.5))]
    assert home_after(standing(2.0), *steps, walking(1.0), standing(2.0, 10.0)) == 0.0


def test_a_quiet_second_is_unbroken() -> None:
    assert home_after(standing(0.5), walking(0.5), standing(0.5)) is None


def test_standing_uneasily_is_not_quiet() -> None:
    time_s = np.arange(1000) / RATE_HZ
    swaying = poses(3.0 * np.sin(2.0 * np.pi * 1.0 * time_s), TRUE)
    assert home_after(swaying) is None


def test_two_quiet_half_seconds_in_different_poses_are_not_a_quiet_second() -> None:
    assert home_after(standing(0.5), standing(0.5, 10.0), walking(1.0)) is None


def test_half_seconds_may_come_one_by_one_and_the_state_be_saved_between() -> None:
    signal = np.concatenate([standing(2.0, -20.0), walking(4.0), standing(2.0, 3.0), reps(2)])
    whole, parts = StandingWatch(RATE_HZ), StandingWatch(RATE_HZ)
    whole.look(signal)
    for first in range(0, len(signal), 50):
        parts = StandingWatch(RATE_HZ, loads(dumps(parts.state), StandingState))
        parts.look(signal[first : first + 50])
    assert dumps(parts.state) == dumps(whole.state)


def test_less_than_half_a_second_is_not_looked_at() -> None:
    watch = StandingWatch(RATE_HZ)
    watch.look(standing(0.49))
    watch.look(np.zeros((0, 9)))
    assert dumps(watch.state) == dumps(StandingState())
