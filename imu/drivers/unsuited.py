"""Devices that are recognised, so that nobody wonders, and cannot be used, with the reason.

They measure acceleration only, or too slowly. Why tilt is not taken from acceleration alone is in
``firmware_notes/decisions/0012-no-counting-without-rates.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from imu.drivers.door import Advertisement, Match

NO_RATES = "measures no rotation, and without it a tilt cannot be told from a movement"
TOO_SLOW = "sends 10 samples a second at most, where 50 are needed"
INSTEAD = "Use a phone that you own, or a sensor that 'kickstand sensors' lists"


@dataclass(frozen=True, slots=True)
class Unsuited:
    """A kind of device that cannot be used.

    Attributes
    ----------
    family : a short name, as a driver has one.
    title : the name that a person knows it by.
    reason : why it cannot be used: the sentence that its title begins.
    name : expression for the beginning of what it calls itself; "" where a driver knows it.
    services : UUIDs of services that only it has, 128 bit, lower case.
    """

    family: str
    title: str
    reason: str
    name: str = ""
    services: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """The reason and what to use instead, as `Match.refusal` has it."""
        return f"{self.title} {self.reason}. {INSTEAD}."

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, else by its name."""
        if set(self.services) & set(seen.services):
            return Match(3, self.refusal)
        by_name = bool(self.name) and re.match(self.name, seen.name) is not None
        return Match(2, self.refusal) if by_name else None


UNSUITED = (
    # The driver of their family refuses these itself: it knows which of Polar's have a gyroscope.
    Unsuited("polar", "Polar H10, H9 or OH1", NO_RATES),
    Unsuited(
        family="microbit",
        title="BBC micro:bit",
        reason=NO_RATES,
        name=r"BBC micro:bit",
        services=("e95d0753-251d-470a-a062-fa1922dfa9a8",),  # microbit-docs, bluetooth_profile.html
    ),
    Unsuited("banglejs", "Bangle.js", NO_RATES, name=r"Bangle\.js"),
    Unsuited(
        family="sensortag",
        title="TI SensorTag",
        reason=TOO_SLOW,  # the user's guide of the CC2650 SensorTag: period 100 to 2550 ms
        name=r"(TI BLE )?(CC\d{4} )?Sensor ?Tag",
        services=("f000aa80-0451-4000-b000-000000000000",),
    ),
)


def recognise_unsuited(seen: Advertisement) -> tuple[Unsuited, Match] | None:
    """The kind that an advertisement is of, if it is one."""
    claims = [(kind, match) for kind in UNSUITED if (match := kind.match(seen))]
    return max(claims, key=lambda claim: claim[1].certainty, default=None)
