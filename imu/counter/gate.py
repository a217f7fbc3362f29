"""Sixth stage: is this movement a rep? Evidence in, a verdict with a named reason out.

The counting is easy, the gate is the product: each rule below is one line of the table that a
person reads under "why not counted?". Thresholds come from the sources named beside them; the ones
marked "own" were set on simulated movements and on the real squats and steps named in the README.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from imu.counter.candidates import Candidate, was_left_open
from imu.samples import Reason
from imu.settings import GateSettings, Settings

SENTENCES: dict[Reason, str] = {
    Reason.WALKING: "The leg swung as in walking.",
    Reason.STEP: "The thigh rose instead of staying or sinking: a step or a knee lift.",
    Reason.HANDLING: "The sensor was knocked or handled.",
    Reason.OUT_OF_PLANE: "The thigh moved sideways or twisted more than it hinged.",
    Reason.TOO_FAST: "It was over too quickly to be a hinge.",
    Reason.TOO_SMALL: "It was too small to be told from swaying.",
    Reason.ISOLATED: "It stood alone: without 'start set', three alike are needed.",
    Reason.IDLE_LEG: "The other leg did the work.",
    Reason.GAP: "Samples are missing from it.",
    Reason.SIT: "The thigh rested near horizontal: sitting.",
    Reason.UNDONE: "You took it back.",
}
"""One sentence for a person for each reason."""


ON_THE_MOVE = (Reason.WALKING, Reason.STEP, Reason.SIT, Reason.HANDLING)
"""Movements after which the person stands somewhere else, perhaps otherwise, or the sensor sits
otherwise."""


def judge(candidate: Candidate, settings: Settings) -> Reason | None:
    """The first rule that speaks against the candidate, or None: it may be a rep."""
    for reason, speaks_against in _RULES:
        if speaks_against(candidate, settings.gate, settings):
            return reason
    return None


def _gap(c: Candidate, _: GateSettings, settings: Settings) -> bool:
    return was_left_open(c, settings.reps.torn_top_share) or c.torn_s > settings.reps.torn_max_s


def _too_small(c: Candidate, _: GateSettings, settings: Settings) -> bool:
    return c.depth_deg < settings.reps.min_depth_deg


def _too_fast(c: Candidate, gate: GateSettings, _: Settings) -> bool:
    return c.duration_s < gate.min_duration_s


def _handling(c: Candidate, gate: GateSettings, _: Settings) -> bool:
    knocked = c.fast_share > gate.fast_share or c.jolt_m_s2 > gate.jolt_m_s2
    return knocked or c.depth_deg > gate.deepest_deg or _turns_in_place(c, gate)


def _turns_in_place(c: Candidate, gate: GateSettings) -> bool:
    """Whether the sensor was turned without being moved along, as no thigh can."""
    if c.pivot_m is None:
        return False
    is_deep = c.depth_deg > gate.in_place_deg
    hard = gate.in_place_deep_rad_s2 if is_deep else gate.in_place_rad_s2
    return abs(c.pivot_m) < gate.in_place_m and c.swing_rad_s2 > hard


def _swings_from_hip(c: Candidate, gate: GateSettings) -> bool:
    """Whether the thigh swung about the hip, as a leg that bears no weight."""
    if c.pivot_m is None or c.rise_m is None:
        return False
    # A smaller movement lets less of an accelerometer's error leak in: less swing is enough.
    share = min(max(c.depth_deg / gate.swing_depth_deg, gate.swing_share), 1.0)
    quick = c.swing_rad_s2 > share * gate.swing_rad_s2
    return quick and c.pivot_m > gate.pivot_m and c.rise_m > gate.sink_m


def _walking(c: Candidate, gate: GateSettings, _: Settings) -> bool:
    sunk = c.sunk_deg > max(gate.sunk_min_deg, gate.sunk_share * c.depth_deg)
    strides = c.duration_s < gate.stride_s and (sunk or _swings_from_hip(c, gate))
    return strides or _strides_blindly(c, gate) or _sinks_too_far(c, gate)


def _sinks_too_far(c: Candidate, gate: GateSettings) -> bool:
    """Whether the whole body went down, as at the last stride: more than a small tilt explains."""
    if c.rise_m is None or c.duration_s > gate.dip_s or c.depth_deg > gate.dip_deg:
        return False
    tilting_m = gate.dip_reach_m * (1.0 - math.cos(math.radians(c.depth_deg)))
    quick = c.swing_rad_s2 > max(gate.dip_rad_s2, gate.dip_rad_s2_per_deg * c.depth_deg)
    return quick and c.rise_m + tilting_m < -gate.dip_m


def _strides_blindly(c: Candidate, gate: GateSettings) -> bool:
    """Whether it was too quick for a hinge, where only the gyroscope can be believed."""
    if c.pivot_m is not None:
        return False
    return c.duration_s < gate.blind_s and c.swing_rad_s2 > gate.blind_rad_s2


def _lifts_knee(c: Candidate, gate: GateSettings) -> bool:
    """Whether the thigh was swung from the hip: with force, up or down, or without, and rose."""
    if c.pivot_m is None or c.rise_m is None:
        return False
    if c.pivot_m > gate.carried_pivot_m and c.rise_m > 0.0 and c.duration_s < gate.carried_s:
        return True
    lifted = c.pivot_m > gate.lift_pivot_m and c.swing_rad_s2 > gate.lift_rad_s2
    return lifted and c.duration_s < gate.lift_s


def _step(c: Candidate, gate: GateSettings, _: Settings) -> bool:
    if c.rise_m is None:
        return _is_stepping(c, gate)
    leak = gate.leak_m_s2 * math.sin(math.radians(min(c.depth_deg, 90.0)))
    rises = c.rise_m > gate.rise_m + leak * c.duration_s**2 / 10.0
    swings = _swings_from_hip(c, gate) or _lifts_knee(c, gate)
    return rises or swings or _is_stepping(c, gate)


def _is_stepping(c: Candidate, gate: GateSettings) -> bool:
    """Quick, small, and not about the knee or with a jolt: feet being set, turning, on to toes."""
    if c.duration_s < gate.shuffle_s and c.depth_deg < gate.shuffle_deg:
        return True
    if c.duration_s < gate.shift_s and c.depth_deg < gate.shift_deg:
        return True
    if c.duration_s > gate.stepping_s or c.depth_deg > gate.stepping_deg:
        return False
    about_knee = c.pivot_m is not None and c.pivot_m < gate.stepping_pivot_m
    return not about_knee or c.jolt_m_s2 > gate.stepping_jolt_m_s2


def _out_of_plane(c: Candidate, gate: GateSettings, _: Settings) -> bool:
    aside = c.frontal_deg > max(gate.frontal_min_deg, gate.frontal_share * c.depth_deg)
    wanders = c.wander_deg > max(gate.wander_min_deg, gate.wander_share * c.depth_deg)
    twists = c.transverse_deg > max(gate.transverse_min_deg, gate.transverse_share * c.depth_deg)
    return aside or wanders or twists


def _sit(c: Candidate, gate: GateSettings, _: Settings) -> bool:
    return c.resting_s > gate.resting_s


_Rule = Callable[[Candidate, GateSettings, Settings], bool]

_RULES: tuple[tuple[Reason, _Rule], ...] = (
    (Reason.GAP, _gap),
    (Reason.TOO_SMALL, _too_small),
    (Reason.TOO_FAST, _too_fast),
    (Reason.HANDLING, _handling),
    (Reason.WALKING, _walking),
    (Reason.STEP, _step),
    (Reason.SIT, _sit),
    (Reason.OUT_OF_PLANE, _out_of_plane),
)
