"""What a scan has heard of, and who gets which."""

from __future__ import annotations

import pytest
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

from imu.samples import Side
from imu.sources.ble.found import Found, Sightings, Wanted, assign
from tests.sources.ble.fakes import DRIVERS

KICKSTAND = "15490001-6b09-484b-a2b6-e9731f04f111"


def seen(
    address: str, name: str | None = None, *, rssi: int = -60, services: tuple[str, ...] = ()
) -> tuple[BLEDevice, AdvertisementData]:
    data = AdvertisementData(name, {}, {}, list(services), None, rssi, ())
    return BLEDevice(address, name, None), data


def found(*advertised: tuple[BLEDevice, AdvertisementData]) -> tuple[Found, ...]:
    sightings = Sightings(DRIVERS)
    for device, data in advertised:
        sightings.note(device, data)
    return sightings.all(unknown=True)


def test_families_are_recognised_and_sorted_by_how_well_they_are_heard() -> None:
    sightings = Sightings(DRIVERS)
    for one in (
        seen("01", "WT901BLE67", rssi=-80),
        seen("02", "Kickstand 0001", rssi=-50),
        seen("03", "Toothbrush", rssi=-30),
        seen("04", "Polar H10 12345678", rssi=-60),
    ):
        sightings.note(*one)
    listed = [(one.identifier, one.family, one.is_usable) for one in sightings.all()]
    assert listed == [("02", "kickstand", True), ("04", "polar", False), ("01", "witmotion", True)]
    assert "no rotation" in sightings.all()[1].refusal
    assert sightings.all(unknown=True)[0].name == "Toothbrush"


def test_device_that_cannot_be_used_is_listed_with_the_reason() -> None:
    sightings = Sightings(DRIVERS)
    sightings.note(*seen("05", "BBC micro:bit [vogut]"))
    (one,) = sightings.all()
    assert (one.family, one.title, one.is_usable) == ("microbit", "BBC micro:bit", False)
    problem, advice = one.refused
    assert problem.startswith("BBC micro:bit measures no rotation")
    assert advice.startswith("Use a phone")


def test_name_that_was_heard_once_stays() -> None:
    (one,) = found(seen("02", "Kickstand 0001"), seen("02", None, rssi=-44))
    assert (one.name, one.rssi_dbm) == ("Kickstand 0001", -44)


def test_service_in_large_letters_is_recognised() -> None:
    (one,) = found(seen("02", services=(KICKSTAND.upper(),)))
    assert (one.family, one.certainty) == ("kickstand", 3)


@pytest.mark.parametrize("rssi", [-127, 127])
def test_strength_that_is_not_known_is_none(rssi: int) -> None:
    assert found(seen("02", "Kickstand 0001", rssi=rssi))[0].rssi_dbm is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Wanted()),
        ("Kickstand 0001", Wanted(name="Kickstand 0001")),
        ("WitMotion", Wanted(family="witmotion")),
        ("aa:bb:cc:00:11:22", Wanted(identifier="aa:bb:cc:00:11:22")),
        (
            "6E400001-B5A3-F393-E0A9-E50E24DCCA9E",
            Wanted(identifier="6E400001-B5A3-F393-E0A9-E50E24DCCA9E"),
        ),
    ],
)
def test_text_of_a_person_is_understood(text: str, wanted: Wanted) -> None:
    assert Wanted.of(text, DRIVERS) == wanted


def test_choice_travels_to_a_computer_where_the_sensor_has_another_identifier() -> None:
    (here,) = found(seen("6E400001-B5A3-F393-E0A9-E50E24DCCA9E", "Kickstand 0001"))
    (there,) = found(seen("AA:BB", "Kickstand 0001"))
    kept = Wanted.like(here)
    assert kept.rank(here) > kept.rank(there) > 0


def test_name_may_be_begun_only_and_in_any_case() -> None:
    (one,) = found(seen("02", "Kickstand 0001"))
    assert Wanted(name="kickstand 0001").rank(one) > Wanted(name="KICK").rank(one) > 0
    assert Wanted(name="0001").rank(one) == 0


def given(wishes: dict[Side, Wanted], *advertised: tuple[BLEDevice, AdvertisementData]) -> object:
    chosen = assign(wishes, found(*advertised), {})
    return {side: one.identifier for side, one in chosen.items()}


def test_nobody_gets_what_another_side_named() -> None:
    wishes: dict[Side, Wanted] = {"left": Wanted(), "right": Wanted(name="Kickstand 0001")}
    near, far = seen("01", "Kickstand 0001", rssi=-30), seen("02", "Kickstand 0002", rssi=-90)
    assert given(wishes, near, far) == {"left": "02", "right": "01"}


def test_two_sides_never_share_a_sensor() -> None:
    wishes: dict[Side, Wanted] = {"left": Wanted(), "right": Wanted()}
    assert given(wishes, seen("01", "Kickstand 0001")) == {"left": "01"}


def test_any_sensor_means_the_best_heard_that_can_be_used() -> None:
    refused, weak = seen("01", "Polar H10 1", rssi=-20), seen("02", "WT901BLE67", rssi=-90)
    best, unknown = seen("03", "Kickstand 0001", rssi=-70), seen("04", "Toothbrush", rssi=-10)
    assert given({"right": Wanted()}, refused, weak, best, unknown) == {"right": "03"}
