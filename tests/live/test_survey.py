"""A survey says beforehand what playing will say, and where to go on from."""

from __future__ import annotations

import logging
import threading
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from imu.counter.tracker import Tracker
from imu.events import AnyEvent, Event
from imu.feed import stream_of
from imu.live import LiveSession, ReplaySource, Surveyed, Told, Worker, scout
from imu.live import survey as surveying
from imu.live.survey import survey
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Command, CommandKind
from imu.settings import Settings
from tests.hinges import hinges, in_a_row, recording, tilt_deg
from tests.live.live_help import (
    ListSource,
    end_of,
    events_in,
    in_one_go,
    rest_of,
    to_the_end,
    until,
)

ONE = recording(hinges(in_a_row(4), 16.0))
STARTS = in_a_row(4) + in_a_row(3, 40.0)
TWO = recording(
    hinges(STARTS, 60.0, side="left", hole_s=(20.0, 22.0)),
    hinges(in_a_row(4, 20.1), 60.0, first_s=0.003, depth_deg=12.0),
    commands=[Command(39.03, CommandKind.ARM), Command(49.51, CommandKind.SET_STOP)],
)
NAMED = recording(
    hinges(in_a_row(4), 30.0, side="unknown"),
    commands=[Command(9.0, CommandKind.SIDE, value="right")],
)


def always() -> bool:
    """Somebody wants the survey."""
    return True


@pytest.mark.parametrize("replayed", [ONE, TWO, NAMED], ids=["one", "two", "named"])
def test_it_says_what_playing_says(replayed: Recording) -> None:
    found = survey(replayed, None, always)
    played = to_the_end(LiveSession(ReplaySource(replayed, 0.5)))
    assert found is not None
    assert list(found.updates) == [u for u in played if isinstance(u, Told | Event)]
    assert found.session == end_of(played).session == in_one_go(replayed)[1]


def test_real_recordings_are_surveyed_as_they_are_analysed(real_data: Path) -> None:
    replayed = read_recording(real_data / "squat_subject1_class0_set1")
    found = survey(replayed, None, always)
    assert found is not None
    assert events_in(found.updates) == in_one_go(replayed)[0]


def test_settings_are_heeded() -> None:
    settings = Settings(announce_at="bottom")
    found = survey(TWO, settings, always)
    assert found is not None
    assert events_in(found.updates) == in_one_go(TWO, settings)[0] != in_one_go(TWO)[0]


def test_the_counter_goes_on_from_every_waypoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "MIN_SPACING_S", 4.0)
    found = survey(TWO, None, always)
    assert found is not None
    assert len(found.waypoints) > 10
    events, session = in_one_go(TWO)
    for place in found.waypoints:
        tracker = Tracker.restore(place.saved)
        told: list[AnyEvent] = events_in(found.updates[: place.told])
        for _, item in stream_of(TWO, 2.3, from_s=place.time_s):
            told += tracker.feed(item)
        ended, last = tracker.finish()
        assert told + last == events
        assert ended == session


def test_waypoints_are_few_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "MIN_SPACING_S", 0.5)
    monkeypatch.setattr(surveying, "MAX_WAYPOINTS", 7)
    found = survey(TWO, None, always)
    assert found is not None
    times = [place.time_s for place in found.waypoints]
    assert 5 <= len(times) <= 7
    assert all(time_s % surveying.BLOCK_S == 0.0 for time_s in times)
    assert all(b - a >= 60.0 / 7 for a, b in pairwise([0.0, *times]))


def test_a_short_recording_needs_none() -> None:
    found = survey(recording(hinges([], 9.0)), None, always)
    assert found is not None
    assert found.waypoints == ()


def test_a_waypoint_knows_what_the_sides_are_called() -> None:
    found = survey(NAMED, None, always)
    assert found is not None
    assert [dict(place.names) for place in found.waypoints] == [{"unknown": "right"}] * 2
    assert list(found.outlines) == ["right"]


def test_nobody_wants_it_any_more() -> None:
    asked: list[None] = []

    def wanted() -> bool:
        asked.append(None)
        return len(asked) < 5

    assert survey(TWO, None, wanted) is None
    assert len(asked) == 5


def test_the_outline_is_the_tilt_where_it_is_known() -> None:
    found = survey(TWO, None, always)
    assert found is not None
    outline = found.outlines["left"]
    time_s, tilt = outline.T
    assert np.allclose(np.diff(time_s), 1.0 / surveying.OUTLINE_HZ)
    assert time_s[0] <= 0.2
    assert time_s[-1] >= 59.6
    known = np.isfinite(tilt)
    assert not known[time_s < 2.0].any()  # not calibrated yet
    assert not known[(time_s > 20.3) & (time_s < 21.7)].any()  # a hole
    assert known[(time_s > 12.0) & (time_s < 19.8)].all()
    late = time_s > 38.0
    assert np.abs(tilt[late] - tilt_deg(time_s[late], STARTS, 25.0)).max() < 2.0


def test_a_side_without_a_movement_has_an_outline_all_the_same() -> None:
    found = survey(recording(hinges([], 5.0)), None, always)
    assert found is not None
    assert np.isnan(found.outlines["right"][:, 1]).all()


# -- in a session --------------------------------------------------------------------------------


def test_a_session_tells_its_survey_when_it_is_there() -> None:
    before = set(threading.enumerate())
    with Worker() as worker:
        session = LiveSession(ReplaySource(TWO, 0.5), speed=1.0, surveys=True)
        session.pause()
        session.start(worker)
        updates = until(session, lambda u: isinstance(u, Surveyed))
        session.set_speed(None)
        session.resume()
        updates += rest_of(session)
        (told,) = [u for u in updates if isinstance(u, Surveyed)]
        assert told.survey.session == end_of(updates).session
        session.seek(1.0)  # a second survey would tell nothing new
        assert not any(isinstance(u, Surveyed) for u in rest_of(session))
    assert set(threading.enumerate()) <= before  # what other tests left may end meanwhile


def test_it_comes_after_the_end_if_it_has_to() -> None:
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE, 100.0), surveys=True)
        session.start(worker)
        updates = until(session, lambda u: isinstance(u, Surveyed))
    assert events_in(updates) == in_one_go(ONE)[0]


@pytest.mark.parametrize("closes", [False, True])
def test_stopping_ends_a_survey_that_is_under_way(
    closes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, under_way = set(threading.enumerate()), threading.Event()

    def endless(_: Recording, __: Settings | None, wanted: object) -> None:
        assert callable(wanted)
        while wanted():
            under_way.set()

    monkeypatch.setattr(scout, "survey", endless)
    with Worker() as worker:
        session = LiveSession(ReplaySource(TWO), speed=1.0, surveys=True)
        session.start(worker)
        assert under_way.wait(10.0)
        if not closes:
            assert session.stop()
            assert {one.name for one in set(threading.enumerate()) - before} == {"live"}
    for thread in set(threading.enumerate()) - before:
        thread.join(10.0)
    assert set(threading.enumerate()) <= before  # what other tests left may end meanwhile
    assert not any(isinstance(u, Surveyed) for u in session.updates())


def test_a_session_that_lives_again_surveys_again_if_it_was_stopped_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, calls = survey, list[int]()

    def unfinished(replayed: Recording, settings: Settings | None, wanted: object) -> object:
        calls.append(1)
        assert callable(wanted)
        while len(calls) == 1 and wanted():
            pass
        return real(replayed, settings, always) if len(calls) > 1 else None

    monkeypatch.setattr(scout, "survey", unfinished)
    with Worker() as worker:
        session = LiveSession(ReplaySource(ONE), speed=1.0, surveys=True)
        session.start(worker)
        assert session.stop()
        session.seek(1.0)
        until(session, lambda u: isinstance(u, Surveyed))
        session.stop()


def test_a_survey_that_fails_is_only_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(scout, "survey", fail)
    with caplog.at_level(logging.ERROR):
        updates = to_the_end(LiveSession(ReplaySource(ONE), surveys=True))
    assert events_in(updates) == in_one_go(ONE)[0]
    assert not any(isinstance(u, Surveyed) for u in updates)
    assert "could not be surveyed" in caplog.text


def test_what_is_recorded_or_never_ends_is_not_surveyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("nobody asked for it")

    monkeypatch.setattr("imu.live.runner.Scout", fail)
    writer = RecordingWriter(tmp_path / "copy", SessionMeta())
    for session in (
        LiveSession(ReplaySource(ONE), recorder=writer, surveys=True),
        LiveSession(ListSource(list(stream_of(ONE))), surveys=True),
        LiveSession(ReplaySource(ONE)),
    ):
        assert end_of(to_the_end(session)).error is None
