"""Every number that a person or a study may change, with its unit, its reason and its source.

A settings object is frozen. `settings_hash` names it in every result, so that trends never mix
numbers that were made under different settings. Derived coefficients live in the stages.

Sources named below: the rule table is that of `firmware_notes/metrics.md`; the rest are cited in
`firmware_notes/sources.md`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from imu.errors import SettingsError
from imu.targets import Targets

_NAMES = "See the names and units in imu/settings.py"

METRICS_VERSION = 3
"""Version of the definitions of the metrics; raised whenever a number would come out
differently."""


class _Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of settings: unknown names are refused, so that a typo cannot pass silently."""


class GridSettings(_Group, frozen=True):
    """The uniform time grid that every later stage works on."""

    rate_hz: int = 100
    """Hz. SPARC and wobble need >= 100; counting needs 50. Fixed: never estimated from the
    stream."""
    bridge_s: float = 0.25
    """s. Up to here a hole is bridged linearly, beyond it the orientation must find itself
    again."""
    report_gap_s: float = 0.05
    """s. Holes longer than this are reported. A 50 Hz sensor has 0.02 s between samples."""


class RepSettings(_Group, frozen=True):
    """What finds cycles in thigh tilt (`imu.counter.reps`). Shares are of the rep's depth."""

    min_depth_deg: float = 5.4
    """degrees. The smallest rep has 6 degrees (rule table), less what tilt is known to within a
    rep; fidgets and weight shifts stay below 6-8 degrees."""
    leave_share: float = 0.2
    """of the typical depth. Tilt beyond baseline by this much starts a cycle."""
    turn_min_deg: float = 2.0
    turn_share: float = 0.15
    """A reversal counts beyond the larger of both: over sway and tremor, under half of a pulse."""
    end_min_deg: float = 1.2
    end_share: float = 0.05
    """Back at tall: 5 % of depth (rule table), never finer than sway of about 1 degree."""
    near_top_share: float = 0.3
    """A cycle that stands still below this share has ended, short of tall."""
    stall_ticks: int = 10
    stall_min_deg: float = 1.0
    stall_share: float = 0.03
    """Standing still: 0.4 s within the larger of both."""
    adrift_s: float = 6.0
    """Still for so long after walking or a step, a pose is tall even if it may be the bottom of a
    first rep; one that the thigh came up to is so at once."""
    rest_share: float = 0.35
    rest_s: float = 0.8
    """Still for so long, after the 0.8 s that make it quiet, and come up by this share: the cycle
    has ended and tall is another one, as after setting a foot on the block. A halt on the way up is
    shorter (simulated ones 0.6 s at most)."""
    torn_top_share: float = 0.35
    """A cycle that the stream leaves below this share has ended."""
    torn_max_s: float = 2.0
    """s. A rep with a longer hole in it is given up (interrupted)."""
    quiet_s: float = 0.8
    quiet_range_deg: float = 1.5
    """Quiet standing: tilt stays within the range for the time. Sway of a leg is 0.2-1 degree
    RMS."""
    anchor_min_deg: float = 2.5
    anchor_share: float = 0.25
    """Quiet within the larger of both (share of typical depth) around tall is tall, not a bottom
    hold."""
    base_pull: float = 0.5
    anchor_pull: float = 0.02
    """Each 0.2 s of quiet moves the baseline (0.3 s) and its anchor (10 s) by this share."""
    depth_memory_s: float = 12.0
    """s after a rep in which its depth is what is to be expected: as long as a set's pauses."""
    begin_deg: float = 15.0
    """A first pose nearer to the frame's tall than this is the first baseline (drift, stance)."""
    redefine_s: float = 30.0
    """s. So long still is no bottom hold: it is the new tall (slipped, other stance)."""
    low_share: float = 0.35
    low_pull_up: float = 0.5
    low_pull_down: float = 1.0
    """The turn at the top moves the baseline by these shares: fully down (tall is the most
    upright), half up, and not at all when it is so far up that the return was incomplete."""
    behind_deg: float = -40.0
    """degrees from the frame's tall. Walking draws the thigh back by 10-20 degrees, a frame found
    in the midst of real squats had its tall 25 degrees too low: what is further behind is a sensor
    in a hand, and no tall."""


class GateSettings(_Group, frozen=True):
    """What speaks against a movement being a rep (`imu.counter.gate`)."""

    min_duration_s: float = 0.55
    """s. Minimum-jerk 40 degrees in half of it already needs 270 degrees/s; fast reps last 1.0
    s."""
    fast_share: float = 0.10
    """of the time above 250 degrees/s: a hand on the sensor. The fastest real squat has 0.02."""
    jolt_m_s2: float = 25.0
    """m/s² within 20 ms (95th percentile): knocks and heel strikes; real squats stay under 10.
    Own."""
    deepest_deg: float = 135.0
    """degrees. No thigh tilts so far from standing: the deepest real squat by 112, a board that
    was turned over by hand by 180 and more. Own."""
    sunk_min_deg: float = 6.0
    sunk_share: float = 0.25
    stride_s: float = 1.6
    """Walking swings the thigh 10-20 degrees behind tall, at 0.75-1.1 strides a second."""
    pivot_m: float = 0.03
    swing_rad_s2: float = 4.5
    swing_depth_deg: float = 30.0
    swing_share: float = 0.4
    sink_m: float = -0.08
    """A sensor that swings so far below its pivot, at so much angular acceleration (RMS), and does
    not sink further than this: a leg swinging from the hip. Real walking +0.3 m at 7-9 rad/s²,
    simulated walking +0.05 to +0.3 above 5.6, sinking by at most 0.06; real heel raises +0.1 at 1.8
    to 3.8 and 6-9 degrees (a smaller movement needs less swing, down to the share, for it lets less
    of an accelerometer's error leak in); a quick real squat +0.04 at 4.7, sinking by 0.11;
    simulated hinges, which pivot at the knee, -0.26 to -0.03."""
    lift_s: float = 2.2
    lift_pivot_m: float = 0.05
    lift_rad_s2: float = 6.0
    """A knee lifted quickly swings from the hip however far the sensor sinks on its way back, which
    looks like a deep hinge to a counter that took the raised thigh for tall. Simulated knee lifts
    +0.06 to +0.16 at 6.6-15 rad/s² in 1.4-2.3 s; real lunges +0.08 to +0.19 at 6.0-8.6, but over
    2.5-3.5 s; the quickest real squat +0.04 at 4.7, one cut in mid-movement +0.07 at 4.8."""
    in_place_m: float = 0.02
    in_place_rad_s2: float = 4.5
    in_place_deg: float = 50.0
    in_place_deep_rad_s2: float = 8.8
    """Turned hard and yet not moved along: a sensor that is turned in its place, by hand. Simulated
    handling 0.00 to 0.01 at 4.4-16; real squats come as near to 0 at up to 6.3 rad/s², but only
    over 60 degrees deep, where the pivot changes on the way: deeper than `in_place_deg` it takes
    more."""
    blind_s: float = 1.2
    blind_rad_s2: float = 7.5
    """Where the accelerometer is not trusted and no pivot is known: simulated walking 0.7-1.0 s at
    7.7-13; real squats of a bad accelerometer last 1.4 s and more, at up to 7.0."""
    carried_pivot_m: float = 0.03
    carried_s: float = 3.5
    """A foot carried on to the block swings from the hip, too, and rises, however gently. Simulated
    steps +0.06 to +0.25, knee lifts +0.03 to +0.13, rising by 0.01 to 0.13 m; of 11,700 simulated
    reps and all real ones none has both."""
    dip_s: float = 2.7
    dip_deg: float = 20.0
    dip_rad_s2: float = 1.7
    dip_rad_s2_per_deg: float = 0.15
    dip_reach_m: float = 0.4
    dip_m: float = 0.010
    """In the first and the last stride the pelvis sinks by 0.02 to 0.03 m while the thigh tilts by
    8 to 15 degrees, which lets a sensor 0.4 m above the knee sink by 0.004 to 0.014 m. Simulated
    reps as quick: 0.005 m at most. A thigh whose foot rests on the block sinks as far with its hip,
    but slowly: 0.10 to 0.14 rad/s2 for each degree, in simulated strides 0.17 and more."""
    stepping_s: float = 1.4
    stepping_deg: float = 23.0
    stepping_pivot_m: float = -0.065
    stepping_jolt_m_s2: float = 2.6
    """A small hinge is done slowly, or about the knee and smoothly. Simulated turning on the spot:
    9-23 degrees in 0.7-1.0 s, pivot -0.07 to +0.03, jolts of 1.8 to 5; the quickest simulated reps
    of this size -0.19 to -0.07 and up to 2.4; real heel raises 4-7 degrees in 0.7-1.0 s, real half
    squats as quick from 25 degrees on."""
    shuffle_s: float = 1.3
    shuffle_deg: float = 9.0
    shift_s: float = 1.7
    shift_deg: float = 6.6
    """The smallest hinges are done slowly: simulated ones of 7 to 9 degrees last 1.4 s and more,
    the shift of weight in stepping on to the block 0.9 to 1.3 s; one of 5.5 to 6.5 degrees up to
    1.7 s, where the ways down and up of a hinge take 1.8 s together."""
    rise_m: float = 0.02
    leak_m_s2: float = 0.25
    """A thigh that flexes on its standing leg sinks (hinge 0-1 cm, real squats 5-26 cm); in real
    heel raises and steps up the sensor rose by 4-6 cm. The second number allows for an
    accelerometer error of 25 mg that tilts with the thigh, times duration squared."""
    frontal_share: float = 0.6
    frontal_min_deg: float = 8.0
    wander_min_deg: float = 4.0
    wander_share: float = 0.35
    transverse_share: float = 0.58
    transverse_min_deg: float = 7.5
    """Sideways motion that goes along with the depth, sideways wobble (RMS), and twisting, beyond
    these shares of the depth or degrees. Simulated reps: 0.4, 2.5 degrees and 0.25 at the 95th
    percentile, twisting by 8.5 degrees at the 99th; looking round for the block twists by 9 to 17
    degrees at a depth of 6 to 15. Own."""
    resting_s: float = 2.0
    """s of lying still beyond 60 degrees: a seat (rule table)."""


class SetSettings(_Group, frozen=True):
    """When reps make a set and when it is over (`imu.counter.sets`)."""

    needed: int = 3
    """Alike cycles that make an unarmed set: two could be picking something up and putting it
    back."""
    alike_depth: float = 1.6
    alike_duration: float = 1.8
    same_depth: float = 1.4
    same_depth_duration: float = 3.0
    """Alike, unarmed: largest over smallest depth and duration (with or without the stay at the
    bottom) of the three, or almost the same depth and a duration that differs more, as where the
    bottom is held; with no pause between them longer than `pause_min_s`. A hinge here, a pick-up
    there and a look back are not alike; reps of one set in the real recordings differ by up to 1.4
    in depth and 1.6 in duration."""
    partials_between: int = 2
    """So many partial reps may be among the first alike ones."""
    squat_pause_s: float = 4.0
    """s; the longest pause between the first alike ones as deep as squats. Threading a band and
    placing a block bend the knees as far, one after the other; simulated ones follow each other
    after 0.3 to 5 s, at least once after more than 4 in three; real squats after 0.2 to 2 s."""
    alike_min: float = 0.5
    alike_max: float = 1.8
    """of the median depth. Shallower is a partial rep (rule table), deeper is another movement."""
    other_depth: float = 1.7
    other_duration: float = 3.0
    armed_other_depth: float = 2.5
    armed_needed: int = 5
    """of the typical depth and duration: in the midst of a set something else (sitting down, a
    pick-up, the band). Armed, more is believed, and only after so many reps less: the first ones
    may have been shallow."""
    pause_min_s: float = 6.5
    set_pause_s: float = 8.0
    armed_pause_s: float = 11.0
    pause_max_s: float = 12.0
    pause_times: float = 3.0
    """A set is over after so many of its own median pauses without a rep, within these bounds (the
    first one while the first alike ones are still waited for, the second one in a set).
    People rest for 20 s and more between sets, and stand for 0-3 s between slow reps."""
    stirred_times: float = 1.5
    """In a set, a movement too small for a rep (a very small partial one) puts its end off, up to
    so many pauses after the last rep."""
    explicit_pause_s: float = 30.0
    """s. The same for a set that was started by command: the person is there and means it."""
    squat_like_deg: float = 50.0
    """degrees. Deeper than a hinge needs: flagged, never dropped (rule table)."""
    not_tall_deg: float = 5.0
    not_tall_share: float = 0.2
    """A return that stays short of tall by more than the larger of both is flagged."""


class LegSettings(_Group, frozen=True):
    """Which leg works, with a sensor on each (`imu.counter.legs`)."""

    idle_share: float = 0.86
    """of the other leg's swing. Real single-leg squats: the idle thigh swings by 0.1-0.6 of the
    working one; in real two-legged ones the lesser thigh swings by 0.89-0.98 of the other.
    Simulated kickstand stances: 0.5-0.9."""
    still_idle_share: float = 0.97
    told_share: float = 1.25
    """The same for a leg while another one was named as the working one."""
    told_every_share: float = 0.8
    """The same while every leg was told to work, as on the rungs with both feet on the floor: the
    lesser thigh of simulated people swings by 0.81 of the other and more."""
    idle_memory_s: float = 20.0
    """A leg that went along within this time must come up to this share to count as working."""


class Settings(_Group, frozen=True):
    """All settings of the counter. All published figures were made with the defaults."""

    grid: GridSettings = GridSettings()
    reps: RepSettings = RepSettings()
    gate: GateSettings = GateSettings()
    sets: SetSettings = SetSettings()
    legs: LegSettings = LegSettings()
    announce_at: Literal["return", "bottom"] = "return"
    """When an armed rep is counted aloud: back at the top, or at the turn at the bottom."""
    targets: Targets | msgspec.UnsetType = msgspec.UNSET
    """What the person wants of every rep; no part of the hash, for it changes neither a count nor a
    metric."""


def settings_hash(settings: Settings) -> str:
    """12 hex digits that name these settings together with the version of the metrics."""
    settings = msgspec.structs.replace(settings, targets=msgspec.UNSET)
    text = msgspec.json.encode([METRICS_VERSION, settings], order="deterministic")
    return hashlib.sha256(text).hexdigest()[:12]


def load_settings(path: Path) -> Settings:
    """Read settings from a TOML file that names only what differs from the defaults.

    Raises
    ------
    SettingsError : the file cannot be read, is no TOML, or has an unknown name or a wrong value.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except OSError as error:
        advice = "Look whether it is there and may be opened"
        raise SettingsError(f"{path}: cannot be read ({error.strerror})", advice) from error
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: has a wrong value ({error})", _NAMES) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: is not valid TOML ({error})", _NAMES) from error
