"""Movella DOT: ``firmware_notes/sensors/movella-dot.md``."""

from __future__ import annotations

from imu.drivers.alignment import Terms
from imu.drivers.door import Advertisement, Facts, Match, Profile, choose_rate
from imu.drivers.dot.connection import DotConnection
from imu.drivers.dot.formats import FAMILY, TIME_WRAP_US
from imu.drivers.dot.virtual import DotPeripheral
from imu.drivers.samples import Timing

COMPANY = 2182
"""Movella Technologies B.V. (assigned numbers of the Bluetooth SIG)."""

_NAMES = ("movella dot", "xsens dot")


def _uuid(short: str) -> tuple[str, ...]:
    return (f"1517{short}-4947-11e9-8646-d663bd873d93",)


class DotDriver:
    """The family: both generations, under the names of both makers."""

    family = FAMILY
    title = "Movella DOT"
    facts = Facts(
        rates_hz=(20.0, 30.0, 60.0),
        rate_hz=60.0,
        acc_range_g=16.0,
        gyr_range_deg_s=2000.0,
        timing=Timing("ticks", TIME_WRAP_US / 1e6),
        page="movella-dot",
    )
    profile = Profile(
        service=_uuid("2000"),
        needed={
            "data": _uuid("2003"),
            "control": _uuid("2001"),
            "settings": _uuid("1002"),
        },
        optional={
            "info": _uuid("1001"),
            "report": _uuid("1004"),
            "battery": _uuid("3001"),
            "message": _uuid("7001"),
            "acknowledgement": _uuid("7002"),
            "notice": _uuid("7003"),
        },
    )
    alignment = Terms(away_s=14.0, takes_s=30.0)
    """12 s of synchronising; the specification says to come back after 14."""

    def match(self, seen: Advertisement) -> Match | None:
        """By its name, old or new, or by its maker's number."""
        is_named = seen.name.casefold().startswith(_NAMES)
        return Match(2) if is_named or COMPANY in seen.companies else None

    def connect(self, rate_hz: float | None = None) -> DotConnection:
        """A new connection."""
        return DotConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> DotPeripheral:
        """A sensor as it comes out of its charger."""
        return DotPeripheral(Advertisement("Movella DOT", companies=(COMPANY,)))


DRIVER = DotDriver()
