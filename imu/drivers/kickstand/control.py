"""Commands, replies and the description of a sensor in the Kickstand reference profile."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from enum import IntEnum

from imu.drivers.kickstand.packet import FAMILY, MAX_BATCH
from imu.errors import DecodeError

VERSION = 1
"""The version of the profile that this code speaks."""

REPLY = 0x80
"""Set in the first byte of a reply, beside the command that it answers."""


class Command(IntEnum):
    """First byte of what the host writes."""

    HELLO = 1  # u8 lowest, u8 highest version of the host -> u8 version that both speak
    DESCRIBE = 2  # -> description
    CONFIGURE = 3  # u16 rate, u8 acc range, u16 gyr range, u8 samples a packet -> description
    START = 4
    STOP = 5
    RESET = 6  # as when switched on: stopped, usual configuration, sequence and clock at 0
    IDENTIFY = 7  # u8 seconds: blink


class Status(IntEnum):
    """Second byte of a reply."""

    OK = 0
    UNKNOWN_COMMAND = 1
    WRONG_LENGTH = 2
    NO_COMMON_VERSION = 3
    REFUSED_VALUE = 4
    STREAMING = 5  # configure only while stopped


_DESCRIPTION = struct.Struct("<BBBBHBHBBBI")
_CONFIGURE = struct.Struct("<HBHB")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a host asks for, and what a sensor then does: the nearest that it can."""

    rate_hz: int
    acc_range_g: int
    gyr_range_deg_s: int
    per_packet: int

    def bytes(self) -> bytes:
        """The operands of `Command.CONFIGURE`."""
        return _CONFIGURE.pack(
            self.rate_hz, self.acc_range_g, self.gyr_range_deg_s, self.per_packet
        )

    @classmethod
    def read(cls, data: bytes) -> Wish:
        """Read the operands; `data` has their length."""
        return cls(*_CONFIGURE.unpack(data))


WISH_BYTES = _CONFIGURE.size


@dataclass(frozen=True, slots=True)
class Description:
    """What a sensor is and how it is set: 16 bytes, read from `info` or in a reply.

    Attributes
    ----------
    lowest, highest : versions of the profile that it speaks.
    abilities : bit 0 measures its battery, bit 1 blinks, bit 2 feels taps.
    most_per_packet : samples that it can put into one packet.
    now : how it is set.
    firmware : major and minor.
    serial : tells two sensors apart where their addresses are hidden (macOS).
    """

    now: Wish
    lowest: int = VERSION
    highest: int = VERSION
    abilities: int = 0
    most_per_packet: int = MAX_BATCH
    firmware: tuple[int, int] = (1, 0)
    serial: int = 0

    def bytes(self) -> bytes:
        """As it goes over the air."""
        head = self.lowest, self.highest, self.abilities, self.most_per_packet
        now = self.now
        wish = now.rate_hz, now.acc_range_g, now.gyr_range_deg_s, now.per_packet
        return _DESCRIPTION.pack(*head, *wish, *self.firmware, self.serial)

    def set_to(self, now: Wish) -> Description:
        """The same sensor, set differently."""
        return replace(self, now=now)

    @classmethod
    def read(cls, data: bytes) -> Description:
        """Read a description.

        Raises
        ------
        DecodeError : the length is wrong, or a rate or range that must be positive is 0.
        """
        if len(data) != _DESCRIPTION.size:
            problem = f"a description of {len(data)} bytes instead of {_DESCRIPTION.size}"
            raise DecodeError(FAMILY, problem)
        low, high, abilities, most, rate, acc, gyr, per, major, minor, serial = _DESCRIPTION.unpack(
            data
        )
        if not (rate and acc and gyr and per):
            raise DecodeError(FAMILY, "a description with a rate or a range of 0")
        now = Wish(rate, acc, gyr, per)
        return cls(now, low, high, abilities, most, (major, minor), serial)


DESCRIPTION_BYTES = _DESCRIPTION.size


def reply(command: int, status: Status, payload: bytes = b"") -> bytes:
    """The bytes of a reply."""
    return bytes([REPLY | command, status]) + payload
