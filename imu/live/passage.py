"""One way through a source: what is still to come, its line, and what was told."""

from __future__ import annotations

import math
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
)
from functools import partial
from typing import cast

from imu.counter.tracker import Tracker
from imu.events import Event
from imu.feed import tracker_for
from imu.live.line import Line
from imu.live.past import Happening, Survey, Told, Waypoint
from imu.live.source import SeekableSource, StreamItem
from imu.live.updates import Update
from imu.settings import Settings

LEAD_S = 12.0
"""s before a target from which on it is travelled to, if possible: so that plots of the last ten
seconds are full on arrival."""


_PLAY_COST = 6.0
"""Pieces that are fit for watching take so many times as long to work through as those for
travelling (measured with two sensors)."""


class Passage:
    """Items on their way through a line.

    Parameters
    ----------
    line : they go through it.
    items : what is still to come.
    past : what was told of the recording before `items`.
    remembers : whether to add to it; over hours of training it grows, and only a seek asks for it.

    Attributes
    ----------
    line : as above.
    past : what was told so far.
    time_s : stream time at which the last item was complete, s; -inf before the first.
    """

    def __init__(
        self,
        line: Line,
        items: AsyncIterable[StreamItem],
        past: Iterable[Happening] = (),
        *,
        remembers: bool = True,
    ) -> None:
        self.line = line
        self.past: list[Happening] = list(past)
        self.time_s = -math.inf
        self._all = items
        self._items: AsyncIterator[StreamItem] | None = None
        self._held: StreamItem | None = None
        self._remembers = remembers

    async def next(self) -> StreamItem | None:
        """The next item; None if there is none."""
        if self._held is not None:
            entry, self._held = self._held, None
            return entry
        if self._items is None:
            self._items = aiter(self._all)
        return await anext(self._items, None)

    def hold(self, entry: StreamItem) -> None:
        """Give an item back, to be the next one again."""
        self._held = entry

    def take(self, entry: StreamItem) -> None:
        """Let the line take an item, and tell of it."""
        self.time_s = entry[0]
        self.line.take(*entry)

    def tell_to(self, tell: Callable[[Update], None]) -> None:
        """From now on, tell what comes of the items."""
        past = self.past if self._remembers else None

        def told(update: Update) -> None:
            if past is not None:
                _keep(update, past)
            tell(update)

        self.line.tell = told

    async def travel(
        self, target_s: float, breathe: Callable[[], Awaitable[None]], is_wanted: Callable[[], bool]
    ) -> bool:
        """Let the line take everything before `target_s`, telling nobody.

        Returns
        -------
        Whether it got there; false once it was not wanted any more.
        """
        self.line.tell = partial(_keep, past=self.past)
        while (entry := await self.next()) is not None:
            if entry[0] >= target_s:
                self.hold(entry)
                break
            self.time_s = entry[0]
            self.line.feed(entry[1])
            await breathe()
            if not is_wanted():
                return False
        return True

    def leads_to(self, target_s: float, place: Waypoint | None, start_s: float) -> bool:
        """Whether going on from here is the shortest way, and gives what was recorded.

        Parameters
        ----------
        target_s : where to go, s.
        place : the waypoint to go on from otherwise; None for the beginning.
        start_s : the beginning, s.
        """
        if not self.line.is_untouched or self.time_s > target_s:
            return False
        around_s = target_s - (place.time_s if place is not None else start_s)
        return _PLAY_COST * (target_s - self.time_s) <= around_s

    async def close(self) -> None:
        """Take no more items."""
        items = cast("object", self._items)
        if isinstance(items, AsyncGenerator):
            await cast("AsyncGenerator[StreamItem]", items).aclose()


def _keep(update: Update, past: list[Happening]) -> None:
    """Add what stays true. No method, so that a passage that was left is gone at once."""
    if isinstance(update, Told | Event):
        past.append(update)


def place_before(target_s: float, survey: Survey | None) -> Waypoint | None:
    """The waypoint from which to travel to a target; None for the recording's beginning."""
    places = survey.waypoints if survey is not None else ()
    early = [place for place in places if place.time_s <= target_s - LEAD_S]
    return early[-1] if early else None


def passage_to(
    target_s: float,
    source: SeekableSource,
    settings: Settings | None,
    survey: Survey | None,
    place: Waypoint | None,
) -> Passage:
    """The way from a waypoint of the survey, or from the beginning, by `target_s` to the end."""
    if survey is None or place is None:
        line = Line(tracker_for(source.recording, settings), source.sides, None, _nobody)
        return Passage(line, source.since(-math.inf, target_s))
    tracker = Tracker.restore(place.saved, settings)
    line = Line(tracker, source.sides, None, _nobody, place.names)
    return Passage(line, source.since(place.time_s, target_s), survey.updates[: place.told])


def _nobody(_: Update) -> None:
    """Hears nothing: whoever travels says who shall hear."""
