"""The tracker's events, each as one line of plain words."""

from __future__ import annotations

from itertools import pairwise

from imu.cli.tables import clock, counted
from imu.events import (
    AnyEvent,
    CalibrationEvent,
    DotEvent,
    GapEvent,
    HealthEvent,
    LegEvent,
    RejectedEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
    UndoEvent,
)
from imu.live import Trouble
from imu.samples import Flag, Reason, Rep
from imu.sources.news import LinkReport
from imu.view import sentence

_CALIBRATION = {
    "found": "the hinge axis is found",
    "lost": "the hinge axis is lost; a few hinges find it again",
}
_STOPPED = {"person": ", stopped by you", "pain": ", stopped for pain"}


def line_of(event: AnyEvent) -> str | None:
    """Stream time, side and what happened; None for what no person wants to read."""
    what = _what(event)
    return f"{clock(event.time_s):>8}  {event.side:<7}  {what}" if what else None


def link_line(report: LinkReport) -> str:
    """Stream time, side, and how the link is, with what to do about it."""
    name = f"{report.sensor}: " if report.sensor else ""
    said = ". ".join(text for text in (report.sentence, report.advice) if text)
    return f"{clock(report.time_s):>8}  {report.side:<7}  {name}{said}"


def trouble_line(trouble: Trouble) -> str:
    """Whether samples get to the disk, and what to do if not; the count goes on."""
    if trouble.problem is None:
        return "the disk takes samples again"
    return f"the count goes on, but {trouble.problem}"


def _what(event: AnyEvent) -> str | None:
    match event:
        case DotEvent():
            text = f"movement, {_depth(event.depth_deg)}; counts when three are alike"
        case RepEvent():
            text = f"rep {event.count}, {_depth(event.depth_deg)}"
        case RepFinalEvent():
            text = _final(event.rep)
        case RejectedEvent():
            text = f"not counted: {sentence(event.reason)}"
        case SetEvent():
            text = _set(event)
        case UndoEvent():
            text = f"taken back: the set counts {counted(event.count, 'rep')}"
        case _:
            text = _of_sensor(event)
    return text


def _of_sensor(event: GapEvent | HealthEvent | LegEvent | CalibrationEvent) -> str | None:
    match event:
        case GapEvent():
            return f"samples missing for {event.end_s - event.start_s:.1f} s"
        case HealthEvent():
            return f"sensor: {event.message}"
        case LegEvent():
            return event.sentence
        case CalibrationEvent():
            return _CALIBRATION.get(event.state)


def _depth(depth_deg: float) -> str:
    return f"{depth_deg:.0f}° deep"


def _final(rep: Rep) -> str:
    if not rep.counted:
        reason = Reason.UNDONE if Flag.UNDONE in rep.flags else Flag.PARTIAL
        return f"not counted: {sentence(reason)}"
    times = (rep.start_s, rep.bottom_start_s, rep.bottom_end_s, rep.end_s)
    down, hold, up = (b - a for a, b in pairwise(times))
    pace = f"{down:.1f} s down, {hold:.1f} s at the bottom, {up:.1f} s up"
    return f"the rep of {clock(rep.start_s)}: {pace}"


def _set(event: SetEvent) -> str:
    if event.end_s is None:
        return f"set {event.set_id} begins"
    reps = counted(event.count, "rep")
    return f"set {event.set_id} is over: {reps}{_STOPPED.get(event.stopped, '')}"
