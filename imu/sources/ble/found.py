"""Sensors that were heard of, and which of them is meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from imu.drivers.door import Advertisement, Driver
from imu.drivers.registry import recognise
from imu.samples import Side

if TYPE_CHECKING:
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import AdvertisementData

_ADDRESS = re.compile(
    r"(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
"""A Bluetooth address, or the UUID that macOS gives instead of one."""

_NO_RSSI = -127
"""dBm, or its positive twin: what systems say for "not known" (Core Specification, HCI events)."""


STRONG_DBM, GOOD_DBM = -65, -80
"""dBm. Own: a sensor on a thigh two metres away has about -65 with no body in between, and below
-85 links are lost, since receivers need -70 to -95 (Core Specification, volume 6, part A, 4.1)."""


class Signal(StrEnum):
    """How well a sensor is heard."""

    STRONG = "strong"
    GOOD = "good"
    WEAK = "weak"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """A device that a scan has heard of.

    Attributes
    ----------
    identifier : what it is called on this computer: its address, or on macOS a UUID that another
        computer does not know.
    name : what it calls itself, or "".
    family, title : of the driver that is surest of it; "" where none knows it.
    certainty : how sure, as `imu.drivers.door.Match.certainty`; 0 for not at all.
    refusal : why it cannot be used although it was recognised, or "".
    rssi_dbm : how well it is heard, dBm; None where that is not known.
    device : what the library connects to.
    """

    identifier: str
    name: str
    family: str
    title: str
    certainty: int
    refusal: str
    rssi_dbm: int | None
    device: BLEDevice = field(repr=False, compare=False)

    @property
    def is_usable(self) -> bool:
        """Whether a driver knows it, and does not refuse it."""
        return bool(self.family) and not self.refusal

    @property
    def label(self) -> str:
        """What a person knows it by."""
        return self.name or self.title or self.identifier

    @property
    def refused(self) -> tuple[str, str]:
        """The refusal as a problem and what to do about it; two empty texts for none."""
        problem, _, advice = self.refusal.rstrip(".").partition(". ")
        return problem, advice

    @property
    def signal(self) -> Signal:
        """How well it is heard."""
        if self.rssi_dbm is None:
            return Signal.UNKNOWN
        if self.rssi_dbm >= STRONG_DBM:
            return Signal.STRONG
        return Signal.GOOD if self.rssi_dbm >= GOOD_DBM else Signal.WEAK


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sensor is meant; every field that is "" is left open.

    Attributes
    ----------
    identifier : as `Found.identifier`. Good on one computer only, so a choice that is to be kept
        has a name as well.
    name : as `Found.name`; the beginning of one will do, if nothing has it whole.
    family : the driver to use, whatever the sensor looks like.
    serial : what the sensor must say about itself once it is connected.
    rate_hz : the rate to ask for, Hz; None for the family's usual one.
    """

    identifier: str = ""
    name: str = ""
    family: str = ""
    serial: str = ""
    rate_hz: float | None = None

    @classmethod
    def of(cls, text: str, drivers: Sequence[Driver] = ()) -> Wanted:
        """What a person means by an address, a name, a family, or "" for any sensor."""
        text = text.strip()
        if _ADDRESS.fullmatch(text):
            return cls(identifier=text)
        if text.lower() in {driver.family for driver in drivers}:
            return cls(family=text.lower())
        return cls(name=text)

    @classmethod
    def like(cls, found: Found, rate_hz: float | None = None) -> Wanted:
        """Just this one."""
        return cls(found.identifier, found.name, found.family, rate_hz=rate_hz)

    def rank(self, found: Found) -> int:
        """How well a device fits; 0 for not at all.

        4 by identifier, 3 by name, 2 by its beginning, 1 where nobody said more than a family.
        """
        if self.identifier and self.identifier.lower() == found.identifier.lower():
            return 4
        if self.name:
            name, other = self.name.casefold(), found.name.casefold()
            return 3 if name == other else 2 if other.startswith(name) else 0
        if self.identifier:
            return 0
        if self.family:
            return int(self.family == found.family)
        return int(found.is_usable)

    @property
    def label(self) -> str:
        """What a person knows it by; "" for any."""
        return self.name or self.identifier or self.family


class Sightings:
    """What a scan has heard of so far, by identifier.

    Parameters
    ----------
    drivers : who is asked what a device is.
    """

    def __init__(self, drivers: Sequence[Driver]) -> None:
        self._drivers = drivers
        self._found: dict[str, Found] = {}

    def note(self, device: BLEDevice, seen: AdvertisementData) -> None:
        """Take an advertisement. A name that was heard once stays, for not all carry it."""
        known = self._found.get(device.address)
        name = seen.local_name or device.name or (known.name if known else "")
        advertisement = Advertisement(
            name,
            tuple(uuid.lower() for uuid in seen.service_uuids),
            tuple(seen.manufacturer_data),
        )
        claim = recognise(self._drivers, advertisement)
        found = Found(
            identifier=device.address,
            name=name,
            family=claim[0].family if claim else "",
            title=claim[0].title if claim else "",
            certainty=claim[1].certainty if claim else 0,
            refusal=claim[1].refusal if claim else "",
            rssi_dbm=None if abs(seen.rssi) >= -_NO_RSSI else seen.rssi,
            device=device,
        )
        if known is None or found.certainty >= known.certainty:
            self._found[device.address] = found

    def all(self, *, unknown: bool = False) -> tuple[Found, ...]:
        """The best heard first; those that no driver knows only where they are asked for."""
        chosen = [found for found in self._found.values() if unknown or found.certainty]
        return tuple(sorted(chosen, key=lambda found: (-_strength(found), found.identifier)))


def _strength(found: Found) -> int:
    return _NO_RSSI if found.rssi_dbm is None else found.rssi_dbm


def assign(
    wishes: Mapping[Side, Wanted],
    found: Sequence[Found],
    avoided: Mapping[Side, Collection[str]],
) -> dict[Side, Found]:
    """Who gets which: the closest fit first, of equal ones what can be used and is heard best.

    Nobody shares.

    Parameters
    ----------
    wishes : by side, what is wanted there.
    found : what there is.
    avoided : by side, identifiers of what it does not get.
    """
    pairs: list[tuple[int, bool, int, str, Side, Found]] = [
        (-wanted.rank(one), not one.is_usable, -_strength(one), one.identifier, side, one)
        for side, wanted in wishes.items()
        for one in found
        if one.identifier not in avoided.get(side, ()) and wanted.rank(one)
    ]
    given: dict[Side, Found] = {}
    for _, _, _, _, side, one in sorted(pairs, key=lambda pair: pair[:5]):
        is_free = all(one.identifier != other.identifier for other in given.values())
        if side not in given and is_free:
            given[side] = one
    return given
