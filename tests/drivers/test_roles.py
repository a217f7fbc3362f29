"""Which characteristic of a connected sensor has which role."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from imu.drivers.door import Place, Profile
from imu.drivers.kickstand.driver import KickstandDriver
from imu.drivers.roles import find_roles
from imu.errors import DriverError

ONE, OTHER, FOREIGN = "service-1", "service-2", "service-9"


@dataclass
class Family(KickstandDriver):
    """A driver of which only the profile is looked at."""

    profile: Profile  # type: ignore[misc]
    title: str = "Thing"


TWINS = Profile(
    service=(ONE, OTHER),
    needed={"data": ("d",), "slow": ("period",), "fast": ("period",)},
    optional={"extra": ("e1", "e2")},
    inside={"slow": (ONE,), "fast": (OTHER,)},
    remedies={"fast": "Load another program"},
)
PRESENT = [Place(ONE, "d"), Place(ONE, "period"), Place(OTHER, "period")]


def test_one_uuid_in_two_services_is_two_roles() -> None:
    for present in (PRESENT, PRESENT[::-1]):
        roles = find_roles(Family(TWINS), present)
        assert roles["slow"] == Place(ONE, "period")
        assert roles["fast"] == Place(OTHER, "period")


def test_the_service_of_another_role_does_not_stand_in() -> None:
    with pytest.raises(DriverError, match="its fast channel") as error:
        find_roles(Family(TWINS), [*PRESENT[:2], Place(FOREIGN, "period")])
    assert error.value.advice == "Load another program"
    assert "this Thing cannot be used" in str(error.value)


def test_without_a_remedy_it_is_taken_for_another_family() -> None:
    with pytest.raises(DriverError, match="this sensor is not a Thing: its data channel") as error:
        find_roles(Family(TWINS), PRESENT[1:])
    assert error.value.advice.startswith("Name the right family")


def test_of_two_services_its_own_is_meant_and_any_will_do() -> None:
    strange, own = Place(FOREIGN, "d"), Place(OTHER, "d")
    for present in ([strange, own], [own, strange]):
        assert find_roles(Family(TWINS), [*present, *PRESENT[1:]])["data"] == own
    assert find_roles(Family(TWINS), [strange, *PRESENT[1:]])["data"] == strange


def test_the_uuid_that_is_named_first_is_preferred_wherever_it_is() -> None:
    roles = find_roles(Family(TWINS), [*PRESENT, Place(ONE, "e2"), Place(FOREIGN, "e1")])
    assert roles["extra"] == Place(FOREIGN, "e1")


def test_a_role_tells_where_it_usually_is() -> None:
    assert TWINS.place("fast") == Place(OTHER, "period")
    assert TWINS.place("extra") == Place(ONE, "e1")
    assert Profile((), {"data": ("d",)}).place("data") == Place("", "d")
