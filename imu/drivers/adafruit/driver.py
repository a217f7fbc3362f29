"""Adafruit CLUE and Feather Sense: ``firmware_notes/sensors/adafruit.md``."""

from __future__ import annotations

from collections.abc import Generator

from imu.drivers.adafruit import services
from imu.drivers.adafruit.services import ACC_SERVICE, FAMILY, GYR_SERVICE, PERIOD, USUAL_MS
from imu.drivers.adafruit.virtual import AdafruitPeripheral
from imu.drivers.door import (
    BATTERY_LEVEL,
    Advertisement,
    Dialogue,
    Facts,
    Match,
    Profile,
    Read,
    Step,
    Write,
    choose_rate,
)
from imu.drivers.samples import Timing
from imu.drivers.twostreams import Format, TwoStreams
from imu.errors import DriverError

_NAMES = ("CLUE", "Sense")
"""What the vendor's examples call the boards that have a gyroscope."""
_NO_GYROSCOPE = "CPlay"

_PROGRAM = "Add the gyroscope service to the board's program: the vendor's examples leave it out"
_AGAIN = "Switch it off and on; if that does not help, load its program again"
_NEWER = "Bring Kickstand up to date, or load an older version of the board's program"
_OTHER_BOARD = "Use a CLUE or a Feather Sense, or a phone on the thigh"


class AdafruitConnection(TwoStreams):
    """One connection to a board."""

    def __init__(self, rate_hz: float) -> None:
        super().__init__(Format(FAMILY, services.ACC, services.GYR), rate_hz)

    def setup(self) -> Dialogue:
        """Look at the version, set both services to one period, listen to both."""
        version = services.read_number((yield Read("version")))
        if version is not None and version != services.KNOWN_VERSION:
            raise DriverError(f"this board's services have version {version}, not 1", _NEWER)
        period_ms = round(1000.0 / self.rate_hz)
        yield from _set_period("data-period", period_ms)
        yield from _set_period("rates-period", period_ms)
        yield from self.ask_battery()
        yield from self.listen()

    def stop(self) -> Dialogue:
        """Back to the usual period. Not to -1: that stops some programs and hurries others."""
        yield from super().stop()
        for role in ("data-period", "rates-period"):
            yield Write(role, services.period_bytes(USUAL_MS))


def _set_period(role: str, period_ms: int) -> Generator[Step, bytes, None]:
    """Set a measurement period, and read it back.

    Raises
    ------
    DriverError : it is something else.
    """
    yield Write(role, services.period_bytes(period_ms))
    told_ms = services.read_number((yield Read(role)))
    if told_ms != period_ms:
        told = "nothing" if told_ms is None else f"{told_ms} ms"
        raise DriverError(
            f"this board does not measure every {period_ms} ms; it says {told}", _AGAIN
        )


class AdafruitDriver:
    """The family."""

    family = FAMILY
    title = "Adafruit board with Bluefruit services"
    facts = Facts(
        rates_hz=(50.0, 100.0),
        rate_hz=50.0,
        acc_range_g=services.ACC_RANGE_G,
        gyr_range_deg_s=services.GYR_RANGE_DEG_S,
        timing=Timing("none"),
        page="adafruit",
    )
    profile = Profile(
        service=(ACC_SERVICE, GYR_SERVICE),
        needed={
            "data": (services.ACC_DATA,),
            "rates": (services.GYR_DATA,),
            "data-period": (PERIOD,),
            "rates-period": (PERIOD,),
        },
        optional={"version": (services.VERSION,), "battery": (BATTERY_LEVEL,)},
        inside={
            "rates": (GYR_SERVICE,),
            "data-period": (ACC_SERVICE,),
            "rates-period": (GYR_SERVICE,),
            "version": (ACC_SERVICE,),
        },
        remedies={"rates": _PROGRAM, "rates-period": _PROGRAM},
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, which the examples do not advertise; else by maker and name."""
        if set(self.profile.service) & set(seen.services):
            return Match(3)
        if services.COMPANY not in seen.companies:
            return None  # "Sense" alone is too common a name
        if seen.name.startswith(_NO_GYROSCOPE):
            return Match(2, f"A Circuit Playground measures no rotation. {_OTHER_BOARD}.")
        return Match(2 if seen.name.startswith(_NAMES) else 1)

    def connect(self, rate_hz: float | None = None) -> AdafruitConnection:
        """A new connection."""
        return AdafruitConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> AdafruitPeripheral:
        """A CLUE with the vendor's example."""
        return AdafruitPeripheral(Advertisement("CLUE", companies=(services.COMPANY,)))


DRIVER = AdafruitDriver()
