"""A first simulator of a body, a sensor and a radio, with exact truth.

``simulate(plan, seed)`` plays a `Plan`; ``random_plan(seed, stratum)`` draws one. Nothing
here is evidence about people: it shows that the counter does what it says on movements whose truth
is known.
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

__all__ = [
    "FIRM_MOUNT",
    "IDEAL_SENSOR",
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
