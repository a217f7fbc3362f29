"""Sensors that were used before, so that nobody has to name them again.

One JSON file in the person's configuration folder. The addresses of Bluetooth sensors are kept for
each computer: macOS gives every sensor another identifier on each machine, and a configuration
folder may be shared between several. Only the owner may read it: it says what somebody owns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from imu.errors import UsageError
from imu.privatefile import own_folder, read_private, write_private
from imu.samples import Side

SCHEMA_VERSION = 1
"""Version of the file. Raised when an older programme would misread it."""

_COST = "sensors are learned anew"

When = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time with its zone."""


class Sensor(msgspec.Struct, frozen=True, kw_only=True):
    """One sensor.

    Attributes
    ----------
    name : what it calls itself, for example "WT901BLE68".
    family : as in `imu.drivers.Driver.family`; "phone" for a phone.
    identifiers : by host name, what the system of that computer knows it by (address or UUID).
    serial : its serial number, "" where it tells none. The only thing that is the same everywhere.
    custom_name : what the person calls it; "" for no name of their own.
    last_side : the thigh that it sat on last.
    last_seen : when it last sent samples.
    rate_hz : the rate that it was set to, Hz; None for its usual one.
    """

    name: str
    family: str
    identifiers: dict[str, str] = {}
    serial: str = ""
    custom_name: str = ""
    last_side: Side = "unknown"
    last_seen: When
    rate_hz: float | None = None

    @property
    def called(self) -> str:
        """The name to show."""
        return self.custom_name or self.name

    def is_same(self, other: Sensor) -> bool:
        """Whether `other` is this very sensor.

        By serial number if both tell one, else by the identifier on a computer that knows both.
        """
        if self.family != other.family:
            return False
        if self.serial and other.serial:
            return self.serial == other.serial
        shared = self.identifiers.keys() & other.identifiers.keys()
        return any(self.identifiers[host] == other.identifiers[host] for host in shared)


class _File(msgspec.Struct, frozen=True, kw_only=True):
    schema_version: int = SCHEMA_VERSION
    sensors: tuple[Sensor, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """All sensors that were used before, the latest first. Frozen: changes give a new one.

    Attributes
    ----------
    sensors : as above.
    may_be_saved : false where the file could be neither understood nor set aside: it is left alone.
    """

    sensors: tuple[Sensor, ...] = ()
    may_be_saved: bool = True

    def saw(self, sensor: Sensor) -> Remembered:
        """Remember a sensor that sends now.

        What is not told now (serial, own name, side, rate, identifiers on other computers) stays as
        it was.
        """
        known = next((one for one in self.sensors if one.is_same(sensor)), None)
        if known is not None:
            sensor = msgspec.structs.replace(
                sensor,
                identifiers={**known.identifiers, **sensor.identifiers},
                serial=sensor.serial or known.serial,
                custom_name=sensor.custom_name or known.custom_name,
                last_side=known.last_side if sensor.last_side == "unknown" else sensor.last_side,
                rate_hz=known.rate_hz if sensor.rate_hz is None else sensor.rate_hz,
            )
        others = tuple(one for one in self.sensors if one is not known)
        return self.of((sensor, *others))

    def find(self, wanted: str, host: str = "") -> Sensor:
        """The sensor that a person means by its own name, name, serial number or identifier.

        Parameters
        ----------
        wanted : what they wrote; case does not matter.
        host : this computer's name; only its identifiers are looked at.

        Raises
        ------
        UsageError : none is called that, or several.
        """
        named = wanted.casefold()
        for keys in (_own_names, _other_names):
            found = [one for one in self.sensors if named in keys(one, host)]
            if len(found) > 1:
                raise UsageError(f"several sensors are called {wanted!r}", _advice(found))
            if found:
                return found[0]
        raise UsageError(f"no sensor called {wanted!r} was used before", _advice(self.sensors))

    def renamed(self, sensor: Sensor, custom_name: str) -> Remembered:
        """Call a sensor by a name of the person's own; "" takes it back.

        Raises
        ------
        UsageError : another one is called that.
        """
        name = custom_name.strip()
        others = tuple(one for one in self.sensors if not one.is_same(sensor))
        if name and any(one.called.casefold() == name.casefold() for one in others):
            raise UsageError(f"another sensor is called {name!r}", "Give this one another name.")
        return self.of((msgspec.structs.replace(sensor, custom_name=name), *others))

    def without(self, sensor: Sensor) -> Remembered:
        """Forget a sensor."""
        return self.of(one for one in self.sensors if one != sensor and not one.is_same(sensor))

    def of(self, sensors: Iterable[Sensor]) -> Remembered:
        """The same with these sensors, in any order."""
        latest_first = sorted(sensors, key=lambda one: one.last_seen, reverse=True)
        return replace(self, sensors=tuple(latest_first))


def _own_names(sensor: Sensor, host: str) -> set[str]:
    return {sensor.custom_name.casefold(), sensor.identifiers.get(host, "").casefold()} - {""}


def _other_names(sensor: Sensor, host: str) -> set[str]:
    del host
    return {sensor.name.casefold(), sensor.serial.casefold()} - {""}


def _advice(sensors: tuple[Sensor, ...] | list[Sensor]) -> str:
    if not sensors:
        return "Connect one first: it is remembered from then on."
    known = ", ".join(f"{one.called} ({one.serial or one.family})" for one in sensors)
    return f"Known are {known}."


def remembered_file() -> Path:
    """Where they are kept. The file may not exist yet."""
    return own_folder() / "sensors.json"


def load(path: Path) -> tuple[Remembered, str]:
    """The sensors in a file, and a sentence for a person where something is wrong, else "".

    A file that cannot be understood is set aside, see `imu.privatefile`.
    """
    read = read_private(path, _File, SCHEMA_VERSION, _COST)
    sensors = read.value.sensors if read.value is not None else ()
    return Remembered(may_be_saved=read.may_be_written).of(sensors), read.warning


def save(path: Path, remembered: Remembered) -> bool:
    """Write them down in one step, for the owner alone.

    Returns whether that worked; neither a full disk nor a file that must not be touched stops a
    training.
    """
    if not remembered.may_be_saved:
        return False
    return write_private(path, _File(sensors=tuple(_in_utc(one) for one in remembered.sensors)))


def _in_utc(sensor: Sensor) -> Sensor:
    return msgspec.structs.replace(sensor, last_seen=sensor.last_seen.astimezone(UTC))
