"""What is to be simulated: who, with which sensors, doing what. Plain frozen data with units.

A `Plan` is a list of activities in their order. `imu.simulator.session.simulate` plays it; all that
the plan leaves open (the exact depth of each rep, the noise ...) is drawn from the seed. Numbers
without a source are guesses: a simulated person is no evidence about people.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

Working = Literal["left", "right", "both"]
"""The leg that works in a set; "both" is the easiest rung, with both feet on the floor."""

FoilKind = Literal[
    "walk", "sit", "knee-lift", "heel-raise", "pick-up", "turn", "fidget", "look-back", "band",
    "handling", "lone-hinge", "quiet", "move-sensor", "lean", "place-block", "re-strap",
]  # fmt: skip
"""Movements that are no reps. "quiet" is standing; "move-sensor" straps it to the other leg,
"re-strap" to the same one again, turned as it comes.

Three more come by themselves: "step" (on to and off the block), "step-off" (balance lost) and
"re-grip" (of a chair or a dumbbell, between reps).
"""

Axis = Literal["acc-x", "acc-y", "acc-z", "gyr-x", "gyr-y", "gyr-z"]
"""One of the six numbers that a sensor reports."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a plan; a misspelt field is refused."""


P = TypeVar("P", bound=_Part)


def replace(part: P, **changes: object) -> P:
    """The same part of a plan with some fields changed."""
    return msgspec.structs.replace(part, **changes)


class Person(_Part, frozen=True):
    """Build and steadiness of the person.

    Attributes
    ----------
    shank_m, thigh_m : segment lengths, m.
    easy_deg : thigh pitch when standing on both feet, against tall in the exercise stance, degrees.
    rear_deg : thigh pitch of the leg whose foot rests on the block, degrees.
    sway_deg : RMS of the irregular movement in pitch (0.1 to 1.5 Hz) on one leg, degrees.
    wobble_deg : the same sideways (0.3 to 3 Hz); twist_deg : in rotation (0.2 to 2 Hz), degrees.
    tremor_deg : RMS of trembling (6 to 12 Hz) in pitch and sideways, degrees; 0.015 shakes the
        sensor as much as in real single-leg squats (Phan et al. 2024, see the package).
    shank_gain : forward tilt of the shank per degree of thigh pitch in a hinge; negative where the
        knee moves back.
    oblique : sideways and turning movement per degree of pitch: nobody folds in a pure plane.
    """

    shank_m: float = 0.41
    thigh_m: float = 0.43
    easy_deg: float = 1.0
    rear_deg: float = 6.0
    sway_deg: float = 0.35
    wobble_deg: float = 0.8
    twist_deg: float = 0.6
    tremor_deg: float = 0.015
    shank_gain: float = 0.05
    oblique: float = 0.04


class Mount(_Part, frozen=True):
    """Where and how the sensor is strapped on.

    Attributes
    ----------
    front_m, aside_m, above_knee_m : place in the thigh's frame, m; aside is towards the left.
    strap_wxyz : rotation sensor -> thigh, or None to draw it uniformly from all rotations.
    tissue_deg : RMS of the soft tissue's quiver (3 to 12 Hz) at 100 degrees/s, degrees.
    bulge : greatest soft-tissue rotation per degree of thigh pitch, about each axis.
    slip_deg, slip_s, slip_at : one slip of the strap about a random axis by so many degrees, taking
        so many seconds, at this share (0 to 1) of the session.
    """

    front_m: float = 0.06
    aside_m: float = 0.0
    above_knee_m: float = 0.20
    strap_wxyz: tuple[float, float, float, float] | None = None
    tissue_deg: float = 0.4
    bulge: float = 0.04
    slip_deg: float = 0.0
    slip_s: float = 0.5
    slip_at: float = 0.5


class Sensor(_Part, frozen=True):
    """Errors of the sensor's electronics. Values as in data sheets of phone-class sensors.

    Attributes
    ----------
    gyr_noise_deg_s : noise density, degrees/s/sqrt(Hz).
    gyr_bias_deg_s, gyr_walk_deg_s : greatest constant bias per axis, degrees/s, and its random
        walk, degrees/s/sqrt(s).
    gyr_scale, acc_scale : greatest relative error of scale, and of cross-axis terms.
    acc_noise_ug : noise density, micro-g/sqrt(Hz).
    acc_offset_mg : greatest constant offset per axis, milli-g.
    gyr_range_deg_s, acc_range_g : saturation.
    bits : resolution over the whole range, or 0 for numbers that are not rounded at all.
    gyr_g_deg_s : greatest rate that an acceleration of 1 g feigns, per axis, degrees/s.
    acc_unit, gyr_unit : what the numbers really are, whatever their reader takes them for.
    flipped, stuck : numbers with the wrong sign, and numbers that never change.
    """

    gyr_noise_deg_s: float = 0.007
    gyr_bias_deg_s: float = 0.5
    gyr_walk_deg_s: float = 0.004
    gyr_scale: float = 0.005
    acc_noise_ug: float = 150.0
    acc_offset_mg: float = 20.0
    acc_scale: float = 0.005
    gyr_range_deg_s: float = 2000.0
    acc_range_g: float = 16.0
    bits: int = 16
    gyr_g_deg_s: float = 0.0
    acc_unit: Literal["m/s2", "g", "mg"] = "m/s2"
    gyr_unit: Literal["rad/s", "deg/s"] = "rad/s"
    flipped: tuple[Axis, ...] = ()
    stuck: tuple[Axis, ...] = ()


IDEAL_SENSOR = Sensor(
    gyr_noise_deg_s=0.0, gyr_bias_deg_s=0.0, gyr_walk_deg_s=0.0, gyr_scale=0.0,
    acc_noise_ug=0.0, acc_offset_mg=0.0, acc_scale=0.0, bits=0,
)  # fmt: skip
"""A sensor without any error, for tests of what is built on the simulator."""

FIRM_MOUNT = Mount(tissue_deg=0.0, bulge=0.0)
"""A sensor screwed to the bone."""


class Radio(_Part, frozen=True):
    """The sensor's clock and the way of its samples to the computer.

    Attributes
    ----------
    rate_hz : nominal rate; 50, 52, 100, 104 and 200 Hz are usual.
    clock_ppm : error of the sensor's crystal, parts per million; positive is slow.
    sync_error_s : what is left of the clock error after the source's clock work, s.
    packet : samples in one packet.
    latency_s : delay from the last sample of a packet to its arrival at the best, s.
    jitter_s : further delay, drawn evenly between 0 and this, s; order is kept.
    loss : share of packets that are lost independently.
    bursts_per_min, burst_s : how often contact is lost altogether, and for how long at most, s (at
        least 0.1 s).
    duplicates : share of packets that are sent twice; the second is dropped by its counter.
    stalls_per_min, stall_s : how often everything is held up, and for how long at most, s; what was
        held up then arrives at once.
    reorder : share of packets that the next one overtakes.
    reconnects_per_min : how often the sensor drops off for half a second to three and counts and
        clocks from 0 again.
    """

    rate_hz: float = 100.0
    clock_ppm: float = 20.0
    sync_error_s: float = 0.0
    packet: int = 5
    latency_s: float = 0.015
    jitter_s: float = 0.03
    loss: float = 0.0
    bursts_per_min: float = 0.0
    burst_s: float = 1.0
    duplicates: float = 0.0
    stalls_per_min: float = 0.0
    stall_s: float = 2.0
    reorder: float = 0.0
    reconnects_per_min: float = 0.0


class SetPlan(_Part, frozen=True, tag="set"):
    """A set, with the steps on to and off the block around it.

    Attributes
    ----------
    side : the working leg.
    style : a hinge, or a squat (the shank tilts forward with the thigh).
    reps : attempts, partial ones included.
    depth_deg : thigh tilt at the bottom of a full rep, degrees; depth_cv : its relative spread.
    down_s, bottom_s, up_s, top_s : duration of the phases, s; tempo_cv : their relative spread.
    tired_depth, tired_up : relative loss of depth and gain of `up_s` over the whole set.
    partial, pulse, hitch, not_tall : share of reps that are shallow (a quarter to two fifths of
        the depth), dip twice, stop half-way for a moment, or end 10 to 25 % short of tall.
    idle_swing_deg : how far the other thigh swings along in a full rep, degrees.
    settle_s : quiet stance before the first and after the last rep, s.
    mount : how the rear foot gets on to the block; "stay" when it is there already.
    leave : whether the rear foot leaves the block afterwards.
    step_off : share of the rests between reps in which balance is lost and the rear foot steps.
    regrip : share of the rests between reps in which a hand takes a better hold of the chair or the
        dumbbell and the thigh moves along.
    unsteady : how strongly the standing leg sways and wobbles, over what the person usually does;
        about a half for one who holds on to a chair.
    """

    side: Working = "right"
    style: Literal["hinge", "squat"] = "hinge"
    reps: int = 8
    depth_deg: float = 25.0
    depth_cv: float = 0.08
    down_s: float = 1.8
    bottom_s: float = 0.3
    up_s: float = 1.5
    top_s: float = 0.9
    tempo_cv: float = 0.12
    tired_depth: float = 0.0
    tired_up: float = 0.0
    partial: float = 0.0
    pulse: float = 0.0
    hitch: float = 0.0
    not_tall: float = 0.0
    idle_swing_deg: float = 12.0
    settle_s: float = 2.5
    mount: Literal["step", "look-back", "stay"] = "step"
    leave: bool = True
    step_off: float = 0.0
    regrip: float = 0.0
    unsteady: float = 1.0


class Foil(_Part, frozen=True, tag="foil"):
    """A movement that is no rep, or quiet standing; `duration_s` is how long it takes about, s."""

    kind: FoilKind
    duration_s: float = 5.0


Activity = SetPlan | Foil
"""One line of a plan."""


class Plan(_Part, frozen=True):
    """A whole session.

    Attributes
    ----------
    activities : what the person does, in this order.
    sensors : the thighs that carry one. With "move-sensor" among the activities, exactly one: the
        side it starts on.
    person, sensor : see there.
    mounts, radios : by side; the default, or `radio`, where a side is not named.
    radio : clock and radio of every sensor that `radios` does not name.
    armed : whether the counter is told before every set (a command in the recording).
    armed_early : told before the person steps on to the block, not in the quiet stance behind it.
    note : free text, for example the stratum that it was drawn from.
    """

    activities: tuple[Activity, ...]
    sensors: tuple[Literal["left", "right"], ...] = ("right",)
    person: Person = Person()
    mounts: dict[str, Mount] = {}
    sensor: Sensor = Sensor()
    radio: Radio = Radio()
    armed: bool = False
    armed_early: bool = False
    note: str = ""
    radios: dict[str, Radio] = {}

    def mount(self, side: str) -> Mount:
        """How the sensor of that side is strapped on."""
        return self.mounts.get(side, Mount())

    def link(self, side: str) -> Radio:
        """Clock and radio of the sensor that starts on that side."""
        return self.radios.get(side, self.radio)


USUAL_SET = SetPlan()
"""Eight ordinary hinges."""

BAND = Foil(kind="band", duration_s=6.0)
"""Looping a band round the foot."""


def routine(
    sides: tuple[Working, ...] = ("right", "left"),
    sets: int = 2,
    shape: SetPlan = USUAL_SET,
    rest_s: float = 25.0,
) -> tuple[Activity, ...]:
    """The usual session: walk in, prepare the band, all sets on one leg, then on the other.

    Parameters
    ----------
    sides : the working legs in their order.
    sets : sets on each leg.
    shape : what every set is like, but for its side.
    rest_s : rest between two sets, s; spent walking for a third, then standing.
    """
    rest = (Foil(kind="walk", duration_s=rest_s / 3), Foil(kind="quiet", duration_s=rest_s * 2 / 3))
    activities: list[Activity] = [Foil(kind="quiet", duration_s=3.0), Foil(kind="walk"), BAND]
    for side in sides:
        for _ in range(sets):
            activities += [replace(shape, side=side), *rest]
    return tuple(activities)
