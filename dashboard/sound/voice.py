"""Which of all that happens is heard, and as what. Knows neither devices nor clocks."""

from __future__ import annotations

from typing import Protocol

from dashboard.sound.library import (
    DONE,
    LARGEST_WHOLE,
    READY,
    TENS,
    TICK,
    line_clip,
    number_clip,
)
from imu.coach.lines import CUES, Line
from imu.events import CalibrationEvent, RepEvent, SetEvent
from imu.live import Paced, Sought, Started, Told, Update
from imu.samples import CommandKind

MAX_SPEED = 2.0
"""Stream seconds per second. In a faster replay reps come quicker than their numbers are spoken:
a brisk rep takes 2 s, the longest clip 0.9 s."""

READY_APART_S = 2.0
"""s of stream time. One "ready" is enough for two sides, or for a set armed right after it."""

_ARMS = (CommandKind.ARM, CommandKind.SET_START)


class Speaker(Protocol):
    """Whatever plays clips; `dashboard.sound.Player` does."""

    def play(self, name: str, *, queued: bool = False) -> None:
        """Let a clip be heard: now, or if `queued` after what is heard."""


class Voice:
    """Speaks the count, and sounds a tone when the counter is ready and when a set is over.

    A number cuts short whatever is heard: an old number is a wrong one. A tone waits for its turn.
    In a replay faster than `MAX_SPEED` and while paused nothing is played; a live sensor has no
    speed and is always heard.

    Parameters
    ----------
    speaker : plays what is decided.

    Attributes
    ----------
    speaks : whether reps are counted aloud, and what comes next is said.
    tones : whether tones are sounded.
    cues : whether it is said how to do the next rep.
    muted : whether nothing at all is played. All four may be set from any thread.
    """

    def __init__(self, speaker: Speaker) -> None:
        self.speaks = True
        self.tones = True
        self.cues = True
        self.muted = False
        self._speaker = speaker
        self._is_replay = False
        self._is_too_fast = self._is_paused = False
        self._ready_s: float | None = None

    def hear(self, update: Update) -> None:
        """Take every update of a session, in order and as it happens; returns at once."""
        match update:
            case Started():
                self._begin(update)
            case Paced():
                self._keep_pace(update)
            case Sought():
                self._ready_s = None  # what happens again is heard again
            case _ if self._is_too_fast or self._is_paused:
                pass
            case RepEvent():
                self._say(update.count)
            case SetEvent(state="end"):
                self._sound(DONE)
            case CalibrationEvent(state="found"):
                self._get_ready(update.time_s)
            case Told() if update.command.kind in _ARMS:
                self._get_ready(update.command.time_s)
            case _:
                pass

    def say(self, line: Line) -> None:
        """Say a line that whoever leads the session asks for, after what is heard already."""
        wanted = self.cues if line in CUES else self.speaks
        if wanted and not self.muted:
            self._speaker.play(line_clip(line), queued=True)

    def try_out(self) -> None:
        """Play a number and a tone the way a session would, so far as the switches let it."""
        self._say(1)
        self._sound(READY)

    def _begin(self, started: Started) -> None:
        self._is_replay = started.end_s is not None  # of a live sensor nobody knows the end
        self._is_too_fast = self._is_paused = False
        self._ready_s = None

    def _keep_pace(self, paced: Paced) -> None:
        is_fast = paced.speed is None or paced.speed > MAX_SPEED
        self._is_too_fast = self._is_replay and is_fast
        self._is_paused = paced.paused

    def _get_ready(self, time_s: float) -> None:
        if self._ready_s is None or abs(time_s - self._ready_s) >= READY_APART_S:
            self._ready_s = time_s
            self._sound(READY)

    def _say(self, number: int) -> None:
        if self.speaks and not self.muted:
            first, *rest = clips_for(number)
            self._speaker.play(first)
            for name in rest:
                self._speaker.play(name, queued=True)

    def _sound(self, tone: str) -> None:
        if self.tones and not self.muted:
            self._speaker.play(tone, queued=True)


def clips_for(number: int) -> tuple[str, ...]:
    """Name the clips that say a number, one after the other; a plain tick where there is none."""
    ones = number % 10
    if 1 <= number <= LARGEST_WHOLE:
        return (number_clip(number),)
    if not LARGEST_WHOLE < number < TENS.stop:
        return (TICK,)
    return (number_clip(number - ones), number_clip(ones)) if ones else (number_clip(number),)
