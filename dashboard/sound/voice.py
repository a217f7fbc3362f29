"""Which of all that happens is heard, and as what. Knows neither devices nor clocks.

Three switches, and what each of them lets through:

`speaks`  the count, and the lines that lead through a session ("last one", "change legs");
`tones`   the tones, and ticks and tones in place of the lines where `speaks` is off;
`cues`    what is said about how a rep was done, at most once a rep.

A number cuts short whatever is heard: an old number is a wrong one. So does a countdown. All else
waits for its turn, and is dropped where that comes too late; so a cue never sounds over a number.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from dashboard.sound.library import (
    ALERT,
    DONE,
    LANGUAGES,
    LARGEST_WHOLE,
    READY,
    TENS,
    TICK,
    line_clip,
    number_clip,
    ones_clip,
)
from imu.coach.lines import Line
from imu.events import CalibrationEvent, HealthEvent, RepEvent, SetEvent
from imu.live import Paced, Sought, Started, Told, Update
from imu.samples import CommandKind
from imu.view.twin import Kind, Sounded

MAX_SPEED = 2.0
"""Stream seconds per second. In a faster replay reps come quicker than their numbers are spoken:
a brisk rep takes 2 s, the longest number 0.95 s."""

READY_APART_S = 2.0
"""s of stream time. One "ready" is enough for two sides, or for a set armed right after it."""

CUE_WITHIN_S = 1.5
"""s. A cue that waits longer would be about the next rep: a number takes at most 0.95 s."""

LINE_WITHIN_S = 5.0
"""s. Two long lines before it may end; what is later than that is no news any more."""

_ARMS = (CommandKind.ARM, CommandKind.SET_START)

_AT_ONCE = (Line.COUNTDOWN_3, Line.COUNTDOWN_2, Line.COUNTDOWN_1, Line.GO)
"""Lines that are nothing but a moment."""

_IN_PLACE = {
    Line.COUNTDOWN_3: TICK,
    Line.COUNTDOWN_2: TICK,
    Line.COUNTDOWN_1: TICK,
    Line.GO: READY,
    Line.TEN_SECONDS: TICK,
    Line.LAST_ONE: TICK,
    Line.CHANGE_LEGS: ALERT,
    Line.MOVE_SENSOR: ALERT,
    Line.SENSOR_LOST: ALERT,
    Line.BATTERY_LOW: ALERT,
    Line.SENSOR_BACK: READY,
    Line.SESSION_DONE: DONE,
}
"""The tone that stands for a line where nothing is spoken. The other lines come with a tone of
their own, or tell what the screen tells as well."""


class Speaker(Protocol):
    """Whatever plays clips; `dashboard.sound.Player` does."""

    def play(self, name: str, *, queued: bool = False, within_s: float = math.inf) -> None:
        """Let a clip be heard: now, or if `queued` after what is heard, within a time or never."""


class Voice:
    """Speaks the count and the coach's lines, and sounds tones.

    In a replay faster than `MAX_SPEED` and while paused nothing is played; a live sensor has no
    speed and is always heard. Dots, which may be no reps, are never spoken.

    Parameters
    ----------
    speaker : plays what is decided.
    twin : told of everything there is to hear, for the screen to show it, too, in whatever thread
        it happens; muted or not, for that is when it is needed. Cues only if they are wanted.

    Attributes
    ----------
    speaks, tones, cues : see the module.
    muted : whether nothing at all is played.
    language : one of `dashboard.sound.library.LANGUAGES`. All may be set from any thread.
    """

    def __init__(self, speaker: Speaker, twin: Callable[[Sounded], None] | None = None) -> None:
        self.speaks = True
        self.tones = True
        self.cues = False
        self.muted = False
        self.language = LANGUAGES[0]
        self._speaker = speaker
        self._twin = twin
        self._is_replay = False
        self._is_too_fast = self._is_paused = False
        self._ready_s: float | None = None
        self._is_cued = False

    def hear(self, update: Update) -> None:
        """Take every update of a session, in order and as it happens; returns at once."""
        match update:
            case Started():
                self._begin(update)
            case Paced():
                self._keep_pace(update)
            case Sought():
                self._ready_s = None  # what happens again is heard again
            case _ if self._is_silent:
                pass
            case RepEvent():
                self._is_cued = False
                self._say(update.count)
            case SetEvent(state="end"):
                self._sound(DONE)
            case HealthEvent():
                self._sound(ALERT)  # the screen says what it is
            case CalibrationEvent(state="found"):
                self._get_ready(update.time_s)
            case Told() if update.command.kind in _ARMS:
                self._get_ready(update.command.time_s)
            case _:
                pass

    def say(self, line: Line) -> None:
        """Say a line of the coach, from any thread; a second cue about one rep is not said."""
        if not self._is_silent:
            self._tell(line)

    def try_out(self) -> None:
        """Play a number, a tone, a line and a cue as a session would, as the switches let it."""
        self._say(1)
        self._sound(READY)
        self._tell(Line.LAST_ONE)
        self._is_cued = False
        self._tell(Line.STEADY)

    @property
    def _is_silent(self) -> bool:
        return self._is_too_fast or self._is_paused

    def _begin(self, started: Started) -> None:
        self._is_replay = started.end_s is not None  # of a live sensor nobody knows the end
        self._is_too_fast = self._is_paused = False
        self._ready_s = None
        self._is_cued = False

    def _keep_pace(self, paced: Paced) -> None:
        is_fast = paced.speed is None or paced.speed > MAX_SPEED
        self._is_too_fast = self._is_replay and is_fast
        self._is_paused = paced.paused

    def _get_ready(self, time_s: float) -> None:
        if self._ready_s is None or abs(time_s - self._ready_s) >= READY_APART_S:
            self._ready_s = time_s
            self._sound(READY)

    def _say(self, number: int) -> None:
        self._show(Kind.COUNT, str(number))
        if self.speaks and not self.muted:
            first, *rest = clips_for(number, self.language)
            self._speaker.play(first)
            for name in rest:
                self._speaker.play(name, queued=True)

    def _sound(self, tone: str) -> None:
        self._show(Kind.TONE, tone)
        if self.tones and not self.muted:
            self._speaker.play(tone, queued=True)

    def _tell(self, line: Line) -> None:
        if line.is_cue:
            self._cue(line)
            return
        self._show(Kind.LINE, line)
        name = line_clip(line) if self.speaks else self._tone_for(line)
        if name is not None and not self.muted:
            if line in _AT_ONCE:
                self._speaker.play(name)
            else:
                self._speaker.play(name, queued=True, within_s=LINE_WITHIN_S)

    def _tone_for(self, line: Line) -> str | None:
        return _IN_PLACE.get(line) if self.tones else None

    def _cue(self, line: Line) -> None:
        if not self.cues or self._is_cued:
            return
        self._is_cued = True
        self._show(Kind.CUE, line)
        if not self.muted:
            self._speaker.play(line_clip(line), queued=True, within_s=CUE_WITHIN_S)

    def _show(self, kind: Kind, name: str) -> None:
        if self._twin is not None:
            self._twin(Sounded(kind, name))


def clips_for(number: int, language: str = LANGUAGES[0]) -> tuple[str, ...]:
    """Name the clips that say a number, one after the other; a plain tick where there is none."""
    ones = number % 10
    if 1 <= number <= LARGEST_WHOLE:
        return (number_clip(number),)
    if not LARGEST_WHOLE < number < TENS.stop:
        return (TICK,)
    tens = number_clip(number - ones)
    if not ones:
        return (tens,)
    return (ones_clip(ones), tens) if language == "de" else (tens, number_clip(ones))
