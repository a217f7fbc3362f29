"""What edits do to a session, one kind after the other, and all that follows from them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import msgspec
import pytest

from imu.analysis import Reviewed, reviewed
from imu.edits import Applied
from imu.recording import Edit, edits_hash
from imu.recording.edits import (
    Add,
    Exclude,
    Join,
    Move,
    Reject,
    Restore,
    Split,
    Swap,
    Undo,
)
from imu.samples import Command, CommandKind, Edited, Rep, RepSet, Session, SetQuality
from imu.targets import Range, Targets, targets_text
from tests.edits.conftest import FIRST, LONE_S, SECOND, SHALLOW_S, right_thigh
from tests.hinges import recording


def edited(found: Reviewed, *edits: Edit) -> Applied:
    """The session with these edits, numbered in their order."""
    numbered = [msgspec.structs.replace(one, id=n) for n, one in enumerate(edits, start=1)]
    return found.edited(numbered)


def done(found: Reviewed, *edits: Edit) -> Session:
    """The session with these edits, each of which has an effect."""
    applied = edited(found, *edits)
    assert applied.without_effect == {}
    return applied.session


def counts(session: Session) -> dict[str, list[int]]:
    """Counted reps of each set."""
    return {side: [one.count for one in found.sets] for side, found in session.sides.items()}


def rep_at(session: Session, time_s: float, side: str = "right") -> Rep:
    """The listed rep around a time."""
    every = [rep for one in session.sides[side].sets for rep in one.reps]
    (found,) = [rep for rep in every if rep.start_s <= time_s <= rep.end_s]
    return found


def set_of(session: Session, number: int, side: str = "right") -> RepSet:
    """One set of a leg."""
    return session.sides[side].sets[number]


THIRD_S = FIRST[2] + 1.2
"""The bottom of the third rep of the first set."""


def test_the_example_is_what_it_says(right: Reviewed, both: Reviewed) -> None:
    assert counts(right.session) == {"right": [5, 4]}
    assert rep_at(right.session, SHALLOW_S + 1.2).flags == ("partial",)
    assert [one.reason for one in right.session.sides["right"].rejected] == ["isolated"]
    assert counts(both.session) == {"left": [4], "right": [5]}


def test_without_edits_the_session_is_the_very_one(right: Reviewed) -> None:
    undone = edited(right, Reject(side="right", time_s=THIRD_S), Undo(edit=1))
    for applied in (right.edited(()), undone):
        assert applied.session is right.session
    assert right.session.edits_hash == ""
    assert b'"edits"' not in msgspec.json.encode(right.session)


@pytest.mark.parametrize("name", ["right", "simulated"])
def test_a_set_made_anew_from_the_same_reps_is_the_same(
    name: str, request: pytest.FixtureRequest
) -> None:
    found: Reviewed = request.getfixturevalue(name)
    at = found.session.sides["right"].sets[0].reps[1].bottom_start_s
    away = Exclude(side="right", time_s=at), Restore(side="right", time_s=at)
    assert done(found, *away).sides == found.session.sides


def test_nothing_that_was_given_is_changed(right: Reviewed) -> None:
    before = msgspec.json.encode(right.session)
    done(right, Reject(side="right", time_s=THIRD_S), Split(side="right", time_s=SECOND[2] - 0.2))
    assert msgspec.json.encode(right.session) == before


# -- reject ---------------------------------------------------------------------------------------


def test_a_rejected_rep_is_listed_among_what_was_not_counted(right: Reviewed) -> None:
    session = done(right, Reject(side="right", time_s=THIRD_S))
    assert counts(session) == {"right": [4, 4]}
    gone, lone = session.sides["right"].rejected
    old = rep_at(right.session, THIRD_S)
    assert (gone.start_s, gone.end_s, gone.reason) == (old.start_s, old.end_s, "undone")
    assert lone.reason == "isolated"


def test_all_figures_follow(right: Reviewed) -> None:
    session = done(right, Reject(side="right", time_s=THIRD_S))
    before, after = set_of(right.session, 0), set_of(session, 0)
    second = after.reps[1]
    assert second.metrics["top_s"] == pytest.approx(after.reps[2].start_s - second.end_s)
    assert second.metrics["top_s"] != before.reps[1].metrics["top_s"]
    assert after.metrics["depth_cv_percent"] is None
    assert after.missing["depth_cv_percent"] == "needs 5 counted reps"
    under = sum(rep.end_s - rep.start_s for rep in after.reps if rep.counted)
    assert after.metrics["under_tension_s"] == pytest.approx(under)
    assert len(after.similarity) == len(after.reps)
    other, was = set_of(session, 1), set_of(right.session, 1)
    assert other.reps == was.reps
    differing = {name for name in was.metrics if other.metrics[name] != was.metrics[name]}
    assert differing == {"knee_quietness_m"}  # it compares with the first set


def test_a_set_that_loses_its_last_rep_is_none(right: Reviewed) -> None:
    session = done(right, *(Reject(side="right", time_s=start + 1.2) for start in SECOND))
    assert counts(session) == {"right": [5]}


# -- add ------------------------------------------------------------------------------------------


def test_an_added_rep_is_measured_like_the_one_that_was_there(simulated: Reviewed) -> None:
    """It is not the very same: the counter knows how tall the person stood from before."""
    for old in simulated.session.sides["right"].sets[0].reps[1:]:
        middle = (old.bottom_start_s + old.bottom_end_s) / 2
        session = done(
            simulated,
            Reject(side="right", time_s=middle),
            Add(side="right", start_s=old.start_s - 0.4, end_s=old.end_s + 0.4),
        )
        new = rep_at(session, middle)
        assert (new.counted, new.flags, new.announced_s) == (True, ("edited",), None)
        assert new.start_s == pytest.approx(old.start_s, abs=0.1)
        assert new.end_s == pytest.approx(old.end_s, abs=0.1)
        assert new.depth_deg == pytest.approx(old.depth_deg, abs=0.7)
        assert new.metrics.keys() == old.metrics.keys()
        close = ("peak_eccentric_deg_s", "peak_concentric_deg_s", "knee_arm_m")
        for name in close:
            assert new.metrics[name] == pytest.approx(old.metrics[name], rel=0.1), name
        assert counts(session) == {"right": [10]}
        assert set_of(session, 0).similarity[-1] is not None
        assert [one.reason for one in session.sides["right"].rejected].count("undone") == 0


def test_a_rep_far_from_any_set_begins_one(right: Reviewed) -> None:
    session = done(right, Add(side="right", start_s=LONE_S - 0.2, end_s=LONE_S + 2.6))
    assert counts(session) == {"right": [5, 4, 1]}
    assert session.sides["right"].rejected == ()
    new = rep_at(session, LONE_S + 1.2)
    assert new.depth_deg == pytest.approx(25.0, abs=0.3)
    assert new.start_s == pytest.approx(LONE_S + 0.2, abs=0.05)
    assert new.metrics["top_s"] is None
    assert new.missing["top_s"] == "no rep follows in this set"
    assert new.metrics["return_deg"] == pytest.approx(0.0, abs=0.3)


@pytest.mark.parametrize(
    ("start_s", "end_s", "word"),
    [
        (THIRD_S - 1.4, THIRD_S + 1.4, "there is a rep at 8.8 s already"),
        (60.0, 64.0, "does not go down"),
        (LONE_S + 0.5, LONE_S + 1.0, "too few samples"),
        (LONE_S - 1.0, LONE_S + 1.1, "does not go down"),
        (500.0, 504.0, "too few samples"),
    ],
)
def test_what_is_no_new_rep_is_not_added(
    right: Reviewed, start_s: float, end_s: float, word: str
) -> None:
    applied = edited(right, Add(side="right", start_s=start_s, end_s=end_s))
    assert word in applied.without_effect[1]
    assert counts(applied.session) == counts(right.session)


def test_a_leg_without_samples_or_axis_has_nothing_to_measure(right: Reviewed) -> None:
    said = edited(right, Add(side="left", start_s=1.0, end_s=4.0)).without_effect[1]
    assert "nothing was recorded on the side 'left'" in said
    still = reviewed(recording(right_thigh()))
    still.sides["right"].frames.clear()
    said = edited(still, Add(side="right", start_s=LONE_S, end_s=LONE_S + 3)).without_effect[1]
    assert "no hinge axis" in said


# -- exclude and restore --------------------------------------------------------------------------


def test_an_excluded_rep_counts_and_makes_no_figure(right: Reviewed) -> None:
    session = done(right, Exclude(side="right", time_s=THIRD_S))
    assert counts(session) == counts(right.session)
    rep = rep_at(session, THIRD_S)
    assert (rep.counted, rep.flags) == (True, ("excluded",))
    one = set_of(session, 0)
    assert one.missing["depth_cv_percent"] == "needs 5 counted reps"
    assert one.similarity[2] is None
    assert one.similarity[1] is not None
    old = rep_at(right.session, THIRD_S)
    assert rep.metrics == old.metrics


def test_restoring_counts_a_partial_rep(right: Reviewed) -> None:
    session = done(right, Restore(side="right", time_s=SHALLOW_S + 1.2))
    assert counts(session) == {"right": [6, 4]}
    rep = rep_at(session, SHALLOW_S + 1.2)
    assert (rep.counted, rep.flags) == (True, ("edited",))


def test_restoring_measures_what_the_gate_has_rejected(right: Reviewed) -> None:
    session = done(right, Restore(side="right", time_s=LONE_S + 1.0))
    assert counts(session) == {"right": [5, 4, 1]}
    assert rep_at(session, LONE_S + 1.2).flags == ("edited",)
    assert session.sides["right"].rejected == ()


def test_restoring_gives_an_excluded_rep_its_figures_back(right: Reviewed) -> None:
    at = {"side": "right", "time_s": THIRD_S}
    session = done(right, Exclude(**at), Restore(**at))  # type: ignore[arg-type]
    assert session.sides == right.session.sides


@pytest.mark.parametrize(
    ("edits", "word"),
    [
        ([Restore(side="right", time_s=THIRD_S)], "counts already"),
        ([Exclude(side="right", time_s=SHALLOW_S + 1.2)], "does not count anyway"),
        ([Exclude(side="right", time_s=30.0)], "there is no rep at 30.0 s"),
        ([Reject(side="right", time_s=30.0)], "there is no rep at 30.0 s"),
        ([Reject(side="left", time_s=3.0)], "nothing was recorded"),
        ([Exclude(side="right", time_s=THIRD_S)] * 2, "left out already"),
        ([Reject(side="right", time_s=THIRD_S)] * 2, "there is no rep at"),
    ],
)
def test_edits_that_find_nothing_are_named_and_change_nothing(
    right: Reviewed, edits: list[Edit], word: str
) -> None:
    applied = edited(right, *edits)
    before = edited(right, *edits[:-1])
    assert list(applied.without_effect) == [len(edits)]
    assert word in applied.without_effect[len(edits)]
    assert applied.session.sides == before.session.sides


def test_a_rep_is_meant_by_a_time_near_its_bottom(right: Reviewed) -> None:
    edge = rep_at(right.session, THIRD_S).end_s + 0.001
    near = [Reject(side="right", time_s=at) for at in (THIRD_S, THIRD_S + 0.5, edge - 0.002)]
    first = done(right, near[0])
    assert all(done(right, one).sides == first.sides for one in near)
    assert "no rep" in edited(right, Reject(side="right", time_s=edge + 0.1)).without_effect[1]


# -- sets -----------------------------------------------------------------------------------------


def test_a_set_is_split_and_joined(right: Reviewed) -> None:
    cut = Split(side="right", time_s=FIRST[2] + 0.1)
    session = done(right, cut)
    assert counts(session) == {"right": [2, 3, 4]}
    first, second = set_of(session, 0), set_of(session, 1)
    assert first.end_s < second.start_s
    assert first.reps[-1].metrics["top_s"] is None
    assert first.missing["similarity_median"] == "needs 3 counted reps"
    again = done(right, cut, Join(side="right", time_s=FIRST[1]))
    assert again.sides == right.session.sides


def test_joining_takes_the_pause_for_one_within_the_set(right: Reviewed) -> None:
    for at in (FIRST[-1], 30.0):
        session = done(right, Join(side="right", time_s=at))
        (one,) = session.sides["right"].sets
        assert one.count == 9
        tops = [rep.metrics["top_s"] for rep in one.reps]
        assert max(top for top in tops if top is not None) > 20.0
        assert None not in tops[:-1]


def test_how_a_set_ended_goes_with_its_end() -> None:
    stop = Command(FIRST[-1] + 6.0, CommandKind.PAIN_STOP)
    found = reviewed(recording(right_thigh(), commands=[stop]))
    assert set_of(found.session, 0).stopped == "pain"
    session = done(found, Split(side="right", time_s=FIRST[2] + 0.1))
    assert [one.stopped for one in session.sides["right"].sets][:2] == ["", "pain"]


@pytest.mark.parametrize(
    "edit",
    [
        Split(side="right", time_s=1.0),
        Split(side="right", time_s=30.0),
        Join(side="right", time_s=1.0),
        Join(side="right", time_s=60.0),
    ],
)
def test_where_there_is_nothing_to_split_or_join(right: Reviewed, edit: Edit) -> None:
    applied = edited(right, edit)
    assert applied.without_effect.keys() == {1}
    assert applied.session.sides == right.session.sides


# -- sides ----------------------------------------------------------------------------------------


def test_a_leg_that_was_the_other_one(right: Reviewed) -> None:
    session = done(right, Move(side="right", to="left", start_s=0.0, end_s=99.0))
    assert counts(session) == {"left": [5, 4], "right": []}
    old, new = set_of(right.session, 0), set_of(session, 0, "left")
    assert new.metrics == old.metrics
    assert all("edited" in rep.flags for rep in new.reps)
    assert [rep.metrics for rep in new.reps] == [rep.metrics for rep in old.reps]
    assert [one.reason for one in session.sides["left"].rejected] == ["isolated"]


def test_a_span_of_a_leg(right: Reviewed) -> None:
    session = done(right, Move(side="right", to="left", start_s=35.0, end_s=60.0))
    assert counts(session) == {"left": [4], "right": [5]}
    assert [one.reason for one in session.sides["right"].rejected] == ["isolated"]


def test_left_and_right_are_swapped(both: Reviewed) -> None:
    session = done(both, Swap(start_s=0.0, end_s=50.0))
    assert counts(session) == {"left": [5], "right": [4]}
    assert list(session.sides) == ["left", "right"]
    assert set_of(session, 0, "right").metrics == set_of(both.session, 0, "left").metrics
    back = done(both, Swap(start_s=0.0, end_s=50.0), Swap(start_s=0.0, end_s=50.0))
    assert counts(back) == counts(both.session)


@pytest.mark.parametrize(
    "edit",
    [
        Move(side="right", to="left", start_s=20.0, end_s=30.0),
        Move(side="left", to="right", start_s=0.0, end_s=30.0),
        Swap(start_s=60.0, end_s=75.0),
    ],
)
def test_where_there_is_no_rep_no_side_changes(right: Reviewed, edit: Edit) -> None:
    applied = edited(right, edit)
    assert applied.without_effect.keys() == {1}
    assert applied.session.sides == right.session.sides


def test_a_side_that_was_told_late_can_be_edited() -> None:
    block = right_thigh()
    told = Command(1.0, CommandKind.SIDE, "unknown", "left")
    found = reviewed(recording(replace(block, side="unknown"), commands=[told]))
    assert counts(found.session) == {"unknown": [], "left": [5, 4]}
    session = done(
        found,
        Reject(side="left", time_s=THIRD_S),
        Add(side="left", start_s=LONE_S - 0.2, end_s=LONE_S + 2.6),
    )
    assert counts(session) == {"left": [4, 4, 1], "unknown": []}


# -- together -------------------------------------------------------------------------------------

SOME: tuple[Edit, ...] = (
    Reject(side="right", time_s=FIRST[0] + 1.2),
    Exclude(side="right", time_s=FIRST[4] + 1.2),
    Restore(side="right", time_s=SHALLOW_S + 1.2),
    Restore(side="right", time_s=LONE_S + 1.2),
    Split(side="right", time_s=SECOND[2] + 0.1),
)


def test_edits_of_different_reps_may_be_made_in_any_order(right: Reviewed) -> None:
    first = done(right, *SOME).sides
    assert all(done(right, *order).sides == first for order in itertools.permutations(SOME))


def test_undoing_each_in_turn_comes_back_to_what_was_found(right: Reviewed) -> None:
    steps: list[Edit] = list(SOME)
    expected = [done(right, *SOME[:n]).sides for n in range(len(SOME))]
    for n in reversed(range(len(SOME))):
        steps.append(Undo(edit=n + 1))
        assert done(right, *steps).sides == expected[n]


def test_provenance_says_how_many_had_an_effect_and_what_they_say(right: Reviewed) -> None:
    idle = Reject(side="right", time_s=30.0)
    found = edited(right, SOME[0], idle, SOME[1], Undo(edit=3)).session
    assert isinstance(found.edits, Edited)
    assert (found.edits.count, found.edits.hash) == (1, edits_hash([SOME[0], idle]))
    assert found.edits.without_effect == ("edit 2 has no effect: there is no rep at 30.0 s",)
    assert found.input_hash == right.session.input_hash
    assert found.settings_hash == right.session.settings_hash


def test_added_reps_are_held_against_the_persons_targets() -> None:
    aims = targets_text(Targets(depth_deg=Range(20.0, 30.0)))
    told = Command(0.5, CommandKind.TARGETS, value=aims)
    found = reviewed(recording(right_thigh(), commands=[told]))
    session = done(found, Restore(side="right", time_s=SHALLOW_S + 1.2))
    quality = set_of(session, 0).quality
    assert isinstance(quality, SetQuality)
    assert (quality.good, quality.reps) == (5, 6)
    assert quality.reason == "Shallower than your band."
