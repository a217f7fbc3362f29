"""What scoring a recording gives. Encodes to the JSON of `kickstand validate --json`."""

from __future__ import annotations

from typing import Literal

import msgspec

from imu.validation.statistics import Spread

Method = Literal["review", "live", "baseline"]
"""Who counted: the two modes of the product, or the public baseline (`imu.baseline`)."""

METHODS: tuple[Method, ...] = ("review", "live", "baseline")


class RepError(msgspec.Struct, frozen=True, kw_only=True):
    """What one counted rep is off by: ours minus the truth.

    Attributes
    ----------
    start_s, bottom_s, end_s : of the bounds, s. A bottom is the middle of the time at the bottom,
        the true one the deepest instant: in a long hold they differ without anyone's fault.
    depth_deg : degrees; None where the truth has no depth.
    announced_s : from the true end of the rep to its announcement, s (from its true bottom where
        reps are announced at the bottom); None in review, and for a rep that never was announced.
    armed : whether a command had told the counter to expect reps.
    """

    start_s: float
    bottom_s: float
    end_s: float
    depth_deg: float | None
    announced_s: float | None
    armed: bool


class Errors(msgspec.Struct, frozen=True, kw_only=True):
    """Errors against exact truth over all reps that could be paired with it.

    Attributes
    ----------
    start_s, bottom_s, end_s : absolute errors of the bounds, s.
    depth_deg : signed errors of depth, degrees; `depth_abs_deg` the absolute ones.
    announced_armed_s, announced_unarmed_s : announcement after the true end (or bottom), s, signed.
        Unarmed reps wait for the third one alike, so the two are never mixed.
    """

    start_s: Spread
    bottom_s: Spread
    end_s: Spread
    depth_deg: Spread | None
    depth_abs_deg: Spread | None
    announced_armed_s: Spread | None
    announced_unarmed_s: Spread | None


class SetScore(msgspec.Struct, frozen=True, kw_only=True):
    """One set whose reps a person counted, from `start_s` to `end_s`, s.

    Attributes
    ----------
    kind : in the labeller's words; "" for none.
    labelled, counted : reps by the person, and by the method: bottoms between start and end.
    refused : movements in it that the method did not count, by the reason.
    """

    start_s: float
    end_s: float
    kind: str
    labelled: int
    counted: int
    refused: dict[str, int] = {}


class FoilScore(msgspec.Struct, frozen=True, kw_only=True):
    """One span without a rep, from `start_s` to `end_s`, s; `counted` should be 0."""

    start_s: float
    end_s: float
    kind: str
    counted: int


class CountScore(msgspec.Struct, frozen=True, kw_only=True):
    """How one method did on one side against counts per set, in the order of the labels."""

    sets: tuple[SetScore, ...]
    foils: tuple[FoilScore, ...]


class MethodScore(msgspec.Struct, frozen=True, kw_only=True):
    """How one method did on one side. What cannot be judged is None.

    Attributes
    ----------
    counted : reps counted.
    exact, within_one : whether that is as many as are labelled one by one, or one more or less.
        Reps in a set of `counts` are left out, unless they have a window of their own.
    bottoms_inside : whether the bottom of each counted rep lies in exactly one window that is to be
        counted, and each of these windows holds exactly one.
    ghosts : counted reps whose bottom lies in no window and no set; only where all reps are
        labelled.
    ghosts_per_10_min : the same for 10 minutes outside windows and sets.
    missed : windows to be counted without a counted rep, by the reason.
    rejected : movements that were not counted, by the reason, wherever they were.
    errors : of the counted reps that lie alone in their window, where the truth is exact.
    summary : the same summed up.
    counts : against counts per set and spans without reps; None where there are none.
    """

    counted: int
    exact: bool | None
    within_one: bool | None
    bottoms_inside: bool | None
    ghosts: int | None
    ghosts_per_10_min: float | None
    missed: dict[str, int] = {}
    rejected: dict[str, int] = {}
    errors: tuple[RepError, ...] = ()
    summary: Errors | None = None
    counts: CountScore | None = None


class SideScore(msgspec.Struct, frozen=True, kw_only=True):
    """One thigh of one recording.

    Attributes
    ----------
    labelled : reps to be counted that are labelled one by one; None where this side has no such
        labels. It may have counts per set: see `MethodScore.counts`.
    partial : labelled reps that are too shallow to be counted, on top of these.
    outside_s : time of the recording outside all windows and sets, s.
    health : codes of what is wrong with the sensor.
    methods : by method; the baseline is missing on a side that was named only during the session.
    """

    labelled: int | None
    partial: int
    outside_s: float
    health: tuple[str, ...]
    methods: dict[Method, MethodScore]


class TiltScore(msgspec.Struct, frozen=True, kw_only=True):
    """RMSE of the direction of gravity against the reference system, degrees.

    `samples` instants are scored: those where the reference says movement, saw the sensor, and all
    four estimates exist. Ours are on the grid, the bare ones on the native samples; all are
    interpolated to the instants of the reference.
    """

    samples: int
    live_deg: float
    bare_live_deg: float
    review_deg: float
    bare_review_deg: float


class RecordingScore(msgspec.Struct, frozen=True, kw_only=True):
    """One recording.

    Attributes
    ----------
    recording : name of the folder or file.
    input_hash : names samples and commands, as in every result.
    truth_hash : 12 hex digits over labels and reference orientation; "" without either.
    simulated : whether a simulator made it. Such figures are never mixed with real ones.
    exercise : what was done, as the recording says.
    quality : how the labels were made, in their own words; "" without labels.
    exhaustive : whether the labels mark every rep.
    labels_for_both : whether a label is for both sides; each side is held to it.
    sensors : thighs that were recorded, at once or one after the other.
    sides : by side.
    tilt : against the reference orientation, where there is one.
    notes : what is odd about the recording, and why something was not scored.
    """

    recording: str
    input_hash: str
    truth_hash: str
    simulated: bool
    exercise: str
    quality: str
    exhaustive: bool
    labels_for_both: bool
    duration_s: float
    sensors: int
    sides: dict[str, SideScore]
    tilt: TiltScore | None
    notes: tuple[str, ...]
