"""The figure: limbs keep their lengths, feet stay where they are put, a hinge is a hinge."""

from __future__ import annotations

import itertools
import math
from dataclasses import fields, replace

import pytest

from dashboard.howto import figure
from dashboard.howto.figure import Joints, Leg, Point, Pose, Sole, between, joints, reach
from dashboard.howto.steps import (
    BLOCK,
    BLOCK_HEIGHT,
    CHAIR_GRIP,
    HELD,
    HINGE,
    HINGE_BOTH,
    LOOK_BACK,
    STEPS,
    TALL,
    TALL_ON_BLOCK,
    Load,
    Scene,
    Way,
    posed,
    swing,
    way_of,
)

SCENES = {f"{way}-{step.name}": step.scene for way, steps in STEPS.items() for step in steps}
EVERY = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
HINGES = pytest.mark.parametrize("name", [n for n in SCENES if "hinge" in n])

THIGH_OFF_VERTICAL = (20.0, 40.0)
"""degrees. A small hinge tilts the thigh this far; a drawn one must not look like a squat."""


def lean(low: Point, high: Point) -> float:
    """How far a line from below to above leans forward, degrees."""
    return math.degrees(math.atan2(high[0] - low[0], high[1] - low[1]))


def behind(point: Point, top: Point, end: Point) -> float:
    """Twice the area by which a point lies behind the line from top to end."""
    x, y = end[0] - top[0], end[1] - top[1]
    return y * (point[0] - top[0]) - x * (point[1] - top[1])


def legs(scene: Scene) -> tuple[Leg, Leg]:
    found = joints(scene.pose)
    return found.carrying, found.other


# -- bones -----------------------------------------------------------------------------------------


@EVERY
def test_limbs_keep_their_lengths(scene: Scene) -> None:
    found = joints(scene.pose)
    for leg in (found.carrying, found.other):
        assert reach(leg.hip, leg.knee) == pytest.approx(figure.THIGH)
        assert reach(leg.knee, leg.ankle) == pytest.approx(figure.SHANK)
        assert reach(leg.ball, leg.toe) == pytest.approx(figure.BALL_TO_TOE)
        foot = math.hypot(figure.ANKLE_TO_BALL, figure.ANKLE_HEIGHT)
        assert reach(leg.ankle, leg.ball) == pytest.approx(foot)
    for arm in (found.near, found.far):
        assert reach(arm.shoulder, arm.elbow) == pytest.approx(figure.UPPER_ARM)
        assert reach(arm.elbow, arm.hand) == pytest.approx(figure.FOREARM)
    assert reach(found.hip, found.shoulder) == pytest.approx(figure.TRUNK)
    assert reach(found.shoulder, found.head) == pytest.approx(figure.NECK)
    assert math.hypot(*found.nose) == pytest.approx(1.0)


@EVERY
def test_both_legs_hang_on_one_hip_and_both_arms_on_one_shoulder(scene: Scene) -> None:
    found = joints(scene.pose)
    assert found.carrying.hip == found.other.hip == found.hip
    assert found.near.shoulder == found.far.shoulder == found.shoulder


@EVERY
def test_knees_bend_forward_and_elbows_back(scene: Scene) -> None:
    found = joints(scene.pose)
    for leg in (found.carrying, found.other):
        assert lean(leg.ankle, leg.knee) >= lean(leg.knee, leg.hip) - 1e-9
    for arm in (found.near, found.far):
        assert behind(arm.elbow, arm.shoulder, arm.hand) > -1e-9
    assert behind(found.near.elbow, found.near.shoulder, found.near.hand) > 0.0


@EVERY
def test_head_above_shoulders_above_hips(scene: Scene) -> None:
    found = joints(scene.pose)
    assert found.head[1] > found.shoulder[1] > found.hip[1] > found.carrying.knee[1]


def test_a_standing_person_is_as_high_as_a_person() -> None:
    head_radius = 0.06
    assert joints(TALL).head[1] + head_radius == pytest.approx(1.0, abs=0.03)


def test_a_foot_out_of_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="farther away"):
        joints(replace(TALL, other=Sole(-0.6)))


def test_an_arm_points_at_what_it_cannot_reach() -> None:
    far = (2.0, joints(TALL).shoulder[1])
    arm = joints(replace(TALL, near_hand=far)).near
    assert arm.hand[0] - arm.shoulder[0] == pytest.approx(figure.UPPER_ARM + figure.FOREARM)
    assert arm.hand[1] == pytest.approx(arm.shoulder[1])


# -- feet and hands --------------------------------------------------------------------------------


@EVERY
def test_the_carrying_foot_is_flat_on_the_floor(scene: Scene) -> None:
    foot = joints(scene.pose).carrying
    assert (foot.heel[1], foot.ball[1], foot.toe[1]) == (0.0, 0.0, 0.0)


@EVERY
def test_the_other_foot_stands_on_floor_or_block_or_is_meant_to_be_free(scene: Scene) -> None:
    foot = joints(scene.pose).other
    if scene.working_is_free:
        assert min(foot.heel[1], foot.ball[1], foot.toe[1]) > 0.05
    elif foot.ball[0] < BLOCK[1]:
        assert scene.has_block
        assert foot.ball[1] == foot.toe[1] == BLOCK_HEIGHT
        assert BLOCK[0] < foot.ball[0] < foot.toe[0] < BLOCK[1]
        assert foot.heel[1] > foot.ball[1]
    else:
        assert (foot.heel[1], foot.ball[1], foot.toe[1]) == (0.0, 0.0, 0.0)


@EVERY
def test_nobody_stands_in_the_block_or_in_the_chair(scene: Scene) -> None:
    if not scene.has_block:
        assert not any(foot.ball[0] < BLOCK[1] for foot in legs(scene))
    for foot in legs(scene):
        assert foot.toe[0] < CHAIR_GRIP[0]
        assert foot.ball[1] == BLOCK_HEIGHT or foot.heel[0] > BLOCK[1]


@EVERY
def test_a_hand_that_holds_on_touches_what_it_holds(scene: Scene) -> None:
    found = joints(scene.pose)
    for wanted, arm in ((scene.pose.near_hand, found.near), (scene.pose.far_hand, found.far)):
        if wanted is not None:
            assert arm.hand == pytest.approx(wanted)


def test_whoever_looks_back_or_steps_holds_on() -> None:
    held = ("chair-near", "look-back", "foot-back", "off", "band-loop", "band-free", "band-both")
    for name, scene in SCENES.items():
        is_held = any(f"-{part}" in name for part in held)
        assert (scene.pose.near_hand == CHAIR_GRIP) is is_held, name


# -- the hinge -------------------------------------------------------------------------------------


def tall_of(name: str) -> Joints:
    ghost = SCENES[name].ghost
    assert ghost is not None
    return joints(ghost)


@HINGES
def test_in_a_hinge_the_hips_go_back_far_more_than_down(name: str) -> None:
    tall, low = tall_of(name), joints(SCENES[name].pose)
    back, down = tall.hip[0] - low.hip[0], tall.hip[1] - low.hip[1]
    assert back > 0.08
    assert back > 2.0 * down
    assert low.hip[0] < low.carrying.heel[0] < tall.hip[0]


@HINGES
def test_in_a_hinge_the_thigh_tilts_and_the_shin_stays(name: str) -> None:
    leg = joints(SCENES[name].pose).carrying
    assert THIGH_OFF_VERTICAL[0] < -lean(leg.knee, leg.hip) < THIGH_OFF_VERTICAL[1]
    assert 0.0 <= lean(leg.ankle, leg.knee) <= 10.0
    assert leg.knee[0] < leg.toe[0]


@HINGES
def test_in_a_hinge_the_spine_leans_and_the_hands_reach_down(name: str) -> None:
    found = joints(SCENES[name].pose)
    assert 35.0 < lean(found.hip, found.shoulder) < 75.0
    assert abs(lean(found.shoulder, found.head) - lean(found.hip, found.shoulder)) < 15.0
    for arm in (found.near, found.far):
        assert abs(lean(arm.hand, arm.shoulder)) < 10.0


@HINGES
def test_the_weight_stays_over_the_front_foot(name: str) -> None:
    """Trunk, arms and head weigh two thirds of a body: their middle is over the sole."""
    found = joints(SCENES[name].pose)
    middle = 0.5 * (found.hip[0] + found.shoulder[0]) + 0.1 * (found.head[0] - found.hip[0])
    assert found.carrying.heel[0] < middle < found.carrying.toe[0]


def test_a_face_looks_ahead_but_for_one_that_looks_back() -> None:
    assert joints(TALL).nose[0] > 0.9
    assert joints(LOOK_BACK).nose[0] < -0.9
    assert joints(replace(LOOK_BACK, looks_back=False)).nose[0] > 0.0


# -- movement --------------------------------------------------------------------------------------


def test_on_the_way_the_feet_stay() -> None:
    for share in (0.0, 0.3, 0.7, 1.0):
        found = joints(between(TALL_ON_BLOCK, HINGE, share))
        assert found.carrying.ball == joints(HINGE).carrying.ball
        assert found.other.ball == joints(HINGE).other.ball
    assert between(TALL_ON_BLOCK, HINGE, 1.0) == HINGE
    assert between(TALL, HINGE_BOTH, 0.0) == TALL


def test_every_angle_takes_part_in_a_movement() -> None:
    angles = {part.name for part in fields(Pose) if isinstance(part.default, float)}
    one = replace(TALL, **dict.fromkeys(angles, 0.0))  # type: ignore[arg-type]
    half = between(one, replace(one, **dict.fromkeys(angles, 8.0)), 0.5)  # type: ignore[arg-type]
    assert {name: getattr(half, name) for name in angles} == dict.fromkeys(angles, 4.0)


@HINGES
def test_the_hips_go_back_ever_farther_on_the_way_down(name: str) -> None:
    scene = SCENES[name]
    hips = [joints(posed(scene, n / 10)).hip[0] for n in range(11)]
    assert hips == sorted(hips, reverse=True)
    assert posed(scene, 1.0) == scene.pose


def test_only_a_hinge_moves() -> None:
    for name, scene in SCENES.items():
        assert (posed(scene, 0.5) != scene.pose) is ("hinge" in name), name


def test_a_hinge_is_slow_and_comes_back_to_tall() -> None:
    shares = [swing(n / 30) for n in range(30 * 7)]
    assert min(shares) == 0.0
    assert max(shares) == 1.0
    assert max(abs(b - a) for a, b in itertools.pairwise(shares)) < 0.05
    assert swing(0.0) == 0.0


# -- tables ----------------------------------------------------------------------------------------


def test_every_way_has_six_steps_that_begin_with_something_to_hold() -> None:
    for way in Way:
        names = [step.name for step in STEPS[way]]
        assert len(names) == len(set(names)) == 6
        assert names[0].startswith("chair-near")
        assert STEPS[way][0].scene.pose == HELD


def test_the_block_is_for_one_leg_and_nothing_lifts_a_foot_on_both() -> None:
    for way in Way:
        for step in STEPS[way]:
            assert step.scene.has_block is way.startswith("one-leg")


def test_a_band_is_looped_before_the_hinge_and_freed_after_it() -> None:
    loads = [step.scene.load for step in STEPS[Way.ONE_LEG_BAND]]
    assert loads == [Load.NONE, Load.LYING, Load.SLACK, Load.TAUT, Load.TAUT, Load.LYING]
    first, last = STEPS[Way.ONE_LEG_BAND][1].scene, STEPS[Way.ONE_LEG_BAND][-1].scene
    assert first.working_is_free
    assert last.working_is_free


def test_every_rung_of_the_ladder_has_a_way() -> None:
    ladder = pytest.importorskip("imu.ladder")
    for rung in ladder.RUNGS:
        way = way_of(rung.key, has_weights=rung.load == "weight")
        assert way.startswith(rung.stance)
        assert way.endswith("band") is (rung.load == "band")


def test_rungs_lead_to_ways() -> None:
    assert way_of("one-leg-load") is Way.ONE_LEG_BAND
    assert way_of("one-leg-load", has_weights=True) is Way.ONE_LEG_WEIGHTS
    assert way_of("both-feet") is Way.BOTH_FEET
    with pytest.raises(KeyError):
        way_of("handstand")
