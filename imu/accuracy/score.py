"""One simulated session in, its scores out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from imu.accuracy.axes import axis_error, frame_at
from imu.accuracy.counts import (
    Bottom,
    bottoms_of,
    ghosts_of,
    matched,
    score_set,
)
from imu.accuracy.health_truth import true_codes
from imu.accuracy.metric_truth import metric_errors
from imu.accuracy.model import AxisError, CaseScore, CounterScore
from imu.accuracy.suite import Case
from imu.accuracy.truth import SideTruth, true_sets
from imu.baseline import baseline_bottoms_s
from imu.counter.review import review
from imu.counter.tracker import Tracker
from imu.events import AnyEvent, DotEvent, RejectedEvent
from imu.feed import commands_of, stream_of
from imu.recording import Recording
from imu.samples import Block, RepSet, Session, Side, SideResult
from imu.settings import Settings
from imu.simulated import recording_of
from imu.simulator import SimulatedSession, random_plan, simulate
from imu.validation.errors import rep_errors
from imu.validation.model import Method, RepError
from imu.validation.windows import Windows

_BLOCK_S = 1.0
"""s. However the stream is cut, the counter says the same; long pieces cost less."""


def score_case(case: Case, settings: Settings | None = None) -> CaseScore:
    """Simulate one session, count it live, in review and by the public baseline, and score it.

    Raises
    ------
    UsageError : there is no such stratum.
    """
    session = simulate(random_plan(case.seed, case.stratum), case.seed)
    return score_session(case, session, settings or Settings())


def score_session(case: Case, session: SimulatedSession, settings: Settings) -> CaseScore:
    """Score a session that was simulated already."""
    recording = recording_of(session, f"{case.stratum}-{case.seed}", "simulated")
    sets = true_sets(session)
    reviewed, axes = _review(recording, session, sets, settings)
    counters: dict[Method, CounterScore] = {
        "review": _score(reviewed, session, sets, settings, axes),
        "live": _live(recording, session, sets, settings),
        "baseline": _baseline(recording, session, sets),
    }
    inside_s = sum(one.end_s - one.start_s for one in sets)
    recorded_s = sum(
        float(stream.block.time_s[-1] - stream.block.time_s[0])
        for stream in recording.streams.values()
    )
    return CaseScore(
        stratum=case.stratum,
        seed=case.seed,
        armed=session.plan.armed,
        duration_s=session.duration_s,
        outside_s=max(recorded_s - inside_s, 0.0),
        counters=counters,
        alarms=tuple(
            finding.code
            for side, result in _sides(reviewed).items()
            if side in session.blocks
            for finding in result.health
            if finding.code not in true_codes(session, side)
        ),
        metrics=_metrics(session, reviewed, sets),
    )


def _metrics(
    session: SimulatedSession, reviewed: Session, sets: Sequence[SideTruth]
) -> dict[str, list[float]]:
    """Errors of the metrics on every thigh that did what its sensor was worn for."""
    errors: dict[str, list[float]] = {}
    for side, result in _sides(reviewed).items():
        if any(one.side == side and not one.followed for one in sets):
            for name, values in metric_errors(session, result, side).items():
                errors.setdefault(name, []).extend(values)
    return errors


def _sides(session: Session) -> dict[Side, SideResult]:
    names: tuple[Side, ...] = ("left", "right", "unknown")
    return {name: session.sides[name] for name in names if name in session.sides}


def _score(
    result: Session,
    session: SimulatedSession,
    sets: Sequence[SideTruth],
    settings: Settings,
    axes: tuple[AxisError, ...],
) -> CounterScore:
    sides = _sides(result)
    bottoms = bottoms_of(sides)
    found: list[tuple[Side, RepSet]] = [
        (side, one) for side, r in sides.items() for one in r.sets if one.count
    ]
    return CounterScore(
        sets=tuple(score_set(one, bottoms, sides.get(one.side)) for one in sets),
        ghosts=ghosts_of(sets, bottoms, session.truth),
        found=len(found),
        matched=matched(found, sets),
        errors=_errors(result, session, sets, settings),
        axes=axes,
    )


def _errors(
    result: Session, session: SimulatedSession, sets: Sequence[SideTruth], settings: Settings
) -> tuple[RepError, ...]:
    due = "never" if result.mode == "review" else settings.announce_at
    errors: list[RepError] = []
    for side, side_result in _sides(result).items():
        wanted = tuple(
            w for one in sets if one.side == side and not one.followed for w in one.wanted
        )
        commands = [c for c in session.commands if c.side in (None, side)]
        windows = Windows(wanted, (), exhaustive=True, outside_s=0.0)
        errors += rep_errors(side_result, windows, commands, due)
    return tuple(errors)


def _review(
    recording: Recording, session: SimulatedSession, sets: Sequence[SideTruth], settings: Settings
) -> tuple[Session, tuple[AxisError, ...]]:
    blocks: dict[Side, Block] = {side: stream.block for side, stream in recording.streams.items()}
    result, reviewed = review(blocks, tuple(commands_of(recording)), settings)
    axes: list[AxisError | None] = []
    for one in (one for one in sets if not one.followed):
        middle = round((one.start_s + one.end_s) / 2 * settings.grid.rate_hz)
        frame = frame_at(reviewed[one.side].frames, middle) if one.side in reviewed else None
        axes.append(axis_error(session, one.side, frame) if frame else None)
    return result, tuple(axis for axis in axes if axis)


def _live(
    recording: Recording, session: SimulatedSession, sets: Sequence[SideTruth], settings: Settings
) -> CounterScore:
    tracker = Tracker(settings, tuple(recording.streams))
    events: list[AnyEvent] = []
    axes: list[AxisError | None] = []
    ends = sorted(sets, key=lambda one: one.end_s)
    for time_s, item in stream_of(recording, _BLOCK_S):
        events += tracker.feed(item)
        while ends and ends[0].end_s < time_s:
            one = ends.pop(0)
            frame = None if one.followed else tracker.glimpse(one.side).frame
            axes.append(axis_error(session, one.side, frame) if frame else None)
    result, last = tracker.finish("live")
    score = _score(result, session, sets, settings, tuple(axis for axis in axes if axis))
    return msgspec.structs.replace(score, withdrawn=_withdrawn([*events, *last], sets))


def _withdrawn(events: Sequence[AnyEvent], sets: Sequence[SideTruth]) -> int:
    """Dots outside all sets that went again."""
    dots = {(e.side, e.rep_id): e for e in events if isinstance(e, DotEvent)}
    gone = [e for e in events if isinstance(e, RejectedEvent) and (e.side, e.rep_id) in dots]
    return sum(
        not any(one.side == e.side and one.holds(dots[e.side, e.rep_id].bottom_s) for one in sets)
        for e in gone
    )


def _baseline(
    recording: Recording, session: SimulatedSession, sets: Sequence[SideTruth]
) -> CounterScore:
    bottoms = [
        Bottom(side, float(time_s))
        for side, stream in recording.streams.items()
        for time_s in baseline_bottoms_s(stream.block)
    ]
    return CounterScore(
        sets=tuple(score_set(one, bottoms, None) for one in sets),
        ghosts=ghosts_of(sets, bottoms, session.truth),
    )
