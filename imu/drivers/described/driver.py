"""The driver of a sensor that somebody described in a TOML file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from imu.drivers.battery import StandardBattery
from imu.drivers.described import description as toml
from imu.drivers.described.layout import Layout
from imu.drivers.described.virtual import DescribedPeripheral
from imu.drivers.door import (
    Advertisement,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Silence,
    Step,
    Wait,
    Write,
    choose_rate,
)
from imu.drivers.samples import NO_SAMPLES, Samples
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError


@dataclass(frozen=True, slots=True)
class Plan:
    """A description in the words of the door."""

    setup: tuple[Step, ...]
    stop: tuple[Step, ...]
    has_battery: bool


class DescribedConnection(StandardBattery):
    """One connection to such a sensor."""

    def __init__(self, layout: Layout, plan: Plan, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self._layout = layout
        self._plan = plan

    def setup(self) -> Dialogue:
        """The steps of the file, then listen."""
        yield from _one_by_one(self._plan.setup)
        yield Notify("data")
        yield from self.ask_battery()

    def decode(self, role: str, data: bytes) -> Samples:
        """One or several samples a notification."""
        if role == "battery":
            self.note_battery(data)
        if role != "data":
            return NO_SAMPLES
        try:
            samples, battery = self._layout.read(data)
        except DecodeError as error:
            self.troubles.note(error)
            return NO_SAMPLES
        if battery is not None:
            self.note_charge(battery)
        return samples

    def ask_battery(self) -> Dialogue:
        """Read its characteristic, if the file names one."""
        if self._plan.has_battery:
            yield from super().ask_battery()

    def stop(self) -> Dialogue:
        """The steps of the file, then listen no more."""
        yield from _one_by_one(self._plan.stop)
        yield Silence("data")


def _one_by_one(steps: Sequence[Step]) -> Dialogue:
    for step in steps:  # noqa: UP028 - answers cannot be sent into a tuple
        yield step


class DescribedDriver:
    """A family of which nothing is known but its file."""

    def __init__(self, path: Path, found: toml.Description) -> None:
        self.family = found.family
        self.title = found.title
        self._names = found.match.names
        self._layout = Layout.of(found.family, found.data)
        self.facts = Facts(
            rates_hz=(found.rate_hz,),
            rate_hz=found.rate_hz,
            acc_range_g=found.acc_range_g,
            gyr_range_deg_s=found.gyr_range_deg_s,
            timing=self._layout.timing,
        )
        self.profile = _profile(path, found)
        roles = {uuids[0]: role for role, uuids in self.profile.needed.items()}
        self._plan = Plan(
            tuple(_steps(path, found.setup, roles)),
            tuple(_steps(path, found.stop, roles)),
            found.battery is not None,
        )

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, else by the beginning of its name; a driver of the house goes first."""
        if set(self.profile.service) & set(seen.services):
            return Match(2)
        return Match(1) if seen.name.startswith(self._names or ("\0",)) else None

    def connect(self, rate_hz: float | None = None) -> DescribedConnection:
        """A new connection."""
        rate_hz = choose_rate(self, rate_hz)
        return DescribedConnection(self._layout, self._plan, rate_hz)

    def peripheral(self) -> DescribedPeripheral:
        """A sensor that sends what the file says, once all of its set-up has been written."""
        name = self._names[0] if self._names else self.title
        orders = [(step.role, step.data) for step in self._plan.setup if isinstance(step, Write)]
        seen = Advertisement(name, self.profile.service)
        return DescribedPeripheral(seen, self._layout, orders, self.facts.rate_hz)


def _profile(path: Path, found: toml.Description) -> Profile:
    """Roles: data, battery, and out-1, out-2 ... for what is written to."""
    needed = {"data": (toml.long_uuid(path, "data.characteristic", found.data.characteristic),)}
    for step in (*found.setup, *found.stop):
        uuid = toml.long_uuid(path, "to", step.to) if step.write else ""
        if uuid and (uuid,) not in needed.values():
            needed[f"out-{len(needed)}"] = (uuid,)
    optional: dict[str, tuple[str, ...]] = {}
    if found.battery:
        uuid = toml.long_uuid(path, "battery.characteristic", found.battery.characteristic)
        optional["battery"] = (uuid,)
    service = found.match.service
    services = (toml.long_uuid(path, "match.service", service),) if service else ()
    return Profile(services, needed, optional)


def _steps(path: Path, steps: Sequence[toml.StepTable], roles: dict[str, str]) -> Iterator[Step]:
    for step in steps:
        if step.write:
            role = roles[toml.long_uuid(path, "to", step.to)]
            yield Write(role, toml.step_bytes(path, "write", step))
        else:
            yield Wait(step.wait_s)


def load_description(path: Path) -> DescribedDriver:
    """The driver that a file describes.

    Raises
    ------
    DriverError : names the file, the key, and what is allowed there.
    """
    return DescribedDriver(path, toml.read_description(path))
