"""From an analysed session and its header to what is compared: valid reps only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from imu.asymmetry.conditions import Conditions, rates_differ, unlike
from imu.asymmetry.legs import LegSession, SetValues
from imu.asymmetry.measures import MEASURES, Measure
from imu.recording import SessionMeta
from imu.samples import Flag, Rep, RepSet, Session, SideResult

LEFT_OUT = frozenset({Flag.PARTIAL, Flag.UNCERTAIN, Flag.UNDONE, Flag.EXCLUDED})
"""Flags of reps that no comparison uses. `pulse`, `not-tall` and `squat-like` say how a rep was
done; leaving those out would compare two selections."""

GRID_HZ = 100.0
"""Hz. Faster sensors are brought to this before anything is measured."""

UNKNOWN_LEGS = ("A", "B")
"""What two legs are called of which nobody knows which is which."""

_BLOCKING = frozenset(
    {
        "sensor-slipped",
        "sensor-upside-down",
        "sides-swapped",
        "accelerometer-scale",
        "gyroscope-scale",
        "gyroscope-axes",
    }
)
"""Findings after which the figures of a leg are not those of one strapping, or not of that leg."""


def is_valid(rep: Rep) -> bool:
    """Whether a rep is one that legs are compared by."""
    return rep.counted and not LEFT_OUT.intersection(rep.flags)


def leg_session(session: Session, meta: SessionMeta) -> LegSession:
    """What an analysed session and its header give for a comparison.

    Parameters
    ----------
    session : as `imu.analyze` gives it.
    meta : what its ``session.json`` says.
    """
    names = leg_names(session.sides)
    legs = {names[side]: _sets(session.sides[side]) for side in names}
    at_once = meta.stance == "both-feet"
    return LegSession(
        recording=session.recording,
        legs=legs,
        conditions=_conditions(session, meta, names),
        person=meta.person,
        input_hash=session.input_hash,
        started_s=meta.started_at.timestamp() if meta.started_at is not None else None,
        first_leg=None if at_once else _first(legs) or names.get(meta.first_leg or ""),
        is_at_once=at_once,
        is_restrap_check=meta.restrap_check,
        refusal=_refusal(session, names),
    )


def paired(first: LegSession, second: LegSession) -> LegSession:
    """Two recordings of one leg each as one session: one sensor, or sides that nobody knows.

    The caller knows that they belong together. Legs that are not "left" and "right" are called A
    (of the first recording) and B. Which leg began is told by the times at which they started.
    """
    named = {**first.legs, **second.legs}
    if set(named) == {"left", "right"}:
        legs = {leg: named[leg] for leg in ("left", "right")}
        names = (next(iter(first.legs)), next(iter(second.legs)))
    else:
        names = UNKNOWN_LEGS
        legs = dict(zip(names, (_only(first), _only(second)), strict=True))
    times = (first.started_s, second.started_s)
    began = None
    if times[0] is not None and times[1] is not None and times[0] != times[1]:
        began = names[0] if times[0] < times[1] else names[1]
    differing = "; ".join(unlike(second.conditions, first.conditions))
    return replace(
        first,
        recording=f"{first.recording} + {second.recording}",
        legs=legs,
        input_hash=f"{first.input_hash}+{second.input_hash}",
        first_leg=began,
        refusal=first.refusal
        or second.refusal
        or (f"the two recordings are not alike: {differing}" if differing else "")
        or ("a recording of a pair has more than one leg" if _has_two(first, second) else ""),
    )


def _only(session: LegSession) -> tuple[SetValues, ...]:
    return next(iter(session.legs.values()), ())


def _has_two(*sessions: LegSession) -> bool:
    return any(len(one.legs) != 1 for one in sessions)


def leg_names(sides: Mapping[str, SideResult]) -> dict[str, str]:
    """By side that counts, the name of its leg."""
    if {"left", "right"} <= set(sides):
        return {"left": "left", "right": "right"}
    there = [side for side in ("left", "right", "unknown") if side in sides]
    if len(there) == 2:  # one of them is unknown, and two sensors sit on two legs
        return dict(zip(there, UNKNOWN_LEGS, strict=True))
    return {side: "A" if side == "unknown" else side for side in there}


def _sets(result: SideResult) -> tuple[SetValues, ...]:
    return tuple(_set_values(one) for one in result.sets)


def _set_values(one: RepSet) -> SetValues:
    reps = [rep for rep in one.reps if is_valid(rep)]
    values = {measure.metric: _values(reps, measure) for measure in MEASURES}
    return SetValues(one.start_s, len(reps), values)


def _values(reps: Sequence[Rep], measure: Measure) -> tuple[float, ...]:
    metric = measure.metric
    found = (rep.depth_deg if metric == "depth_deg" else rep.metrics.get(metric) for rep in reps)
    return tuple(
        value for value in found if value is not None and (value > 0.0 or not measure.is_ratio)
    )


def _first(legs: Mapping[str, tuple[SetValues, ...]]) -> str | None:
    """The leg whose first set began first; None unless both have one."""
    starts = {leg: sets[0].start_s for leg, sets in legs.items() if sets}
    return min(starts, key=lambda leg: starts[leg]) if len(starts) == 2 else None


def _rates_hz(session: Session, names: Mapping[str, str]) -> list[float]:
    rates = [session.sides[side].rate_hz for side in names]
    return [min(rate, GRID_HZ) for rate in rates if rate is not None]


def _conditions(session: Session, meta: SessionMeta, names: Mapping[str, str]) -> Conditions:
    return Conditions(
        exercise=meta.exercise,
        rung=None if meta.rung is None else str(meta.rung),
        stance=meta.stance,
        load=meta.load,
        load_kg=meta.load_kg,
        hand_support=meta.hand_support,
        rate_hz=min(_rates_hz(session, names), default=None),
        metrics_version=session.metrics_version,
        settings_hash=session.settings_hash,
        mode=session.mode,
    )


def _refusal(session: Session, names: Mapping[str, str]) -> str:
    for side in names:
        for finding in session.sides[side].health:
            if finding.code in _BLOCKING:
                return f"the sensor on the {side} leg: {finding.message.rstrip('.')}"
    rates = _rates_hz(session, names)
    if session.mode == "live" and rates and rates_differ(max(rates), min(rates)):
        return "the two sensors' rates differ, and only review brings them to one"
    return ""
