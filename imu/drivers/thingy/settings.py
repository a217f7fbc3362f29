"""The motion settings of a Thingy:52: nine bytes that it keeps in its flash.

Source: github NordicSemiconductor/Nordic-Thingy52-FW, ``ble_tms.h`` and ``ble_tms.c`` (see the page
on the sensor).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from imu.errors import DecodeError

FAMILY = "thingy"

_FIELDS = struct.Struct("<4HB")


@dataclass(frozen=True, slots=True)
class MotionSettings:
    """How its motion sensor is set.

    Attributes
    ----------
    steps_ms, temperature_ms, compass_ms : intervals of things that are of no use here.
    rate_hz : of everything that is.
    wakes : whether a movement is to wake it when it sleeps: 0 or 1.
    """

    steps_ms: int
    temperature_ms: int
    compass_ms: int
    rate_hz: int
    wakes: int

    @classmethod
    def read(cls, data: bytes) -> MotionSettings:
        """Read the characteristic's value.

        Raises
        ------
        DecodeError : it has another length, or says 0 Hz.
        """
        if len(data) != _FIELDS.size:
            raise DecodeError(FAMILY, f"settings of {len(data)} bytes instead of {_FIELDS.size}")
        settings = cls(*_FIELDS.unpack(data))
        if not settings.rate_hz:
            raise DecodeError(FAMILY, "settings with a rate of 0 Hz")
        return settings

    def bytes(self) -> bytes:
        """As it goes over the air."""
        return _FIELDS.pack(
            self.steps_ms, self.temperature_ms, self.compass_ms, self.rate_hz, self.wakes
        )

    def at(self, rate_hz: float) -> MotionSettings:
        """The same but for the rate."""
        return replace(self, rate_hz=round(rate_hz))

    @property
    def is_accepted(self) -> bool:
        """Whether the firmware takes them: beyond these limits it refuses the write."""
        return (
            100 <= self.steps_ms <= 5000
            and 100 <= self.temperature_ms <= 5000
            and 100 <= self.compass_ms <= 1000
            and 5 <= self.rate_hz <= 200
            and self.wakes <= 1
        )


AS_SOLD = MotionSettings(1000, 500, 500, 10, 1)
"""Out of the box: at 10 Hz nothing can be counted."""
