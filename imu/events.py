"""What the tracker says while it runs: one small record per happening.

Each encodes to one JSON object whose `event` field names it (``{"event": "rep", "side": "left",
...}``), which is what ``--json`` prints live. `time_s` is the stream time at which it was decided.
"""

from __future__ import annotations

import msgspec

from imu.samples import Rep


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """Root of all events."""

    time_s: float
    side: str


class DotEvent(Event, frozen=True, kw_only=True, tag="dot"):
    """A movement that may be a rep: a dot appears. Never spoken."""

    rep_id: int
    start_s: float
    bottom_s: float
    depth_deg: float


class RepEvent(Event, frozen=True, kw_only=True, tag="rep"):
    """A rep is counted aloud: `count` is its number in the set. Never withdrawn by the counter."""

    rep_id: int
    set_id: int
    count: int
    start_s: float
    bottom_s: float
    depth_deg: float


class RepFinalEvent(Event, frozen=True, kw_only=True, tag="rep_final"):
    """Start, end and metrics of a listed rep are fixed."""

    rep_id: int
    set_id: int
    rep: Rep


class RejectedEvent(Event, frozen=True, kw_only=True, tag="rejected"):
    """A movement is no rep. If it had a dot (`rep_id`), the dot goes."""

    rep_id: int
    start_s: float
    end_s: float
    reason: str
    depth_deg: float


class SetEvent(Event, frozen=True, kw_only=True, tag="set"):
    """A set begins (`state` "start") or is over ("end"); `stopped` as in `imu.samples.RepSet`.

    `step_offs` is how often balance was lost between its reps (`imu.counter.stepoffs`,
    experimental); None at its start, and where that was not measured.
    """

    set_id: int
    state: str
    start_s: float
    end_s: float | None
    count: int
    stopped: str = ""
    step_offs: int | None = None


class GapEvent(Event, frozen=True, kw_only=True, tag="gap"):
    """Samples are missing between `start_s` and `end_s`."""

    start_s: float
    end_s: float
    inferred: bool


class HealthEvent(Event, frozen=True, kw_only=True, tag="health"):
    """Something about the sensor or its strap that a person should know."""

    code: str
    message: str


class CalibrationEvent(Event, frozen=True, kw_only=True, tag="calibration"):
    """Hinge axis and tall pose are known (`state` "found"), better ("refined") or lost ("lost").

    `confidence` runs from 0 to 1; `epoch` counts how often the sensor was found on a new axis.
    """

    state: str
    epoch: int
    confidence: float


class UndoEvent(Event, frozen=True, kw_only=True, tag="undo"):
    """The person took back rep `rep_id`; the set now counts `count`."""

    rep_id: int
    set_id: int
    count: int


class LegEvent(Event, frozen=True, kw_only=True, tag="leg"):
    """The only sensor changes the leg: for the voice, the window and whoever reads along.

    Attributes
    ----------
    state : "change": it leaves the leg `side` and nothing counts; "confirmed": it sits on `side`.
    sentence : what the person is to do now.
    """

    state: str
    sentence: str


AnyEvent = (
    DotEvent
    | RepEvent
    | RepFinalEvent
    | RejectedEvent
    | SetEvent
    | GapEvent
    | HealthEvent
    | CalibrationEvent
    | UndoEvent
    | LegEvent
)
