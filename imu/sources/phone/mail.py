"""Puts a phone's messages into the order in which it sent them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from imu.sources.phone.readings import Message

PATIENCE_S = 1.0
"""s. How long later messages wait for one that is missing."""

_MOST = 32
"""Messages that wait at most."""

_FIRST = 8
"""A session whose first message has no greater number began with 0; the others may yet come."""

_SESSIONS = 8
"""Sessions that are remembered as over: stragglers must not begin them anew."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and when it arrived, s."""

    arrival_s: float
    message: Message


class Mail:
    """Holds messages back until those before them are there, but not for long.

    Attributes
    ----------
    dropped : messages that came twice, too late, or from a session that is over.
    sessions : how many there were.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, Letter] = {}
        self._next = 0
        self._session: str | None = None
        self._over: deque[str] = deque(maxlen=_SESSIONS)
        self.dropped = 0
        self.sessions = 0

    def put(self, arrival_s: float, message: Message) -> list[Letter]:
        """Take a message; those whose turn it is now."""
        ready: list[Letter] = []
        if message.session != self._session:
            if message.session in self._over:
                self.dropped += 1
                return []
            ready = self._begin(message)
        if message.number < self._next or message.number in self._waiting:
            self.dropped += 1
            return ready
        self._waiting[message.number] = Letter(arrival_s, message)
        return ready + self._due(arrival_s)

    def flush(self) -> list[Letter]:
        """All that still wait."""
        ready = [self._waiting[number] for number in sorted(self._waiting)]
        self._waiting.clear()
        return ready

    def _begin(self, message: Message) -> list[Letter]:
        """A new session: nothing of the old one will come any more."""
        if self._session is not None:
            self._over.append(self._session)
        self._session = message.session
        self._next = 0 if message.number <= _FIRST else message.number
        self.sessions += 1
        return self.flush()

    def _due(self, now_s: float) -> list[Letter]:
        ready: list[Letter] = []
        while self._waiting:
            number = min(self._waiting)
            oldest_s = min(letter.arrival_s for letter in self._waiting.values())
            is_tired = now_s - oldest_s >= PATIENCE_S or len(self._waiting) > _MOST
            if number != self._next and not is_tired:
                break
            ready.append(self._waiting.pop(number))
            self._next = number + 1
        return ready
