"""The demonstration with corrections in it: for `kickstand pictures`."""

from __future__ import annotations

from functools import cache

import msgspec

from dashboard.editing.desk import Outcome
from dashboard.editing.page import EditPage
from imu.analysis import analyze, reviewed
from imu.demonstration import NAME, NOTE, demo_session
from imu.edits import differences
from imu.recording.edits import Edit, Exclude, Reject
from imu.samples import Session, Side
from imu.signals import Signals, signals_of
from imu.simulated import recording_of
from imu.view.editing import EditView, edit_view


def page() -> EditPage:
    """The page with two corrections made, and a question about to be answered."""
    shown = EditPage("2026-11-22_1858_left-right")
    shown.show_outcome(Outcome(view()))
    shown.press("down")
    return shown


def close_page() -> EditPage:
    """The same, seen closely, with a rep chosen and the next one being marked."""
    shown = page()
    for _ in range(5):
        shown.press("next")
    for _ in range(5):
        shown.press("closer")
    shown.press("add")
    return shown


@cache
def view() -> EditView:
    """Two corrections of it, and two reps of which the live count has not heard."""
    recording = recording_of(demo_session(), NAME, NOTE)
    found = reviewed(recording)
    live = _deaf(analyze(recording, mode="live"))
    right, left = found.session.sides["right"], found.session.sides["left"]
    edits: tuple[Edit, ...] = (
        Reject(id=1, side="right", time_s=_bottom(right.sets[0].reps[3].bottom_start_s)),
        Exclude(id=2, side="left", time_s=_bottom(left.sets[1].reps[2].bottom_start_s)),
    )
    session = found.edited(edits).session
    signals: dict[Side, Signals] = {}
    for side, one in found.sides.items():
        made = signals_of(one.chunks, one.frames, session.sides[side], 100)
        if made is not None:
            signals[side] = made
    span_s = (recording.start_s, recording.end_s)
    asked = differences(live, session)
    return edit_view(session, found.session, live, signals, asked, span_s)


def _bottom(time_s: float) -> float:
    return time_s + 0.1


def _deaf(live: Session) -> Session:
    """The live count without the first rep of each set on the left leg."""
    left = live.sides["left"]
    sets = [msgspec.structs.replace(one, reps=one.reps[1:]) for one in left.sets]
    deaf = msgspec.structs.replace(left, sets=tuple(sets))
    return msgspec.structs.replace(live, sides={**live.sides, "left": deaf})
