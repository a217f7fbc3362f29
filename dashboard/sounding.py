"""Sound as the window needs it: opened without keeping anyone waiting, and one switch."""

from __future__ import annotations

import threading

from dashboard.preferences import Preferences
from dashboard.sound import Player, Voice


class Sound:
    """A player and its voice, opened in a thread of its own.

    A sound service can take seconds to say that there is no device; the window must not wait.

    Parameters
    ----------
    volume : from 0 to 1.

    Attributes
    ----------
    voice : hears what happens.
    """

    def __init__(self, volume: float = 1.0) -> None:
        self._player = Player()
        self._player.volume = volume
        self._opening: threading.Thread | None = None
        self.voice = Voice(self._player)

    def open(self) -> None:
        """Begin to open the device."""
        self._opening = threading.Thread(target=self._player.open, name="sound", daemon=True)
        self._opening.start()

    def suit(self, preferences: Preferences) -> None:
        """Sound as a person likes it."""
        voice = self.voice
        voice.speaks, voice.tones, voice.cues = (
            preferences.count,
            preferences.tones,
            preferences.cues,
        )
        voice.muted = not preferences.sound
        self._player.volume = preferences.volume

    def switch(self, *, is_on: bool) -> None:
        """Let everything be heard, or nothing."""
        self.voice.muted = not is_on

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
