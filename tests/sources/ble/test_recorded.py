"""What Bluetooth sensors gave, counted and recorded; and counted again from the recording."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

import imu
from imu.counter.tracker import Tracker
from imu.events import AnyEvent, Event, RepEvent
from imu.feed import sides_of, stream_of
from imu.live.line import Line
from imu.live.source import StreamItem
from imu.live.updates import Update
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Session, Side
from imu.sources.ble import Wanted
from imu.sources.news import LinkReport
from tests.hinges import hinges, in_a_row
from tests.sources.ble.fakes import World, kickstand
from tests.sources.ble.quick import quickly
from tests.sources.ble.sessions import Lived, Script, live

LEFT = Wanted(name="Kickstand 0001", rate_hz=50.0)
RIGHT = Wanted(name="Kickstand 0002", rate_hz=50.0)  # half as much to reckon as at 100 Hz


@dataclass
class Counted:
    """What a line made of items."""

    events: list[AnyEvent]
    told_s: list[float]  # session time of the item that brought the event of the same place
    links: list[LinkReport]
    session: Session


def counted(
    items: Iterable[StreamItem], sides: tuple[Side, ...], recorder: RecordingWriter | None = None
) -> Counted:
    updates: list[Update] = []
    told_s: list[float] = []
    line = Line(Tracker(None, sides), sides, recorder, updates.append)
    for time_s, item in items:
        line.take(time_s, item)
        told_s += [time_s] * (sum(isinstance(one, Event) for one in updates) - len(told_s))
    session = line.finish()
    assert session is not None
    events = [update for update in updates if isinstance(update, Event)]
    links = [update for update in updates if isinstance(update, LinkReport)]
    return Counted(events, told_s, links, session)


@dataclass
class Trained:
    """A session with both legs, live and as it was recorded."""

    lived: Lived
    live: Counted
    recording: Recording


def trained(folder: Path, script: str) -> Trained:
    """Left hinges from 3 s on, right from 14 s on; meanwhile something happens to the right one."""
    left = kickstand(motion=hinges(in_a_row(3, first_s=3.0), 30.0, side="left", rate_hz=50.0))
    right = kickstand(
        "AA:02", name="Kickstand 0002", motion=hinges(in_a_row(3, first_s=14.0), 30.0, rate_hz=50.0)
    )

    def switch(*, on: bool) -> None:
        right.is_on = on
        if not on:
            right.drop()

    scripts: dict[str, Script] = {
        "drops, then is away for a while": {
            3.0: right.drop,
            6.0: lambda: switch(on=False),
            12.0: lambda: switch(on=True),
        },
        "never comes": {},
    }
    right.is_on = script != "never comes"
    sensors: dict[Side, Wanted] = {"left": LEFT, "right": RIGHT}
    seen = quickly(live(World(left, right), sensors, 25.0, scripts[script]))
    with RecordingWriter(folder, SessionMeta()) as recorder:
        result = counted(seen.items, ("left", "right"), recorder)
    return Trained(seen, result, read_recording(folder))


@pytest.fixture(scope="module", params=["drops, then is away for a while", "never comes"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return trained(tmp_path_factory.mktemp("session") / "one", request.param)


def test_reps_of_both_legs_are_counted_however_one_link_fares(session: Trained) -> None:
    found = {side: result.count for side, result in session.live.session.sides.items()}
    has_right = "right" in session.recording.streams
    assert found == {"left": 3, "right": 3 if has_right else 0}


def test_replay_of_the_recording_is_the_same_to_the_last_bit(session: Trained) -> None:
    again = counted(stream_of(session.recording), sides_of(session.recording))
    assert again.events == session.live.events
    assert again.session == session.live.session
    assert again.links == []


def test_one_leg_is_counted_at_once_while_the_other_is_off(session: Trained) -> None:
    """Not held up by the side that sends nothing: announced long before it comes back."""
    reps = [
        (told_s, event.time_s)
        for event, told_s in zip(session.live.events, session.live.told_s, strict=False)
        if event.side == "left" and isinstance(event, RepEvent)
    ]
    assert len(reps) == 3
    assert max(told_s - time_s for told_s, time_s in reps) < 0.3


def test_r28_each_change_of_a_link_is_one_line_and_no_input(session: Trained) -> None:
    lines = [entry for entry in session.recording.log if entry.type == "link"]
    for side in ("left", "right"):
        told = [json.loads(entry.value) for entry in lines if entry.side == side]
        steps = [f"{one['state']} {one['code']}".strip() for one in told]
        assert steps == session.lived.story(side)
        assert all(one["event"] == "link" and one["sentence"] for one in told)
    assert all(command.kind != "link" for command in session.recording.commands)
    times = [entry.onset_s for entry in lines]
    assert times == sorted(times)


def test_updates_come_at_each_change_and_at_most_once_a_second_otherwise(session: Trained) -> None:
    left = [report for report in session.live.links if report.side == "left"]
    same = [
        after.time_s - before.time_s
        for before, after in pairwise(left)
        if before.kind == after.kind
    ]
    assert len(same) > 15
    assert min(same) > 0.99


def test_sidecar_says_what_was_connected(session: Trained) -> None:
    for side, stream in session.recording.streams.items():
        assert stream.sidecar is not None
        assert stream.sidecar.manufacturers_model_name == "Kickstand sensor"
        assert stream.sidecar.tracked_point == f"{side}_thigh"
        assert stream.sidecar.sampling_frequency == 50.0


@pytest.mark.parametrize("mode", ["live", "review"])
def test_recording_can_be_analysed(session: Trained, mode: str) -> None:
    result = imu.analyze(session.recording, mode=mode)  # type: ignore[arg-type]
    assert result.sides["left"].count == 3


def test_report_is_one_json_object_as_the_design_says(session: Trained) -> None:
    report = session.live.links[0]
    told = json.loads(msgspec.json.encode(report))
    assert told["event"] == "link"
    assert set(told) >= {"side", "state", "sentence", "advice", "sensor", "battery_percent"}
