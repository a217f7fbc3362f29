"""Finding drivers: installed ones, the user's own, and broken ones among them."""

from __future__ import annotations

import shutil
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from imu.drivers.door import Advertisement, Driver
from imu.drivers.kickstand.driver import DRIVER
from imu.drivers.registry import GROUP, find_drivers, named, recognise
from imu.errors import DriverError, ImuError
from tests.drivers.families import OWN


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, GROUP)


KICKSTAND = point("kickstand", "imu.drivers.kickstand.driver:DRIVER")
WITMOTION = point("witmotion", "imu.drivers.witmotion.driver:DRIVER")


def test_a_driver_of_another_package_comes_in_by_the_same_door() -> None:
    found = find_drivers(points=[WITMOTION, KICKSTAND])
    assert [driver.family for driver in found.drivers] == ["kickstand", "witmotion"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (point("gone", "no_such_package.driver:DRIVER"), "cannot be loaded: No module named"),
        (point("gone", "imu.drivers.kickstand.driver:NOTHING"), "cannot be loaded"),
        (
            point("odd", "imu.drivers.kickstand.driver:ACC_RANGE_G"),
            "is no driver: it has no family",
        ),
        (point("other", "imu.drivers.kickstand.driver:DRIVER"), "calls itself 'kickstand'"),
        (point("kickstand", "imu.drivers.kickstand.driver:DRIVER"), "two drivers of the family"),
    ],
)
def test_a_broken_one_is_named_and_does_not_stop_the_others(broken: EntryPoint, said: str) -> None:
    found = find_drivers(points=[KICKSTAND, broken, WITMOTION])
    assert [driver.family for driver in found.drivers] == ["kickstand", "witmotion"]
    (problem,) = found.problems
    assert said in str(problem)
    assert problem.advice
    assert isinstance(problem, ImuError)


def test_descriptions_in_the_users_folder_are_drivers_too(tmp_path: Path) -> None:
    shutil.copy(OWN, tmp_path / "mine.toml")
    (tmp_path / "broken.toml").write_text("family = 3")
    (tmp_path / "notes.txt").write_text("not a sensor")
    found = find_drivers(tmp_path, points=[KICKSTAND])
    assert [driver.family for driver in found.drivers] == ["kickstand", "own-mpu6050"]
    (problem,) = found.problems
    assert "broken.toml" in str(problem)


def test_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    assert find_drivers(tmp_path / "nowhere", points=[]).problems == ()


def test_a_description_cannot_take_the_name_of_a_driver(tmp_path: Path) -> None:
    text = OWN.read_text(encoding="utf-8").replace("own-mpu6050", "kickstand")
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    found = find_drivers(tmp_path, points=[KICKSTAND])
    assert found.drivers == (DRIVER,)
    assert "two drivers" in str(found.problems[0])


def test_a_service_says_more_than_a_name() -> None:
    drivers = find_drivers(points=[KICKSTAND, WITMOTION]).drivers
    seen = Advertisement("WT901BLE67", DRIVER.profile.service)
    found = recognise(drivers, seen)
    assert found is not None
    assert found[0].family == "kickstand"


def test_nobody_knows_a_stranger() -> None:
    assert recognise(find_drivers().drivers, Advertisement("Thermometer", ("0000180f",))) is None


def test_drivers_are_found_by_family() -> None:
    drivers: tuple[Driver, ...] = (DRIVER,)
    assert named(drivers, "kickstand") is DRIVER
    with pytest.raises(DriverError, match="no sensor family 'wit'") as error:
        named(drivers, "wit")
    assert error.value.advice == "Known are kickstand"
    with pytest.raises(DriverError) as error:
        named((), "kickstand")
    assert "Install Kickstand again" in error.value.advice
