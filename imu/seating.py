"""Signs that a hinge frame is another one by now, or never was right."""

from __future__ import annotations

import numpy as np

from imu.samples import Floats
from imu.standing import StandingState
from imu.tilt import HingeFrame, frontal_deg, sagittal_deg

_RESEATED_CELLS = 3
_RESEATED_UNTOUCHED_CELLS = 8
_RESEATED_ASIDE_DEG = 25.0
_RESEATED_BACK_DEG = -25.0
_RESEATED_FORWARD_DEG = 125.0
"""Quiet for so many half-seconds, fewer after a hand was at the sensor, in a pose that no standing
or sitting thigh has: so far out of the hinge plane, behind tall, or beyond horizontal. The sensor
was turned: its axis is another one. A slip of the strap by 25 degrees is the most that the axis can
follow by itself."""

ASIDE_S = 5
_ASIDE_DEG = 12.0
_ASIDE_SHARE = 1.2
ASIDE_LOOKS = 3
"""In the last 5 s the thigh moved aside by so much and by more than it hinged, at three looks."""


def is_reseated(standing: StandingState, frame: HingeFrame, *, handled: bool) -> bool:
    """Whether the sensor has come to rest in a pose that it cannot have in this frame.

    Parameters
    ----------
    standing : what is known of quiet poses.
    frame : what was borne out by reps.
    handled : whether a hand was seen at the sensor since the last one.
    """
    cells = _RESEATED_CELLS if handled else _RESEATED_UNTOUCHED_CELLS
    if standing.still < cells or standing.quiet_before is None:
        return False
    pose = np.array([standing.quiet_before])
    tilt = float(sagittal_deg(pose, frame)[0])
    aside = abs(float(frontal_deg(pose, frame)[0]))
    return aside > _RESEATED_ASIDE_DEG or not _RESEATED_BACK_DEG < tilt < _RESEATED_FORWARD_DEG


def moves_aside(up: Floats, frame: HingeFrame) -> bool:
    """Whether (n, 3) up vectors swung aside more than they hinged."""
    aside = float(np.ptp(frontal_deg(up, frame)))
    along = float(np.ptp(sagittal_deg(up, frame)))
    return aside > max(_ASIDE_DEG, _ASIDE_SHARE * along)
