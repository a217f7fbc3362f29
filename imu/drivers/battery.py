"""The Battery Service of the Bluetooth SIG, as most sensors have it."""

from __future__ import annotations

from imu.drivers.door import Dialogue, Read

ROLE = "battery"
"""Of the characteristic Battery Level, `imu.drivers.door.BATTERY_LEVEL`."""


class StandardBattery:
    """The part of a connection that knows the charge.

    Attributes
    ----------
    battery_percent : the last charge that was told, 0 to 100; None before.
    """

    battery_percent: float | None = None

    def note_battery(self, data: bytes) -> None:
        """Take a value of Battery Level, per cent in one byte."""
        if data:
            self.note_charge(data[0])

    def note_charge(self, percent: float) -> None:
        """Take a charge; one that is none is no news."""
        if 0.0 <= percent <= 100.0:
            self.battery_percent = float(percent)

    def ask_battery(self) -> Dialogue:
        """Read the characteristic, where the sensor has it."""
        self.note_battery((yield Read(ROLE)))
