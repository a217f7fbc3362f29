"""Which new frames may be believed."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.axis import AxisEstimate
from imu.counter.newframe import has_moved, is_near, is_news, is_sway, quiet_close_to
from imu.counter.tilt import HingeFrame, as_vector, frame_from
from imu.samples import Floats
from tests.counter.builders import Leg, frame, path, rep, ups

TRUE = frame(12)
BACK = frame_from(np.array(TRUE.tall), -np.array(TRUE.forward), 1.0, 0)


def up(*legs: Leg, start: float = 0.0) -> Floats:
    """Up vectors at 25 Hz."""
    return ups(path(*legs, start=start, rate_hz=25.0), TRUE)


@pytest.mark.parametrize(("by_deg", "moved"), [(3.5, False), (4.5, True)])
def test_more_than_standing_has_moved(by_deg: float, moved: bool) -> None:
    assert has_moved(up((1.0, by_deg))) is moved


@pytest.mark.parametrize(("at_deg", "near"), [(11.5, True), (12.5, False)])
def test_near_is_within_twelve_degrees(at_deg: float, near: bool) -> None:
    assert is_near(ups(np.array([at_deg]), TRUE)[0], TRUE) is near


@pytest.mark.parametrize(
    ("legs", "follows"),
    [([(1.0, 5.0)], True), ([(1.0, 9.0)], False), ([(0.3, 0.0), (0.5, 5.0)], False)],
)
def test_a_pose_is_followed_if_it_is_quiet_and_close(legs: list[Leg], follows: bool) -> None:
    still = up(*legs, *([(1.0, legs[-1][1])] if len(legs) == 1 else []))
    assert (quiet_close_to(still, TRUE.tall) is not None) is follows


def test_too_short_to_be_quiet() -> None:
    assert quiet_close_to(up((0.5, 0.0)), TRUE.tall) is None


def leaned(by_deg: float) -> HingeFrame:
    """A frame whose tall is `by_deg` of flexion away from the true one."""
    angle = np.radians(by_deg)
    tall, ahead = np.array(TRUE.tall), np.array(TRUE.forward)
    return frame_from(np.cos(angle) * tall + np.sin(angle) * ahead, ahead, 1.0, 0)


@pytest.mark.parametrize(("away_deg", "sways"), [(12.0, False), (18.0, True)])
def test_cycles_far_from_the_tall_that_was_told_are_sway(away_deg: float, sways: bool) -> None:
    run = up(*[leg for _ in range(3) for leg in rep(away_deg + 20.0, top=away_deg)], start=away_deg)
    assert is_sway(run, leaned(away_deg), TRUE.tall, None) is sways


@pytest.mark.parametrize(("depth", "sways"), [(8.0, True), (18.0, False)])
def test_cycles_small_beside_the_last_rep_are_sway(depth: float, sways: bool) -> None:
    run = up(*[leg for _ in range(3) for leg in rep(depth)])
    assert is_sway(run, TRUE, None, up(*rep(25.0))) is sways
    assert not is_sway(run, TRUE, None, None)


@pytest.mark.parametrize(("quiet", "home", "news"), [(False, False, False), (True, False, True)])
def test_the_opposite_way_is_news_only_from_one_who_stood_still(
    quiet: bool, home: bool, news: bool
) -> None:
    found = AxisEstimate(BACK, 0, 100, 4, quiet, home)
    assert is_news(found, TRUE) is news
    assert not is_news(AxisEstimate(TRUE, 0, 100, 4, quiet, home), TRUE)
    assert as_vector(np.array(BACK.tall)) == TRUE.tall
