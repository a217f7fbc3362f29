"""Where two counts disagree: every rep once, with a question and the edit that answers it."""

from __future__ import annotations

import msgspec
import pytest

from imu.analysis import Reviewed
from imu.edits import differences, heard
from imu.events import AnyEvent, RejectedEvent, RepEvent, RepFinalEvent, UndoEvent
from imu.recording.edits import Move, Reject, Restore
from imu.recording.eventlog import LogEntry, event_entry
from imu.samples import Rep, Session
from tests.edits.conftest import LONE_S, SHALLOW_S
from tests.handmade import rejected, rep, reps, session, side


def test_counts_that_agree_have_none() -> None:
    one = session(right=side(*reps(5.0, 8.0)))
    moved = session(right=side(*reps(5.4, 7.5)))
    assert differences(one, one) == ()
    assert differences(one, moved) == ()


@pytest.mark.parametrize(
    ("there", "reason", "question"),
    [
        (
            side(rep(5.0), refused=[rejected(41.0, 43.0, "walking")]),
            "walking",
            "that review rejects (walking): was it one?",
        ),
        (
            side(rep(5.0), rep(42.0, counted=False, flags=("partial",))),
            "partial",
            "that review finds too shallow to count: does it count?",
        ),
        (side(rep(5.0)), "", "that review does not see: was there one?"),
    ],
)
def test_a_rep_that_only_the_live_count_had(there: object, reason: str, question: str) -> None:
    live = session(right=side(*reps(5.0, 42.0)))
    (one,) = differences(live, session(right=there))  # type: ignore[arg-type]
    assert (one.counted_by, one.side, one.time_s) == ("live", "right", 42.0)
    said = f"The live count had a rep at 0:42 on the right leg {question}"
    assert (one.reason, one.question) == (reason, said)
    assert one.remedy == (Restore(side="right", time_s=42.0) if reason else None)


def test_a_rep_that_was_not_announced() -> None:
    live = session(right=side(rep(5.0), refused=[rejected(41.0, 43.0, "isolated")]))
    (one,) = differences(live, session(right=side(*reps(5.0, 42.0))))
    assert (one.counted_by, one.reason) == ("review", "isolated")
    assert one.question == (
        "Review counts a rep at 0:42 on the right leg that the live count rejected (isolated):"
        " was it one?"
    )
    assert one.remedy == Reject(side="right", time_s=42.0)


def test_a_rep_on_the_other_leg_is_one_question() -> None:
    live = session(left=side(rep(42.0)), right=side(rep(5.0)))
    review = session(left=side(), right=side(*reps(5.0, 42.0)))
    (one,) = differences(live, review)
    assert (one.side, one.reason) == ("left", "other-leg")
    assert one.question.endswith("that review sees on the right leg: which leg was it?")
    assert isinstance(one.remedy, Move)
    assert (one.remedy.side, one.remedy.to) == ("right", "left")
    assert one.remedy.start_s < 41.0
    assert one.remedy.end_s > 43.0


def test_two_reps_are_not_paired_with_one() -> None:
    live = session(right=side(rep(5.0), rep(5.6)))
    (one,) = differences(live, session(right=side(rep(5.5))))
    assert (one.time_s, one.counted_by) == (5.0, "live")


def test_they_come_in_the_order_of_time_and_of_both_legs() -> None:
    live = session(left=side(rep(30.0)), right=side(rep(10.0)))
    review = session(left=side(rep(20.0)), right=side(rep(5.0)))
    found = differences(live, review)
    assert [one.time_s for one in found] == [5.0, 10.0, 20.0, 30.0]


def test_what_a_person_has_settled_is_not_asked_again(right: Reviewed) -> None:
    live = right.session
    reject = Reject(id=1, side="right", time_s=8.8)
    restore = Restore(id=2, side="right", time_s=SHALLOW_S + 1.2)
    assert len(differences(live, live)) == 0
    assert differences(live, right.edited([reject, restore]).session) == ()


def test_the_remedy_makes_the_counts_agree(right: Reviewed) -> None:
    lone = rep(LONE_S + 1.2)
    sides = right.session.sides["right"]
    more = msgspec.structs.replace(sides, sets=(*sides.sets, side(lone).sets[0]))
    live = msgspec.structs.replace(right.session, sides={"right": more})
    (one,) = differences(live, right.session)
    assert one.reason == "isolated"
    assert one.remedy is not None
    answered = right.edited([msgspec.structs.replace(one.remedy, id=1)])
    assert answered.without_effect == {}
    assert differences(live, answered.session) == ()


# -- what was announced ---------------------------------------------------------------------------


def final(number: int, one: Rep, set_id: int = 1, leg: str = "right") -> RepFinalEvent:
    """The end of a rep, as it was told."""
    return RepFinalEvent(time_s=one.end_s, side=leg, rep_id=number, set_id=set_id, rep=one)


def aloud(number: int, one: Rep, set_id: int = 1, leg: str = "right") -> RepEvent:
    """A rep that was counted aloud."""
    return RepEvent(
        time_s=one.end_s,
        side=leg,
        rep_id=number,
        set_id=set_id,
        count=number,
        start_s=one.start_s,
        bottom_s=one.bottom_start_s,
        depth_deg=one.depth_deg,
    )


def log(*events: AnyEvent) -> list[LogEntry]:
    """The lines of these events, and one of a command."""
    return [LogEntry(0.0, 0.0, "command:arm"), *(event_entry(event) for event in events)]


def bottoms(found: Session | None) -> list[list[float]]:
    """Bottoms of each set on the right leg."""
    assert found is not None
    sets = found.sides["right"].sets
    return [[round(one.bottom_start_s + 0.1, 3) for one in a.reps] for a in sets]


def test_what_was_heard_is_what_was_announced_and_not_undone() -> None:
    a, b, c, d = reps(5.0, 8.0, 11.0, 40.0)
    unsaid = rep(14.0)
    events = [aloud(1, a), aloud(2, b), aloud(3, c), final(1, a), final(2, b), final(3, c)]
    undo = UndoEvent(time_s=12.0, side="right", rep_id=3, set_id=1, count=2)
    events += [undo, final(4, unsaid), aloud(5, d, 2), final(5, d, 2)]
    refused = RejectedEvent(
        time_s=20.0, side="right", rep_id=9, start_s=18.0, end_s=19.0, reason="step", depth_deg=9.0
    )
    found = heard(log(*events, refused))
    assert bottoms(found) == [[5.0, 8.0], [40.0]]
    assert found is not None
    assert [one.reason for one in found.sides["right"].rejected] == ["step"]
    assert found.mode == "live"


def test_where_nothing_was_announced_nothing_was_heard() -> None:
    assert heard([]) is None
    assert heard(log()) is None


def test_a_rep_that_broke_off_has_no_end_and_is_left_out() -> None:
    a, b = reps(5.0, 8.0)
    assert bottoms(heard(log(aloud(1, a), aloud(2, b), final(1, a)))) == [[5.0]]
