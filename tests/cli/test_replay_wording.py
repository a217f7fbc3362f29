"""Every event in one plain line."""

from __future__ import annotations

import pytest

from imu.cli.wording import line_of
from imu.events import (
    AnyEvent,
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
from imu.samples import Flag
from tests.handmade import rep


def a_set(state: str, stopped: str = "") -> SetEvent:
    end_s = None if state == "start" else 80.0
    return SetEvent(
        time_s=65.0,
        side="left",
        set_id=2,
        state=state,
        start_s=40.0,
        end_s=end_s,
        count=1,
        stopped=stopped,
    )


def calibration(state: str) -> CalibrationEvent:
    return CalibrationEvent(time_s=65.0, side="left", state=state, epoch=0, confidence=1.0)


def final(*, counted: bool = True, flags: tuple[str, ...] = ()) -> RepFinalEvent:
    listed = rep(64.0, counted=counted, flags=flags)
    return RepFinalEvent(time_s=65.0, side="left", rep_id=1, set_id=1, rep=listed)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            DotEvent(time_s=65.0, side="left", rep_id=1, start_s=1, bottom_s=2, depth_deg=24.6),
            "movement, 25° deep; counts when three are alike",
        ),
        (
            RepEvent(
                time_s=65.0,
                side="left",
                rep_id=1,
                set_id=1,
                count=7,
                start_s=1,
                bottom_s=2,
                depth_deg=24.6,
            ),
            "rep 7, 25° deep",
        ),
        (final(), "the rep of 1:03.0: 0.9 s down, 0.2 s at the bottom, 0.9 s up"),
        (
            final(counted=False, flags=(Flag.PARTIAL,)),
            "not counted: It was less than half as deep as the others.",
        ),
        (final(counted=False, flags=(Flag.UNDONE,)), "not counted: You took it back."),
        (
            RejectedEvent(
                time_s=65.0,
                side="left",
                rep_id=0,
                start_s=1,
                end_s=2,
                reason="sit",
                depth_deg=80.0,
            ),
            "not counted: The thigh rested near horizontal: sitting.",
        ),
        (a_set("start"), "set 2 begins"),
        (a_set("end"), "set 2 is over: 1 rep"),
        (a_set("end", "person"), "set 2 is over: 1 rep, stopped by you"),
        (a_set("end", "pain"), "set 2 is over: 1 rep, stopped for pain"),
        (
            UndoEvent(time_s=65.0, side="left", rep_id=1, set_id=1, count=6),
            "taken back: the set counts 6 reps",
        ),
        (
            GapEvent(time_s=65.0, side="left", start_s=60.0, end_s=61.25, inferred=False),
            "samples missing for 1.2 s",
        ),
        (HealthEvent(time_s=65.0, side="left", code="x", message="Loose."), "sensor: Loose."),
        (calibration("found"), "the hinge axis is found"),
        (calibration("lost"), "the hinge axis is lost; a few hinges find it again"),
    ],
)
def test_an_event_is_time_side_and_words(event: AnyEvent, words: str) -> None:
    assert line_of(event) == f"  1:05.0  left     {words}"


def test_nobody_wants_to_read_that_an_axis_became_a_little_better() -> None:
    assert line_of(calibration("refined")) is None
