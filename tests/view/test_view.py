"""The state of a training screen, from synthetic updates: no Qt, no terminal, no tracker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import msgspec
import pytest

from imu.counter.cycles import Phase
from imu.counter.gate import SENTENCES
from imu.counter.glimpse import Glimpse
from imu.events import (
    CalibrationEvent,
    DotEvent,
    GapEvent,
    HealthEvent,
    RejectedEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
    UndoEvent,
)
from imu.live import (
    Ended,
    LiveSession,
    Paced,
    ReplaySource,
    Started,
    Tick,
    Told,
    Trouble,
    Update,
)
from imu.recording import read_recording
from imu.samples import Command, CommandKind, Flag, Quality, Reason, Rep, Session, Side
from imu.sources.news import LinkReport, LinkState
from imu.view import LastRep, NotCounted, SetDone, SideView, Tempo, View, Word, sentence
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import to_the_end

NEVER_S = -1e10


def look(
    time_s: float, phase: Phase = Phase.TOP, tilt_deg: float | None = None, base_deg: float = 2.0
) -> Glimpse:
    known = None if tilt_deg is None else base_deg
    return Glimpse(time_s, phase, tilt_deg, known, None)


def tick(time_s: float, phase: Phase = Phase.TOP, tilt_deg: float | None = 2.0) -> Tick:
    return Tick(time_s, {"right": look(time_s, phase, tilt_deg)})


def found(side: str = "right") -> CalibrationEvent:
    return CalibrationEvent(time_s=1.0, side=side, state="found", epoch=1, confidence=0.7)


def dot(rep_id: int, side: str = "right", depth_deg: float = 25.0) -> DotEvent:
    return DotEvent(
        time_s=2.0, side=side, rep_id=rep_id, start_s=0.0, bottom_s=1.0, depth_deg=depth_deg
    )


def rep(count: int, side: str = "right", depth_deg: float = 25.0) -> RepEvent:
    return RepEvent(
        time_s=2.0,
        side=side,
        rep_id=count,
        set_id=1,
        count=count,
        start_s=0.0,
        bottom_s=1.0,
        depth_deg=depth_deg,
    )


def final(number: int, *, counted: bool = True, flags: tuple[str, ...] = ()) -> RepFinalEvent:
    start_s = 10.0 * number
    listed = Rep(
        start_s=start_s,
        bottom_start_s=start_s + 1.0,
        bottom_end_s=start_s + 1.5,
        end_s=start_s + 3.5,
        provisional_s=start_s + 3.5,
        announced_s=None,
        depth_deg=25.0,
        counted=counted,
        flags=flags,
        metrics={},
    )
    return RepFinalEvent(time_s=9.0, side="right", rep_id=number, set_id=1, rep=listed)


def begins(side: str = "right") -> SetEvent:
    return SetEvent(
        time_s=2.0, side=side, set_id=1, state="start", start_s=0.0, end_s=None, count=0
    )


def is_over(count: int, end_s: float, stopped: str = "", side: str = "right") -> SetEvent:
    return SetEvent(
        time_s=end_s + 8.0,
        side=side,
        set_id=1,
        state="end",
        start_s=0.0,
        end_s=end_s,
        count=count,
        stopped=stopped,
    )


def rejected(
    reason: str, rep_id: int = 0, end_s: float = 5.0, side: str = "right"
) -> RejectedEvent:
    return RejectedEvent(
        time_s=end_s + 1.0,
        side=side,
        rep_id=rep_id,
        start_s=end_s - 2.0,
        end_s=end_s,
        reason=reason,
        depth_deg=12.0,
    )


def told(kind: CommandKind, side: Side | None = None) -> Told:
    return Told(Command(1.0, kind, side))


STARTED = Started("evening", ("right",), 0.0, 60.0)


def seen(updates: Iterable[Update], *, target: int | None = None) -> View:
    view = View(target)
    for update in updates:
        view.advance(update)
    return view


def right(*updates: Update, target: int | None = None) -> SideView:
    """The right side after these updates."""
    side = seen((STARTED, *updates), target=target).snapshot().side("right")
    assert side is not None
    return side


def test_before_anything_there_is_an_empty_screen() -> None:
    snapshot = View().snapshot()
    assert snapshot.sides == ()
    assert (snapshot.name, snapshot.working, snapshot.error, snapshot.trouble) == ("", "", "", "")
    assert not snapshot.is_ended
    assert snapshot.progress is None
    assert snapshot.side("right") is None


def test_at_the_start_the_sensor_is_being_calibrated() -> None:
    side = right(Tick(0.1, {"right": look(0.1)}))
    assert (side.is_ready, side.word, side.tilt_deg, side.base_deg) == (
        False,
        Word.BEGIN,
        None,
        None,
    )
    assert (side.count, side.set_number, side.dots, side.sets) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("phase", "word"),
    [
        (Phase.TOP, Word.READY),
        (Phase.ECCENTRIC, Word.DOWN),
        (Phase.BOTTOM, Word.HOLD),
        (Phase.CONCENTRIC, Word.UP),
    ],
)
def test_the_phase_is_one_word(phase: Phase, word: Word) -> None:
    assert right(found(), tick(2.0, phase)).word is word


def test_tilt_is_counted_from_the_tall_baseline() -> None:
    side = right(found(), tick(2.0, tilt_deg=27.5))
    assert (side.tilt_deg, side.base_deg) == (25.5, 2.0)


def test_dots_come_before_the_count_and_become_it() -> None:
    dotted = right(found(), dot(1), dot(2), tick(5.0))
    assert (dotted.dots, dotted.count, dotted.set_number, dotted.is_in_set) == (2, 0, 1, False)
    counted = right(
        found(), dot(1), dot(2), dot(3), begins(), rep(1), rep(2), rep(3, depth_deg=31.0)
    )
    assert (counted.dots, counted.count, counted.set_number, counted.is_in_set) == (0, 3, 1, True)
    assert counted.last_rep == LastRep(3, 31.0)
    assert counted.deepest_deg == 31.0


def test_a_dot_that_is_rejected_goes() -> None:
    side = right(found(), dot(1), dot(2), rejected(Reason.ISOLATED, rep_id=1))
    assert side.dots == 1
    assert side.not_counted == NotCounted(3.0, 5.0, 12.0, "isolated", SENTENCES[Reason.ISOLATED])


def test_the_pace_is_that_of_the_latest_final_rep() -> None:
    side = right(begins(), rep(1), rep(2), final(1))
    assert side.tempo == Tempo(1.0, 0.5, 2.0)
    assert side.last_rep == LastRep(2, 25.0)


def test_a_set_that_is_over_stays_on_the_screen_until_something_new_begins() -> None:
    done = [found(), begins(), rep(1), rep(2), is_over(2, 20.0)]
    resting = right(*done, tick(31.0))
    assert (resting.word, resting.count, resting.set_number) == (Word.REST, 2, 1)
    assert (resting.is_in_set, resting.rest_s) == (False, 11.0)
    assert resting.sets == (SetDone(2, 0.0, 20.0, ""),)
    moving = right(*done, tick(31.0, Phase.ECCENTRIC))
    assert moving.word is Word.DOWN
    dotted = right(*done, dot(3), tick(35.0))
    assert (dotted.word, dotted.count, dotted.set_number) == (Word.READY, 0, 2)
    second = right(*done, begins(), rep(1), tick(40.0))
    assert (second.word, second.count, second.set_number, second.rest_s) == (Word.READY, 1, 2, None)


def test_a_set_stopped_for_pain_says_so() -> None:
    assert right(begins(), rep(1), is_over(1, 20.0, "pain")).sets[0].stopped == "pain"


def test_undo_takes_back_and_says_so_when_the_rep_is_final() -> None:
    undone = UndoEvent(time_s=3.0, side="right", rep_id=2, set_id=1, count=1)
    side = right(begins(), rep(1), rep(2), undone)
    assert (side.count, side.not_counted) == (1, None)
    later = right(begins(), rep(2), undone, final(2, counted=False, flags=(Flag.UNDONE,)))
    assert later.not_counted is not None
    assert later.not_counted.sentence == SENTENCES[Reason.UNDONE]
    assert later.tempo is None


def test_a_partial_rep_has_its_reason() -> None:
    side = right(begins(), final(2, counted=False, flags=(Flag.PARTIAL,)))
    assert side.not_counted is not None
    assert (side.not_counted.reason, side.not_counted_total) == ("partial", 1)
    assert side.not_counted.sentence == "It was less than half as deep as the others."


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert sentence(reason.value) == SENTENCES[reason]


def test_a_reason_of_a_later_version_is_shown_as_it_is() -> None:
    assert sentence("moonwalk") == "moonwalk."


def test_gaps_and_health_are_kept() -> None:
    gap = GapEvent(time_s=3.0, side="right", start_s=1.0, end_s=2.0, inferred=False)
    ill = HealthEvent(time_s=3.0, side="right", code="offset", message="The sensor is off.")
    side = right(gap, gap, ill)
    assert (side.gaps, side.health) == (2, ("The sensor is off.",))


def judged(number: int, *, met: bool) -> RepFinalEvent:
    event = final(number)
    quality = Quality(met=met, reason="" if met else "Deeper than your band.")
    return msgspec.structs.replace(event, rep=msgspec.structs.replace(event.rep, quality=quality))


def test_a_set_that_is_over_says_how_many_reps_were_as_planned() -> None:
    finals = [judged(1, met=True), judged(2, met=False), judged(3, met=True)]
    taken_back = UndoEvent(time_s=40.0, side="right", rep_id=3, set_id=1, count=2)
    (done,) = right(begins(), *finals, taken_back, is_over(2, 35.0)).sets
    assert done.planned == "1 of 2 as planned (mostly: deeper than your band)"


def test_every_set_is_judged_by_its_own_reps() -> None:
    first = (begins(), judged(1, met=False), is_over(1, 18.0))
    second = (begins(), judged(2, met=True), is_over(1, 28.0))
    planned = [done.planned for done in right(*first, *second).sets]
    assert planned == [
        "0 of 1 as planned (mostly: deeper than your band)",
        "1 of 1 as planned",
    ]


def test_a_moved_sensor_is_calibrated_again() -> None:
    lost = CalibrationEvent(time_s=9.0, side="right", state="lost", epoch=1, confidence=0.0)
    side = right(found(), tick(2.0), lost, Tick(9.0, {"right": look(9.0)}))
    assert (side.is_ready, side.word, side.tilt_deg) == (False, Word.BEGIN, None)


def test_samples_that_do_not_come_are_noticed() -> None:
    late = Tick(8.0, {"right": look(4.5, Phase.ECCENTRIC, 20.0)})
    assert (right(found(), late).word, right(found(), late).lost_s) == (Word.LOST, 3.5)
    soon = Tick(5.0, {"right": look(4.5, Phase.ECCENTRIC, 20.0)})
    assert (right(found(), soon).word, right(found(), soon).lost_s) == (Word.DOWN, 0.0)


def test_a_sensor_that_has_not_begun_is_not_lost() -> None:
    side = right(Tick(8.0, {"right": look(NEVER_S)}))
    assert (side.word, side.lost_s) == (Word.BEGIN, 0.0)


def test_a_sensor_that_is_off_is_not_lost() -> None:
    late = Tick(8.0, {"right": look(4.5)})
    off = right(found(), told(CommandKind.SENSOR_OFF, "right"), late)
    assert (off.word, off.lost_s) == (Word.OFF, 0.0)
    on = right(told(CommandKind.SENSOR_OFF), told(CommandKind.SENSOR_ON), found(), tick(8.0))
    assert on.word is Word.READY


def test_arming_is_shown_until_it_is_used_up_or_taken_back() -> None:
    armed = told(CommandKind.ARM)
    assert right(armed).is_armed
    assert right(told(CommandKind.SET_START, "right"), begins()).is_armed
    assert not right(armed, told(CommandKind.DISARM)).is_armed
    assert not right(armed, told(CommandKind.PAIN_STOP)).is_armed
    assert not right(armed, begins(), rep(1), is_over(1, 9.0)).is_armed


def test_a_target_is_handed_through() -> None:
    assert right(target=10).target == 10
    assert right().target is None


# -- two sides -----------------------------------------------------------------------------------

BOTH = Started("evening", ("left", "right"), 0.0, 60.0)


@pytest.mark.parametrize(
    ("updates", "working"),
    [
        ([], ""),
        ([dot(1, "left")], "left"),
        ([dot(1, "left"), dot(1, "right")], "left"),
        ([dot(1, "left"), dot(1, "right"), dot(2, "right")], "right"),
        ([dot(1, "left"), begins("right"), rep(1, "right")], "right"),
        ([begins("right"), rep(1), begins("left"), rep(1, "left")], "right"),
        ([begins("right"), is_over(3, 9.0), dot(9, "left")], "left"),
        ([begins("right"), rejected("walking", side="left")], "right"),
        ([rejected("walking", side="left")], ""),
    ],
)
def test_the_side_that_works_is_found_out(updates: list[Update], working: str) -> None:
    assert seen([BOTH, *updates]).snapshot().working == working


def test_a_command_for_all_sides_reaches_all() -> None:
    snapshot = seen([BOTH, told(CommandKind.ARM)]).snapshot()
    assert [side.is_armed for side in snapshot.sides] == [True, True]
    snapshot = seen([BOTH, told(CommandKind.ARM, "left")]).snapshot()
    assert [side.is_armed for side in snapshot.sides] == [True, False]


def test_an_idle_leg_is_no_news_beside_another_reason() -> None:
    walked = rejected("walking", end_s=5.0)
    idle = rejected("idle-leg", end_s=9.0, side="left")
    alone = seen([BOTH, idle]).snapshot().newest_not_counted
    both = seen([BOTH, walked, idle]).snapshot().newest_not_counted
    assert alone is not None
    assert both is not None
    assert (alone[0], alone[1].reason) == ("left", "idle-leg")
    assert (both[0], both[1].reason) == ("right", "walking")
    assert seen([BOTH]).snapshot().newest_not_counted is None


def test_a_sensor_that_gets_a_name_takes_its_place() -> None:
    started = Started("evening", ("unknown",))
    named = Tick(3.0, {"left": look(3.0)})
    before = [started, told(CommandKind.SIDE), Tick(1.0, {"unknown": look(1.0)})]
    assert [s.side for s in seen(before).snapshot().sides] == ["unknown"]
    assert [s.side for s in seen([*before, named]).snapshot().sides] == ["left"]


def test_a_side_that_has_done_a_set_stays_on_the_screen() -> None:
    moved = Tick(30.0, {"left": look(30.0)})
    sides = seen([STARTED, begins(), rep(1), is_over(1, 9.0), moved]).snapshot().sides
    assert [side.side for side in sides] == ["left", "right"]


# -- the session ---------------------------------------------------------------------------------


def test_progress_runs_from_the_first_sample_to_the_last() -> None:
    view = seen([Started("late", ("right",), 100.0, 120.0)])
    assert (view.snapshot().progress, view.snapshot().time_s) == (0.0, 100.0)
    view.advance(tick(105.0))
    snapshot = view.snapshot()
    assert (snapshot.elapsed_s, snapshot.length_s, snapshot.progress) == (5.0, 20.0, 0.25)
    view.advance(tick(121.0))
    assert view.snapshot().progress == 1.0


def test_without_an_end_there_is_no_progress() -> None:
    snapshot = seen([Started("live", ("right",), 0.0), tick(5.0)]).snapshot()
    assert (snapshot.elapsed_s, snapshot.length_s, snapshot.progress) == (5.0, None, None)


def test_speed_and_pause_are_shown() -> None:
    snapshot = seen([STARTED, Paced(4.0, paused=True)]).snapshot()
    assert (snapshot.speed, snapshot.is_paused) == (4.0, True)


def test_trouble_with_the_disk_comes_and_goes() -> None:
    view = seen([STARTED, Trouble("The disk is full.")])
    assert view.snapshot().trouble == "The disk is full."
    view.advance(Trouble(None))
    assert view.snapshot().trouble == ""


def test_the_end_has_a_session_an_error_or_both() -> None:
    view = seen([STARTED, Ended(Session(), OSError("gone"))])
    assert view.snapshot().error == "gone"
    assert view.session == Session(recording="evening")
    assert seen([STARTED, Ended(None, OSError("gone"))]).session is None
    stopped = seen([STARTED, Ended(Session(recording="mine"), stopped=True)])
    assert stopped.snapshot().is_stopped
    assert stopped.snapshot().error == ""
    assert stopped.session == Session(recording="mine")
    assert stopped.ended is not None
    assert View().session is None


def test_a_snapshot_is_frozen_and_stays_as_it_was() -> None:
    view = seen([STARTED, begins(), rep(1)])
    before = view.snapshot()
    assert before == view.snapshot()
    view.advance(rep(2))
    assert before.sides[0].count == 1
    assert replace(before, time_s=1.0) != before
    with pytest.raises(FrozenInstanceError):
        before.time_s = 3.0  # type: ignore[misc]


# -- whole sessions ------------------------------------------------------------------------------


def test_over_a_whole_session_the_view_agrees_with_its_outcome() -> None:
    starts = [*in_a_row(4), *in_a_row(3, first_s=35.0)]
    view = View()
    highest: list[int] = []

    def watch(update: Update) -> None:
        view.advance(update)
        highest.append(view.snapshot().sides[0].count)

    to_the_end(LiveSession(ReplaySource(recording(hinges(starts, 60.0)))), watch)
    session = view.session
    assert session is not None
    side = view.snapshot().sides[0]
    assert [one.count for one in side.sets] == [4, 3]
    assert [one.count for one in side.sets] == [one.count for one in session.sides["right"].sets]
    assert side.word is Word.REST
    assert max(highest) == 4
    assert side.tempo is not None


def test_real_sessions_are_shown_as_they_come_out(real_data: Path) -> None:
    for name in ("squat_subject1_class0_set1", "cmu_SqSL"):
        view = View()
        session = LiveSession(ReplaySource(read_recording(real_data / name)))
        to_the_end(session, view.advance)
        assert view.session is not None
        for side in view.snapshot().sides:
            result = view.session.sides[side.side]
            assert [one.count for one in side.sets] == [one.count for one in result.sets]
            assert side.gaps == len(result.gaps)
        assert view.snapshot().working == "right"


def test_a_sensor_from_which_nothing_comes_is_said_until_it_sends_again() -> None:
    view = View()
    view.advance(Started("x", ("left", "right"), 0.0, None))

    def say(state: LinkState, sentence: str = "", advice: str = "") -> str:
        report = LinkReport(time_s=1.0, side="left", state=state, sentence=sentence, advice=advice)
        view.advance(report)
        return view.snapshot().trouble

    assert say(LinkState.STREAMING) == ""
    lost = say(LinkState.WAITING, "The connection broke off", "Stay near the computer.")
    assert lost == "Left sensor: The connection broke off. Stay near the computer."
    assert say(LinkState.STREAMING) == ""


def test_what_was_said_of_the_only_sensor_is_not_held_against_the_leg_it_left() -> None:
    view = View()
    view.advance(Started("x", ("left", "right"), 0.0, None))
    lost = LinkReport(time_s=1.0, side="left", state=LinkState.WAITING, sentence="It is gone")
    view.advance(lost)
    view.advance(Told(Command(2.0, CommandKind.CHANGE_LEG, "left")))
    view.advance(Told(Command(9.0, CommandKind.LEG_CONFIRMED, "right")))
    view.advance(LinkReport(time_s=9.5, side="right", state=LinkState.STREAMING))
    assert view.snapshot().trouble == ""
