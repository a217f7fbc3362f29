"""Running sessions to their end, and sources that misbehave."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field

from imu.events import AnyEvent, Event
from imu.feed import commands_of, counted_streams, tracker_for
from imu.live import (
    Ended,
    LiveSession,
    ReplaySource,
    Sought,
    StreamItem,
    Tick,
    Update,
    Worker,
)
from imu.recording import Recording
from imu.samples import Session, Side
from imu.settings import Settings
from tests.patience import PATIENCE_S


def in_one_go(
    recording: Recording, settings: Settings | None = None
) -> tuple[list[AnyEvent], Session]:
    """What the tracker says when it is fed everything at once, as `imu.analyze` does it.

    Without settings it is remembered: a module's tests hold theirs against the same few recordings.
    """
    if settings is not None:
        return _in_one_go(recording, settings)
    if id(recording) not in _REMEMBERED:
        _REMEMBERED[id(recording)] = recording, _in_one_go(recording, None)
    events, session = _REMEMBERED[id(recording)][1]
    return list(events), session


_REMEMBERED: dict[int, tuple[Recording, tuple[list[AnyEvent], Session]]] = {}
"""By identity; the recording is kept, so that no other one gets its number."""


def _in_one_go(recording: Recording, settings: Settings | None) -> tuple[list[AnyEvent], Session]:
    tracker = tracker_for(recording, settings)
    events: list[AnyEvent] = []
    for command in commands_of(recording):
        events += tracker.feed(command)
    for stream in counted_streams(recording).values():
        events += tracker.feed(stream.block)
    session, last = tracker.finish()
    return events + last, session


def to_the_end(session: LiveSession, each: Callable[[Update], None] | None = None) -> list[Update]:
    """Run a session in a worker of its own; all its updates. `each` is called as they come."""
    with Worker() as worker:
        session.start(worker)
        return rest_of(session, each)


def rest_of(
    session: LiveSession,
    each: Callable[[Update], None] | None = None,
    patience_s: float = PATIENCE_S,
) -> list[Update]:
    """All updates of a session that runs, until its end."""
    updates: list[Update] = []
    limit = time.monotonic() + patience_s
    while not (updates and isinstance(updates[-1], Ended)):
        assert time.monotonic() < limit, "the session does not end"
        for update in session.updates(wait_s=0.05):
            updates.append(update)
            if each is not None:
                each(update)
    return updates


def until(session: LiveSession, found: Callable[[Update], bool]) -> list[Update]:
    """Updates up to and with the batch that holds one that is `found`."""
    updates: list[Update] = []
    limit = time.monotonic() + PATIENCE_S
    while not any(found(update) for update in updates):
        assert time.monotonic() < limit, "what was waited for does not come"
        updates += session.updates(wait_s=0.05)
    return updates


def events_in(updates: Iterable[Update]) -> list[AnyEvent]:
    """The tracker's own events among the updates."""
    return [update for update in updates if isinstance(update, Event)]


def end_of(updates: list[Update]) -> Ended:
    """The last update, which must be an `Ended`, and the only one."""
    last = updates[-1]
    assert isinstance(last, Ended)
    assert sum(isinstance(update, Ended) for update in updates) == 1
    return last


@dataclass
class ListSource:
    """Gives these items, then raises `error` if there is one, or hangs if it shall."""

    items: Sequence[StreamItem]
    sides: tuple[Side, ...] = ("right",)
    error: Exception | None = None
    hangs: bool = False
    name: str = "list"
    span_s: tuple[float, float] | None = None
    clock_s: float | None = None
    is_closed: bool = field(default=False, init=False)

    def now_s(self) -> float | None:
        return self.clock_s

    async def __aiter__(self) -> AsyncIterator[StreamItem]:
        try:
            for item in self.items:
                yield item
            if self.hangs:
                await asyncio.Event().wait()
            if self.error is not None:
                raise self.error
        finally:
            self.is_closed = True


class WatchedReplay:
    """A replay that says where it was entered; `on_travel` is called before each item of a seek."""

    def __init__(self, replayed: Recording, block_s: float = 0.04) -> None:
        self._source = ReplaySource(replayed, block_s)
        self.entered: list[tuple[float, float]] = []
        self.on_travel: Callable[[int], None] | None = None

    @property
    def recording(self) -> Recording:
        return self._source.recording

    @property
    def name(self) -> str:
        return self._source.name

    @property
    def sides(self) -> tuple[Side, ...]:
        return self._source.sides

    @property
    def span_s(self) -> tuple[float, float]:
        return self._source.span_s

    def now_s(self) -> float | None:
        return None

    def __aiter__(self) -> AsyncIterator[StreamItem]:
        return aiter(self._source)

    async def since(self, time_s: float, target_s: float) -> AsyncIterator[StreamItem]:
        self.entered.append((time_s, target_s))
        count = 0
        async for entry in self._source.since(time_s, target_s):
            if self.on_travel is not None and entry[0] < target_s:
                count += 1
                self.on_travel(count)
            yield entry


def sought(session: LiveSession, time_s: float) -> list[Update]:
    """Seek a time inside the recording; updates until it has arrived, the picture included."""
    session.seek(time_s)
    updates: list[Update] = []
    limit = time.monotonic() + PATIENCE_S
    while not any(isinstance(update, Tick) for update in since_sought(updates, time_s)):
        assert time.monotonic() < limit, f"it does not arrive at {time_s} s"
        updates += session.updates(wait_s=0.05)
    return updates


def since_sought(updates: list[Update], time_s: float | None = None) -> list[Update]:
    """The last `Sought` (of that time, if one is named) and what came after; empty without one."""
    for n in reversed(range(len(updates))):
        update = updates[n]
        if isinstance(update, Sought) and time_s in (None, update.time_s):
            return updates[n:]
    return []


def events_since_sought(updates: list[Update]) -> list[AnyEvent]:
    """All of the session's events as a view knows them that has heard of the last seek."""
    first, *rest = since_sought(updates)
    assert isinstance(first, Sought)
    return events_in([*first.past, *rest])
