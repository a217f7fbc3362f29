"""A recording that is corrected: what its rows hold, where they lie, what keys mean."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from imu.edits import Difference
from imu.errors import UsageError
from imu.recording.edits import Add, Edit, Exclude, Join, Move, Reject, Restore, Split
from imu.samples import Edited, Gap, Session, Side
from imu.signals import Signals
from imu.view.editing import Bar, EditView, edit_view, nearest, neighbour
from imu.view.editorders import Order, added, around, edit_of, needs_edit
from imu.view.editplace import LEAST_S, Plan, Span
from imu.view.outline import outline
from tests.handmade import rejected, rep, rep_set, reps, session, side

SIZE = (1000.0, 500.0)


def corrected() -> Session:
    """Left: one rep and a walk. Right: two sets, a partial rep, one that is left out, a gap."""
    first = (rep(5.0), rep(8.0, counted=False, flags=("partial",)), rep(11.0, depth_deg=30.0))
    second = (rep(40.0), rep(43.0, flags=("excluded",), depth_deg=60.0), rep(46.0, depth_deg=24.0))
    right = msgspec.structs.replace(
        side(*first), sets=(rep_set(*first), rep_set(*second)), gaps=(Gap(20.0, 21.0, True),)
    )
    left = side(rep(25.0), refused=[rejected(23.5, 28.5, "walking")])
    edits = Edited(count=2, hash="x")
    return msgspec.structs.replace(session(left=left, right=right), edits=edits)


def line(n: int = 6000) -> Signals:
    """A minute of tilt that counts the samples."""
    time_s = np.arange(n) / 100.0
    zero = np.zeros(n)
    return Signals(time_s, np.arange(n, dtype=np.float64), zero, zero, np.full(n, "", dtype="<U10"))


ASKED = Difference(
    side="right",
    time_s=30.0,
    start_s=29.0,
    end_s=31.0,
    counted_by="live",
    reason="",
    question="?",
    remedy=None,
)


@pytest.fixture(scope="module")
def view() -> EditView:
    live = session(right=side(*reps(5.0, 30.0)))
    unedited = session(right=side(*reps(5.0, 8.0, 11.0)))
    signals: dict[Side, Signals] = {"right": line()}
    return edit_view(corrected(), unedited, live, signals, (ASKED,), (0.0, 60.0))


def bar(view: EditView, side: str, time_s: float) -> Bar:
    found = nearest(view, side, time_s)
    assert found is not None
    return found


# -- what is in the rows ---------------------------------------------------------------------------


def test_each_leg_has_a_lane_with_its_reps_numbered_in_their_sets(view: EditView) -> None:
    left, right = view.lanes
    assert (left.side, right.side) == ("left", "right")
    told = [(one.set_number, one.count) for one in right.bars]
    assert told == [(1, 1), (1, None), (1, 2), (2, 1), (2, 2), (2, 3)]
    assert [(one.reason, one.is_rep) for one in left.bars] == [("walking", False), ("", True)]
    assert (right.bars[0].down_s, right.bars[0].hold_s, right.bars[0].up_s) == (0.9, 0.2, 0.9)
    assert right.gaps == (Gap(20.0, 21.0, True),)


def test_what_was_found_announced_and_corrected_is_told_apart(view: EditView) -> None:
    left, right = view.lanes
    assert (left.count, left.found, left.announced) == (1, 0, 0)
    assert (right.count, right.found, right.announced) == (5, 3, 2)
    assert [one.bottom_s for one in right.live] == [5.0, 30.0]
    assert view.edits == 2
    assert view.asked == (ASKED,)


def test_a_set_is_summed_without_what_is_left_out(view: EditView) -> None:
    first, second = view.lanes[1].sets
    assert (first.count, first.depth_deg) == (2, 25.0)
    assert (second.count, second.depth_deg) == (3, 22.0)


def test_a_set_without_a_counted_rep_has_no_depth() -> None:
    one = session(right=side(rep(5.0, counted=False)))
    (lane,) = edit_view(one, one, one, {}, (), (0.0, 60.0)).lanes
    assert (lane.sets[0].count, lane.sets[0].depth_deg) == (0, None)
    assert len(lane.time_s) == 0


def test_a_side_on_which_nothing_is_known_has_no_lane() -> None:
    empty = msgspec.structs.replace(side(), samples=0)
    one = session(left=empty, right=side(rep(5.0)))
    assert [lane.side for lane in edit_view(one, one, one, {}, (), (0.0, 60.0)).lanes] == ["right"]


def test_one_goes_from_movement_to_movement_over_both_legs(view: EditView) -> None:
    walked: list[tuple[str, float]] = []
    at = None
    for _ in range(9):
        at = neighbour(view, at, 1)
        assert at is not None
        walked.append((at.side, at.bottom_s))
    assert walked[:5] == [
        ("right", 5.0), ("right", 8.0), ("right", 11.0), ("left", 25.0), ("left", 26.0),
    ]  # fmt: skip
    assert walked[-1] == walked[-2] == ("right", 46.0), "it stays at the last one"
    assert neighbour(view, None, -1) == at
    back = neighbour(view, at, -1)
    assert back is not None
    assert back.bottom_s == 43.0


def test_nothing_has_no_neighbour() -> None:
    empty = edit_view(session(), session(), session(), {}, (), (0.0, 60.0))
    assert neighbour(empty, None, 1) is None
    assert nearest(empty, "left", 1.0) is None


# -- where they lie --------------------------------------------------------------------------------


def test_a_time_is_where_it_is_found_again(view: EditView) -> None:
    plan, span = Plan.of(view, SIZE), Span(10.0, 30.0, 0.0, 60.0)
    assert plan.x_of(10.0, span) == plan.left
    assert plan.x_of(30.0, span) == SIZE[0]
    assert plan.time_of(plan.x_of(17.0, span), span) == pytest.approx(17.0)
    assert plan.time_of(0.0, span) == 10.0
    assert plan.time_of(2000.0, span) == 30.0


@pytest.mark.parametrize(
    ("row", "kind", "bottom_s"),
    [("curve", "curve", 40.0), ("review", "review", 40.0), ("live", "live", None)],
)
def test_what_lies_at_a_point_is_found(
    view: EditView, row: str, kind: str, bottom_s: float | None
) -> None:
    plan, span = Plan.of(view, SIZE), Span.whole(0.0, 60.0)
    rows = plan.rows[1]
    place = plan.at(view, span, plan.x_of(40.2, span), getattr(rows, row) - 1.0)
    assert (place.kind, place.side) == (kind, "right")
    assert place.time_s == pytest.approx(40.2)
    assert (place.bar.bottom_s if place.bar else None) == bottom_s


def test_a_thin_bar_is_hit_beside_it_but_a_curve_is_not(view: EditView) -> None:
    plan, span = Plan.of(view, SIZE), Span.whole(0.0, 60.0)
    x = plan.x_of(38.8, span)
    review = plan.at(view, span, x, plan.rows[1].review - 1.0)
    assert review.bar == bar(view, "right", 40.0)
    assert plan.at(view, span, x, plan.rows[1].curve - 1.0).bar is None


def test_a_rep_goes_before_a_rejected_movement_around_it(view: EditView) -> None:
    plan, span = Plan.of(view, SIZE), Span.whole(0.0, 60.0)
    y = plan.rows[0].review - 1.0
    inside = plan.at(view, span, plan.x_of(25.5, span), y).bar
    outside = plan.at(view, span, plan.x_of(27.5, span), y).bar
    assert inside is not None
    assert outside is not None
    assert (inside.is_rep, outside.reason) == (True, "walking")


def test_below_the_lanes_is_the_axis_and_between_them_nothing(view: EditView) -> None:
    plan, span = Plan.of(view, SIZE), Span.whole(0.0, 60.0)
    assert plan.at(view, span, 500.0, plan.axis + 1.0).kind == "axis"
    assert plan.at(view, span, 500.0, plan.rows[0].live + 1.0).kind == "none"
    for rows in plan.rows:
        assert rows.top < rows.curve < rows.review < rows.live <= plan.axis


def test_zooming_keeps_the_time_under_the_pointer() -> None:
    span = Span.whole(0.0, 60.0).zoomed(2.0, 15.0)
    assert (span.start_s, span.end_s) == (7.5, 37.5)
    assert span.zoomed(0.5, 15.0) == Span.whole(0.0, 60.0)
    assert span.zoomed(1000.0, 15.0).length_s == LEAST_S
    assert span.zoomed(0.001, 15.0) == Span.whole(0.0, 60.0)


def test_one_cannot_leave_the_recording() -> None:
    span = Span(10.0, 20.0, 0.0, 60.0)
    assert span.moved(-30.0) == Span(0.0, 10.0, 0.0, 60.0)
    assert span.moved(300.0) == Span(50.0, 60.0, 0.0, 60.0)


def test_what_is_chosen_comes_into_sight() -> None:
    span = Span(10.0, 20.0, 0.0, 60.0)
    assert span.showing(12.0, 14.0) == span
    for start_s, end_s in ((30.0, 32.0), (2.0, 4.0)):
        seen = span.showing(start_s, end_s)
        assert seen.start_s < start_s < end_s < seen.end_s
        assert seen.length_s == 10.0


# -- curves ----------------------------------------------------------------------------------------


def test_few_points_are_drawn_as_they_are() -> None:
    one = line(500)
    (drawn,) = outline(one.time_s, one.tilt_deg, 1.0, 2.0, 800)
    assert drawn[0].tolist() == [0.99, 99.0]
    assert drawn[-1].tolist() == [2.01, 201.0]


def test_what_sticks_out_of_many_is_never_lost() -> None:
    time_s = np.arange(360_000) / 100.0
    values = np.zeros(len(time_s))
    values[123_456], values[234_567] = 30.0, -7.0
    (drawn,) = outline(time_s, values, 0.0, 3600.0, 900)
    assert len(drawn) <= 2 * 901
    assert (drawn[:, 1].max(), drawn[:, 1].min()) == (30.0, -7.0)
    assert abs(drawn[drawn[:, 1].argmax(), 0] - 1234.56) <= 4.0


def test_no_line_is_drawn_over_a_hole() -> None:
    time_s = np.concatenate([np.arange(100), np.arange(200, 300)]) / 100.0
    drawn = outline(time_s, np.zeros(200), 0.0, 3.0, 800)
    assert [(one[0, 0], one[-1, 0]) for one in drawn] == [(0.0, 0.99), (2.0, 2.99)]
    assert outline(np.zeros(0), np.zeros(0), 0.0, 3.0, 800) == []


# -- what keys mean --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "at_s", "edit"),
    [
        (Order.REJECT, 5.0, Reject(side="right", time_s=5.0)),
        (Order.EXCLUDE, 5.0, Exclude(side="right", time_s=5.0)),
        (Order.EXCLUDE, 43.0, Restore(side="right", time_s=43.0)),
        (Order.RESTORE, 8.0, Restore(side="right", time_s=8.0)),
        (Order.SPLIT, 11.0, Split(side="right", time_s=10.0)),
        (Order.JOIN, 11.0, Join(side="right", time_s=10.0)),
        (Order.OTHER_LEG, 5.0, Move(side="right", to="left", start_s=3.7, end_s=6.3)),
        (Order.SET_OTHER_LEG, 8.0, Move(side="right", to="left", start_s=3.7, end_s=12.3)),
    ],
)
def test_an_order_means_an_edit_of_what_is_chosen(
    view: EditView, order: Order, at_s: float, edit: Edit
) -> None:
    assert edit_of(order, bar(view, "right", at_s), view) == edit


def test_an_order_without_a_rep_says_why_not(view: EditView) -> None:
    with pytest.raises(UsageError, match="No movement is chosen"):
        edit_of(Order.REJECT, None, view)
    walk = bar(view, "left", 26.0)
    with pytest.raises(UsageError, match="no rep"):
        edit_of(Order.REJECT, walk, view)
    assert edit_of(Order.RESTORE, walk, view) == Restore(side="left", time_s=26.0)


def test_a_leg_that_is_not_known_has_no_other_one() -> None:
    one = session(unknown=side(rep(5.0)))
    view = edit_view(one, one, one, {}, (), (0.0, 60.0))
    with pytest.raises(UsageError, match="not known"):
        edit_of(Order.OTHER_LEG, view.bars[0], view)


def test_a_rep_is_marked_from_either_end() -> None:
    assert added("left", 9.0, 4.0) == added("left", 4.0, 9.0)
    assert added("left", 9.0, 4.0) == Add(side="left", start_s=4.0, end_s=9.0)
    assert around(ASKED) == (28.5, 31.5)


def test_only_the_answer_that_contradicts_review_needs_an_edit() -> None:
    review = msgspec.structs.replace(ASKED, counted_by="review")
    assert [needs_edit(ASKED, is_yes=yes) for yes in (True, False)] == [True, False]
    assert [needs_edit(review, is_yes=yes) for yes in (True, False)] == [False, True]
