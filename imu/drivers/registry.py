"""Which drivers there are: those that installed packages offer, and the user's own TOML files.

A package offers a driver under the entry-point group `GROUP`, as Kickstand itself does; the name
of the entry point is the family, its value a `Driver`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from imu.drivers.described.driver import load_description
from imu.drivers.door import Advertisement, Driver, Match
from imu.drivers.unsuited import recognise_unsuited
from imu.errors import DriverError

GROUP = "imu.drivers"

_PARTS = ("family", "title", "facts", "profile", "match", "connect", "peripheral")


class Kind(Protocol):
    """What an advertisement is of: a driver's family, or something that nobody can use."""

    @property
    def family(self) -> str:
        """A short name."""
        ...

    @property
    def title(self) -> str:
        """The name that a person knows it by."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """Drivers, by family, and what is wrong with those that cannot be used."""

    drivers: tuple[Driver, ...]
    problems: tuple[DriverError, ...] = ()


def find_drivers(folder: Path | None = None, points: Iterable[EntryPoint] | None = None) -> Found:
    """All drivers. One that is broken is reported and does not stop the others.

    Parameters
    ----------
    folder : where the user keeps descriptions of sensors, ``*.toml``; need not exist.
    points : in place of what is installed.
    """
    drivers: dict[str, Driver] = {}
    problems: list[DriverError] = []
    for point in entry_points(group=GROUP) if points is None else points:
        try:
            _add(drivers, _load(point))
        except DriverError as error:
            problems.append(error)
    for path in sorted(folder.glob("*.toml")) if folder else ():
        try:
            _add(drivers, load_description(path))
        except DriverError as error:
            problems.append(error)
    return Found(tuple(drivers[family] for family in sorted(drivers)), tuple(problems))


def _add(drivers: dict[str, Driver], driver: Driver) -> None:
    if driver.family in drivers:
        problem = f"there are two drivers of the family {driver.family!r}"
        raise DriverError(problem, "The first is used; give the other another name")
    drivers[driver.family] = driver


def _load(point: EntryPoint) -> Driver:
    where = f"the driver {point.name!r} ({point.value})"
    advice = "Bring the package that offers it up to date, or uninstall it"
    try:
        loaded: object = point.load()
    except Exception as error:  # whatever a foreign package raises
        raise DriverError(f"{where} cannot be loaded: {error}", advice) from error
    missing = [part for part in _PARTS if not hasattr(loaded, part)]
    if missing:
        raise DriverError(f"{where} is no driver: it has no {', '.join(missing)}", advice)
    driver = cast("Driver", loaded)
    if driver.family != point.name:
        raise DriverError(f"{where} calls itself {driver.family!r}", advice)
    return driver


def recognise(drivers: Sequence[Driver], seen: Advertisement) -> tuple[Kind, Match] | None:
    """The driver that is surest of an advertisement; of equal ones the first by family.

    Where none claims it, what is known and cannot be used: somebody who made a driver for such a
    thing knows better.
    """
    claims = [(driver, match) for driver in drivers if (match := driver.match(seen))]
    if not claims:
        return recognise_unsuited(seen)
    return max(claims, key=lambda claim: claim[1].certainty)


def named(drivers: Sequence[Driver], family: str) -> Driver:
    """The driver of a family.

    Raises
    ------
    DriverError : there is none.
    """
    for driver in drivers:
        if driver.family == family:
            return driver
    known = ", ".join(driver.family for driver in drivers)
    problem = f"there is no sensor family {family!r}"
    if not known:
        raise DriverError(problem, "Install Kickstand again: it does not find its own drivers")
    raise DriverError(problem, f"Known are {known}")
