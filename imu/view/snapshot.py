"""What a training screen shows at one moment: frozen, to be kept, compared and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from imu.counter.tilt import HingeFrame
from imu.samples import CommandKind, Gap, Reason
from imu.view.change import LegChange
from imu.view.link import LinkView


class Word(StrEnum):
    """The one word that tells the exerciser where they are."""

    BEGIN = "BEGIN"  # the hinge axis is not known yet: a few hinges find it, and are counted
    READY = "READY"
    DOWN = "DOWN"
    HOLD = "HOLD"
    UP = "UP"
    REST = "REST"
    LOST = "LOST"  # samples should come and do not
    OFF = "OFF"  # this sensor was switched off
    STRAP = "STRAP"  # the only sensor is to be strapped to this thigh


@dataclass(frozen=True, slots=True)
class LastRep:
    """The rep that was announced last: its number in the set, and its depth in degrees."""

    number: int
    depth_deg: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """How a rep was paced, s. Known one rep later than its count."""

    down_s: float
    bottom_s: float
    up_s: float


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set that is over.

    Attributes
    ----------
    count : how many reps.
    start_s, end_s : session time, s.
    stopped : "", "person" or "pain" for what stopped it.
    planned : how many reps met the person's targets, in words; "" without targets.
    """

    count: int
    start_s: float
    end_s: float
    stopped: str
    planned: str = ""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A movement that was not counted, and why not in one sentence."""

    start_s: float
    end_s: float
    depth_deg: float
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RepRow:
    """One rep as a line of a table.

    What is None is not known yet, or cannot be given: tempo and wobble come with the final rep, one
    rep later than the count.

    Attributes
    ----------
    set_number : of its set on this thigh, from 1.
    count : what was said aloud; None for a rep that is not counted.
    start_s, bottom_s, end_s : session time, s.
    depth_deg : degrees from tall.
    counted : false for partial reps and for those that were taken back.
    eccentric_s, hold_s, concentric_s : down, at the bottom, up, s.
    frontal_deg, transverse_deg : wobble of the thigh sideways and about its long axis, degrees RMS.
    return_deg : how far from tall it ended, degrees.
    flags : as in `imu.samples.Rep`.
    """

    set_number: int
    count: int | None
    start_s: float
    bottom_s: float
    depth_deg: float
    counted: bool
    end_s: float | None = None
    eccentric_s: float | None = None
    hold_s: float | None = None
    concentric_s: float | None = None
    frontal_deg: float | None = None
    transverse_deg: float | None = None
    return_deg: float | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Depths to aim at, degrees from tall; the same for both legs."""

    low_deg: float
    high_deg: float


@dataclass(frozen=True, slots=True)
class SideView:
    """One thigh.

    Attributes
    ----------
    side : "left", "right" or "unknown".
    word : see `Word`.
    is_ready : whether the hinge axis is known; before, the sensor is being calibrated.
    is_armed : whether each rep is announced at once.
    is_in_set : whether a set is under way.
    count : reps in the set under way, or in the last one while nothing new has begun.
    target : reps that a set shall have, or None.
    dots : movements that may become reps.
    set_number : of the set that `count` belongs to, from 1; 0 before the first.
    tilt_deg : thigh tilt from tall, degrees; None while it is not known.
    base_deg : the tall baseline that it is counted from, degrees of sagittal tilt.
    deepest_deg : the deepest rep so far, degrees; 0 before the first.
    last_rep, tempo, not_counted : of the latest, or None.
    sets : the sets that are over.
    not_counted_total : how many movements were not counted.
    gaps : how many holes the stream has had.
    health : what a person should know about the sensor, sentence by sentence.
    rest_s : time since the last set, s; None in a set and before the first.
    lost_s : for how long samples have been missing, s; 0 while they come.
    seen_s : stream time of the newest sample, s; None before the first.
    frame : tall pose and hinge axis in the sensor's frame; None while not known.
    reps : every listed rep, the oldest first.
    dot_bottoms_s : when the movements that may become reps were at their bottom, s.
    rejected : every movement that was not counted, in the order in which that was decided.
    holes : where samples are missing.
    link : battery and radio of its sensor; None in a replay.
    """

    side: str
    word: Word
    is_ready: bool
    is_armed: bool
    is_in_set: bool
    count: int
    target: int | None
    dots: int
    set_number: int
    tilt_deg: float | None
    base_deg: float | None
    deepest_deg: float
    last_rep: LastRep | None
    tempo: Tempo | None
    not_counted: NotCounted | None
    sets: tuple[SetDone, ...]
    not_counted_total: int
    gaps: int
    health: tuple[str, ...]
    rest_s: float | None
    lost_s: float
    seen_s: float | None = None
    frame: HingeFrame | None = None
    reps: tuple[RepRow, ...] = ()
    dot_bottoms_s: tuple[float, ...] = ()
    rejected: tuple[NotCounted, ...] = ()
    holes: tuple[Gap, ...] = ()
    link: LinkView | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole screen.

    Attributes
    ----------
    name : the recording's or the sensor's name.
    time_s : stream time, s.
    start_s, end_s : where the stream begins and ends, s; None where nobody can know.
    speed : stream seconds per second; None for as fast as it comes.
    is_paused : whether stream time stands still.
    sides : the thighs with a sensor, left before right.
    working : the side that works now, or "" before anything was done.
    trouble : why samples are not getting to the disk, or do not come from a sensor, or "".
    is_ended, is_stopped : whether it is over, and whether because it was told to.
    error : what ended it before its time, or "".
    band : depths to aim at; None until the person has shown what is comfortable.
    change : the change of leg that is under way with one sensor; nothing counts meanwhile. Or None.
    is_live : whether sensors send now, which can neither be paced nor paused.
    """

    name: str
    time_s: float
    start_s: float | None
    end_s: float | None
    speed: float | None
    is_paused: bool
    sides: tuple[SideView, ...]
    working: str
    trouble: str
    is_ended: bool
    is_stopped: bool
    error: str
    band: Band | None = None
    change: LegChange | None = None
    is_live: bool = False

    @property
    def leg_step(self) -> CommandKind:
        """What there is to say next of the only sensor: that it leaves its leg, or sits again."""
        return CommandKind.CHANGE_LEG if self.change is None else CommandKind.LEG_CONFIRMED

    @property
    def elapsed_s(self) -> float:
        """Stream time since the first sample, s."""
        return max(0.0, self.time_s - (self.start_s or 0.0))

    @property
    def length_s(self) -> float | None:
        """From the first sample to the last, s; None where nobody can know."""
        if self.start_s is None or self.end_s is None:
            return None
        return self.end_s - self.start_s

    @property
    def progress(self) -> float | None:
        """How much of the stream has passed, 0 to 1; None where nobody can know."""
        if not self.length_s:
            return None
        return min(1.0, self.elapsed_s / self.length_s)

    @property
    def newest_not_counted(self) -> tuple[str, NotCounted] | None:
        """Side and movement of what was not counted last.

        That an idle leg swings along is only news where there is no other.
        """
        found = [(side.side, side.not_counted) for side in self.sides if side.not_counted]
        news = [pair for pair in found if pair[1].reason != Reason.IDLE_LEG] or found
        return max(news, key=lambda pair: pair[1].end_s, default=None)

    def side(self, name: str) -> SideView | None:
        """The thigh of that name, or None."""
        return next((side for side in self.sides if side.side == name), None)
