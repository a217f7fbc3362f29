"""Goes once through a whole recording, faster than it was lived, and says what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from imu.counter.chainstate import LONG_AGO
from imu.counter.tilt import sagittal_deg
from imu.feed import sides_of, stream_of, tracker_for
from imu.live.line import Line
from imu.live.past import Happening, Survey, Waypoint
from imu.live.updates import Update
from imu.recording import Recording
from imu.samples import Block, Command, Floats, Side
from imu.settings import Settings

BLOCK_S = 1.0
"""s of samples at a time: as quick as larger pieces, and a stop is heard at once."""

MIN_SPACING_S, MAX_WAYPOINTS = 10.0, 60
"""Places to go on from: so close that going on takes no time, and, as each holds about 0.8 MB for
every sensor, so few that an hour takes no more memory than ten minutes."""

OUTLINE_HZ = 5
"""Hz. A rep takes seconds; a timeline has some thousand pixels."""


def survey(
    recording: Recording, settings: Settings | None, wanted: Callable[[], bool]
) -> Survey | None:
    """What the causal counter says about a recording from its beginning to its end.

    Parameters
    ----------
    recording : what to go through.
    settings : the tracker's.
    wanted : asked before every piece; once it says no, there is no survey.

    Raises
    ------
    StreamError : the recording breaks the contract of `Tracker.feed`.
    """
    surveyor = _Surveyor(recording, settings)
    for item in _with_waypoints(recording, surveyor):
        if not wanted():
            return None
        surveyor.feed(item)
    return surveyor.survey()


def _with_waypoints(recording: Recording, surveyor: _Surveyor) -> Iterator[Block | Command]:
    """All items; before the first one of every so many seconds, a waypoint is made."""
    spacing_s = max(MIN_SPACING_S, (recording.end_s - recording.start_s) / MAX_WAYPOINTS)
    due_s = recording.start_s + spacing_s
    for time_s, item in stream_of(recording, BLOCK_S):
        if time_s >= due_s and (place_s := _whole(time_s)) >= due_s:
            surveyor.mark(place_s)
            due_s = place_s + spacing_s
        yield item


def _whole(time_s: float) -> float:
    """The beginning of the piece that holds `time_s`: all earlier pieces were fed before it."""
    return float(np.floor(time_s / BLOCK_S)) * BLOCK_S


@dataclass
class _Outline:
    """Tilt of one side, gathered at every so manieth grid index."""

    index: list[int] = field(default_factory=list[int])
    tilt_deg: list[float] = field(default_factory=list[float])
    seen: int = LONG_AGO

    def array(self, step: int, rate_hz: int) -> Floats:
        """(n, 2) as in `Survey.outlines`."""
        if not self.index:
            return np.zeros((0, 2))
        at = np.array(self.index) // step
        outline = np.full((at[-1] - at[0] + 1, 2), np.nan)
        outline[:, 0] = np.arange(at[0], at[-1] + 1) * (step / rate_hz)
        outline[at - at[0], 1] = self.tilt_deg
        return outline


class _Surveyor:
    def __init__(self, recording: Recording, settings: Settings | None) -> None:
        sides = sides_of(recording)
        self._tracker = tracker_for(recording, settings)
        self._line = Line(self._tracker, sides, None, self._hear)
        self._updates: list[Happening] = []
        self._waypoints: list[Waypoint] = []
        self._outlines: dict[Side, _Outline] = {side: _Outline() for side in sides}
        self._rate_hz = self._tracker.settings.grid.rate_hz
        self._step = self._rate_hz // OUTLINE_HZ

    def feed(self, item: Block | Command) -> None:
        """Take the next item."""
        self._line.feed(item)
        if isinstance(item, Block):
            self._draw(item.side)

    def mark(self, time_s: float) -> None:
        """Make a waypoint here; everything before `time_s` was fed."""
        self._waypoints.append(self._line.waypoint(time_s, len(self._updates)))

    def survey(self) -> Survey:
        """The end is reached."""
        session = self._line.finish()
        assert session is not None  # a tracker that breaks raises at once
        outlines = {
            self._line.glimpse(side)[0]: outline.array(self._step, self._rate_hz)
            for side, outline in self._outlines.items()
        }
        return Survey(tuple(self._updates), session, tuple(self._waypoints), outlines)

    def _hear(self, update: Update) -> None:
        self._updates.append(cast("Happening", update))  # no pictures are made here

    def _draw(self, side: Side) -> None:
        outline, (_, look) = self._outlines[side], self._line.glimpse(side)
        index, poses = self._tracker.poses_since(side, outline.seen)
        if not len(index):
            return
        outline.seen = int(index[-1])
        on = index % self._step == 0
        outline.index += index[on].tolist()
        if look.frame is None or look.base_deg is None:
            outline.tilt_deg += [np.nan] * int(on.sum())
        else:
            tilt = sagittal_deg(poses[on, :3], look.frame) - look.base_deg
            outline.tilt_deg += tilt.tolist()
