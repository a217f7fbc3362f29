"""Virtual sensors behind a virtual radio: real Bluetooth protocols, no Bluetooth.

A `VirtualRoom` holds sensors of any family and the computer's radio, as backends for bleak. What it
proves and what it does not: ``firmware_notes/virtual.md``. Needs the extra ``virtual-ble``, but
only when a room is opened.
"""

from __future__ import annotations

from imu.virtual.build import Bursts, Quirks, Radio
from imu.virtual.clock import Clock, HandClock, WallClock
from imu.virtual.motion import Motion
from imu.virtual.room import VirtualRoom

__all__ = [
    "Bursts",
    "Clock",
    "HandClock",
    "Motion",
    "Quirks",
    "Radio",
    "VirtualRoom",
    "WallClock",
]
