"""What is told about each rep. Definitions, units, limits: `firmware_notes/metrics.md`.

Raise `imu.settings.METRICS_VERSION` whenever a number here would come out differently.
"""

from __future__ import annotations

import numpy as np

from imu.counter.candidates import Candidate
from imu.counter.lever import lever_of
from imu.counter.smoothness import spectral_arc_length
from imu.counter.steadiness import MIN_SAMPLES, frontal_wobble_deg, transverse_wobble_deg
from imu.counter.tilt import HingeFrame, hinge_rate_deg_s
from imu.samples import Floats

Metrics = dict[str, float | None]
"""Metric by name, the unit as suffix; None where it cannot be given."""

NO_NEXT_REP = "no rep follows in this set"
BROKEN_OFF = "the recording ends too soon after the rep"
TOO_SHORT = "too few samples"
TOO_VAGUE = "its standard error is too large"
"""Reasons for a metric that cannot be given."""


MAX_ARM_ERROR_M = 0.03
"""m. A lever arm that is less certain is left out. In simulated hinges the arm is 0.16 to 0.24 m,
in squats 0.09 m: half of that difference is two of these."""

PEAK_S = 0.15
"""s. A peak is the mean over so long: the largest single sample is soft tissue quivering over the
movement (18 to 20 % too high in simulated reps, 3 to 4 % like this; a phase of half a second loses
6 %, one of a second 1.5 %)."""


def rep_metrics(candidate: Candidate, poses: Floats, frame: HingeFrame, rate_hz: int) -> Metrics:
    """Metrics from the (n, 9) poses between the candidate's start and end.

    Tempo in the four-digit convention: eccentric (start to bottom), bottom, concentric (bottom to
    end); the fourth, top, is added when the next rep starts.
    """
    rate = hinge_rate_deg_s(poses[:, 3:6], frame)
    sinking = slice(0, _at(candidate, candidate.bottom_start_s, rate_hz))
    rising = slice(_at(candidate, candidate.bottom_end_s, rate_hz), len(rate))
    down, up = rate[sinking], -rate[rising]
    lever = lever_of(poses, [sinking, rising], frame, rate_hz)
    return {
        "eccentric_s": candidate.bottom_start_s - candidate.start_s,
        "bottom_s": candidate.bottom_end_s - candidate.bottom_start_s,
        "concentric_s": candidate.end_s - candidate.bottom_end_s,
        "peak_eccentric_deg_s": _peak(down, rate_hz),
        "mean_eccentric_deg_s": _mean(down),
        "peak_concentric_deg_s": _peak(up, rate_hz),
        "mean_concentric_deg_s": _mean(up),
        "eccentric_sparc": spectral_arc_length(np.abs(down), rate_hz),
        "concentric_sparc": spectral_arc_length(np.abs(up), rate_hz),
        "hinge_share": _hinge_share(rate, poses[:, 3:6]),
        "frontal_wobble_deg": frontal_wobble_deg(poses, frame),
        "transverse_wobble_deg": transverse_wobble_deg(poses, frame, rate_hz),
        "knee_arm_m": lever.arm_m if lever and lever.error_m <= MAX_ARM_ERROR_M else None,
        "knee_arm_error_m": lever.error_m if lever else None,
    }


def _peak(rate_deg_s: Floats, rate_hz: int) -> float | None:
    """Largest of the means over `PEAK_S`; None for a phase that is shorter."""
    width = round(PEAK_S * rate_hz)
    if len(rate_deg_s) < width:
        return None
    return float(np.max(np.convolve(rate_deg_s, np.ones(width) / width, "valid")))


def _mean(rate_deg_s: Floats) -> float | None:
    return float(np.mean(rate_deg_s)) if len(rate_deg_s) else None


def _hinge_share(rate_deg_s: Floats, rate_rad_s: Floats) -> float | None:
    """Share of the turning, squared, that is about the hinge axis: 1 for a pure hinge."""
    if len(rate_deg_s) < MIN_SAMPLES:
        return None
    whole = float((rate_rad_s * rate_rad_s).sum())
    about = np.radians(rate_deg_s)
    return float((about * about).sum()) / whole if whole > 0.0 else None


def _at(candidate: Candidate, time_s: float, rate_hz: int) -> int:
    return round((time_s - candidate.start_s) * rate_hz)


def complete(
    metrics: Metrics, return_deg: float | None, top_s: float | None
) -> tuple[Metrics, dict[str, str]]:
    """Add what is known only later: return to tall, stay at the top. Names what is missing."""
    full: Metrics = {**metrics, "top_s": top_s, "return_deg": return_deg}
    reasons = {"top_s": NO_NEXT_REP, "return_deg": BROKEN_OFF}
    if full.get("knee_arm_error_m") is not None:
        reasons["knee_arm_m"] = TOO_VAGUE
    return full, {name: reasons.get(name, TOO_SHORT) for name, v in full.items() if v is None}
