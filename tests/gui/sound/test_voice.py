"""What is heard of all that happens: every rule by itself."""

from __future__ import annotations

import math

import pytest

from dashboard.sound import Voice
from dashboard.sound.library import clip_names
from dashboard.sound.voice import CUE_WITHIN_S, LINE_WITHIN_S, READY_APART_S, clips_for
from imu.coach.lines import CUES, Line
from imu.events import (
    CalibrationEvent,
    DotEvent,
    GapEvent,
    HealthEvent,
    RejectedEvent,
    RepEvent,
    SetEvent,
    UndoEvent,
)
from imu.live import Ended, Paced, Sought, Started, Tick, Told, Update
from imu.samples import Command, CommandKind
from imu.view.twin import Kind, Sounded

LIVE = Started("sensor", ("right",))
REPLAY = Started("recording", ("right",), 0.0, 60.0)


class Notes:
    """A player that only writes down what it is told."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.within_s: list[float] = []

    def play(self, name: str, *, queued: bool = False, within_s: float = math.inf) -> None:
        assert name in (*clip_names("en"), *clip_names("de"))
        self.played.append(f"then {name}" if queued else name)
        self.within_s.append(within_s)


def rep(count: int, time_s: float = 5.0, side: str = "right") -> RepEvent:
    return RepEvent(
        time_s=time_s, side=side, rep_id=count, set_id=1, count=count, start_s=time_s - 3.0,
        bottom_s=time_s - 1.5, depth_deg=25.0,
    )  # fmt: skip


def of_set(state: str) -> SetEvent:
    return SetEvent(
        time_s=9.0, side="right", set_id=1, state=state, start_s=1.0, end_s=8.0, count=2
    )


def calibrated(time_s: float, state: str = "found", side: str = "right") -> CalibrationEvent:
    return CalibrationEvent(time_s=time_s, side=side, state=state, epoch=0, confidence=0.9)


def told(kind: CommandKind, time_s: float = 3.0) -> Told:
    return Told(Command(time_s, kind))


def heard(*updates: Update, voice: Voice | None = None, notes: Notes | None = None) -> list[str]:
    """What is played of these updates."""
    notes = notes or Notes()
    voice = voice or Voice(notes)
    for update in updates:
        voice.hear(update)
    return notes.played


@pytest.mark.parametrize("count", [1, 7, 30])
def test_a_rep_is_its_number(count: int) -> None:
    assert heard(LIVE, rep(count)) == [f"number_{count:02d}"]


def test_each_number_cuts_the_one_before() -> None:
    assert heard(LIVE, rep(1), rep(2), rep(3)) == ["number_01", "number_02", "number_03"]


@pytest.mark.parametrize(
    ("count", "clips"),
    [
        (31, ("number_30", "number_01")),
        (39, ("number_30", "number_09")),
        (40, ("number_40",)),
        (99, ("number_90", "number_09")),
        (100, ("tick",)),
        (0, ("tick",)),
    ],
)
def test_large_numbers_are_put_together(count: int, clips: tuple[str, ...]) -> None:
    assert clips_for(count) == clips


def test_the_second_half_of_a_number_follows_the_first() -> None:
    assert heard(rep(47)) == ["number_40", "then number_07"]


@pytest.mark.parametrize(
    "update",
    [
        DotEvent(time_s=5.0, side="right", rep_id=1, start_s=2.0, bottom_s=3.0, depth_deg=25.0),
        RejectedEvent(
            time_s=5.0, side="right", rep_id=1, start_s=2.0, end_s=4.0, reason="walking",
            depth_deg=9.0,
        ),
        GapEvent(time_s=5.0, side="right", start_s=2.0, end_s=4.0, inferred=False),
        UndoEvent(time_s=5.0, side="right", rep_id=1, set_id=1, count=0),
        of_set("start"),
        calibrated(5.0, "refined"),
        calibrated(5.0, "lost"),
        told(CommandKind.UNDO),
        told(CommandKind.DISARM),
        told(CommandKind.SET_STOP),
        Tick(5.0, {}),
        Ended(None),
        LIVE,
        Paced(1.0, paused=False),
    ],
)  # fmt: skip
def test_all_else_is_silent(update: Update) -> None:
    assert heard(LIVE, update) == []


def test_what_is_found_of_a_sensor_asks_for_a_look() -> None:
    loose = HealthEvent(time_s=5.0, side="right", code="loose", message="The strap is loose.")
    assert heard(LIVE, rep(3), loose) == ["number_03", "then alert"]


def test_the_end_of_a_set_waits_for_the_number() -> None:
    assert heard(LIVE, rep(8), of_set("end")) == ["number_08", "then done"]


@pytest.mark.parametrize("kind", [CommandKind.ARM, CommandKind.SET_START])
def test_being_armed_is_heard(kind: CommandKind) -> None:
    assert heard(LIVE, told(kind)) == ["then ready"]


def test_being_calibrated_is_heard() -> None:
    assert heard(LIVE, calibrated(4.0)) == ["then ready"]


def test_two_sides_that_get_ready_together_are_heard_once() -> None:
    both = calibrated(4.0, side="left"), calibrated(4.3, side="right")
    assert heard(LIVE, *both) == ["then ready"]
    assert heard(LIVE, *reversed(both)) == ["then ready"]


def test_getting_ready_and_being_armed_at_once_is_heard_once() -> None:
    assert heard(LIVE, calibrated(4.0), told(CommandKind.ARM, 5.9)) == ["then ready"]


def test_getting_ready_again_later_is_heard_again() -> None:
    again = calibrated(4.0 + READY_APART_S)
    assert heard(LIVE, calibrated(4.0), again) == ["then ready", "then ready"]


def test_a_new_session_gets_ready_anew() -> None:
    updates = LIVE, calibrated(4.0), LIVE, calibrated(4.0)
    assert heard(*updates) == ["then ready", "then ready"]


def test_what_was_heard_before_a_seek_is_heard_again_after_it() -> None:
    back = Sought(3.0, (told(CommandKind.ARM, 1.0), rep(1, 2.0)))
    assert heard(REPLAY, calibrated(4.0), back, calibrated(4.0)) == ["then ready", "then ready"]


ALL = rep(1), of_set("end"), calibrated(8.0)


@pytest.mark.parametrize("speed", [0.25, 1.0, 2.0])
def test_a_replay_that_can_be_followed_is_heard(speed: float) -> None:
    assert len(heard(REPLAY, Paced(speed, paused=False), *ALL)) == 3


@pytest.mark.parametrize("speed", [None, 2.1, 16.0])
def test_a_fast_replay_is_silent(speed: float | None) -> None:
    assert heard(REPLAY, Paced(speed, paused=False), *ALL) == []


def test_a_replay_slowed_down_is_heard_again() -> None:
    paces = Paced(4.0, paused=False), rep(1), Paced(1.0, paused=False), rep(2)
    assert heard(REPLAY, *paces) == ["number_02"]


def test_a_sensor_has_no_speed_and_is_heard() -> None:
    assert len(heard(LIVE, Paced(None, paused=False), *ALL)) == 3


def test_a_sensor_after_a_fast_replay_is_heard() -> None:
    fast = REPLAY, Paced(None, paused=False), rep(1)
    assert heard(*fast, LIVE, Paced(None, paused=False), rep(2)) == ["number_02"]


def test_while_paused_nothing_is_heard() -> None:
    paused = REPLAY, Paced(1.0, paused=True), *ALL
    assert heard(*paused) == []
    assert heard(*paused, Paced(1.0, paused=False), rep(2)) == ["number_02"]


def test_a_new_session_is_not_paused() -> None:
    assert heard(REPLAY, Paced(16.0, paused=True), REPLAY, rep(2)) == ["number_02"]


def test_the_count_can_be_switched_off() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.speaks = False
    assert heard(*ALL, voice=voice, notes=notes) == ["then done", "then ready"]


def test_tones_can_be_switched_off() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.tones = False
    assert heard(*ALL, voice=voice, notes=notes) == ["number_01"]


def test_all_can_be_muted_and_unmuted() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.muted = True
    assert heard(*ALL, voice=voice, notes=notes) == []
    voice.muted = False
    assert heard(rep(2), voice=voice, notes=notes) == ["number_02"]


def test_trying_out_goes_through_the_same_switches() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.try_out()
    assert notes.played == ["number_01", "then ready", "then line_last_one"]
    voice.speaks, voice.cues = False, True
    voice.try_out()
    assert notes.played[3:] == ["then ready", "then tick", "then line_steady"]
    voice.muted = True
    voice.try_out()
    assert len(notes.played) == 6


def test_trying_out_twice_is_heard_twice() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.cues = True
    voice.try_out()
    voice.try_out()
    assert notes.played.count("then line_steady") == 2


@pytest.mark.parametrize(
    ("count", "clips"),
    [
        (1, ("number_01",)),
        (30, ("number_30",)),
        (31, ("ones_01", "number_30")),
        (47, ("ones_07", "number_40")),
        (50, ("number_50",)),
        (100, ("tick",)),
    ],
)
def test_german_ones_come_first(count: int, clips: tuple[str, ...]) -> None:
    assert clips_for(count, "de") == clips


def test_the_voice_counts_in_its_language() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.language = "de"
    assert heard(rep(47), voice=voice, notes=notes) == ["ones_07", "then number_40"]


def said(*lines: Line, speaks: bool = True, tones: bool = True, cues: bool = False) -> list[str]:
    """What is played when the coach says these lines."""
    notes = Notes()
    voice = Voice(notes)
    voice.speaks, voice.tones, voice.cues = speaks, tones, cues
    for line in lines:
        voice.say(line)
    return notes.played


def test_a_line_waits_for_its_turn() -> None:
    assert said(Line.LAST_ONE, Line.CHANGE_LEGS) == ["then line_last_one", "then line_change_legs"]


def test_a_countdown_is_a_moment_and_waits_for_nothing() -> None:
    lines = Line.COUNTDOWN_3, Line.COUNTDOWN_2, Line.COUNTDOWN_1, Line.GO
    assert said(*lines) == ["number_03", "number_02", "number_01", "line_go"]


@pytest.mark.parametrize("line", sorted(CUES))
def test_cues_are_said_only_where_they_are_wanted(line: Line) -> None:
    name = f"then line_{line.value.replace('-', '_')}"
    assert said(line) == []
    assert said(line, cues=True) == [name]
    assert said(line, cues=True, speaks=False, tones=False) == [name]


def test_one_cue_a_rep() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.cues = True
    for update in (rep(1), rep(2)):
        voice.hear(update)
        voice.say(Line.DEEPER)
        voice.say(Line.STEADY)
    cued = ["then line_deeper"]
    assert notes.played == ["number_01", *cued, "number_02", *cued]


def test_a_cue_waits_less_long_than_a_line() -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.cues = True
    voice.say(Line.DEEPER)
    voice.say(Line.REST)
    assert notes.within_s == [CUE_WITHIN_S, LINE_WITHIN_S]
    assert CUE_WITHIN_S < LINE_WITHIN_S


@pytest.mark.parametrize(
    ("line", "tone"),
    [
        (Line.COUNTDOWN_3, ["tick"]),
        (Line.GO, ["ready"]),
        (Line.SENSOR_LOST, ["then alert"]),
        (Line.CHANGE_LEGS, ["then alert"]),
        (Line.SET_DONE, []),  # the counter sounds a tone of its own
        (Line.WELL_DONE, []),
    ],
)
def test_without_words_a_tone_stands_for_a_line(line: Line, tone: list[str]) -> None:
    assert said(line, speaks=False) == tone
    assert said(line, speaks=False, tones=False) == []


@pytest.mark.parametrize("pace", [Paced(4.0, paused=False), Paced(1.0, paused=True)])
def test_lines_keep_the_pace_of_the_replay(pace: Paced) -> None:
    notes = Notes()
    voice = Voice(notes)
    voice.hear(REPLAY)
    voice.hear(pace)
    voice.say(Line.REST)
    assert notes.played == []


def twins(*updates: Update, **switches: bool) -> list[Sounded]:
    """What the screen is told of these updates."""
    shown: list[Sounded] = []
    voice = Voice(Notes(), twin=shown.append)
    for name, is_on in switches.items():
        setattr(voice, name, is_on)
    for update in updates:
        voice.hear(update)
    voice.say(Line.REST)
    voice.say(Line.STEADY)
    return shown


SHOWN = [
    Sounded(Kind.COUNT, "7"),
    Sounded(Kind.TONE, "done"),
    Sounded(Kind.LINE, Line.REST),
]


def test_everything_that_is_heard_has_a_twin() -> None:
    cue = Sounded(Kind.CUE, Line.STEADY)
    assert twins(rep(7), of_set("end"), cues=True) == [*SHOWN, cue]


def test_who_hears_nothing_sees_it_all_the_same() -> None:
    assert twins(rep(7), of_set("end"), muted=True, speaks=False, tones=False) == SHOWN


def test_what_is_too_fast_to_be_heard_is_too_fast_to_be_shown() -> None:
    assert twins(REPLAY, Paced(None, paused=False), rep(7)) == []
