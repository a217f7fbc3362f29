"""Sensors with a known fault, and good ones: what is said of them, and what should be.

Faults are changes of a plan where the simulator knows them, and changes of the samples where it
does not. What a simulated fault is found by says nothing about how often real sensors have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from imu.counter.review import review
from imu.counter.tracker import Tracker
from imu.samples import SIDES, Block, Command, CommandKind, Floats, Mode, Session, Side
from imu.settings import Settings
from imu.simulator import Plan, SimulatedSession, random_plan, simulate
from imu.simulator import plan as plans

PlanChange = Callable[[Plan], Plan]
SampleChange = Callable[[Floats, Floats], None]
"""Changes (n, 3) forces and (n, 3) rates of one sensor in place."""

ORDINARY = ("clean", "partials", "bottom-pauses", "chair")
"""Strata in which most faults are tried: in turn, by the seed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the counter gets of a session: the samples by side, and what was told."""

    blocks: dict[Side, Block]
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way for a sensor to be wrong.

    Attributes
    ----------
    name : for a person.
    codes : any of these findings names it.
    change : of the plan; bend : of every sensor's samples; mix : of the session as a whole.
    strata : where it is tried, in turn.
    """

    name: str
    codes: frozenset[str]
    change: PlanChange | None = None
    bend: SampleChange | None = None
    mix: Callable[[Heard], Heard] | None = None
    strata: tuple[str, ...] = ORDINARY


@dataclass(frozen=True, slots=True)
class Detection:
    """In how many sessions a fault was named, of how many, and what was said beside it."""

    fault: str
    named: int
    sessions: int
    beside: dict[str, int]


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Something that was said of a good sensor."""

    stratum: str
    seed: int
    side: Side
    code: str


def heard(fault: Fault, seed: int) -> Heard:
    """A session with this fault. The same fault and seed give the same samples."""
    stratum = fault.strata[seed % len(fault.strata)]
    plan = random_plan(seed, stratum)
    session = _heard(simulate(fault.change(plan) if fault.change else plan, seed))
    if fault.bend is not None:
        blocks = {side: _bent(block, fault.bend) for side, block in session.blocks.items()}
        session = replace(session, blocks=blocks)
    return fault.mix(session) if fault.mix else session


def codes_of(session: Heard, mode: Mode = "live") -> dict[Side, tuple[str, ...]]:
    """What is said of each sensor of a session, in the order in which it is said."""
    result = _result(session, mode)
    return {
        side: tuple(finding.code for finding in result.sides[side].health)
        for side in SIDES
        if side in result.sides
    }


def detection(fault: Fault, seeds: Iterable[int], mode: Mode = "live") -> Detection:
    """Try a fault in one session for each seed."""
    named, sessions, beside = 0, 0, dict[str, int]()
    for seed in seeds:
        said = {code for codes in codes_of(heard(fault, seed), mode).values() for code in codes}
        named += bool(said & fault.codes)
        sessions += 1
        for code in said - fault.codes:
            beside[code] = beside.get(code, 0) + 1
    return Detection(fault.name, named, sessions, beside)


def false_alarms(stratum: str, seeds: Iterable[int], mode: Mode = "live") -> list[FalseAlarm]:
    """What is said of the good sensors of a stratum and is not true."""
    found: list[FalseAlarm] = []
    for seed in seeds:
        session = simulate(random_plan(seed, stratum), seed)
        for side, codes in codes_of(_heard(session), mode).items():
            true = true_codes(session, side)
            found += [FalseAlarm(stratum, seed, side, code) for code in codes if code not in true]
    return found


def true_codes(session: SimulatedSession, side: Side) -> frozenset[str]:
    """What may truly be said of a sensor of a session without a planned fault."""
    plan, block = session.plan, session.blocks[side]
    true = set(_TRUE_IN.get(plan.note, ()))
    if np.median(np.diff(block.time_s)) > 1.0 / _SMOOTH_HZ:
        true.add("rate-low")
    ranges = plan.sensor.gyr_range_deg_s, plan.sensor.acc_range_g
    for values, unit, full, code in (
        (block.gyr_rad_s, np.radians(1.0), ranges[0], "gyroscope-saturated"),
        (block.acc_m_s2, 9.80665, ranges[1], "accelerometer-saturated"),
    ):
        if np.abs(values).max() >= 0.999 * full * unit:
            true.add(code)
    return frozenset(true)


_SMOOTH_HZ = 80.0

_NEW_PLACE = frozenset({"sensor-turned", "sensor-upside-down", "leg-change"})
_TRUE_IN: dict[str, frozenset[str]] = {
    "slipping": frozenset({"sensor-slipped"}),
    "re-strapped": _NEW_PLACE,
    "moved-sensor": _NEW_PLACE,
}
"""What the plans of a stratum do to the strap."""


def _heard(session: SimulatedSession) -> Heard:
    """What is told for a leg without a sensor reaches nobody."""
    sides = (None, *session.blocks)
    told = tuple(command for command in session.commands if command.side in sides)
    return Heard(session.blocks, told)


def _bent(block: Block, bend: SampleChange) -> Block:
    acc, gyr = block.acc_m_s2.copy(), block.gyr_rad_s.copy()
    bend(acc, gyr)
    return replace(block, acc_m_s2=acc, gyr_rad_s=gyr)


def _result(session: Heard, mode: Mode) -> Session:
    if mode == "review":
        return review(session.blocks, session.commands, Settings())[0]
    tracker = Tracker(Settings(), tuple(session.blocks))
    return tracker.feed_all(session.blocks, session.commands, mode)


def _sensor(**changes: object) -> PlanChange:
    return lambda plan: plans.replace(plan, sensor=plans.replace(plan.sensor, **changes))


def _mount(**changes: object) -> PlanChange:
    return lambda plan: plans.replace(
        plan,
        mounts={side: plans.replace(plan.mount(side), **changes) for side in ("left", "right")},
    )


def _radio(**changes: object) -> PlanChange:
    return lambda plan: plans.replace(plan, radio=plans.replace(plan.radio, **changes))


def _armed(plan: Plan) -> Plan:
    return plans.replace(plan, armed=True, armed_early=False)


def _swap_axes(acc: Floats, gyr: Floats) -> None:
    del acc
    gyr[:] = gyr[:, [1, 2, 0]]


def _double_rates(acc: Floats, gyr: Floats) -> None:
    del acc
    gyr *= 2.0


def _halve_rates(acc: Floats, gyr: Floats) -> None:
    del acc
    gyr *= 0.5


def _swap_sides(session: Heard) -> Heard:
    """Each sensor on the other's leg; what was told stays."""
    other: dict[Side, Side] = {"left": "right", "right": "left"}
    blocks: dict[Side, Block] = {
        side: replace(session.blocks[other[side]], side=side) for side in session.blocks
    }
    return replace(session, blocks=blocks)


def _never_told(session: Heard) -> Heard:
    """One sensor that changes the leg, and nobody says so."""
    parts = sorted(session.blocks.values(), key=lambda block: float(block.time_s[0]))
    side = parts[0].side
    joined = Block(
        side,
        np.concatenate([part.time_s for part in parts]),
        np.concatenate([part.acc_m_s2 for part in parts]),
        np.concatenate([part.gyr_rad_s for part in parts]),
    )
    kinds = (CommandKind.SENSOR_ON, CommandKind.SENSOR_OFF)
    told = tuple(
        replace(command, side=side) for command in session.commands if command.kind not in kinds
    )
    return Heard({side: joined}, told)


def _fault(
    name: str,
    *codes: str,
    change: PlanChange | None = None,
    bend: SampleChange | None = None,
) -> Fault:
    return Fault(name, frozenset(codes), change, bend)


FAULTS: tuple[Fault, ...] = (
    _fault(
        "accelerometer off by up to 0.4 g an axis",
        "accelerometer-offset",
        "accelerometer-scale",
        change=_sensor(acc_offset_mg=400.0),
    ),
    _fault(
        "accelerometer's axes off by up to 40 %",
        "accelerometer-offset",
        "accelerometer-scale",
        change=_sensor(acc_scale=0.4),
    ),
    _fault("forces in g", "accelerometer-units", change=_sensor(acc_unit="g")),
    _fault("forces in mg", "accelerometer-units", change=_sensor(acc_unit="mg")),
    _fault("rates in degrees", "gyroscope-units", change=_sensor(gyr_unit="deg/s")),
    _fault("gyroscope's x axis dead", "gyroscope-axis-stuck", change=_sensor(stuck=("gyr-x",))),
    _fault(
        "accelerometer's y axis dead", "accelerometer-axis-stuck", change=_sensor(stuck=("acc-y",))
    ),
    _fault("gyroscope's y axis reversed", "gyroscope-axes", change=_sensor(flipped=("gyr-y",))),
    _fault(
        "gyroscope of the other hand",
        "gyroscope-axes",
        change=_sensor(flipped=("gyr-x", "gyr-y", "gyr-z")),
    ),
    _fault("gyroscope's axes in another order", "gyroscope-axes", bend=_swap_axes),
    _fault("gyroscope reads double", "gyroscope-scale", bend=_double_rates),
    _fault("gyroscope reads half", "gyroscope-scale", bend=_halve_rates),
    _fault(
        "accelerometer ends at 1.5 g",
        "accelerometer-saturated",
        change=_sensor(acc_range_g=1.5, acc_offset_mg=0.0),
    ),
    replace(
        _fault(
            "gyroscope ends at 125 degrees/s",
            "gyroscope-saturated",
            change=_sensor(gyr_range_deg_s=125.0),
        ),
        strata=("fast",),
    ),
    _fault("25 samples a second", "rate-too-slow", change=_radio(rate_hz=25.0)),
    _fault(
        "sudden slip of 30 degrees",
        "sensor-slipped",
        change=_mount(slip_deg=30.0, slip_s=0.4, slip_at=0.5),
    ),
    _fault("loose strap", "strap-loose", change=_mount(tissue_deg=4.0)),
    Fault("strapped on anew", _NEW_PLACE, strata=("re-strapped",)),
    Fault("leg changed, never told", _NEW_PLACE, mix=_never_told, strata=("moved-sensor",)),
    Fault(
        "sides swapped",
        frozenset({"sides-swapped"}),
        _armed,
        mix=_swap_sides,
        strata=("two-sensors",),
    ),
)
"""Every fault that is looked for and that can be simulated."""
