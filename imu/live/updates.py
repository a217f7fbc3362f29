"""What a running session tells whoever watches it, besides the tracker's own events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imu.counter.glimpse import Glimpse
from imu.events import AnyEvent
from imu.live.past import Happening, Survey, Told
from imu.samples import Session
from imu.sources.news import LinkReport


@dataclass(frozen=True, slots=True)
class Started:
    """The session runs; always the first update.

    Attributes
    ----------
    name : the recording's or the sensor's name.
    sides : the thighs that send samples.
    start_s, end_s : session time of the first and the last sample, s; None where nobody can know.
    later : those of `sides` that get the only sensor later.
    """

    name: str
    sides: tuple[str, ...]
    start_s: float | None = None
    end_s: float | None = None
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paced:
    """How fast stream time passes from now on: `speed` as in `imu.live.LiveSession`."""

    speed: float | None
    paused: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """What every side looks like at stream time `time_s`, for pictures and plots."""

    time_s: float
    sides: Mapping[str, Glimpse]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Samples are not getting to the disk, in a sentence for a person; None when that is over."""

    problem: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """The session goes on at another time: what was told before counts no more.

    Attributes
    ----------
    time_s : session time from which on it plays, s.
    past : all commands and events from the recording's start until there.
    """

    time_s: float
    past: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The whole recording was gone through: what will come is known."""

    survey: Survey


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over. Only a `Surveyed` may follow, or a `Sought`, with which it lives again.

    Attributes
    ----------
    session : what was counted, or None if the counter itself broke.
    error : what ended it before its time, or None.
    stopped : whether it ended because it was told to.
    """

    session: Session | None
    error: Exception | None = None
    stopped: bool = False


Update = Started | Paced | Told | Tick | Trouble | LinkReport | Sought | Surveyed | Ended | AnyEvent
"""Everything that comes out of a session's queue."""
