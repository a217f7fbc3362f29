"""Arduino's published dashboards: ``firmware_notes/sensors/arduino.md``.

Two sketches for two boards, built alike: two characteristics of three floats each, sent for as long
as somebody listens, and nothing that could be set.
"""

from __future__ import annotations

from imu.drivers.arduino.virtual import ArduinoPeripheral
from imu.drivers.byorder import Stream
from imu.drivers.door import (
    BATTERY_LEVEL,
    Advertisement,
    Dialogue,
    Facts,
    Match,
    Profile,
    Read,
    choose_rate,
)
from imu.drivers.samples import Timing
from imu.drivers.scaling import acc_scale, gyr_scale
from imu.drivers.triples import Triples
from imu.drivers.twostreams import Format, TwoStreams
from imu.errors import DriverError
from imu.samples import STANDARD_GRAVITY_M_S2

KNOWN_VERSION = 0
_NAME = "BLESense-"
"""Of both boards; four digits of the address follow."""

_NEWER = "Load the sketch of Arduino's dashboard as it is published, or the Kickstand firmware"


class ArduinoConnection(TwoStreams):
    """One connection to a board with one of the sketches."""

    def setup(self) -> Dialogue:
        """Look at the version, and listen; there is nothing to set."""
        version = yield Read("version")
        if version and int.from_bytes(version, "little") != KNOWN_VERSION:
            raise DriverError("this Arduino has another version of the sketch", _NEWER)
        yield from self.ask_battery()
        yield from self.listen()


class ArduinoDriver:
    """A board with its sketch.

    Parameters
    ----------
    title : the name that a person knows it by.
    facts : what is known of it.
    base : its UUIDs, with a gap for the number.
    numbers : of the characteristics of acceleration and rates.
    sent : what it sends.
    certainty : of its name, which both boards share.
    """

    def __init__(
        self,
        title: str,
        facts: Facts,
        base: str,
        numbers: tuple[str, str],
        sent: Format,
        certainty: int,
    ) -> None:
        self.family = sent.family
        self.title = title
        self.facts = facts
        self.profile = Profile(
            service=(base.format("0000"),),
            needed={"data": (base.format(numbers[0]),), "rates": (base.format(numbers[1]),)},
            optional={"version": (base.format("1001"),), "battery": (BATTERY_LEVEL,)},
        )
        self._sent = sent
        self._certainty = certainty

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, which it advertises; else by its name."""
        if self.profile.service[0] in seen.services:
            return Match(3)
        return Match(self._certainty) if seen.name.startswith(_NAME) else None

    def connect(self, rate_hz: float | None = None) -> ArduinoConnection:
        """A new connection."""
        return ArduinoConnection(self._sent, choose_rate(self, rate_hz))

    def peripheral(self) -> ArduinoPeripheral:
        """A board with the sketch as it is published."""
        seen = Advertisement(f"{_NAME}1A2B", self.profile.service)
        sent = self._sent
        return ArduinoPeripheral(seen, self.facts.rate_hz, sent.acc, sent.gyr, sent.first)


def _facts(acc_range_g: float) -> Facts:
    """Neither board can be asked for a rate: this one is what is near it."""
    return Facts(
        rates_hz=(100.0,),
        rate_hz=100.0,
        acc_range_g=acc_range_g,
        gyr_range_deg_s=2000.0,
        timing=Timing("none"),
        page="arduino",
    )


_ACC_4_G, _ACC_8_G, _GYR_2000 = acc_scale(4.0), acc_scale(8.0), gyr_scale(2000.0)

NANO = ArduinoDriver(
    "Arduino Nano 33 BLE Sense",
    _facts(4.0),
    "6fbe1da7-{}-44de-92c4-bb6e04fb0212",
    ("3001", "3002"),
    Format(
        "arduino-nano",
        Triples(
            "arduino-nano",
            unit=STANDARD_GRAVITY_M_S2,
            most=16.0 * STANDARD_GRAVITY_M_S2,
            decimals=_ACC_4_G.decimals,
        ),
        Triples(
            "arduino-nano",
            unit=gyr_scale(1.0, 1).unit,
            most=gyr_scale(4000.0, 1).unit,
            decimals=_GYR_2000.decimals,
        ),
        first=Stream.ACC,
    ),
    certainty=2,
)
"""g and degrees/s; asks the chip for new numbers, acceleration first."""

NICLA = ArduinoDriver(
    "Arduino Nicla Sense ME",
    _facts(8.0),
    "19b10000-{}-537e-4f6c-d104768a1214",
    ("5001", "6001"),
    Format(
        "arduino-nicla",
        Triples(
            "arduino-nicla",
            unit=_ACC_8_G.unit,
            most=32768 * _ACC_8_G.unit,
            decimals=_ACC_8_G.decimals,
            whole=True,
        ),
        Triples(
            "arduino-nicla",
            unit=_GYR_2000.unit,
            most=32768 * _GYR_2000.unit,
            decimals=_GYR_2000.decimals,
            whole=True,
        ),
        first=Stream.GYR,
    ),
    certainty=1,
)
"""The chip's counts, whatever its page says of g; sends the last again and again, rates first."""
