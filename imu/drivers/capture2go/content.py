"""What is in Capture2Go's frames of samples, and in those about modes and states.

Source: github sensorstim/capture2go_sdk, ``protocol/Capture2Go_Communication_Protocol.md`` and
``capture2go/pkg.py`` of version 1.0.1. All numbers are little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum, IntFlag

import numpy as np

from imu.drivers.capture2go.frames import FAMILY, Frame
from imu.drivers.samples import Samples
from imu.drivers.scaling import Scale, gyr_scale
from imu.errors import DecodeError
from imu.samples import Floats, Ints


class Header(IntEnum):
    """What a frame is about."""

    GET_INFO = 0x0070
    INFO = 0x0071
    SET_MODE = 0x0120
    GET_MODE = 0x0121
    MODE = 0x0122
    START = 0x0150
    STARTED = 0x0151
    STOP_AND_CLEAR = 0x0158
    STOPPED_AND_CLEARED = 0x0159
    SET_TIME = 0x0170
    TIME = 0x0171
    GET_STATUS = 0x0200
    STATUS = 0x0201
    ERROR = 0xFFFF


PACKED, FIXED = 0x0230, 0x0250
"""Headers of samples without magnetometer, eight or one in a frame, less the code of the rate."""

RATE_CODES = {200.0: 1, 100.0: 2, 50.0: 3}
"""Hz -> code. There are slower ones, of no use here."""

PER_PACK = 8

ACC = Scale(16.0 / 32768.0 * 9.81)
"""The vendor counts with 9.81 m/s² a g, not with the standard 9.80665."""
GYR = gyr_scale(2000.0)

_PACK = struct.Struct("<q24h24hQhB")
_SINGLE = struct.Struct("<q3h3hQhB")


class Flag(IntFlag):
    """What a frame of samples says is wrong with it; the magnetometer is of no interest."""

    TIME_GAP = 1
    GYR_CLIPPED = 2
    ACC_CLIPPED = 4
    PROCESSING = 16


_FLAWS = {
    Flag.TIME_GAP: "a gap in its own time",
    Flag.GYR_CLIPPED: "a rotation beyond its range",
    Flag.ACC_CLIPPED: "an acceleration beyond its range",
    Flag.PROCESSING: "a fault in its processing",
}


def flaws(flags: int) -> list[DecodeError]:
    """What the flags of a frame say, one by one."""
    return [
        DecodeError(FAMILY, f"the sensor reports {what}")
        for flag, what in _FLAWS.items()
        if flags & flag
    ]


def read_samples(frame: Frame) -> tuple[Samples, int] | None:
    """The samples of a frame, 8 or 1, and its flags; None for a frame about something else.

    Raises
    ------
    DecodeError : the length is wrong.
    """
    codes = {code: rate for rate, code in RATE_CODES.items()}
    rate_hz = codes.get(frame.header & 0x0F)
    kind = {PACKED: (_PACK, PER_PACK), FIXED: (_SINGLE, 1)}.get(frame.header & 0xFFF0)
    if kind is None or rate_hz is None:
        return None
    layout, n = kind
    if len(frame.payload) != layout.size:
        raise DecodeError(FAMILY, f"samples in {len(frame.payload)} bytes instead of {layout.size}")
    first_ns, *numbers, _, _, flags = layout.unpack(frame.payload)
    counts = np.array(numbers, dtype=np.int64).reshape(2, n, 3)
    step_ns = round(1e9 / rate_hz)
    times = np.array([first_ns + k * step_ns for k in range(n)]) / 1e9
    stamps: Floats = np.round(times, 6)
    return Samples(ACC.values(counts[1]), GYR.values(counts[0]), stamps), flags


def write_samples(rate_hz: float, first_ns: int, acc: Ints, gyr: Ints, flags: int = 0) -> Frame:
    """A frame of eight samples, or of one; the orientation in it is 0."""
    kind, layout = (PACKED, _PACK) if len(acc) == PER_PACK else (FIXED, _SINGLE)
    numbers = [*gyr.ravel().tolist(), *acc.ravel().tolist()]
    payload = layout.pack(first_ns, *numbers, 0, 0, flags)
    return Frame(kind + RATE_CODES[rate_hz], payload)


# -- modes -----------------------------------------------------------------------------------------

_MODE = struct.Struct("<q8BHBQ3B")


class Sync(IntEnum):
    """Whose clock a sensor goes by."""

    NONE = 0
    SENDER = 1
    RECEIVER = 2


@dataclass(frozen=True, slots=True)
class Mode:
    """How a sensor measures, as far as it is of interest here.

    Attributes
    ----------
    rate_hz : of the packed samples; 0 for none.
    sync, sync_id : whose clock it goes by, and the number that all of them share.
    with_magnetometer : whether frames carry what we have no use for.
    status_s : time between two frames of status, s; 0 for none.
    """

    rate_hz: float
    sync: Sync = Sync.NONE
    sync_id: int = 0
    with_magnetometer: bool = False
    status_s: int = 1

    def bytes(self) -> bytes:
        """The payload that sets it at once; it is answered by the same."""
        packed = RATE_CODES.get(self.rate_hz, 0)
        kinds = (0, 0, packed, 0, 0, 0, self.status_s, 0)
        without = not self.with_magnetometer
        return _MODE.pack(0, *kinds, 0, self.sync, self.sync_id, 0, 0, without)

    @classmethod
    def read(cls, payload: bytes) -> Mode:
        """Read it.

        Raises
        ------
        DecodeError : a length or a code that the protocol does not have.
        """
        if len(payload) != _MODE.size:
            raise DecodeError(FAMILY, f"a mode of {len(payload)} bytes instead of {_MODE.size}")
        _, _, _, packed, _, _, _, status, _, _, sync, number, _, _, without = _MODE.unpack(payload)
        if sync not in set(Sync):
            raise DecodeError(FAMILY, f"a way of synchronising ({sync}) that is not known")
        rates = {code: rate for rate, code in RATE_CODES.items()}
        return cls(rates.get(packed, 0.0), Sync(sync), number, not without, status)


# -- states ----------------------------------------------------------------------------------------

_STATUS = struct.Struct("<qBB3h3B")
IDLE, STREAMING, RECORDING = 1, 2, 3
_CHARGING = 0x80


@dataclass(frozen=True, slots=True)
class Status:
    """How a sensor is; `state` is `IDLE`, `STREAMING`, `RECORDING` or 0 for off."""

    state: int
    is_synchronised: bool
    battery_percent: float
    is_charging: bool = False
    time_ns: int = 0

    def bytes(self) -> bytes:
        """The payload of a frame of status."""
        battery = round(self.battery_percent) | (_CHARGING if self.is_charging else 0)
        connected = 2
        head = self.time_ns, self.state, connected
        return _STATUS.pack(*head, 0, 0, 0, self.is_synchronised, battery, 90)

    @classmethod
    def read(cls, payload: bytes) -> Status:
        """Read it.

        Raises
        ------
        DecodeError : the length or the charge is wrong.
        """
        if len(payload) != _STATUS.size:
            problem = f"a status of {len(payload)} bytes instead of {_STATUS.size}"
            raise DecodeError(FAMILY, problem)
        time_ns, state, _, _, _, _, synchronised, battery, _ = _STATUS.unpack(payload)
        percent = battery & ~_CHARGING
        if percent > 100:
            raise DecodeError(FAMILY, f"a battery of {percent} %")
        is_charging = bool(battery & _CHARGING)
        return cls(state, bool(synchronised), float(percent), is_charging, time_ns)


_INFO = struct.Struct("<H6s8s8s12s11s")
_OURS = 0x8000
"""Versions of the protocol from here on are of custom firmware."""


@dataclass(frozen=True, slots=True)
class Info:
    """Who a sensor is: version of the protocol, serial number, firmware."""

    version: int
    serial: str
    firmware: str = ""

    def bytes(self) -> bytes:
        """The payload that says so."""
        return _INFO.pack(
            self.version, self.serial.encode(), b"1", b"1", self.firmware.encode(), b"2026-01-01"
        )

    @property
    def is_custom(self) -> bool:
        """Whether its firmware is somebody's own."""
        return self.version >= _OURS

    @classmethod
    def read(cls, payload: bytes) -> Info:
        """Read it.

        Raises
        ------
        DecodeError : the length is wrong.
        """
        if len(payload) != _INFO.size:
            problem = f"a description of {len(payload)} bytes instead of {_INFO.size}"
            raise DecodeError(FAMILY, problem)
        version, serial, _, _, firmware, _ = _INFO.unpack(payload)
        return cls(version, _text(serial), _text(firmware))


def _text(data: bytes) -> str:
    return data.split(b"\0")[0].decode("utf-8", "replace").strip()
