"""Devices that are recognised and refused: with a reason, and never in place of a driver."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imu.drivers.door import Advertisement, Match
from imu.drivers.kickstand.driver import DRIVER
from imu.drivers.registry import find_drivers, recognise
from imu.drivers.unsuited import INSTEAD, UNSUITED, recognise_unsuited
from tests.drivers.families import ROOT

DRIVERS = find_drivers().drivers


@pytest.mark.parametrize(
    ("seen", "family", "said"),
    [
        (Advertisement("BBC micro:bit [vogut]"), "microbit", "no rotation"),
        (
            Advertisement(services=("e95d0753-251d-470a-a062-fa1922dfa9a8",)),
            "microbit",
            "no rotation",
        ),
        (Advertisement("Bangle.js 4c1f"), "banglejs", "no rotation"),
        (Advertisement("CC2650 SensorTag"), "sensortag", "10 samples a second"),
        (Advertisement("SensorTag 2.0"), "sensortag", "10 samples a second"),
        (Advertisement("TI BLE Sensor Tag"), "sensortag", "10 samples a second"),
        (
            Advertisement(services=("f000aa80-0451-4000-b000-000000000000",)),
            "sensortag",
            "10 samples a second",
        ),
        (Advertisement("Polar H10 7E1B542A"), "polar", "no rotation"),
    ],
)
def test_it_is_refused_with_the_reason_and_what_to_use(
    seen: Advertisement, family: str, said: str
) -> None:
    found = recognise(DRIVERS, seen)
    assert found is not None
    kind, match = found
    assert kind.family == family
    assert kind.title
    problem, _, advice = match.refusal.rstrip(".").partition(". ")
    assert said in problem
    assert advice.startswith(("Use a phone", "Of Polar's"))


@pytest.mark.parametrize("name", ["", "micro:bit", "My BBC micro:bit", "Bangle", "Tag", "Sensor"])
def test_what_only_sounds_alike_is_left_alone(name: str) -> None:
    assert recognise_unsuited(Advertisement(name)) is None


def test_whoever_wrote_a_driver_for_such_a_thing_knows_better() -> None:
    class Mine(type(DRIVER)):
        def match(self, seen: Advertisement) -> Match | None:
            return Match(1) if seen.name.startswith("Bangle") else None

    found = recognise([Mine()], Advertisement("Bangle.js 4c1f"))
    assert found is not None
    assert (found[0].family, found[1].refusal) == ("kickstand", "")


def test_the_surest_claim_counts() -> None:
    seen = Advertisement("Bangle.js 4c1f", ("f000aa80-0451-4000-b000-000000000000",))
    found = recognise_unsuited(seen)
    assert found is not None
    assert found[0].family == "sensortag"


def test_a_reason_is_the_rest_of_a_sentence_that_its_title_begins() -> None:
    for kind in UNSUITED:
        assert kind.refusal == f"{kind.title} {kind.reason}. {INSTEAD}."
        assert ". " not in f"{kind.title} {kind.reason}", "the first full stop ends the problem"


def test_the_page_that_says_why_is_there() -> None:
    (page,) = (ROOT / "firmware_notes" / "decisions").glob("0012-*.md")
    source = (ROOT / "imu" / "drivers" / "unsuited.py").read_text(encoding="utf-8")
    assert page.name in source


def test_one_that_no_driver_refuses_itself_can_be_recognised() -> None:
    drivers = {driver.family for driver in DRIVERS}
    for kind in UNSUITED:
        assert kind.name or kind.services or kind.family in drivers
        assert replace(kind, name="", services=()).match(Advertisement(kind.title)) is None
