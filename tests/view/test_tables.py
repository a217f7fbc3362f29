"""Rows of reps, rows of what was not counted, the band to aim at: from synthetic events."""

from __future__ import annotations

import pytest

from imu.events import GapEvent, RejectedEvent, RepEvent, RepFinalEvent, SetEvent, UndoEvent
from imu.live import Started, Told
from imu.samples import Command, CommandKind, Rep, Side
from imu.view import Band, RepRow, SideView, View


def rep(rep_id: int, *, set_id: int = 1, depth_deg: float = 25.0, side: str = "right") -> RepEvent:
    return RepEvent(
        time_s=4.0 * rep_id + 3.0,
        side=side,
        rep_id=rep_id,
        set_id=set_id,
        count=rep_id,
        start_s=4.0 * rep_id,
        bottom_s=4.0 * rep_id + 1.5,
        depth_deg=depth_deg,
    )


def final(rep_id: int, *, counted: bool = True, set_id: int = 1) -> RepFinalEvent:
    start_s = 4.0 * rep_id + 0.1
    listed = Rep(
        start_s=start_s,
        bottom_start_s=start_s + 1.0,
        bottom_end_s=start_s + 1.4,
        end_s=start_s + 3.0,
        provisional_s=start_s + 3.0,
        announced_s=None,
        depth_deg=26.0,
        counted=counted,
        flags=() if counted else ("partial",),
        metrics={"eccentric_s": 1.0, "bottom_s": 0.4, "concentric_s": 1.6, "top_s": None},
    )
    return RepFinalEvent(
        time_s=start_s + 4.0, side="right", rep_id=rep_id, set_id=set_id, rep=listed
    )


def begins(set_id: int) -> SetEvent:
    return SetEvent(
        time_s=1.0, side="right", set_id=set_id, state="start", start_s=0.0, end_s=None, count=0
    )


def watched(*events: object) -> View:
    view = View()
    view.advance(Started("x", ("left", "right")))
    for event in events:
        view.advance(event)  # type: ignore[arg-type]
    return view


def right(view: View) -> SideView:
    side = view.snapshot().side("right")
    assert side is not None
    return side


def rows(*events: object) -> tuple[RepRow, ...]:
    return right(watched(*events)).reps


def test_a_rep_has_a_row_as_soon_as_it_is_announced() -> None:
    (row,) = rows(begins(1), rep(1))
    assert (row.set_number, row.count, row.depth_deg, row.counted) == (1, 1, 25.0, True)
    assert row.end_s is row.eccentric_s is row.frontal_deg is None


def test_the_final_rep_completes_the_row_and_keeps_its_number() -> None:
    (row,) = rows(begins(1), rep(1), final(1))
    assert row.count == 1
    assert (row.eccentric_s, row.hold_s, row.concentric_s) == (1.0, 0.4, 1.6)
    assert row.bottom_s == pytest.approx(5.3)
    assert row.depth_deg == 26.0


def test_a_partial_rep_has_a_row_without_a_number() -> None:
    (row,) = rows(begins(1), final(1, counted=False))
    assert row.count is None
    assert not row.counted
    assert row.flags == ("partial",)


def test_a_rep_that_was_taken_back_loses_its_number() -> None:
    undo = UndoEvent(time_s=9.0, side="right", rep_id=1, set_id=1, count=0)
    (row,) = rows(begins(1), rep(1), undo)
    assert row.count is None
    assert not row.counted


def test_rows_stand_in_the_order_of_time_and_know_their_set() -> None:
    found = rows(begins(7), rep(2, set_id=7), rep(1, set_id=7), begins(9), rep(3, set_id=9))
    assert [(row.set_number, row.count) for row in found] == [(1, 1), (1, 2), (2, 3)]


def test_the_rows_are_the_same_object_until_something_changes() -> None:
    view = watched(begins(1), rep(1))
    assert right(view).reps is right(view).reps


def test_what_was_not_counted_is_listed_in_order() -> None:
    events = [
        RejectedEvent(
            time_s=n + 1.0, side="right", rep_id=0, start_s=n - 1.0, end_s=float(n),
            reason=reason, depth_deg=9.0,
        )
        for n, reason in enumerate(("walking", "step"), start=2)
    ]  # fmt: skip
    side = right(watched(*events))
    assert [movement.reason for movement in side.rejected] == ["walking", "step"]
    assert side.not_counted is side.rejected[-1]


def test_holes_are_kept() -> None:
    gap = GapEvent(time_s=3.0, side="right", start_s=1.0, end_s=2.0, inferred=True)
    (hole,) = right(watched(gap)).holes
    assert (hole.start_s, hole.end_s, hole.inferred) == (1.0, 2.0, True)


def test_three_reps_show_the_band_and_both_legs_share_it() -> None:
    view = watched(rep(1, depth_deg=20.0), rep(2, depth_deg=30.0))
    assert view.snapshot().band is None
    view.advance(rep(1, depth_deg=40.0, side="left"))
    band = view.snapshot().band
    assert band is not None
    assert (band.low_deg, band.high_deg) == pytest.approx((25.5, 34.5))
    view.advance(rep(3, depth_deg=80.0))
    assert view.snapshot().band == band


def test_the_band_of_a_very_small_hinge_can_be_hit() -> None:
    band = watched(*(rep(n, depth_deg=8.0) for n in (1, 2, 3))).snapshot().band
    assert band == Band(5.0, 11.0)


def told(kind: CommandKind, side: Side | None = None) -> Told:
    return Told(Command(0.5, kind, side))


def test_the_leg_that_is_armed_is_the_one_that_works() -> None:
    assert watched().snapshot().working == ""
    assert watched(told(CommandKind.ARM)).snapshot().working == ""
    assert watched(told(CommandKind.ARM, "left")).snapshot().working == "left"
    assert watched(told(CommandKind.SENSOR_ON, "left")).snapshot().working == ""


def test_arming_the_other_leg_does_not_take_a_set_off_the_screen() -> None:
    view = watched(begins(1), rep(1), told(CommandKind.ARM, "left"))
    assert view.snapshot().working == "right"
