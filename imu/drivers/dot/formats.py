"""What the characteristics of a Movella DOT hold.

Source: Movella DOT BLE Service Specification, XD0506P revision C (July 2023), the tables named
below. All numbers are little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from imu.drivers.samples import Samples
from imu.drivers.scaling import RAD_PER_DEG
from imu.errors import DecodeError

FAMILY = "movella-dot"

TIME_WRAP_US = 1 << 32
"""Stamps are u32 of microseconds (table 17): they begin anew after 71.6 minutes."""

RATE_QUANTITIES = 21
"""Payload mode: stamp, acceleration, angular velocity (table 15). Calibrated, gravity included."""

START = bytes([1, 1, RATE_QUANTITIES])
STOP = bytes([1, 0, RATE_QUANTITIES])
"""What is written to the control of the measurement, and read from it (table 13)."""

ACC_DECIMALS, GYR_DECIMALS = 4, 5
"""Places kept of m/s² and rad/s: a hundredth of its noise. Its floats have no counts in them."""

_MOST_ACC_M_S2, _MOST_GYR_DEG_S = 250.0, 3000.0
"""Half as much again as 16 g and 2000 degrees/s: no sensor, however calibrated, says more."""

_PAYLOAD = struct.Struct("<I6f")
MEDIUM_BYTES = 40
"""Of a notification of the medium length; what the mode does not use is 0."""


def read_payload(data: bytes) -> Samples:
    """The sample in a notification of rate quantities.

    Raises
    ------
    DecodeError : a length or numbers that the mode cannot have.
    """
    if not _PAYLOAD.size <= len(data) <= MEDIUM_BYTES or any(data[_PAYLOAD.size :]):
        raise DecodeError(FAMILY, f"{len(data)} bytes that are no rate quantities")
    time_us, *numbers = _PAYLOAD.unpack_from(data)
    values = np.array([numbers], dtype=np.float64)
    acc, gyr = values[:, :3], values[:, 3:]
    # Written so that NaN fails, too.
    if not (np.abs(acc).max() <= _MOST_ACC_M_S2 and np.abs(gyr).max() <= _MOST_GYR_DEG_S):
        raise DecodeError(FAMILY, "acceleration or rate beyond what it can measure")
    return Samples(
        np.round(acc, ACC_DECIMALS),
        np.round(gyr * RAD_PER_DEG, GYR_DECIMALS),
        np.array([round(time_us / 1e6, 6)]),
    )


def write_payload(time_us: int, acc_m_s2: list[float], gyr_rad_s: list[float]) -> bytes:
    """A notification of rate quantities, filled up with zeros."""
    gyr_deg_s = [rate / RAD_PER_DEG for rate in gyr_rad_s]
    whole = _PAYLOAD.pack(time_us % TIME_WRAP_US, *acc_m_s2, *gyr_deg_s)
    return whole.ljust(MEDIUM_BYTES, b"\0")


# -- settings (table 7) ----------------------------------------------------------------------------

SETTINGS_BYTES = 32
SET_RATE = 0x10
"""Bit of the first byte: only what has its bit set there is taken over from what is written."""

_RATE_AT = 24


def rate_in(settings: bytes) -> int:
    """The output rate in the settings, Hz.

    Raises
    ------
    DecodeError : these are no settings.
    """
    if len(settings) != SETTINGS_BYTES:
        problem = f"settings of {len(settings)} bytes instead of {SETTINGS_BYTES}"
        raise DecodeError(FAMILY, problem)
    return int.from_bytes(settings[_RATE_AT : _RATE_AT + 2], "little")


def with_rate(settings: bytes, rate_hz: int, mask: int = SET_RATE) -> bytes:
    """The same settings with another rate; `mask` says what of them shall be taken over."""
    rate = rate_hz.to_bytes(2, "little")
    return bytes([mask]) + settings[1:_RATE_AT] + rate + settings[_RATE_AT + 2 :]


# -- who it is (table 6) ---------------------------------------------------------------------------

_INFO = struct.Struct("<6s3BH5BIQ6s")
_MAKERS_BLOCK = bytes.fromhex("d422cd")
"""Addresses of these sensors begin with D4:22:CD."""


@dataclass(frozen=True, slots=True)
class Info:
    """Who a sensor is.

    Attributes
    ----------
    address : its Bluetooth address, 6 bytes in the order in which it is spoken. Systems may hide
        it from us (macOS); the sensor does not.
    firmware : major, minor and revision.
    serial : its number.
    product : ``XS-T01`` for the first generation, ``XS-T02`` for the second.
    """

    address: bytes
    firmware: tuple[int, int, int] = (3, 0, 0)
    serial: int = 0
    product: str = "XS-T02"

    def bytes(self) -> bytes:
        """As it is read from the sensor."""
        built = (2023, 7, 1, 0, 0, 0)
        tail = (*built, 0, self.serial, self.product.encode())
        return _INFO.pack(self.address[::-1], *self.firmware, *tail)

    @classmethod
    def read(cls, data: bytes) -> Info:
        """Read it.

        The specification does not say of this field in which order its bytes are, only that all
        is little-endian, and of the same address in a message that it is not. The maker's block
        at one of its ends tells.

        Raises
        ------
        DecodeError : the length is wrong.
        """
        if len(data) != _INFO.size:
            raise DecodeError(FAMILY, f"a description of {len(data)} bytes instead of {_INFO.size}")
        address, major, minor, revision, *_, serial, product = _INFO.unpack(data)
        if not address.startswith(_MAKERS_BLOCK):
            address = address[::-1]
        name = product.split(b"\0")[0].decode("ascii", "replace")
        return cls(address, (major, minor, revision), serial, name)


# -- reports and charge (tables 9 to 11, 20) -------------------------------------------------------


class Event(IntEnum):
    """The first byte of a report: what the sensor does, or what was done to it."""

    POWER_OFF = 1
    POWER_SAVING = 4
    SINGLE_CLICK = 5
    DOUBLE_CLICK = 6
    TRIPLE_CLICK = 7


@dataclass(frozen=True, slots=True)
class Report:
    """What a sensor told of itself; `pressed_ms` of its local clock, for clicks only."""

    event: Event
    pressed_ms: int | None = None


def read_report(data: bytes) -> Report:
    """Read a report.

    Raises
    ------
    DecodeError : a kind of report that the specification does not have, or one that is cut.
    """
    if not data or data[0] not in set(Event):
        raise DecodeError(FAMILY, "a report of an unknown kind")
    event = Event(data[0])
    if event < Event.SINGLE_CLICK:
        return Report(event)
    if len(data) < 6 or data[1] != 4:
        raise DecodeError(FAMILY, "a click without its time")
    return Report(event, int.from_bytes(data[2:6], "little"))


def charge_in(battery: bytes) -> float | None:
    """Per cent, of the two bytes level and charging; None if they are not that."""
    return float(battery[0]) if len(battery) >= 1 and battery[0] <= 100 else None
