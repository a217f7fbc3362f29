"""What scoring one simulated session gives."""

from __future__ import annotations

import msgspec

from imu.samples import Side
from imu.validation.model import Method, RepError


class SetScore(msgspec.Struct, frozen=True, kw_only=True):
    """One true set on one thigh with a sensor.

    Attributes
    ----------
    start_s, end_s : of the true set, s.
    wanted : reps that are to be counted. Partial ones are not, nor those of which too much was lost
        on the way (see `imu.accuracy.truth`): these may be counted or not.
    counted : counted reps whose bottom lies in the set, without those that may be counted or not.
    exact : whether every wanted rep was counted once and nothing else was.
    missed : of each wanted rep that was not counted, the reason that a person is told.
    extra : counted reps that are none.
    """

    side: Side
    start_s: float
    end_s: float
    wanted: int
    counted: int
    exact: bool
    missed: tuple[str, ...] = ()
    extra: int = 0

    @property
    def within_one(self) -> bool:
        """Whether the count is right, or off by one."""
        return abs(self.counted - self.wanted) <= 1


class Ghost(msgspec.Struct, frozen=True, kw_only=True):
    """A rep that was counted outside all sets: when, and what the person was doing."""

    side: Side
    bottom_s: float
    depth_deg: float
    doing: str


class AxisError(msgspec.Struct, frozen=True, kw_only=True):
    """How far the hinge axis is from the true medio-lateral one, degrees, and if it is reversed."""

    degrees: float
    reversed: bool


class CounterScore(msgspec.Struct, frozen=True, kw_only=True):
    """How one counter did on one session, all sides together.

    Attributes
    ----------
    sets : every true set on a thigh with a sensor.
    ghosts : reps counted outside all sets.
    withdrawn : dots outside all sets that went again (live only).
    found, matched : sets that were found, and those of them that stand for one true set each.
    errors : of the reps that lie alone in their window.
    axes : one for each set during which the sensor sat as it was strapped on.
    """

    sets: tuple[SetScore, ...]
    ghosts: tuple[Ghost, ...]
    withdrawn: int = 0
    found: int = 0
    matched: int = 0
    errors: tuple[RepError, ...] = ()
    axes: tuple[AxisError, ...] = ()


class CaseScore(msgspec.Struct, frozen=True, kw_only=True):
    """One simulated session.

    Attributes
    ----------
    armed : whether the counter was told of every set.
    duration_s : of the session, s.
    outside_s : time outside the sets, of all sensors together, s.
    counters : by method.
    alarms : codes of what review said about the sensors and is not true.
    metrics : by metric, found minus true, of what review found (`imu.accuracy.metric_truth`).
    """

    stratum: str
    seed: int
    armed: bool
    duration_s: float
    outside_s: float
    counters: dict[Method, CounterScore]
    alarms: tuple[str, ...] = ()
    metrics: dict[str, list[float]] = {}
