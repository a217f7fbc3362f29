"""The events of a set carry what is known at the time."""

from __future__ import annotations

import json

import msgspec
import pytest

from imu.counter import announcing
from imu.counter.entries import Early, Entry
from imu.events import AnyEvent
from imu.samples import RepSet
from tests.counter.builders import GOOD

ENTRY = Entry(7, 80, GOOD, {"eccentric_s": 1.1}, 4.4)
EARLY = Early(80, 8, 3.3, 2.0, 3.2, 24.0)
DONE = RepSet(start_s=2.0, end_s=4.4, reps=(ENTRY.rep(),), stopped="pain")

EVENTS: dict[str, tuple[AnyEvent, dict[str, object]]] = {
    "dot": (
        announcing.dot("left", 4.4, ENTRY),
        {"event": "dot", "rep_id": 7, "start_s": 2.0, "bottom_s": 3.2, "depth_deg": 25.0},
    ),
    "rep": (
        announcing.counted("left", 4.4, 3, 5, ENTRY),
        {"event": "rep", "rep_id": 7, "set_id": 3, "count": 5, "start_s": 2.0, "bottom_s": 3.2},
    ),
    "early rep": (
        announcing.counted("left", 4.4, 3, 5, EARLY),
        {"event": "rep", "rep_id": 8, "set_id": 3, "count": 5, "depth_deg": 24.0},
    ),
    "final": (
        announcing.final("left", 4.4, 3, ENTRY),
        {"event": "rep_final", "rep_id": 7, "set_id": 3},
    ),
    "rejected": (
        announcing.rejected("left", 4.4, GOOD, "step", 7),
        {"event": "rejected", "rep_id": 7, "start_s": 2.0, "end_s": 4.4, "reason": "step"},
    ),
    "rejected without a dot": (
        announcing.rejected("left", 4.4, GOOD, "step"),
        {"event": "rejected", "rep_id": 0, "depth_deg": 25.0},
    ),
    "start": (
        announcing.set_started("left", 4.4, 3, 2.0),
        {"event": "set", "state": "start", "start_s": 2.0, "end_s": None, "count": 0},
    ),
    "end": (
        announcing.set_ended("left", 4.4, 3, DONE),
        {"event": "set", "state": "end", "end_s": 4.4, "count": 1, "stopped": "pain"},
    ),
    "undo": (
        announcing.undone("left", 4.4, 3, ENTRY, 4),
        {"event": "undo", "rep_id": 7, "set_id": 3, "count": 4},
    ),
}


@pytest.mark.parametrize(("event", "expected"), EVENTS.values(), ids=EVENTS.keys())
def test_each_event_is_one_json_object_with_side_time_and_facts(
    event: AnyEvent, expected: dict[str, object]
) -> None:
    said = json.loads(msgspec.json.encode(event))
    assert {**said, **expected, "side": "left", "time_s": 4.4} == said


def test_a_final_event_holds_the_rep() -> None:
    assert announcing.final("left", 4.4, 3, ENTRY).rep == ENTRY.rep()
