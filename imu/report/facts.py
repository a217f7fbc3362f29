"""What one recording gives for a report; what other recordings add is in `imu.report.content`."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from imu.asymmetry import is_valid, leg_names
from imu.counter.commands import Command
from imu.recording import Pain, Recording, SessionMeta
from imu.report.curves import Curve, curve_of
from imu.report.sensors import SensorFacts, sensor_facts
from imu.samples import CommandKind, Rep, RepSet, Session, SetQuality, Side, SideResult
from imu.signals import Signals
from imu.targets import Aims, Range, Targets
from imu.validation import is_simulated


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One listed rep: its set (from 1), depth in degrees, and whether legs are compared by it."""

    set_number: int
    depth_deg: float
    valid: bool


class LegFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What one leg did.

    Attributes
    ----------
    leg : "left", "right", "A" or "B".
    sets : counted reps of each set; `stopped` : for each "", "person" or "pain".
    tempo_s : medians of the times down, at the bottom, up; None where no rep has one.
    rest_s : median time between two of its sets, s; None with fewer than two.
    met, judged : reps that met every target, of so many; None where there were no targets.
    missed : the sentence on what was missed most, or "".
    dots : every listed rep, in order.
    curve : the mean course of its valid reps, or None.
    flags, refused : how often each remark on a rep, and each reason not to count, was given.
    """

    leg: str
    sets: tuple[int, ...]
    stopped: tuple[str, ...]
    tempo_s: tuple[float | None, float | None, float | None]
    rest_s: float | None
    met: int | None
    judged: int | None
    missed: str
    dots: tuple[Dot, ...]
    curve: Curve | None
    flags: dict[str, int]
    refused: dict[str, int]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """One recording.

    Attributes
    ----------
    started_s : s since 1970; None where nobody knows. `duration_s` : from first to last sample.
    rest_s, eccentric_s, concentric_s : what the plan prescribes, s; None where it does not.
    band : thigh tilt from tall that was aimed at last, degrees; open where there is none.
    exercise, pain ... remarks : as in ``session.json``; `remarks` are the program's.
    simulated : whether nobody wore the sensors.
    """

    recording: str
    started_s: float | None
    duration_s: float
    person: str | None
    exercise: str | None
    rung: str | None
    stance: str | None
    load: str | None
    load_kg: float | None
    block_height_cm: float | None
    hand_support: str | None
    rest_s: float | None
    eccentric_s: float | None
    concentric_s: float | None
    band: Range
    pain: tuple[Pain, ...]
    pain_limit: float | None
    effort: float | None
    stop_reason: str
    notes: str
    remarks: tuple[str, ...]
    legs: tuple[LegFacts, ...]
    sensors: tuple[SensorFacts, ...]
    simulated: bool
    mode: str
    version: str
    metrics_version: int
    settings_hash: str
    input_hash: str


def facts_of(
    recording: Recording, session: Session, signals: Mapping[Side, Signals], targets: Targets | None
) -> Facts:
    """Everything that a report says of one recording.

    Parameters
    ----------
    recording : as it was read.
    session, signals : what `imu.analyze_with_signals` gives for it.
    targets : in force from the start, None for none; those told during the session follow.
    """
    meta = recording.session
    return Facts(
        recording=session.recording,
        started_s=meta.started_at.timestamp() if meta.started_at is not None else None,
        duration_s=session.duration_s,
        person=meta.person,
        exercise=meta.exercise,
        rung=None if meta.rung is None else str(meta.rung),
        stance=meta.stance,
        load=meta.load,
        load_kg=meta.load_kg,
        block_height_cm=meta.block_height_cm,
        hand_support=meta.hand_support,
        rest_s=_prescribed(meta, "rest_s"),
        eccentric_s=_prescribed(meta, "eccentric_s"),
        concentric_s=_prescribed(meta, "concentric_s"),
        band=_band(recording.commands, targets),
        pain=meta.pain,
        pain_limit=meta.pain_limit,
        effort=meta.effort,
        stop_reason=meta.stop_reason,
        notes=meta.notes,
        remarks=tuple(dict.fromkeys((*meta.remarks, *recording.notes))),
        legs=_legs(session, signals),
        sensors=sensor_facts(recording, session),
        simulated=is_simulated(recording),
        mode=session.mode,
        version=session.version,
        metrics_version=session.metrics_version,
        settings_hash=session.settings_hash,
        input_hash=session.input_hash,
    )


def _prescribed(meta: SessionMeta, name: str) -> float | None:
    value = meta.plan.get(name) if isinstance(meta.plan, dict) else None
    return float(value) if isinstance(value, int | float) else None


def _band(commands: Sequence[Command], targets: Targets | None) -> Range:
    aims = Aims(msgspec.UNSET if targets is None else targets, [])
    for command in commands:
        if command.kind is CommandKind.TARGETS:
            aims.tell(command.time_s, command.value)
    last = aims.at(max((one.time_s for one in aims.told), default=0.0))
    if isinstance(last, msgspec.UnsetType):
        return Range()
    return Range(None, last.depth_deg.high) if last.smallest_rung else last.depth_deg


def _legs(session: Session, signals: Mapping[Side, Signals]) -> tuple[LegFacts, ...]:
    names = leg_names(session.sides)
    traces: Mapping[str, Signals] = {str(side): one for side, one in signals.items()}
    return tuple(_leg(names[side], session.sides[side], traces.get(side)) for side in names)


def _leg(leg: str, result: SideResult, signals: Signals | None) -> LegFacts:
    listed = [rep for one in result.sets for rep in one.reps]
    valid = [rep for rep in listed if is_valid(rep)]
    judged = [one.quality for one in result.sets if isinstance(one.quality, SetQuality)]
    return LegFacts(
        leg=leg,
        sets=tuple(one.count for one in result.sets),
        stopped=tuple(one.stopped for one in result.sets),
        tempo_s=(
            _median(valid, "eccentric_s"),
            _median(valid, "bottom_s"),
            _median(valid, "concentric_s"),
        ),
        rest_s=_rest(result.sets),
        met=sum(one.good for one in judged) if judged else None,
        judged=sum(one.reps for one in judged) if judged else None,
        missed=_missed(judged),
        dots=tuple(
            Dot(set_number=number, depth_deg=rep.depth_deg, valid=is_valid(rep))
            for number, one in enumerate(result.sets, start=1)
            for rep in one.reps
        ),
        curve=curve_of(valid, signals) if signals is not None else None,
        flags=dict(Counter(flag for rep in listed for flag in rep.flags)),
        refused=dict(Counter(one.reason for one in result.rejected).most_common()),
    )


def _median(reps: Sequence[Rep], metric: str) -> float | None:
    values = [value for rep in reps if (value := rep.metrics.get(metric)) is not None]
    return statistics.median(values) if values else None


def _rest(sets: Sequence[RepSet]) -> float | None:
    pauses = [later.start_s - one.end_s for one, later in pairwise(sets)]
    return statistics.median(pauses) if pauses else None


def _missed(judged: Sequence[SetQuality]) -> str:
    reasons = Counter(one.reason for one in judged if one.reason)
    return reasons.most_common(1)[0][0] if reasons else ""
