"""Jerks of the standing thigh, and what is none."""

from __future__ import annotations

import numpy as np
import pytest

from imu.counter.stepoffs import jerks
from imu.samples import Floats
from tests.counter.builders import RATE_HZ, frame, poses
from tests.hinges import smooth

TRUE = frame(21)
TIME_S = np.arange(4 * RATE_HZ) / RATE_HZ
STANDING = np.zeros_like(TIME_S)


def bump(at_s: float, size_deg: float, lasts_s: float = 0.6) -> Floats:
    """Sideways and back with minimum jerk."""
    since = (TIME_S - at_s) / (0.5 * lasts_s)
    return size_deg * (smooth(since) - smooth(since - 1.0))


def wobble(rms_deg: float, hz: float = 1.5) -> Floats:
    return rms_deg * np.sqrt(2.0) * np.sin(2.0 * np.pi * hz * TIME_S)


def found(frontal: Floats, tilt: Floats = STANDING, holes: slice | None = None) -> list[float]:
    index, signal = 500 + np.arange(len(tilt)), poses(tilt, TRUE, frontal=frontal)
    if holes is not None:
        index, signal = np.delete(index, holes), np.delete(signal, holes, axis=0)
    return list(jerks(index, signal, TRUE, RATE_HZ))


@pytest.mark.parametrize("size_deg", [5.0, -5.0, 8.0])
def test_a_jerk_is_found_where_it_is(size_deg: float) -> None:
    (time_s,) = found(bump(2.0, size_deg) + wobble(0.8))
    assert time_s == pytest.approx(7.0, abs=0.4)


@pytest.mark.parametrize(
    "frontal",
    [STANDING, wobble(1.5), wobble(0.6, 3.0), bump(1.5, 3.0), bump(1.0, 8.0, lasts_s=2.0)],
    ids=["still", "wobbling", "trembling", "a small jerk", "a slow shift"],
)
def test_what_is_no_jerk(frontal: Floats) -> None:
    assert found(frontal) == []


def test_a_hinge_is_none_however_quick() -> None:
    quick = 40.0 * (smooth(TIME_S / 0.5) - smooth((TIME_S - 1.0) / 0.5))
    assert found(STANDING, tilt=quick) == []


def test_two_that_follow_closely_are_one_loss_of_balance() -> None:
    assert len(found(bump(0.5, 6.0) + bump(1.3, 6.0))) == 1
    assert len(found(bump(0.5, 6.0) + bump(3.0, 6.0))) == 2


def test_a_hole_is_no_jerk() -> None:
    """The thigh leans elsewhere behind it: nobody knows how it got there."""
    elsewhere = np.where(TIME_S < 2.0, 0.0, 6.0)
    assert len(found(elsewhere)) == 1
    assert found(elsewhere, holes=slice(195, 205)) == []


def test_less_than_half_a_second_says_nothing() -> None:
    signal = poses(STANDING[:49], TRUE, frontal=wobble(8.0, 3.0)[:49])
    assert jerks(np.arange(49), signal, TRUE, RATE_HZ) == ()
