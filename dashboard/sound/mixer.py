"""What the loudspeaker gets, sample by sample. Knows neither devices nor files."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.sound.library import RATE_HZ, Clip

STALE_S = 1.0
"""s. What could not begin this long after it was asked for is dropped: a late number is wrong."""

_FADE = RATE_HZ * 5 // 1000
"""Samples, 5 ms: what is cut short fades over these; shorter clicks, longer muddies the new one."""

_MAX_WAITING = 16
"""Clips. More than that only pile up where no device takes them."""


@dataclass(frozen=True, slots=True)
class Start:
    """When a clip was asked for and when its first sample was handed out, s on the clock."""

    asked_s: float
    begun_s: float


@dataclass(frozen=True, slots=True)
class _Wish:
    clip: Clip
    queued: bool
    asked_s: float
    within_s: float


@dataclass(slots=True)
class _Sound:
    """A clip, and how much of it was handed out."""

    clip: Clip
    at: int = 0

    def take(self, count: int) -> Clip:
        """At most so many samples, the next ones."""
        part = self.clip[self.at : self.at + count]
        self.at += len(part)
        return part

    def fade(self) -> None:
        """Let it die away from here instead of going on."""
        rest = self.clip[self.at : self.at + _FADE]
        ramp = np.linspace(1.0, 0.0, _FADE, dtype=np.float32)[: len(rest)]
        self.clip, self.at = rest * ramp, 0

    @property
    def is_over(self) -> bool:
        """Whether all was handed out."""
        return self.at >= len(self.clip)


class Mixer:
    """One clip at a time, the newest wins; silence where there is none.

    `ask` and `volume` are for any thread, `frames` for the one that feeds the device. None waits
    for another: what is asked for goes through a deque, whose two ends are safe without a lock.

    Parameters
    ----------
    clock : gives the time, s.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.volume = 1.0
        self._clock = clock
        self._wishes: deque[_Wish] = deque(maxlen=_MAX_WAITING)
        self._queue: deque[_Wish] = deque()
        self._current: _Sound | None = None
        self._fading: list[_Sound] = []
        self._volume_before = 1.0
        self._last_start: Start | None = None

    def ask(self, clip: Clip, queued: bool = False, within_s: float = math.inf) -> None:
        """Let a clip be heard: now, or if `queued` after all that was asked for before it.

        It is dropped if its turn does not come within `within_s`.
        """
        self._wishes.append(_Wish(clip, queued, self._clock(), within_s))

    @property
    def last_start(self) -> Start | None:
        """The last clip that began, or None before the first."""
        return self._last_start

    @property
    def waiting_s(self) -> float:
        """How long nobody has fetched what was asked for, s; 0 if nothing waits."""
        try:
            return self._clock() - self._wishes[0].asked_s
        except IndexError:
            return 0.0

    def frames(self, count: int) -> bytes:
        """Hand out the next `count` samples, 16 bit; nothing at all instead of silence."""
        self._hear()
        if self._current is None and not self._fading:
            self._volume_before = self.volume
            return b""
        total = np.zeros(count, dtype=np.float32)
        for sound in self._fading:
            _add(total, 0, sound.take(count))
        self._fading = [sound for sound in self._fading if not sound.is_over]
        self._play(total)
        return np.rint(np.clip(self._scaled(total), -1.0, 1.0) * 32767.0).astype("<i2").tobytes()

    def _hear(self) -> None:
        """Take in what was asked for since the last call."""
        while self._wishes:
            wish = self._wishes.popleft()
            if self._clock() - wish.asked_s > STALE_S:
                continue
            if not wish.queued:
                self._cut()
            self._queue.append(wish)
        if self._current is None:
            self._begin_next()

    def _cut(self) -> None:
        """Make an end of what is heard and of what waits."""
        self._queue.clear()
        if self._current is not None:
            self._current.fade()
            self._fading.append(self._current)
            self._current = None

    def _begin_next(self) -> None:
        self._current = None
        while self._queue and self._current is None:
            wish, now_s = self._queue.popleft(), self._clock()
            if now_s - wish.asked_s <= wish.within_s:
                self._current = _Sound(wish.clip)
                self._last_start = Start(wish.asked_s, now_s)

    def _play(self, total: Clip) -> None:
        """Add the current clip, and those queued behind it where it ends."""
        at = 0
        while self._current is not None and at < len(total):
            part = self._current.take(len(total) - at)
            _add(total, at, part)
            at += len(part)
            if self._current.is_over:
                self._begin_next()

    def _scaled(self, total: Clip) -> Clip:
        """Apply the volume; a change glides over the block, a jump would click."""
        before, self._volume_before = self._volume_before, self.volume
        return total * np.linspace(before, self._volume_before, len(total), dtype=np.float32)


def _add(total: Clip, at: int, part: Clip) -> None:
    total[at : at + len(part)] += part
