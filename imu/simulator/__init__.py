"""A simulator of a body, a sensor and a radio, with exact truth.

``simulate(plan, seed)`` plays a `Plan`; ``random_plan(seed, stratum)`` draws one. Nothing
here is evidence about people: it shows that the counter does what it says on movements whose truth
is known.

Shocks of walking, trembling on one leg and stillness on two are sized after recordings of both
thighs of one real person (Phan et al. 2024, doi 10.1109/JBHI.2024.3368042, github.com/CMU-MBL).
"""

from __future__ import annotations

from imu.simulator.plan import (
    FIRM_MOUNT,
    IDEAL_SENSOR,
    Foil,
    Mount,
    Person,
    Plan,
    Radio,
    Sensor,
    SetPlan,
    routine,
)
from imu.simulator.session import SimulatedSession, simulate
from imu.simulator.strata import STRATA, random_plan
from imu.simulator.truth import Tilt, Trace, TrueFoil, TrueRep, TrueSet, Truth

SIMULATOR_VERSION = 2
"""Raised whenever a plan and a seed would give other samples or another truth: figures can be
compared only within one version, and the counter is tuned on one that is frozen."""

__all__ = [
    "FIRM_MOUNT",
    "IDEAL_SENSOR",
    "SIMULATOR_VERSION",
    "STRATA",
    "Foil",
    "Mount",
    "Person",
    "Plan",
    "Radio",
    "Sensor",
    "SetPlan",
    "SimulatedSession",
    "Tilt",
    "Trace",
    "TrueFoil",
    "TrueRep",
    "TrueSet",
    "Truth",
    "random_plan",
    "routine",
    "simulate",
]
