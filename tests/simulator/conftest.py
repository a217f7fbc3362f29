"""Plans that several test files play."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from imu.simulator import (
    FIRM_MOUNT,
    IDEAL_SENSOR,
    STRATA,
    Foil,
    Mount,
    Plan,
    Radio,
    SetPlan,
    SimulatedSession,
    random_plan,
    simulate,
)
from imu.simulator.plan import Activity, FoilKind, replace
from imu.simulator.script import LEGS

PlayExactly = Callable[..., SimulatedSession]


@pytest.fixture
def play_exactly() -> PlayExactly:
    """Play activities with a perfect sensor, in line with the thigh, on both legs."""

    def play(
        *activities: Activity, seed: int = 1, rate_hz: float = 200.0, mount: Mount = FIRM_MOUNT
    ) -> SimulatedSession:
        aligned = replace(mount, strap_wxyz=(1.0, 0.0, 0.0, 0.0))
        plan = Plan(
            activities=activities,
            sensors=LEGS,
            mounts=dict.fromkeys(LEGS, aligned),
            sensor=IDEAL_SENSOR,
            radio=Radio(rate_hz=rate_hz, clock_ppm=0.0),
        )
        return simulate(plan, seed)

    return play


@pytest.fixture
def play_foil(play_exactly: PlayExactly) -> Callable[..., SimulatedSession]:
    """Play one kind of foil between two times of quiet standing."""
    quiet = Foil(kind="quiet", duration_s=1.5)

    def play(kind: FoilKind, duration_s: float = 4.0, seed: int = 1) -> SimulatedSession:
        return play_exactly(quiet, Foil(kind=kind, duration_s=duration_s), quiet, seed=seed)

    return play


@cache
def _random_session(stratum: str) -> SimulatedSession:
    return simulate(random_plan(11, stratum), 11)


@pytest.fixture
def session_of() -> Callable[[str], SimulatedSession]:
    """Give the random session of a stratum; played once for all tests."""
    return _random_session


@pytest.fixture(params=STRATA)
def random_session(request: pytest.FixtureRequest) -> SimulatedSession:
    """Give one random session of every stratum."""
    return _random_session(str(request.param))


@pytest.fixture
def mixed_set() -> SetPlan:
    """Give a set in which every kind of rep is likely."""
    return SetPlan(reps=24, partial=0.2, pulse=0.2, hitch=0.2, not_tall=0.2, settle_s=1.5)
