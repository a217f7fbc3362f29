"""What one recording gives for a report."""

from __future__ import annotations

import msgspec
import pytest

from imu.recording import Stream
from imu.report import worked_of
from imu.report.facts import LegFacts
from imu.samples import Command, CommandKind
from imu.settings import Settings
from imu.targets import Range, Targets, targets_text
from tests.hinges import hinges, in_a_row
from tests.report.examples import (
    META,
    SECONDS,
    SENSOR,
    SETS,
    empty,
    facts,
    recording,
    stopped_for_pain,
    worked,
)


def leg(name: str) -> LegFacts:
    return next(one for one in facts().legs if one.leg == name)


def test_what_was_done_of_each_leg() -> None:
    assert [one.leg for one in facts().legs] == ["left", "right"]
    left = leg("left")
    assert (left.sets, left.stopped) == ((5, 5), ("", ""))
    assert left.rest_s == pytest.approx(60.0 - 13.6, abs=0.5)
    down, hold, up = left.tempo_s
    assert down is not None
    assert hold is not None
    assert up is not None
    assert down + hold + up == pytest.approx(2.2, abs=0.25)


def test_every_listed_rep_is_a_dot_of_its_set() -> None:
    dots = leg("right").dots
    assert [dot.set_number for dot in dots] == [1] * 5 + [2] * 5
    assert all(dot.valid for dot in dots)
    assert [dot.depth_deg for dot in dots] == pytest.approx([25.0] * 10, abs=0.5)


def test_targets_met_and_what_was_missed_most() -> None:
    left = leg("left")
    assert (left.met, left.judged) == (0, 10)
    assert left.missed == "Deeper than your band."


def test_without_targets_nothing_is_judged() -> None:
    left = stopped_for_pain().facts.legs[0]
    assert (left.met, left.judged, left.missed) == (None, None, "")


def test_what_the_plan_prescribes() -> None:
    one = facts()
    assert (one.rest_s, one.eccentric_s, one.concentric_s) == (45.0, 2.0, None)
    assert one.band == Range(20.0, 24.0)


@pytest.mark.parametrize("plan", [None, "monday", {"rest_s": "long", "eccentric_s": []}])
def test_a_plan_that_is_none_prescribes_nothing(plan: object) -> None:
    meta = msgspec.structs.replace(META, plan=plan)  # type: ignore[arg-type]
    one = worked_of(recording(hinges([], 5.0), meta=meta), Settings()).facts
    assert (one.rest_s, one.eccentric_s, one.concentric_s) == (None, None, None)
    assert one.band == Range()


def test_the_band_is_the_one_told_last() -> None:
    told = [
        Command(at_s, CommandKind.TARGETS, None, targets_text(targets))
        for at_s, targets in (
            (1.0, Targets(depth_deg=Range(10.0, 15.0))),
            (3.0, Targets(depth_deg=Range(18.0, 26.0))),
        )
    ]
    one = recording(hinges([], 5.0), commands=tuple(told))
    assert worked_of(one, Settings()).facts.band == Range(18.0, 26.0)


def test_on_the_smallest_step_no_rep_is_too_shallow() -> None:
    settings = Settings(targets=Targets(depth_deg=Range(18.0, 26.0), smallest_rung=True))
    one = worked_of(recording(hinges([], 5.0)), settings)
    assert one.facts.band == Range(None, 26.0)


def test_a_set_that_was_stopped_for_pain() -> None:
    one = stopped_for_pain()
    assert one.facts.legs[0].stopped == ("pain",)
    assert one.facts.stop_reason == "A sting in the left hip"
    assert one.done.stopped_for_pain


def test_nothing_was_done() -> None:
    one = empty().facts
    assert [(leg.leg, leg.sets, leg.dots, leg.curve) for leg in one.legs] == [
        ("right", (), (), None)
    ]
    assert one.legs[0].tempo_s == (None, None, None)
    assert one.legs[0].rest_s is None
    assert one.started_s is None


def test_a_leg_of_unknown_side_is_a() -> None:
    one = worked("unknown").facts
    assert [leg.leg for leg in one.legs] == ["A"]
    assert [sensor.leg for sensor in one.sensors] == ["A"]


def test_one_known_and_one_unknown_leg_are_a_and_b() -> None:
    assert [leg.leg for leg in worked("right", "unknown").facts.legs] == ["A", "B"]


def test_a_sensor_is_named_with_its_maker_once() -> None:
    sensor = facts().sensors[0]
    assert (sensor.leg, sensor.name, sensor.firmware) == ("left", "Polar Verity Sense", "2.1")
    assert sensor.rate_hz == pytest.approx(100.0, abs=0.1)
    assert (sensor.gaps, sensor.lost_s) == (0, 0.0)


@pytest.mark.parametrize(
    ("sidecar", "name"),
    [
        (None, ""),
        (msgspec.structs.replace(SENSOR, manufacturer=None), "Polar Verity Sense"),
        (msgspec.structs.replace(SENSOR, manufacturer="Witty"), "Witty Polar Verity Sense"),
        (msgspec.structs.replace(SENSOR, manufacturers_model_name=None), "Polar"),
    ],
)
def test_a_sensor_that_says_little_of_itself(sidecar: object, name: str) -> None:
    one = recording(hinges([], 5.0))
    one.streams["right"] = Stream(one.streams["right"].block, sidecar)  # type: ignore[arg-type]
    assert worked_of(one, Settings()).facts.sensors[0].name == name


def test_lost_samples_are_summed_up() -> None:
    block = hinges(in_a_row(4), 30.0, hole_s=(20.0, 21.5))
    sensor = worked_of(recording(block), Settings()).facts.sensors[0]
    assert sensor.gaps == 1
    assert sensor.lost_s == pytest.approx(1.5, abs=0.03)


def test_what_was_not_counted_is_told_by_reason() -> None:
    block = hinges([*in_a_row(4), 40.0], 60.0)
    found = worked_of(recording(block), Settings()).facts.legs[0]
    assert found.refused == {"isolated": 1}


def test_remarks_of_the_file_and_of_its_reading_are_told_once() -> None:
    meta = msgspec.structs.replace(META, remarks=("recovered", "rows lost"))
    one = recording(hinges([], 5.0), meta=meta, notes=("rows lost", "a torn line"))
    assert worked_of(one, Settings()).facts.remarks == ("recovered", "rows lost", "a torn line")


@pytest.mark.parametrize("exercise", ["simulated kickstand hinge", "kickstand hinge"])
def test_a_simulation_is_known_as_one(exercise: str) -> None:
    meta = msgspec.structs.replace(META, exercise=exercise)
    one = worked_of(recording(hinges([], 5.0), meta=meta), Settings()).facts
    assert one.simulated is exercise.startswith("simulated")


def test_it_is_counted_as_analyze_counts() -> None:
    one = worked("left", "right")
    block = hinges(SETS, SECONDS, side="left")
    alone = worked_of(recording(block), Settings())
    assert one.facts.metrics_version == alone.facts.metrics_version
    assert one.facts.settings_hash == one.legs.conditions.settings_hash
    assert one.facts.mode == "review"
    assert one.facts.input_hash == one.legs.input_hash
