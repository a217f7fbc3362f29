"""The events of one side's sets, made from what is known at the time."""

from __future__ import annotations

from imu.counter.candidates import Candidate
from imu.counter.entries import Early, Entry
from imu.events import DotEvent, RejectedEvent, RepEvent, RepFinalEvent, SetEvent, UndoEvent
from imu.samples import RepSet


def dot(side: str, time_s: float, entry: Entry) -> DotEvent:
    """A movement that may be a rep."""
    c = entry.candidate
    return DotEvent(
        time_s=time_s,
        side=side,
        rep_id=entry.rep_id,
        start_s=c.start_s,
        bottom_s=c.bottom_s,
        depth_deg=c.depth_deg,
    )


def counted(side: str, time_s: float, set_id: int, count: int, rep: Entry | Early) -> RepEvent:
    """A rep is counted aloud as number `count`."""
    known = rep.candidate if isinstance(rep, Entry) else rep
    return RepEvent(
        time_s=time_s,
        side=side,
        rep_id=rep.rep_id,
        set_id=set_id,
        count=count,
        start_s=known.start_s,
        bottom_s=known.bottom_s,
        depth_deg=known.depth_deg,
    )


def final(side: str, time_s: float, set_id: int, entry: Entry) -> RepFinalEvent:
    """Nothing more will be learnt about a rep."""
    return RepFinalEvent(
        time_s=time_s, side=side, rep_id=entry.rep_id, set_id=set_id, rep=entry.rep()
    )


def rejected(side: str, time_s: float, c: Candidate, reason: str, rep_id: int = 0) -> RejectedEvent:
    """A movement is no rep; `rep_id` names the dot that goes, 0 if it had none."""
    return RejectedEvent(
        time_s=time_s,
        side=side,
        rep_id=rep_id,
        start_s=c.start_s,
        end_s=c.end_s,
        reason=reason,
        depth_deg=c.depth_deg,
    )


def set_started(side: str, time_s: float, set_id: int, start_s: float) -> SetEvent:
    """A set has begun, with the rep that started at `start_s`."""
    return SetEvent(
        time_s=time_s,
        side=side,
        set_id=set_id,
        state="start",
        start_s=start_s,
        end_s=None,
        count=0,
    )


def set_ended(side: str, time_s: float, set_id: int, done: RepSet) -> SetEvent:
    """A set is over."""
    step_offs = done.metrics.get("step_offs")
    return SetEvent(
        time_s=time_s,
        side=side,
        set_id=set_id,
        state="end",
        start_s=done.start_s,
        end_s=done.end_s,
        count=done.count,
        stopped=done.stopped,
        step_offs=None if step_offs is None else round(step_offs),
    )


def undone(side: str, time_s: float, set_id: int, entry: Entry, count: int) -> UndoEvent:
    """The person took back a rep; the set now counts `count`."""
    return UndoEvent(time_s=time_s, side=side, rep_id=entry.rep_id, set_id=set_id, count=count)
