"""Whether a hinge frame that was just found may be believed, beside what is known already."""

from __future__ import annotations

import math

import numpy as np

from imu.counter.axis import AxisEstimate, turn_between_deg
from imu.counter.candidates import swing_from_first
from imu.counter.tilt import HingeFrame, Vector, as_vector, sagittal_deg, unit
from imu.samples import Floats

OTHER_AXIS_DEG = 20.0
"""degrees. A new axis must differ by more than calibration error (8-10 degrees at p95) to replace
one."""

QUIET_TICKS = 15
_QUIET_DEG = 1.5
"""Quiet for 0.6 s within 1.5 degrees; sway on one leg is 0.2-1 degree RMS."""

_CLOSE_DEG = 8.0
"""degrees; a quiet pose so near to the tall pose that was told of is tall from then on: told on
both feet, people stand a few degrees otherwise on one. Only the very smallest rep is below it."""

_NEAR_DEG = 12.0
"""degrees; nobody stands tall the same way twice, but within that (lean, stance, slow drift)."""

_MOVED_DEG = 4.0
"""degrees within three seconds: less is standing, and not worth a look."""

_AWAY_SHARE = 0.7
"""of the swing of a run of cycles: so near to the pose that was told to be tall its own tall is."""

_SWAY_SHARE = 0.5
"""of the last accepted rep's swing: smaller would be a partial rep (rule table)."""


def has_moved(up: Floats) -> bool:
    """Whether (n, 3) up vectors of some seconds are of more than standing."""
    spread = up.max(axis=0) - up.min(axis=0)
    return bool(np.degrees(np.sqrt(np.sum(spread * spread))) > _MOVED_DEG)


def is_near(up: Floats, frame: HingeFrame, within_deg: float = _NEAR_DEG) -> bool:
    """Whether a pose (3,) is about the frame's tall."""
    return bool(unit(up) @ np.array(frame.tall) > math.cos(math.radians(within_deg)))


def quiet_close_to(up: Floats, tall: Vector) -> Vector | None:
    """The pose in which (n, 3) up vectors end, if it was quiet and close to `tall`."""
    last = up[-QUIET_TICKS:]
    if len(last) < QUIET_TICKS:
        return None
    pose = unit(last.mean(axis=0))
    spread = float(np.degrees(np.sqrt(((last - pose) ** 2).sum(axis=1).max())))
    away = math.degrees(math.acos(min(float(pose @ np.array(tall)), 1.0)))
    return as_vector(pose) if spread < _QUIET_DEG and away < _CLOSE_DEG else None


def is_sway(run: Floats, frame: HingeFrame, tall: Vector | None, rep: Floats | None) -> bool:
    """Whether a run of cycles is no more than the sway of someone who holds the bottom.

    It goes on there, cycle after cycle, in any direction: small beside the last accepted rep, or
    far from the pose that was told to be tall.

    Parameters
    ----------
    run : (n, 3) up vectors of the cycles that `frame` was found in.
    tall : the pose that was told to be tall, if any was.
    rep : (m, 3) up vectors of the last accepted rep, if there is one.
    """
    swing_deg = _swing_deg(run, frame)
    if tall is not None and not is_near(np.array(tall), frame, _CLOSE_DEG):
        away = math.cos(math.radians(_AWAY_SHARE * swing_deg))
        if float(np.array(tall) @ np.array(frame.tall)) < away:
            return True
    if rep is None or len(rep) < 2:
        return False
    return swing_deg < _SWAY_SHARE * swing_from_first(rep)


def is_news(found: AxisEstimate, old: HingeFrame) -> bool:
    """Whether an estimate says something else than the frame there is.

    The opposite direction on the same line is believed only from someone who was seen to stand
    still, at the start or before: in the midst of cycles either end may look like the beginning.
    """
    if turn_between_deg(found.frame, old) < OTHER_AXIS_DEG:
        return False
    # The medio-lateral axis tells: tall and forward of a reversed frame are off by its depth, too.
    cosine = float(np.dot(np.array(found.frame.lateral), np.array(old.lateral)))
    opposite = cosine < -math.cos(math.radians(OTHER_AXIS_DEG))
    return found.quiet_start or found.at_home or not opposite


def _swing_deg(up: Floats, frame: HingeFrame) -> float:
    """How far (n, 3) up vectors swing for most of the time, degrees: one way down does not show."""
    low, high = np.percentile(sagittal_deg(up, frame), [10, 90])
    return float(high - low)
