"""The vocabulary: what flows into the tracker, what comes out, and what a session ends as.

Frames
------
*Sensor frame*: the three axes printed on the sensor, whichever way round it is strapped.
*Gravity* (``up``): unit vector that points away from the earth's centre, in the sensor frame. A
sensor at rest measures the specific force ``+9.81 m/s² * up``.
*Thigh tilt*: rotation of the thigh about the medio-lateral axis from the person's own tall pose,
degrees, positive in flexion (the knee in front of the hip).

Time is seconds on the session clock everywhere. The clock belongs to the source; nothing below
this module ever asks what time it is. Regions are half-open, ``[start_s, end_s)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

Side = Literal["left", "right", "unknown"]
"""Which thigh a sensor sits on. Always a person's word: gravity and rate cannot tell."""

SIDES: tuple[Side, ...] = ("left", "right", "unknown")
"""Every side, in the order in which simultaneous events are reported."""

Mode = Literal["live", "review"]
"""Which counter made a result: the causal one, or the one that has seen the whole recording."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STANDARD_GRAVITY_M_S2 = 9.80665
"""m/s², standard gravity (ISO 80000-3)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some samples of one sensor, in the order in which they were taken.

    Attributes
    ----------
    side : the thigh that the sensor sits on.
    time_s : (n,) strictly increasing session time of each sample, s.
    acc_m_s2 : (n, 3) specific force in the sensor frame, m/s².
    gyr_rad_s : (n, 3) angular rate in the sensor frame, rad/s.
    seq : (n,) the sensor's own counter, unwrapped, or None where it has none.
    host_time_s, sensor_time_s : (n,) arrival time and the sensor's own time, s, or None.
    """

    side: Side
    time_s: Floats
    acc_m_s2: Floats
    gyr_rad_s: Floats
    seq: Ints | None = None
    host_time_s: Floats | None = None
    sensor_time_s: Floats | None = None

    def __len__(self) -> int:
        return len(self.time_s)


class CommandKind(StrEnum):
    """What a person, or the programme for them, can tell the tracker: input, like samples."""

    ARM = "arm"  # the next reps are announced at once, until the set ends
    DISARM = "disarm"  # take the arming back
    SET_START = "set-start"  # a set begins here; arms
    SET_STOP = "set-stop"  # the set ends here and is kept however short it is
    PAIN_STOP = "pain-stop"  # as set-stop, and the set is marked as stopped for pain
    UNDO = "undo"  # the last counted rep was none
    SIDE = "side"  # the sensor of unknown side sits on the leg named in `value`
    CALIBRATE = "calibrate"  # the pose of the last half second is tall
    TARGETS = "targets"  # from now on reps are judged against the `imu.targets.Targets` in `value`
    SENSOR_MOVED = "sensor-moved"  # slipped or strapped on anew: forget axis and tall pose
    SENSOR_ON = "sensor-on"  # this side's samples are to be waited for
    SENSOR_OFF = "sensor-off"  # this side sends nothing for now: do not wait for it
    CHANGE_LEG = "change-leg"  # the only sensor leaves `side`: nothing counts until it is confirmed
    LEG_CONFIRMED = "leg-confirmed"  # the only sensor sits on `side` now, strapped on anew


@dataclass(frozen=True, slots=True)
class Command:
    """One command, applied at the first grid instant after `time_s`.

    Attributes
    ----------
    time_s : session time, s.
    kind : what is to be done.
    side : the side it is for, or None for every side.
    value : the text that some kinds need (`side`: "left" or "right"; `targets`: JSON).
    """

    time_s: float
    kind: CommandKind
    side: Side | None = None
    value: str = ""


class Gap(msgspec.Struct, frozen=True):
    """Samples that are missing: none between `start_s` and `end_s`.

    `inferred` is true where the sensor has no counter, so that a slow sensor looks the same.
    """

    start_s: float
    end_s: float
    inferred: bool


class Health(msgspec.Struct, frozen=True):
    """Something about the sensor or its strap that a person should know."""

    code: str
    message: str


class Reason(StrEnum):
    """Why a movement was not counted. Each has one sentence for a person in `imu.counter.gate`."""

    WALKING = "walking"
    STEP = "step"
    HANDLING = "handling"
    OUT_OF_PLANE = "out-of-plane"
    TOO_FAST = "too-fast"
    TOO_SMALL = "too-small"
    ISOLATED = "isolated"
    IDLE_LEG = "idle-leg"
    GAP = "gap"
    SIT = "sit"
    UNDONE = "undone"


class Flag(StrEnum):
    """Remarks on a rep that is listed all the same."""

    PARTIAL = "partial"  # shallower than half of the set's typical depth: listed, not counted
    PULSE = "pulse"  # a second dip before coming more than half-way up
    NOT_TALL = "not-tall"  # turned down again before standing tall
    SQUAT_LIKE = "squat-like"  # over 50 degrees: more than a hinge needs
    UNCERTAIN = "uncertain"  # samples are missing inside it
    UNDONE = "undone"  # taken back by the person
    EDITED = "edited"  # added, moved to the other leg or restored by the person
    EXCLUDED = "excluded"  # counts, but the person wants no figure made from it


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """A rep against the person's own targets; see `imu.counter.quality`. Never a score.

    `unmet` names the targets that were missed, `reason` is a sentence on the first of them or "".
    """

    met: bool
    unmet: tuple[str, ...] = ()
    reason: str = ""


class SetQuality(msgspec.Struct, frozen=True, kw_only=True):
    """How many of so many counted reps met every target, and what was missed most often or ""."""

    good: int
    reps: int
    reason: str = ""


class Rep(msgspec.Struct, frozen=True, kw_only=True):
    """One listed rep.

    Attributes
    ----------
    start_s, end_s : where tilt leaves and regains 5 % of the rep's depth from tall, s.
    bottom_start_s, bottom_end_s : where tilt stays within 5 % of the deepest, s.
    provisional_s : when its dot appeared, s.
    announced_s : when it was counted aloud, s; None if it never was.
    depth_deg : deepest thigh tilt minus the tall baseline, degrees.
    counted : whether it is one of the set's reps.
    flags : remarks, see `Flag`.
    metrics : by name with the unit as suffix; None where it cannot be given.
    missing : for each metric that is None, the reason.
    quality : against the person's targets; absent without targets, and for uncounted reps.
    """

    start_s: float
    bottom_start_s: float
    bottom_end_s: float
    end_s: float
    provisional_s: float
    announced_s: float | None
    depth_deg: float
    counted: bool
    flags: tuple[str, ...]
    metrics: dict[str, float | None]
    missing: dict[str, str] = {}
    quality: Quality | msgspec.UnsetType = msgspec.UNSET


class Sway(msgspec.Struct, frozen=True, kw_only=True):
    """How much a thigh swayed, from horizontal accelerations without means: `imu.counter.sway`.

    Attributes
    ----------
    rms_m_s2, ap_rms_m_s2, ml_rms_m_s2 : root mean square in the plane, forwards and backwards, and
        sideways, m/s².
    path_m_s2 : length of the way that the acceleration goes in the plane, m/s².
    jerk_m2_s5 : half the integral of the squared jerk, m²/s⁵.
    ellipse_m2_s4 : area of the ellipse that holds 95 % of a normal distribution with this
        covariance, m²/s⁴.
    """

    rms_m_s2: float
    ap_rms_m_s2: float
    ml_rms_m_s2: float
    path_m_s2: float
    jerk_m2_s5: float
    ellipse_m2_s4: float


Where = Literal["before", "between", "after", "bottom"]
"""Where a still window lies: before the first rep, between two, after the last, at the bottom of
one."""


class StillWindow(msgspec.Struct, frozen=True, kw_only=True):
    """Five still seconds around or within the reps of a set, s, and their sway."""

    start_s: float
    end_s: float
    where: Where
    sway: Sway


class RepSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set: reps of one leg without a rest between them.

    Attributes
    ----------
    stopped : "" for a set that simply ended, "person" for set-stop, "pain" for pain-stop.
    metrics, missing : as for a rep, over all counted reps; see `imu.counter.closing`.
    similarity : of each listed rep to the set's median rep, 0 to 1 (`imu.counter.likeness`);
        None for one that is not counted, or with too few of them. Known only when the set is
        over, so no part of the reps' own metrics.
    still : the still windows around and in its reps (`imu.counter.stillness`).
    quality : how many reps met the person's targets; absent without targets.
    """

    start_s: float
    end_s: float
    reps: tuple[Rep, ...]
    stopped: str = ""
    metrics: dict[str, float | None] = {}
    missing: dict[str, str] = {}
    similarity: tuple[float | None, ...] = ()
    still: tuple[StillWindow, ...] = ()
    quality: SetQuality | msgspec.UnsetType = msgspec.UNSET

    @property
    def count(self) -> int:
        """Number of counted reps."""
        return sum(rep.counted for rep in self.reps)


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A movement that is no rep, and the reason why not."""

    start_s: float
    end_s: float
    reason: str
    depth_deg: float


class SideResult(msgspec.Struct, frozen=True, kw_only=True):
    """Everything found on one thigh."""

    samples: int
    rate_hz: float | None
    gaps: tuple[Gap, ...]
    health: tuple[Health, ...]
    sets: tuple[RepSet, ...]
    rejected: tuple[Rejected, ...]

    @property
    def count(self) -> int:
        """Number of counted reps in all sets."""
        return sum(rep_set.count for rep_set in self.sets)


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """A person's corrections that a session has been through.

    `count` of them had an effect, `hash` names what all of them say (`imu.recording.edits_hash`),
    `without_effect` has a sentence for each that found nothing to change.
    """

    count: int
    hash: str
    without_effect: tuple[str, ...] = ()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one recording; `imu.cli` prints exactly this as JSON.

    `metrics_version` names the definitions that made the metrics (0: not known); numbers of two
    versions are never put into one trend. `edits` is absent where nothing was corrected.
    """

    schema_version: int = 1
    recording: str = ""
    mode: Mode = "review"
    version: str = ""
    metrics_version: int = 0
    settings_hash: str = ""
    input_hash: str = ""
    duration_s: float = 0.0
    sides: dict[str, SideResult] = {}
    edits: Edited | msgspec.UnsetType = msgspec.UNSET

    @property
    def edits_hash(self) -> str:
        """Which corrections it has been through; "" for none."""
        return self.edits.hash if isinstance(self.edits, Edited) else ""
