"""Targets from settings or plan to results and events; and the stated rate against the real one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from imu.analysis import analyze, with_targets
from imu.cli.summary import summary_of
from imu.counter.tracker import Tracker
from imu.demonstration import demo_session
from imu.errors import SettingsError
from imu.events import RepFinalEvent
from imu.recording import Recording
from imu.samples import Mode, Quality, Session, SetQuality
from imu.settings import Settings, load_settings, settings_hash
from imu.simulated import recording_of
from imu.targets import Range, Targets
from imu.view import legs_done

NARROW: dict[str, Any] = {"depth_deg": {"low": 1.0, "high": 5.0}}
WIDE = Settings(targets=Targets(depth_deg=Range(1.0, 89.0), tall=False))


@cache
def plain() -> Recording:
    """The demo: two sets on each leg, one of the reps too shallow."""
    return recording_of(demo_session(), "simulated", "Simulated.")


def planned(targets: object) -> Recording:
    meta = msgspec.structs.replace(plain().session, plan={"targets": targets})
    return replace(plain(), session=meta)


@cache
def of_plan(mode: Mode) -> Session:
    """What is said of it where the plan wants less depth."""
    return analyze(planned(NARROW), mode=mode)


@cache
def of_nothing() -> Session:
    """What is said of it where nobody wants anything."""
    return analyze(plain())


@pytest.mark.parametrize("mode", ["live", "review"])
def test_the_plan_of_a_recording_is_what_its_reps_are_judged_by(mode: Mode) -> None:
    for side in of_plan(mode).sides.values():
        for one in side.sets:
            assert one.quality == SetQuality(
                good=0, reps=one.count, reason="Deeper than your band."
            )


def test_settings_come_before_the_plan() -> None:
    sides = analyze(planned(NARROW), WIDE).sides.values()
    found = [one.quality for side in sides for one in side.sets]
    assert found
    assert all(isinstance(one, SetQuality) and one.good == one.reps for one in found)


def test_without_targets_results_say_nothing_of_quality() -> None:
    session = of_nothing()
    assert b"quality" not in msgspec.json.encode(session)
    assert "as planned" not in summary_of(session)
    assert all(leg.planned == () for leg in legs_done(session))


def test_targets_change_no_count_and_no_hash() -> None:
    judged, other = analyze(plain(), WIDE), of_nothing()
    assert judged.settings_hash == other.settings_hash == settings_hash(WIDE)
    assert [s.count for s in judged.sides.values()] == [s.count for s in other.sides.values()]


def test_summary_and_done_say_it_in_the_same_words() -> None:
    session = of_plan("review")
    count = session.sides["right"].sets[0].count
    words = f"0 of {count} as planned (mostly: deeper than your band)"
    assert words in summary_of(session)
    assert words in [text for leg in legs_done(session) for text in leg.planned]


def test_a_plan_that_cannot_be_understood_is_refused_in_one_sentence() -> None:
    with pytest.raises(SettingsError, match=r"session\.json, plan, targets.*depth"):
        with_targets(Settings(), planned({"depth": 30}))


def test_a_plan_without_targets_or_with_a_name_only_is_fine() -> None:
    for plan in (None, "three times ten", {"sets": 3}):
        meta = msgspec.structs.replace(plain().session, plan=plan)
        assert with_targets(Settings(), replace(plain(), session=meta)) == Settings()


def test_targets_are_read_from_a_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[targets]\nwobble_deg = 1.5\ndepth_deg = {high = 30}\nsmallest_rung = true\n")
    expected = Targets(wobble_deg=1.5, depth_deg=Range(None, 30.0), smallest_rung=True)
    assert load_settings(path).targets == expected


@pytest.mark.parametrize("value", [b"9" * 5000, b"[" * 5000, b"\xff"])
def test_settings_that_no_parser_takes_are_refused(tmp_path: Path, value: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"[reps]\nmin_depth_deg = " + value)
    with pytest.raises(SettingsError) as error:
        load_settings(path)
    assert error.value.advice


def test_final_reps_carry_their_quality_while_it_happens() -> None:
    tracker = Tracker(WIDE, tuple(plain().streams))
    events = [e for command in plain().commands for e in tracker.feed(command)]
    for stream in plain().streams.values():
        events += tracker.feed(stream.block)
    events += tracker.finish()[1]
    finals = [event.rep for event in events if isinstance(event, RepFinalEvent)]
    assert {rep.counted for rep in finals} == {True, False}
    assert all(isinstance(rep.quality, Quality) == rep.counted for rep in finals)


@pytest.mark.parametrize("told_hz", [50.0, 250.0])
def test_a_sidecar_that_lies_about_the_rate_is_named(told_hz: float) -> None:
    stream = plain().streams["right"]
    assert stream.sidecar is not None
    sidecar = msgspec.structs.replace(stream.sidecar, sampling_frequency=told_hz)
    streams = {**plain().streams, "right": replace(stream, sidecar=sidecar)}
    sides = analyze(replace(plain(), streams=streams)).sides
    assert [one.code for one in sides["right"].health] == ["rate-differs"]
    assert sides["left"].health == ()
