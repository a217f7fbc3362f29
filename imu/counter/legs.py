"""With a sensor on each thigh: whose turn is it to be judged, and which leg did the work.

Items of both sides are put into one order, by time and then by side, and handed on only up to the
*watermark*: the time that every sensor that is switched on has reached. So the outcome does not
depend on how the two streams interleave. The idle leg swings along in single-leg work; it is told
by comparing, over the same seconds, how far gravity moved in either sensor, which needs no axis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from imu.counter.candidates import Candidate, swing_from_first
from imu.counter.cycles import TICK_HZ
from imu.counter.items import Item
from imu.samples import SIDES, Floats, Ints, Side
from imu.settings import LegSettings

_UP_TO_DATE_S = 1.0
"""s. A sensor whose samples reach so close to the moment at which it left has sent all of them; a
whole recording is fed with its commands first, and then nothing can be said yet."""

Told = Literal["nothing", "works", "another works", "works, as all do"]
"""What a person told of a leg."""

_KEEP_S = 90
"""s of both legs' poses kept behind the watermark: the longest rep and the history it came from."""


def _no_ticks() -> Ints:
    return np.zeros(0, dtype=np.int64)


def _no_up() -> Floats:
    return np.zeros((0, 3))


@dataclass(slots=True)
class Track:
    """One side's up vectors (n, 3) at ticks (n,), items not yet judged, and how far it has got."""

    ticks: Ints = field(default_factory=_no_ticks)
    up: Floats = field(default_factory=_no_up)
    items: list[Item] = field(default_factory=list[Item])
    time_s: float = -1e300
    on: bool = True
    idle_until_s: float = -1e300


@dataclass(slots=True)
class LegState:
    """Both tracks by side."""

    tracks: dict[Side, Track] = field(default_factory=dict[Side, Track])


class Legs:
    """Orders the items of all sides and tells the idle leg."""

    def __init__(
        self, settings: LegSettings, sides: tuple[Side, ...], state: LegState | None = None
    ) -> None:
        self.settings = settings
        self.state = state or LegState({side: Track() for side in sides})

    @property
    def watermark_s(self) -> float:
        """Time that every sensor that is on has reached, s; if none is, the latest of any."""
        tracks = self.state.tracks.values()
        on = [track.time_s for track in tracks if track.on]
        return min(on) if on else max((track.time_s for track in tracks), default=math.inf)

    def add(
        self, side: Side, items: list[Item], ticks: list[tuple[Ints, Floats]], time_s: float
    ) -> None:
        """Take what one side's chain has produced up to `time_s`."""
        track = self.state.tracks[side]
        track.items.extend(items)
        if ticks:
            track.ticks = np.concatenate([track.ticks, *(t for t, _ in ticks)])
            track.up = np.concatenate([track.up, *(u for _, u in ticks)])
        track.time_s = max(track.time_s, time_s)

    def switch(self, side: Side, on: bool, time_s: float) -> None:
        """Wait for `side`'s samples from now on, or do not."""
        track = self.state.tracks[side]
        if on and not track.on:
            track.time_s = max(track.time_s, time_s)
        track.on = on

    def leave(self, side: Side, time_s: float) -> None:
        """The sensor leaves `side` at `time_s`: there will be no more samples before."""
        track = self.state.tracks[side]
        track.on = False
        if track.time_s > time_s - _UP_TO_DATE_S:
            track.time_s = max(track.time_s, time_s)

    def due(self, until_s: float) -> list[tuple[Side, Item]]:
        """Items of all sides up to `until_s`, in order, removed from the queues."""
        if not any(track.items for track in self.state.tracks.values()):
            return []
        found: list[tuple[float, int, int, Side, Item]] = []
        for side, track in self.state.tracks.items():
            ready = [item for item in track.items if item.time_s <= until_s]
            track.items = [item for item in track.items if item.time_s > until_s]
            order = SIDES.index(side)
            found.extend((item.time_s, order, i, side, item) for i, item in enumerate(ready))
        found.sort(key=lambda entry: entry[:3])
        return [(entry[3], entry[4]) for entry in found]

    def is_idle(self, candidate: Candidate, told: Told = "nothing") -> bool:
        """Whether another leg moved so much more meanwhile that this one only went along.

        Where the counter was told that another leg works, this one has to move clearly more to be
        believed; where it was told that all of them do, it may move clearly less.

        A leg that went along a moment ago must come closer to the other to count as working than
        one that worked: in the kickstand stance the rear thigh swings nearly as far as the front
        one. While the other sensor is out of reach, a leg that went along goes on doing so.
        """
        own = self._swing(candidate.side, candidate)
        others: list[Side] = [s for s in self.state.tracks if s != candidate.side]
        swings = [self._swing(side, candidate) for side in others]
        largest = max((swing for swing in swings if swing is not None), default=None)
        track = self.state.tracks[candidate.side]
        lately = candidate.start_s - track.idle_until_s < self.settings.idle_memory_s
        if own is None or largest is None:
            is_lost = largest is None and any(self.state.tracks[side].on for side in others)
            if lately and is_lost:
                track.idle_until_s = candidate.end_s
            return lately and is_lost
        share = self.settings.still_idle_share if lately else self.settings.idle_share
        if told == "another works":
            share = self.settings.told_share
        elif told == "works, as all do":
            share = self.settings.told_every_share
        if own < share * largest:
            track.idle_until_s = candidate.end_s
            return True
        return False

    def trim(self) -> None:
        """Forget poses long before the watermark."""
        mark = self.watermark_s
        if len(self.state.tracks) == 1 or not math.isfinite(mark):
            return
        first = int((mark - _KEEP_S) * TICK_HZ)
        for track in self.state.tracks.values():
            if len(track.ticks) and track.ticks[0] < first - _KEEP_S * TICK_HZ:
                at = int(np.searchsorted(track.ticks, first))
                track.ticks, track.up = track.ticks[at:].copy(), track.up[at:].copy()

    def _swing(self, side: Side, candidate: Candidate) -> float | None:
        track = self.state.tracks[side]
        first, last = round(candidate.start_s * TICK_HZ), round(candidate.end_s * TICK_HZ)
        a, b = np.searchsorted(track.ticks, [first, last + 1])
        return swing_from_first(track.up[a:b]) if b - a >= 3 else None
