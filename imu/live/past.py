"""What is known of a recording that was gone through: all that is told, and places to go on from.

Plain data. `imu.live.survey` finds it out, seeking uses it, a timeline draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imu.events import AnyEvent
from imu.samples import Command, Floats, Session, Side


@dataclass(frozen=True, slots=True)
class Told:
    """A command, a person's or the source's, was recorded and is about to reach the tracker."""

    command: Command


Happening = Told | AnyEvent
"""What stays true once it was told: everything but ticks, pace and trouble."""


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A place in a recording from which the counter can go on as if it had never stopped.

    Attributes
    ----------
    time_s : session time; everything before it was fed, and nothing from it on, s.
    saved : the tracker then, as `imu.counter.tracker.Tracker.restore` wants it.
    names : what each stream's side was called.
    told : how many of the survey's `updates` had been told.
    """

    time_s: float
    saved: bytes
    names: Mapping[Side, str]
    told: int


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """A whole recording as the causal counter sees it.

    Attributes
    ----------
    updates : every command and event, in the order in which they are told.
    session : what is counted in all.
    waypoints : by increasing time; seeking goes on from them.
    outlines : by side, (n, 2) session time in s and thigh tilt from tall in degrees, evenly spaced
        and coarse, for a picture of the whole; tilt is NaN where it is not known.
    """

    updates: tuple[Happening, ...]
    session: Session
    waypoints: tuple[Waypoint, ...]
    outlines: Mapping[str, Floats]
