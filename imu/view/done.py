"""What there is to say after a session: both legs side by side, without any judgement on them.

Left is not compared with right here. Whether two legs differ is a question of statistics over sets
and sessions; that is another page's work.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from imu.counter.quality import as_planned
from imu.samples import Rep, Session, SetQuality, SideResult
from imu.view.side import refusal_of, sentence


@dataclass(frozen=True, slots=True)
class Spread:
    """Values of all reps in short: their median, the smallest and the largest."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NotCountedKind:
    """Movements that were not counted for the same reason: how many, and the reason's sentence."""

    reason: str
    sentence: str
    times: int


@dataclass(frozen=True, slots=True)
class LegDone:
    """One leg's session.

    Attributes
    ----------
    side : "left", "right" or "unknown".
    sets : counted reps of each set, with "", "person" or "pain" for what stopped it.
    reps : counted reps in all.
    depth_deg, eccentric_s, hold_s, concentric_s, frontal_deg, transverse_deg : over all counted
        reps; None where no rep has the value.
    not_counted : by reason, the most frequent first.
    gaps : holes in the stream.
    health : what a person should know about the sensor.
    planned : for each set how many reps met the person's targets, in words; empty without targets.
    """

    side: str
    sets: tuple[tuple[int, str], ...]
    reps: int
    depth_deg: Spread | None
    eccentric_s: Spread | None
    hold_s: Spread | None
    concentric_s: Spread | None
    frontal_deg: Spread | None
    transverse_deg: Spread | None
    not_counted: tuple[NotCountedKind, ...]
    gaps: int
    health: tuple[str, ...]
    planned: tuple[str, ...] = ()


def legs_done(session: Session) -> tuple[LegDone, ...]:
    """Every leg of a session, left before right."""
    order = ("left", "right", "unknown")
    return tuple(_leg(side, session.sides[side]) for side in order if side in session.sides)


def _leg(side: str, result: SideResult) -> LegDone:
    listed = [rep for one in result.sets for rep in one.reps]
    reps = [rep for rep in listed if rep.counted]
    reasons = [movement.reason for movement in result.rejected]
    reasons += [refusal_of(rep) for rep in listed if not rep.counted]
    return LegDone(
        side=side,
        sets=tuple((one.count, one.stopped) for one in result.sets),
        reps=result.count,
        depth_deg=_spread(rep.depth_deg for rep in reps),
        eccentric_s=_metric(reps, "eccentric_s"),
        hold_s=_metric(reps, "bottom_s"),
        concentric_s=_metric(reps, "concentric_s"),
        frontal_deg=_metric(reps, "frontal_wobble_deg"),
        transverse_deg=_metric(reps, "transverse_wobble_deg"),
        not_counted=_kinds(reasons),
        gaps=len(result.gaps),
        health=tuple(finding.message for finding in result.health),
        planned=tuple(
            as_planned(one.quality.good, one.quality.reps, one.quality.reason)
            for one in result.sets
            if isinstance(one.quality, SetQuality)
        ),
    )


def _kinds(reasons: Iterable[str]) -> tuple[NotCountedKind, ...]:
    counted = Counter(reasons).most_common()
    return tuple(NotCountedKind(reason, sentence(reason), n) for reason, n in counted)


def _metric(reps: Iterable[Rep], name: str) -> Spread | None:
    return _spread(value for rep in reps if (value := rep.metrics.get(name)) is not None)


def _spread(values: Iterable[float]) -> Spread | None:
    known = list(values)
    if not known:
        return None
    return Spread(statistics.median(known), min(known), max(known))
