"""The hinge axis and the tall pose from known arcs of gravity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from imu.counter.axis import (
    AxisEstimate,
    estimate_axis,
    refine_axis,
    single_cycle_axis,
    turn_between_deg,
)
from imu.counter.tilt import HingeFrame, Vector, as_vector, frame_from, sagittal_deg
from imu.samples import Floats
from tests.counter.builders import Leg, angle_deg, frame, path, rep, ups

TRUE = frame(8)
SEEDS = st.integers(0, 10**6)
STAND: Leg = (2.0, 0.0)


def arc(*legs: Leg, start: float = 0.0) -> Floats:
    """Tilt at 25 Hz."""
    return path(*legs, start=start, rate_hz=25.0)


def reps(n: int, depth: float = 20.0, top: float = 0.0, down_s: float = 1.0) -> list[Leg]:
    return [leg for _ in range(n) for leg in rep(depth, down_s, 0.3, top)]


def estimate(
    tilt: Floats,
    true: HingeFrame = TRUE,
    frontal: Floats | float = 0.0,
    home: float | None = None,
    ended: bool = False,
) -> AxisEstimate | None:
    known: list[Vector] = [] if home is None else [as_vector(ups(np.array([home]), true)[0])]
    return estimate_axis(ups(tilt, true, frontal), len(tilt), 2, known, ended)


def certain(found: AxisEstimate | None) -> AxisEstimate:
    assert found is not None
    return found


def tall_tilt(found: AxisEstimate | None) -> float:
    """Where the estimate says tall is, in true tilt, degrees."""
    return float(sagittal_deg(np.array([certain(found).frame.tall]), TRUE)[0])


@examples(max_examples=40)
@given(SEEDS, st.floats(7.0, 60.0), st.integers(2, 6), st.floats(0.4, 3.0))
def test_arcs_in_any_orientation_give_the_frame_within_a_degree(
    seed: int, depth: float, n: int, down_s: float
) -> None:
    true = frame(seed)
    found = certain(estimate(arc(STAND, *reps(n, depth, 0.0, down_s), STAND), true))
    assert angle_deg(found.frame.lateral, true.lateral) < 1.0
    assert angle_deg(found.frame.tall, true.tall) < max(1.0, 0.05 * depth)
    assert found.frame.epoch == 2
    assert 0.0 < found.frame.confidence <= 1.0


def test_confidence_grows_with_the_reps() -> None:
    two, three = (certain(estimate(arc(STAND, *reps(n)))).frame.confidence for n in (2, 3))
    assert (two, three) == (pytest.approx(4 / 6), 1.0)


def test_fewer_than_two_cycles_are_not_enough() -> None:
    assert estimate(arc(STAND, *reps(1), STAND)) is None
    assert estimate(arc(STAND, *reps(2))) is not None


def test_sway_is_no_movement() -> None:
    assert estimate(arc(STAND, *reps(4, 4.0))) is None


def test_wobble_alone_has_no_axis() -> None:
    time_s = np.arange(500) / 25.0
    tilt = 10.0 * np.sin(2.0 * np.pi * 0.5 * time_s)
    frontal = 10.0 * np.cos(2.0 * np.pi * 0.5 * time_s)
    assert estimate(tilt, frontal=frontal) is None


def test_wobble_on_top_of_reps_hardly_turns_the_axis() -> None:
    tilt = arc(STAND, *reps(4, 25.0), STAND)
    frontal = 1.5 * np.sin(2.0 * np.pi * 1.3 * np.arange(len(tilt)) / 25.0)
    found = certain(estimate(tilt, frontal=frontal))
    assert angle_deg(found.frame.forward, TRUE.forward) < 3.0
    assert found.frame.confidence < 1.0 or found.legs >= 6


@pytest.mark.parametrize("dwell_s", [0.3, 1.0, 2.8])
def test_the_starting_pose_is_tall_however_long_people_dwell_at_the_bottom(dwell_s: float) -> None:
    legs = [leg for _ in range(4) for leg in rep(20.0, 1.0, dwell_s)]
    found = certain(estimate(arc(STAND, *legs)))
    assert abs(tall_tilt(found)) < 1.5
    assert angle_deg(found.frame.forward, TRUE.forward) < 1.0
    assert found.quiet_start


@pytest.mark.parametrize(("home", "tall"), [(0.0, 0.0), (20.0, 20.0), (None, 20.0), (-30.0, 20.0)])
def test_home_decides_which_end_is_tall_if_it_is_near_one(home: float | None, tall: float) -> None:
    from_the_bottom = arc((0.2, 20.0), *[(1.0, 0.0), (1.0, 20.0)] * 3, start=20.0)
    found = estimate(from_the_bottom, home=home)
    assert tall_tilt(found) == pytest.approx(tall, abs=2.0)


def test_when_it_is_over_the_last_pose_has_a_say_too() -> None:
    caught_at_the_bottom = arc(
        (0.2, 20.0), *[(1.0, 0.0), (1.0, 20.0)] * 3, (1.0, 0.0), (4.0, 0.0), start=20.0
    )
    assert tall_tilt(estimate(caught_at_the_bottom)) == pytest.approx(20.0, abs=2.0)
    assert tall_tilt(estimate(caught_at_the_bottom, ended=True)) == pytest.approx(0.0, abs=2.0)


def test_when_it_is_over_the_longest_run_counts_else_the_last() -> None:
    long_run, rest = reps(6, 20.0), [(8.0, 0.0)]
    tilt = arc(STAND, *long_run, *rest, *reps(3, 22.0), STAND)
    last, longest = certain(estimate(tilt)), certain(estimate(tilt, ended=True))
    assert last.first > 25 * 20
    assert longest.first < 25 * 3
    assert longest.last < 25 * 20
    assert longest.legs > last.legs


def test_a_pause_is_long_only_by_the_pace_of_the_reps() -> None:
    slow: list[Leg] = [(3.0, 0.0), (3.5, 20.0), (3.5, 0.0)]
    assert certain(estimate(arc(STAND, *slow * 4))).legs == 8


def test_a_run_begins_where_the_reps_do_not_where_the_walking_was() -> None:
    tilt = arc(*[(0.4, 8.0), (0.4, -8.0)] * 3, (0.4, 0.0), (6.0, 0.0), *reps(4, 30.0), STAND)
    found = certain(estimate(tilt))
    assert 25 * 6 < found.first < 25 * 9
    assert abs(tall_tilt(found)) < 2.0


def test_the_last_strides_before_slow_reps_do_not_belong_to_them() -> None:
    strides: list[Leg] = [(0.4, 22.0), (0.4, -2.0)] * 3
    slow: list[Leg] = [(2.0, 24.0), (2.0, 0.0)] * 3
    found = certain(estimate(arc(*strides, (0.3, 0.0), *slow)))
    assert found.first >= 25 * 2
    assert abs(tall_tilt(found)) < 2.0


def test_departure_from_a_quiet_pose_that_is_no_extreme_begins_the_run() -> None:
    looked_back: list[Leg] = [(0.8, -25.0), (0.8, 0.0), (5.0, 0.0)]
    found = certain(estimate(arc((1.0, 0.0), *looked_back, *reps(3, 25.0), (0.4, 0.0))))
    assert found.quiet_start
    assert abs(tall_tilt(found)) < 2.0
    assert found.first == pytest.approx(25 * 7.6, abs=25 * 0.6)


def test_a_start_in_the_midst_of_cycles_is_not_a_quiet_one() -> None:
    midst = arc(*[(0.8, 20.0), (0.8, 0.0)] * 4)
    assert not certain(estimate(midst)).quiet_start
    assert certain(estimate(arc((2.0, 0.0), *[(0.8, 20.0), (0.8, 0.0)] * 4))).quiet_start


def test_only_the_recent_samples_say_in_which_direction_it_goes() -> None:
    other = frame(9)
    before = ups(arc(STAND, *reps(6, 30.0)), other)
    after = ups(arc(STAND, *reps(4, 30.0)), TRUE)
    joined = np.concatenate([before, after])
    found = certain(estimate_axis(joined, len(after), 0))
    assert angle_deg(found.frame.forward, TRUE.forward) < 1.0
    assert found.first >= len(before) - 25


def test_most_homes_decide() -> None:
    """From the middle of the arc there is no vote but theirs."""
    up = ups(arc(*reps(3, 25.0), start=12.0), TRUE)
    near = [as_vector(pose) for pose in ups(np.array([0.0, 1.0, 25.0]), TRUE)]
    for homes, tall in ((near, 0.0), (near[1:] + near[2:], 25.0)):
        found = certain(estimate_axis(up, len(up), 0, homes))
        assert tall_tilt(found) == pytest.approx(tall, abs=3.0)
        assert found.votes > 0


@pytest.mark.parametrize(("home", "tall"), [(-16.0, 0.0), (-25.0, 8.0)])
def test_beyond_a_small_arc_a_home_tells_up_to_twenty_degrees(home: float, tall: float) -> None:
    """The rear thigh stands up to 18 degrees otherwise than on both feet; the start says 8."""
    found = estimate(arc((2.0, 8.0), *[(1.0, 0.0), (1.0, 8.0)] * 4, start=8.0), home=home)
    assert tall_tilt(found) == pytest.approx(tall, abs=1.0)


def test_a_known_side_turns_the_frame_round() -> None:
    up = ups(arc(STAND, *reps(3, 25.0), STAND), TRUE)
    assert tall_tilt(estimate_axis(up, len(up), 0, lateral=TRUE.lateral)) == pytest.approx(0, abs=2)
    other = as_vector(-np.array(TRUE.lateral))
    assert tall_tilt(estimate_axis(up, len(up), 0, lateral=other)) == pytest.approx(25, abs=2)


# -- refinement, one cycle, comparisons ------------------------------------------------------------


def twisted(by_deg: float) -> HingeFrame:
    """TRUE with its forward turned about tall."""
    angle = np.radians(by_deg)
    forward, lateral = np.array(TRUE.forward), np.array(TRUE.lateral)
    ahead = np.cos(angle) * forward + np.sin(angle) * lateral
    return frame_from(np.array(TRUE.tall), ahead, 0.5, TRUE.epoch)


def test_refining_turns_forward_to_the_reps_and_leaves_tall() -> None:
    better = refine_axis(ups(arc(*reps(3)), TRUE), twisted(12.0))
    assert better is not None
    assert turn_between_deg(better, TRUE) < 0.5
    assert better.tall == pytest.approx(TRUE.tall)
    assert better.epoch == TRUE.epoch


def test_nothing_is_refined_on_what_lies_in_no_plane() -> None:
    circle = np.linspace(0.0, 2.0 * np.pi, 60)
    up = ups(10.0 * np.sin(circle), TRUE, 10.0 * np.cos(circle))
    assert refine_axis(up, TRUE) is None


@pytest.mark.parametrize("by_deg", [0.0, 7.0, -40.0, 180.0])
def test_turn_between_frames_is_the_largest_angle(by_deg: float) -> None:
    assert turn_between_deg(TRUE, twisted(by_deg)) == pytest.approx(abs(by_deg), abs=1e-4)


@examples(max_examples=30)
@given(SEEDS, st.floats(7.0, 60.0))
def test_one_rep_from_a_known_tall_is_enough(seed: int, depth: float) -> None:
    true = frame(seed)
    up = ups(arc((0.5, 0.0), *rep(depth)), true)
    single = single_cycle_axis(up, np.array(true.tall), 3)
    assert single is not None
    found, far = single
    assert sagittal_deg(up[far : far + 1], true)[0] == pytest.approx(depth, abs=0.5)
    assert angle_deg(found.forward, true.forward) < 1.0
    assert (found.tall, found.epoch, found.confidence) == (pytest.approx(true.tall), 3, 0.5)


@pytest.mark.parametrize(
    "legs", [[(1.0, 20.0)], [(1.0, 20.0), (0.5, 12.0)], [(1.0, 5.0), (1.0, 0.0)]]
)
def test_one_rep_must_be_deep_enough_and_half_way_back(legs: list[Leg]) -> None:
    assert single_cycle_axis(ups(arc(*legs), TRUE), np.array(TRUE.tall), 0) is None


def test_one_swing_that_comes_back_another_way_has_no_axis() -> None:
    circle = np.linspace(0.0, 1.5 * np.pi, 60)
    up = ups(15.0 - 15.0 * np.cos(circle), TRUE, 15.0 * np.sin(circle))
    assert single_cycle_axis(up, np.array(TRUE.tall), 0) is None
