"""Plays clips at once, and never troubles who asks for them.

Where sound goes can be said from outside, by the environment variable ``KICKSTAND_AUDIO``:

``null``  to a device without a loudspeaker: everything runs, nothing is heard (for tests);
``off``   nowhere: no device is opened, and that is no problem.

Without it, or if it is empty, sound goes to the computer's default device.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Mapping

from dashboard.sound.device import Backend, Device, OpenDevice, SoundError, open_device
from dashboard.sound.library import LANGUAGES, Clip, read_clips
from dashboard.sound.mixer import STALE_S, Mixer

VARIABLE = "KICKSTAND_AUDIO"
"""Name of the environment variable that says where sound goes."""


class Player:
    """One playback device, one clip at a time; a new clip cuts the old one with a short fade.

    No method raises because of sound. What is wrong is said once, in `problem` and to `report`.
    Every method may be called from any thread; `open` and `close` may take a while (tens of
    milliseconds, more if the system's sound service hangs), `play` never does.

    Parameters
    ----------
    backend : where sound goes; None for what the environment says.
    report : called with `problem`, once, when there is one, in whatever thread noticed it; must
        not call the player.
    opener : opens the device.
    clock : gives the time, s.
    """

    def __init__(
        self,
        backend: Backend | None = None,
        *,
        report: Callable[[str], None] | None = None,
        opener: OpenDevice = open_device,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._backend = backend
        self._report = report
        self._opener = opener
        self._clock = clock
        self._mixer = Mixer(clock)
        self._language = LANGUAGES[0]
        self._clips: Mapping[str, Clip] = {}
        self._device: Device | None = None
        self._problem: str | None = None
        self._opening = threading.Lock()  # never held by `play`, nor by the device's thread

    def open(self) -> bool:
        """Open the device, anew if there was one. Returns whether sound can be heard now."""
        self.close()
        with self._opening:
            self._problem = None
            self._renew_mixer()
            try:
                self._open_device(_chosen(self._backend))
            except SoundError as error:
                self._fail(error.problem)
            return self._device is not None

    def play(self, name: str, *, queued: bool = False, within_s: float = math.inf) -> None:
        """Let a clip be heard: now, or if `queued` after what is heard. Returns at once.

        Parameters
        ----------
        name : one of `dashboard.sound.library.clip_names`; another one is silence.
        queued : let what is heard and what waits end first, instead of cutting it short.
        within_s : dropped if its turn does not come in this time, s.
        """
        clip = self._clips.get(name)
        if clip is None or self._device is None or self._problem is not None:
            return
        if self._mixer.waiting_s > STALE_S:
            self._lose()
        else:
            self._mixer.ask(clip, queued, within_s)

    @property
    def language(self) -> str:
        """Code of the language that is spoken; one of `dashboard.sound.library.LANGUAGES`."""
        return self._language

    @language.setter
    def language(self, language: str) -> None:
        if language == self._language:
            return
        self._language = language
        if self._clips:
            self._read_clips()

    @property
    def volume(self) -> float:
        """From 0, silence, to 1, as loud as the clips are."""
        return self._mixer.volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._mixer.volume = min(max(volume, 0.0), 1.0)

    @property
    def problem(self) -> str | None:
        """Why nothing is heard, in a sentence for a person; None if all is well or sound is off."""
        return self._problem

    @property
    def delay_s(self) -> float | None:
        """From `play` to the first sample's way into the device, s, for the last clip that began.

        None before the first. That of a queued clip includes its wait for its turn. The device
        itself holds a few periods more, see `device.PERIOD_MS`.
        """
        start = self._mixer.last_start
        return None if start is None else start.begun_s - start.asked_s

    def close(self) -> None:
        """Stop at once and let go of the device; `open` may follow."""
        with self._opening:
            device, self._device = self._device, None
            if device is not None:
                device.close()

    def _renew_mixer(self) -> None:
        """Forget what an earlier device was in the middle of."""
        mixer = Mixer(self._clock)
        mixer.volume = self._mixer.volume
        self._mixer = mixer

    def _open_device(self, backend: Backend) -> None:
        if backend is not Backend.OFF and (self._clips or self._read_clips()):
            self._device = self._opener(backend, self._mixer.frames, self._lose)

    def _read_clips(self) -> bool:
        """Read what is spoken in the language, and the tones. Returns whether that worked."""
        read = ""
        try:
            while read != self._language:  # it may be changed meanwhile, from another thread
                read = self._language
                self._clips = read_clips(read)
        except (OSError, ValueError):
            self._fail("the sounds that belong to Kickstand cannot be read")
            return False
        return True

    def _lose(self) -> None:
        """Note that the device takes no more samples. Closing it here could wait for ever."""
        self._fail("the loudspeaker or headphones were lost")

    def _fail(self, reason: str) -> None:
        if self._problem is None:
            self._problem = f"No sound: {reason}. Counting goes on."
            if self._report is not None:
                self._report(self._problem)


def _chosen(backend: Backend | None) -> Backend:
    """Where sound goes: what the caller says, else the environment, else the system's device."""
    if backend is not None:
        return backend
    wanted = os.environ.get(VARIABLE, "")
    if wanted in {"", "null", "off"}:
        return Backend(wanted or "system")
    raise SoundError(f"{VARIABLE} is {wanted!r}, which is neither null nor off")
