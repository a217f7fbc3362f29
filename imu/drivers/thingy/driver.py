"""Nordic Thingy:52: ``firmware_notes/sensors/thingy.md``."""

from __future__ import annotations

import re

from imu.drivers.battery import StandardBattery
from imu.drivers.door import (
    BATTERY_LEVEL,
    Advertisement,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Read,
    Silence,
    Write,
    choose_rate,
)
from imu.drivers.samples import NO_SAMPLES, Samples, Timing
from imu.drivers.thingy.raw import ACC, ACC_RANGE_G, GYR, read_raw
from imu.drivers.thingy.settings import FAMILY, MotionSettings
from imu.drivers.thingy.virtual import ThingyPeripheral
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError

_NAME = re.compile(r"^Thingy(?!:)")
"""Other Thingys say which they are: "Thingy:53", "Thingy:91"."""

_ADVICE = "Switch it off and on; if that does not help, bring its firmware up to date"


def _uuid(short: str) -> tuple[str]:
    return (f"ef68{short}-9b35-4933-9b10-52ffa9740042",)


class ThingyConnection(StandardBattery):
    """One connection to a Thingy:52."""

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self._owners: MotionSettings | None = None

    def setup(self) -> Dialogue:
        """Change the rate and nothing else, see that it was taken, and listen.

        Settings are written before anybody listens, for they restart the sensor. Whether it wakes
        by a movement is left as it is: it does not sleep while somebody is connected.
        """
        yield from self.ask_battery()
        found = _settings((yield Read("settings")))
        wished = found.at(self.rate_hz)
        if wished != found:
            self._owners = found
            yield Write("settings", wished.bytes())
            found = _settings((yield Read("settings")))
        if found.rate_hz != wished.rate_hz:
            problem = f"the Thingy stays at {found.rate_hz} Hz instead of {wished.rate_hz}"
            raise DriverError(problem, _ADVICE)
        yield Notify("data")

    def decode(self, role: str, data: bytes) -> Samples:
        """One sample without any stamp."""
        if role == "battery":
            self.note_battery(data)
        if role != "data":
            return NO_SAMPLES
        try:
            acc, gyr = read_raw(data)
        except DecodeError as error:
            self.troubles.note(error)
            return NO_SAMPLES
        return Samples(ACC.values(acc), GYR.values(gyr))

    def stop(self) -> Dialogue:
        """Switch off, and put back the settings that the owner had: it keeps them for ever."""
        yield Silence("data")
        if self._owners is not None:
            yield Write("settings", self._owners.bytes())


def _settings(data: bytes) -> MotionSettings:
    """What it is set to.

    Raises
    ------
    DriverError : it does not say so.
    """
    try:
        return MotionSettings.read(data)
    except DecodeError as error:
        raise DriverError(f"this Thingy does not say how it is set ({error})", _ADVICE) from None


class ThingyDriver:
    """Thingy:52 with Nordic's firmware."""

    family = FAMILY
    title = "Nordic Thingy:52"
    facts = Facts(
        rates_hz=(50.0, 100.0, 200.0),
        rate_hz=100.0,
        acc_range_g=ACC_RANGE_G,
        gyr_range_deg_s=1023.0,
        timing=Timing("none"),
        page="thingy",
    )
    profile = Profile(
        service=_uuid("0400"),
        needed={"settings": _uuid("0401"), "data": _uuid("0406")},
        optional={"battery": (BATTERY_LEVEL,)},
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By the service that it advertises, which is that of its own settings; else by name."""
        if set(_uuid("0100") + _uuid("0400")) & set(seen.services):
            return Match(3)
        return Match(2) if _NAME.search(seen.name) else None

    def connect(self, rate_hz: float | None = None) -> ThingyConnection:
        """A new connection."""
        return ThingyConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> ThingyPeripheral:
        """A sensor as it comes out of the box."""
        return ThingyPeripheral(Advertisement("Thingy", _uuid("0100")))


DRIVER = ThingyDriver()
