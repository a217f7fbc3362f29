"""Sensors over Bluetooth Low Energy: looking for them, and being a live session's source.

The only package that knows the library for it (bleak), which it imports when it is first used.
"""

from imu.sources.ble.failures import Fault, LinkError, explain
from imu.sources.ble.found import Found, Signal, Wanted
from imu.sources.ble.link import Met
from imu.sources.ble.patience import Patience
from imu.sources.ble.radio import Radio
from imu.sources.ble.scan import SCAN_S, scan, try_radio, watch
from imu.sources.ble.source import BleSource

__all__ = [
    "SCAN_S",
    "BleSource",
    "Fault",
    "Found",
    "LinkError",
    "Met",
    "Patience",
    "Radio",
    "Signal",
    "Wanted",
    "explain",
    "scan",
    "try_radio",
    "watch",
]
