"""The hinge axis against the true medio-lateral one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from imu.accuracy.model import AxisError
from imu.counter.tilt import HingeFrame
from imu.samples import Side
from imu.simulator import SimulatedSession

TURNED = ("slipping", "re-strapped")
"""Strata in which the sensor does not stay as it was strapped on: its axis is another one then."""


def axis_error(session: SimulatedSession, side: Side, frame: HingeFrame) -> AxisError | None:
    """How far the frame's lateral axis is from the true one; None where the sensor was turned.

    The frame's lateral axis points to the person's left, the truth's to the right.
    """
    if session.plan.note in TURNED:
        return None
    true = -session.truth.traces[side].medio_lateral
    cosine = float(np.dot(true, np.array(frame.lateral)))
    degrees = math.degrees(math.acos(min(abs(cosine), 1.0)))
    return AxisError(degrees=degrees, reversed=cosine < 0.0)


def frame_at(frames: Sequence[tuple[int, HingeFrame]], index: int) -> HingeFrame | None:
    """The last frame that begins at or before a grid index; the first one before all."""
    if not frames:
        return None
    begun = [frame for first, frame in frames if first <= index]
    return begun[-1] if begun else frames[0][1]
