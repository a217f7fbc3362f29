"""A recording that is being corrected, as rows to draw: a lane for each leg, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from imu.edits import Difference
from imu.samples import SIDES, Flag, Floats, Gap, Rep, RepSet, Session, Side, SideResult
from imu.signals import Signals


@dataclass(frozen=True, slots=True)
class Bar:
    """One movement in a lane: a listed rep, or one that was rejected.

    Attributes
    ----------
    side : the leg.
    start_s, bottom_s, end_s : session time, s.
    depth_deg : degrees from tall.
    set_number : on this leg, from 1 on; 0 for a rejected movement.
    count : which counted rep of its set; None where it does not count.
    flags : remarks on a rep, see `imu.samples.Flag`.
    reason : why it was rejected; "" for a rep.
    down_s, hold_s, up_s : how long it went down, stayed, came up, s; None where it is not known.
    """

    side: Side
    start_s: float
    bottom_s: float
    end_s: float
    depth_deg: float
    set_number: int = 0
    count: int | None = None
    flags: tuple[str, ...] = ()
    reason: str = ""
    down_s: float | None = None
    hold_s: float | None = None
    up_s: float | None = None

    @property
    def is_rep(self) -> bool:
        """Whether it is listed, counted or not."""
        return not self.reason

    def holds(self, time_s: float) -> bool:
        """Whether a time, s, lies in it."""
        return self.start_s <= time_s <= self.end_s

    @property
    def is_excluded(self) -> bool:
        """Whether the person wants no figure made from it."""
        return Flag.EXCLUDED in self.flags


@dataclass(frozen=True, slots=True)
class SetSum:
    """A set in one line: counted reps, and the median of their depths, degrees, or None."""

    start_s: float
    end_s: float
    count: int
    depth_deg: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One leg from the beginning of the recording to its end.

    Attributes
    ----------
    side : the leg.
    time_s, tilt_deg : (n,) the thigh's tilt from tall, s and degrees; empty where no hinge axis was
        found. Holes in the stream are holes in `time_s`.
    bars : what review says, corrected; in order of time.
    live : what was announced; in order of time.
    sets : sums of what review says.
    gaps : where samples are missing.
    found : how many reps review had counted before any correction; `announced` : how many live.
    """

    side: Side
    time_s: Floats
    tilt_deg: Floats
    bars: tuple[Bar, ...]
    live: tuple[Bar, ...]
    sets: tuple[SetSum, ...]
    gaps: tuple[Gap, ...]
    found: int
    announced: int

    @property
    def count(self) -> int:
        """Counted reps in all sets."""
        return sum(one.count for one in self.sets)


@dataclass(frozen=True, slots=True, eq=False)
class EditView:
    """Everything that the page shows.

    Attributes
    ----------
    start_s, end_s : session time at the recording's ends, s.
    lanes : left before right.
    asked : where live count and review disagree, in order of time.
    edits : how many corrections have an effect.
    """

    start_s: float
    end_s: float
    lanes: tuple[Lane, ...]
    asked: tuple[Difference, ...] = ()
    edits: int = 0

    def lane(self, side: str) -> Lane | None:
        """The lane of a leg."""
        return next((one for one in self.lanes if one.side == side), None)

    @property
    def bars(self) -> list[Bar]:
        """Every movement of review on every leg, in order of time."""
        every = [bar for lane in self.lanes for bar in lane.bars]
        return sorted(every, key=lambda one: (one.bottom_s, one.side))


def edit_view(
    session: Session,
    unedited: Session,
    live: Session,
    signals: Mapping[Side, Signals],
    asked: Sequence[Difference],
    span_s: tuple[float, float],
) -> EditView:
    """A recording as it is corrected now.

    Parameters
    ----------
    session, unedited : review with and without the corrections.
    live : what was announced.
    signals : angles, by stream.
    asked : where the counts disagree.
    span_s : the recording's first and last session time, s.
    """
    sides: list[Side] = [side for side in SIDES if side in session.sides]
    lanes = tuple(
        _lane(side, session.sides[side], unedited, live.sides.get(side), signals.get(side))
        for side in sides
        if session.sides[side].samples or session.sides[side].sets
    )
    edits = session.edits.count if session.edits else 0
    return EditView(*span_s, lanes, tuple(asked), edits)


def nearest(view: EditView, side: str, time_s: float) -> Bar | None:
    """The movement of a leg whose bottom is closest to a time, s: the same one after an edit."""
    lane = view.lane(side)
    bars = lane.bars if lane else ()
    return min(bars, key=lambda one: abs(one.bottom_s - time_s), default=None)


def neighbour(view: EditView, bar: Bar | None, step: int) -> Bar | None:
    """The movement so many further on, or back; the first or last one where none was chosen."""
    bars = view.bars
    if not bars:
        return None
    if bar not in bars:
        return bars[0] if step > 0 else bars[-1]
    return bars[min(len(bars) - 1, max(0, bars.index(bar) + step))]


def same(view: EditView, bar: Bar) -> Bar | None:
    """The movement at the same place, on whichever leg it is now; None where there is none."""
    return min(
        (one for one in view.bars if one.holds(bar.bottom_s)),
        key=lambda one: (one.side != bar.side, abs(one.bottom_s - bar.bottom_s)),
        default=None,
    )


def _lane(
    side: Side,
    result: SideResult,
    unedited: Session,
    live: SideResult | None,
    signals: Signals | None,
) -> Lane:
    nothing = np.zeros(0)
    before = unedited.sides.get(side)
    return Lane(
        side=side,
        time_s=signals.time_s if signals else nothing,
        tilt_deg=signals.tilt_deg if signals else nothing,
        bars=tuple(sorted(_bars(side, result), key=lambda one: one.start_s)),
        live=tuple(_reps(side, live.sets)) if live else (),
        sets=tuple(map(_sum, result.sets)),
        gaps=result.gaps,
        found=before.count if before else 0,
        announced=live.count if live else 0,
    )


def _bars(side: Side, result: SideResult) -> Iterator[Bar]:
    yield from _reps(side, result.sets)
    for one in result.rejected:
        middle_s = (one.start_s + one.end_s) / 2.0
        yield Bar(side, one.start_s, middle_s, one.end_s, one.depth_deg, reason=one.reason)


def _reps(side: Side, sets: Sequence[RepSet]) -> Iterator[Bar]:
    for number, one in enumerate(sets, start=1):
        count = 0
        for rep in one.reps:
            count += rep.counted
            yield _bar(side, rep, number, count if rep.counted else None)


def _bar(side: Side, rep: Rep, set_number: int, count: int | None) -> Bar:
    return Bar(
        side=side,
        start_s=rep.start_s,
        bottom_s=(rep.bottom_start_s + rep.bottom_end_s) / 2.0,
        end_s=rep.end_s,
        depth_deg=rep.depth_deg,
        set_number=set_number,
        count=count,
        flags=rep.flags,
        down_s=rep.metrics.get("eccentric_s"),
        hold_s=rep.metrics.get("bottom_s"),
        up_s=rep.metrics.get("concentric_s"),
    )


def _sum(one: RepSet) -> SetSum:
    return SetSum(one.start_s, one.end_s, one.count, _median(one.reps))


def _median(reps: Sequence[Rep]) -> float | None:
    """Median depth of the reps that figures are made from, degrees."""
    told = sorted(r.depth_deg for r in reps if r.counted and Flag.EXCLUDED not in r.flags)
    return (told[(len(told) - 1) // 2] + told[len(told) // 2]) / 2.0 if told else None
