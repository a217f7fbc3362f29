"""Signs that a hinge frame is another one by now, or never was right."""

from __future__ import annotations

import numpy as np

from imu.counter.candidates import Candidate
from imu.counter.cycles import TICK_HZ
from imu.counter.standing import StandingState
from imu.counter.tilt import HingeFrame, frame_from, frontal_deg, sagittal_deg
from imu.samples import Floats

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


_TURNED_DEG = 60.0
_TURNED_TALL_DEG = 30.0
"""A sensor that was turned so far sideways or about the thigh was in a hand; where it then rests
so far from tall in any direction, it was put on anew: nobody sits down while strapping."""


def is_turned(handling: Candidate) -> bool:
    """Whether a movement that was handling was no knock but a sensor turned in the hand."""
    return max(handling.frontal_deg, handling.transverse_deg) > _TURNED_DEG


def is_reseated(
    standing: StandingState, frame: HingeFrame, *, handled: bool, turned: bool = False
) -> bool:
    """Whether the sensor has come to rest in a pose that it cannot have in this frame.

    Parameters
    ----------
    standing : what is known of quiet poses.
    frame : what was borne out by reps.
    handled : whether a hand was seen at the sensor since the last one.
    turned : whether it was seen to turn the sensor.
    """
    cells = _RESEATED_CELLS if handled else _RESEATED_UNTOUCHED_CELLS
    if standing.still < cells or standing.quiet_before is None:
        return False
    pose = np.array([standing.quiet_before])
    tilt = float(sagittal_deg(pose, frame)[0])
    aside = abs(float(frontal_deg(pose, frame)[0]))
    if turned and max(aside, abs(tilt)) > _TURNED_TALL_DEG:
        return True
    return aside > _RESEATED_ASIDE_DEG or not _RESEATED_BACK_DEG < tilt < _RESEATED_FORWARD_DEG


_SLIP_CELLS = 3
_SLIP_ASIDE_DEG = 8.0
"""Quiet for so many half-seconds, so far out of the hinge plane: the strap has slipped. On one leg
people stand within a few degrees of their own pose."""


def with_slip(frame: HingeFrame, standing: StandingState) -> HingeFrame | None:
    """The frame turned with a sensor that slipped aside, the shortest way; None if it did not."""
    if standing.still < _SLIP_CELLS or standing.quiet_before is None:
        return None
    pose = np.array([standing.quiet_before])
    if not _SLIP_ASIDE_DEG < abs(float(frontal_deg(pose, frame)[0])) <= _RESEATED_ASIDE_DEG:
        return None
    # What is out of plane is the slip; how far the thigh is flexed stays as it was.
    tilt = np.radians(float(sagittal_deg(pose, frame)[0]))
    tall, ahead, aside = (np.array(v) for v in (frame.tall, frame.forward, frame.lateral))
    in_plane = np.cos(tilt) * tall + np.sin(tilt) * ahead
    out = float(pose[0] @ aside)
    cosine = np.sqrt(1.0 - out * out)
    turned_in_plane = cosine * in_plane + out * aside
    across = np.cos(tilt) * ahead - np.sin(tilt) * tall
    new_tall = np.cos(tilt) * turned_in_plane - np.sin(tilt) * across
    new_ahead = np.sin(tilt) * turned_in_plane + np.cos(tilt) * across
    return frame_from(new_tall, new_ahead, frame.confidence, frame.epoch)


def moves_aside(up: Floats, frame: HingeFrame) -> bool:
    """Whether (n, 3) up vectors swung aside more than they hinged."""
    aside = float(np.ptp(frontal_deg(up, frame)))
    along = float(np.ptp(sagittal_deg(up, frame)))
    return aside > max(_ASIDE_DEG, _ASIDE_SHARE * along)


_BEHIND_DEG = 12.0
_BEHIND_S = 1.0
"""From standing tall the thigh cannot be drawn back by so much for so long: where it seems to be,
the axis points the other way. Walking draws it back by 10-20 degrees, for half a second."""


def swings_behind(up: Floats, frame: HingeFrame) -> bool:
    """Whether (n, 3) up vectors at `TICK_HZ` went behind tall and came back, as none can hinge."""
    tilt = sagittal_deg(up, frame)
    deepest = float(tilt.min())
    if deepest > -_BEHIND_DEG or tilt[-1] < 0.5 * deepest or tilt.max() > -0.5 * deepest:
        return False
    return int((tilt < 0.5 * deepest).sum()) > _BEHIND_S * TICK_HZ
