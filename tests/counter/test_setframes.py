"""The frame of every set with hindsight: which way round it is, and what may be part of it."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.orientation import PoseChunk
from imu.counter.setframes import set_frames
from imu.counter.tilt import HingeFrame, sagittal_deg
from imu.samples import Rejected, Rep, RepSet
from tests import handmade
from tests.counter.builders import RATE_HZ, Leg, angle_deg, frame, path, poses, rep

TRUE = frame(31)
HALF_S = 2.3
"""s from the start to the end of `rep`."""
WALK: list[Leg] = [leg for _ in range(5) for leg in ((0.35, 28.0), (0.55, -12.0))]
WALK_S = 4.5
SIT: list[Leg] = [(1.0, 85.0), (3.0, 85.0), (1.0, 0.0)]


def chunk(*legs: Leg, true: HingeFrame = TRUE, start: float = 0.0) -> list[PoseChunk]:
    signal = poses(path(*legs, start=start)[1:], true)
    return [PoseChunk(first=0, poses=signal, restart=True, torn_s=0.0)]


def set_of(start_s: float, end_s: float, depth_deg: float = 25.0) -> RepSet:
    """What a first pass found, right or wrong."""
    middles = np.arange(start_s + 1.0, end_s, HALF_S)
    members: list[Rep] = [handmade.rep(float(at), depth_deg=depth_deg) for at in middles]
    return RepSet(start_s=start_s, end_s=end_s, reps=tuple(members))


def many(n: int, depth: float = 25.0) -> list[Leg]:
    return [leg for _ in range(n) for leg in rep(depth)]


def sides(found: list[tuple[int, HingeFrame]]) -> list[int]:
    """1 for each frame the right way round, -1 for each other."""
    return [int(np.sign(np.array(one.lateral) @ np.array(TRUE.lateral))) for _, one in found]


def test_no_poses_no_frame_and_no_sets_one_for_all() -> None:
    assert set_frames([], [], [], RATE_HZ) == []
    ((first, found),) = set_frames(chunk((2.0, 0.0), *many(4), (2.0, 0.0)), [], [], RATE_HZ)
    assert first == 0
    assert angle_deg(found.tall, TRUE.tall) < 2.0
    assert set_frames(chunk((20.0, 0.0)), [], [], RATE_HZ) == []


def test_each_set_has_its_own_from_half_way_after_the_one_before() -> None:
    signal = chunk((3.0, 0.0), *many(3), (20.0, 0.0), *many(3), (3.0, 0.0))
    sets = [set_of(3.0, 9.9), set_of(29.9, 36.8)]
    found = set_frames(signal, sets, [], RATE_HZ)
    assert [first for first, _ in found] == [0, round(19.9 * RATE_HZ)]
    assert sides(found) == [1, 1]


def test_a_sit_beside_a_set_is_not_taken_for_its_hinge() -> None:
    signal = chunk((3.0, 0.0), *many(4), (2.0, 0.0), *SIT, *SIT, *SIT, (2.0, 0.0))
    sits = [Rejected(start_s=14.2, end_s=29.2, reason="sit", depth_deg=85.0)]
    ((_, found),) = set_frames(signal, [set_of(3.0, 12.2)], sits, RATE_HZ)
    tilt = float(sagittal_deg(np.array([found.tall]), TRUE)[0])
    assert tilt == pytest.approx(0.0, abs=3.0)


def upside_down() -> tuple[list[PoseChunk], RepSet]:
    """Quiet after walking, then a set of which a first pass saw only the ways from the bottom.

    Walking comes between the quiet pose and the set, so that its first pose says nothing.
    """
    legs = [(2.0, 0.0), *WALK, (0.4, 0.0), (3.0, 0.0), (1.0, 25.0), (3.0, 25.0)]
    legs += [leg for _ in range(4) for leg in ((1.0, 0.0), (0.3, 0.0), (1.0, 25.0))]
    started_s = 2.0 + WALK_S + 0.4 + 3.0 + 1.0 + 3.0
    return chunk(*legs, (3.0, 25.0)), set_of(started_s, started_s + 4 * HALF_S)


def test_where_the_person_stood_after_moving_about_rights_a_set_seen_upside_down() -> None:
    signal, one = upside_down()
    assert sides(set_frames(signal, [one], [], RATE_HZ)) == [1]


def test_but_not_if_a_hand_was_at_the_sensor_since() -> None:
    signal, one = upside_down()
    moved = [Rejected(start_s=9.0, end_s=9.5, reason="handling", depth_deg=9.0)]
    assert sides(set_frames(signal, [one], moved, RATE_HZ)) == [-1]


SWAPPED: list[Leg] = [leg for _ in range(3) for leg in ((1.0, 0.0), (0.3, 0.0), (1.0, 25.0))]
THREE: list[Leg] = [(4.0, 0.0), *many(3), (8.0, 0.0), (1.0, 25.0), (3.0, 25.0), *SWAPPED]
"""A set, and one between two holds at the bottom, which nothing but the first can right."""


@pytest.mark.parametrize(("reason", "found"), [("step", [1, 1, 1]), ("handling", [1, 1, -1])])
def test_sets_in_one_axis_agree_unless_a_hand_was_near(reason: str, found: list[int]) -> None:
    signal = chunk((4.0, 0.0), *many(3), (4.0, 0.0), *THREE, (3.0, 25.0))
    sets = [set_of(4.0, 10.9), set_of(18.9, 25.8), set_of(37.8, 44.7)]
    seen = [Rejected(start_s=34.9, end_s=35.0, reason=reason, depth_deg=9.0)]
    assert sides(set_frames(signal, sets, seen, RATE_HZ)) == found
