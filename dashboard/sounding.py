"""Sound as the window needs it: opened without keeping anyone waiting, set as a person likes it."""

from __future__ import annotations

import threading
from collections import deque

from dashboard import words
from dashboard.preferences import Preferences
from dashboard.sound import Player, Voice
from imu.view.twin import Sounded

_MOST_WAITING = 32
"""Sounds that wait to be drawn. More than that only pile up where no window draws."""


class Sound:
    """A player and its voice, opened in a thread of its own.

    A sound service can take seconds to say that there is no device; the window must not wait.

    Parameters
    ----------
    preferences : what is to be heard, and how loud.

    Attributes
    ----------
    voice : hears what happens.
    """

    def __init__(self, preferences: Preferences | None = None) -> None:
        self._player = Player()
        self._opening: threading.Thread | None = None
        self._to_draw: deque[Sounded] = deque(maxlen=_MOST_WAITING)
        self.voice = Voice(self._player, twin=self._to_draw.append)
        self.apply(preferences or Preferences())

    def apply(self, preferences: Preferences) -> None:
        """Let be heard what these say, from now on, in the language in use."""
        voice = self.voice
        voice.muted = not preferences.sound
        voice.speaks, voice.tones, voice.cues = (
            preferences.count,
            preferences.tones,
            preferences.cues,
        )
        self._player.volume = preferences.volume
        self._player.language = voice.language = words.in_use().value

    def open(self) -> None:
        """Begin to open the device."""
        self._opening = threading.Thread(target=self._player.open, name="sound", daemon=True)
        self._opening.start()

    def switch(self, *, is_on: bool) -> None:
        """Let everything be heard, or nothing."""
        self.voice.muted = not is_on

    def to_draw(self) -> list[Sounded]:
        """What was to be heard since the last call, for its visual twin; see `imu.view.twin`."""
        found: list[Sounded] = []
        while self._to_draw:
            found.append(self._to_draw.popleft())
        return found

    @property
    def problem(self) -> str | None:
        """Why nothing is heard, in a sentence for a person; None if all is well."""
        return self._player.problem

    @property
    def delay_s(self) -> float | None:
        """From the event to the first sample's way into the device, s; None before the first."""
        return self._player.delay_s

    def close(self) -> None:
        """Let go of the device."""
        if self._opening is not None:
            self._opening.join()
        self._player.close()
