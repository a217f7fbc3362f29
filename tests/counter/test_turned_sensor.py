"""However the sensor is strapped on: the same counts, and the same depths to half a degree."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from imu.counter.review import review
from imu.recording import read_recording
from imu.samples import Floats, Mode, Session, Side
from imu.settings import Settings
from tests.counter.streams import (
    COMMITTED,
    SIMULATED,
    Stream,
    plain_run,
    random_rotation,
    stream_called,
    stream_of,
    turned,
)

NEARLY_DEG = 0.5

REAL = ("squat_subject1_class0_set1", "squat_subject2_class4_set1", "cmu_SqSL", "cmu_BulgSq")


def counted(stream: Stream, mode: Mode) -> Session:
    """Count live, or with hindsight."""
    if mode == "live":
        return plain_run(stream)[1]
    return review(dict(stream.blocks), stream.commands, Settings())[0]


Depths = dict[str, list[list[float]]]


def depths_of(session: Session) -> Depths:
    """Give the depth of every counted rep, by side and set."""
    return {
        side: [[rep.depth_deg for rep in one.reps if rep.counted] for one in result.sets]
        for side, result in session.sides.items()
    }


@cache
def straight(name: str, mode: Mode) -> Depths:
    """Give the depths in a session of the tests as its sensors were strapped on."""
    return depths_of(counted(stream_called(name), mode))


def assert_turning_changes_nothing(stream: Stream, straight: Depths, mode: Mode, seed: int) -> None:
    """Turn every sensor by a rotation of its own and compare."""
    rng = np.random.default_rng(seed)
    rotations: dict[Side, Floats] = {side: random_rotation(rng) for side in stream.sides}
    other = depths_of(counted(turned(stream, rotations), mode))
    assert {side: list(map(len, sets)) for side, sets in other.items()} == {
        side: list(map(len, sets)) for side, sets in straight.items()
    }
    for side, sets in straight.items():
        for one, two in zip(sets, other[side], strict=True):
            np.testing.assert_allclose(two, one, atol=NEARLY_DEG, err_msg=side)


@pytest.mark.parametrize(("mode", "seed"), [("live", 0), ("review", 1)])
@pytest.mark.parametrize("name", [*SIMULATED, *COMMITTED])
def test_a_simulated_sensor_may_be_turned(name: str, mode: Mode, seed: int) -> None:
    assert_turning_changes_nothing(stream_called(name), straight(name, mode), mode, seed)


@pytest.mark.parametrize("mode", ["live", "review"])
@pytest.mark.parametrize("name", REAL)
def test_a_real_sensor_may_be_turned(real_data: Path, name: str, mode: Mode) -> None:
    stream = stream_of(read_recording(real_data / name))
    assert_turning_changes_nothing(stream, depths_of(counted(stream, mode)), mode, 1)


def test_there_is_depth_to_compare() -> None:
    for name in (*SIMULATED, *COMMITTED):
        assert sum(map(len, straight(name, "review").values())) > 0


@pytest.mark.parametrize("seed", range(20))
def test_a_rotation_is_a_rotation(seed: int) -> None:
    rotation = random_rotation(np.random.default_rng(seed))
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(rotation) == pytest.approx(1.0)
