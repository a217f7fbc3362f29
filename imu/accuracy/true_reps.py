"""What the metrics of a rep would be if the thigh itself were measured, without any error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.counter.likeness import Curve, curve_of
from imu.counter.metrics import PEAK_S, Metrics
from imu.counter.smoothness import spectral_arc_length
from imu.counter.steadiness import residual_rms
from imu.samples import Floats, Rep, Side
from imu.simulator import SimulatedSession, TrueRep, rotations
from imu.simulator.hinges import SHANK_RANGE_DEG
from imu.simulator.truth import TRUTH_RATE_HZ

_RETURN_S = 0.3
"""s after the end of a rep in which its return to tall is read, as in the metric."""


@dataclass(frozen=True, slots=True)
class _Phase:
    """True rate of tilt over one phase at 200 Hz, degrees/s, positive in the phase's own sense."""

    rate_deg_s: Floats

    @property
    def mean(self) -> float:
        return float(np.mean(self.rate_deg_s))

    @property
    def peak(self) -> float | None:
        width = round(PEAK_S * TRUTH_RATE_HZ)
        if len(self.rate_deg_s) < width:
            return None
        return float(np.max(np.convolve(self.rate_deg_s, np.ones(width) / width, "valid")))

    @property
    def sparc(self) -> float | None:
        return spectral_arc_length(np.abs(self.rate_deg_s), TRUTH_RATE_HZ)


def true_curve(session: SimulatedSession, rep: TrueRep) -> Curve:
    """The rep's curve of true tilt above tall."""
    return curve_of(_tilt(session, rep.side, rep.start_s, rep.end_s) - rep.tall_deg)


def true_rep(session: SimulatedSession, rep: TrueRep, after: TrueRep | None) -> Rep:
    """A true rep as a result would list it; `after` is the next one of its set, if there is one.

    A metric that the truth does not know is not among its metrics.
    """
    return Rep(
        start_s=rep.start_s,
        bottom_start_s=rep.bottom_start_s,
        bottom_end_s=rep.bottom_end_s,
        end_s=rep.end_s,
        provisional_s=rep.end_s,
        announced_s=None,
        depth_deg=rep.depth_deg,
        counted=rep.kind != "partial",
        flags=(),
        metrics=_metrics(session, rep, after),
    )


def _metrics(session: SimulatedSession, rep: TrueRep, after: TrueRep | None) -> Metrics:
    side = rep.side
    down = _Phase(_rate(session, side, rep.start_s, rep.bottom_start_s))
    up = _Phase(-_rate(session, side, rep.bottom_end_s, rep.end_s))
    back = _tilt(session, side, rep.end_s, rep.end_s + _RETURN_S)
    return {
        "eccentric_s": rep.bottom_start_s - rep.start_s,
        "bottom_s": rep.bottom_end_s - rep.bottom_start_s,
        "concentric_s": rep.end_s - rep.bottom_end_s,
        "top_s": after.start_s - rep.end_s if after else None,
        "return_deg": float(np.min(back)) - rep.tall_deg,
        "peak_eccentric_deg_s": down.peak,
        "mean_eccentric_deg_s": down.mean,
        "peak_concentric_deg_s": up.peak,
        "mean_concentric_deg_s": up.mean,
        "eccentric_sparc": down.sparc,
        "concentric_sparc": up.sparc,
        "knee_arm_m": _arm(session, rep),
        **_out_of_plane(session, rep),
    }


def _tilt(session: SimulatedSession, side: Side, start_s: float, end_s: float) -> Floats:
    """True tilt at 200 Hz from the first to the last instant, at least two of them, degrees."""
    trace = session.truth.tilts[side]
    first, last = np.searchsorted(trace.time_s, (start_s, end_s))
    return trace.tilt_deg[first : max(last, first + 2)]


def _rate(session: SimulatedSession, side: Side, start_s: float, end_s: float) -> Floats:
    return np.gradient(_tilt(session, side, start_s, end_s), 1.0 / TRUTH_RATE_HZ)


def _out_of_plane(session: SimulatedSession, rep: TrueRep) -> Metrics:
    trace = session.truth.traces[rep.side]
    first, last = np.searchsorted(trace.time_s, (rep.start_s, rep.end_s))
    part = slice(int(first), int(last) + 1)
    time_s, tilt = trace.time_s[part], trace.tilt_deg[part]
    if len(time_s) < 3:
        return {}
    frontal, transverse = trace.frontal_deg[part], trace.transverse_deg[part]
    roll, pitch, yaw = (np.radians(angle) for angle in (frontal, -tilt, transverse))
    turning = rotations.euler_rate(
        roll,
        pitch,
        np.gradient(roll, time_s),
        np.gradient(pitch, time_s),
        np.gradient(yaw, time_s),
    )
    whole = float((turning**2).sum())
    return {
        "frontal_wobble_deg": residual_rms(frontal, tilt),
        "transverse_wobble_deg": residual_rms(transverse, tilt),
        "hinge_share": float((turning[:, 1] ** 2).sum()) / whole if whole > 0.0 else None,
    }


def _arm(session: SimulatedSession, rep: TrueRep) -> float | None:
    """Distance to the point about which the thigh turns: the knee, unless the shank goes along."""
    plan = session.plan
    if session.truth.sets[rep.set_index].style != "hinge":
        return None
    shank = np.clip(plan.person.shank_gain * rep.depth_deg, *SHANK_RANGE_DEG) / rep.depth_deg
    return plan.mount(rep.side).above_knee_m - float(shank) * plan.person.shank_m
