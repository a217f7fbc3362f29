"""WitMotion's stream of frames: cut out of whatever pieces the radio delivers, and made.

Frames have a head and no checksum, and the one with the samples has 20 bytes, or 28 with newer
firmware. So a frame is believed when the next one begins where it ends; the last one in the buffer
is believed too once the length is known, for waiting for the next would cost a sample of delay.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from imu.drivers.troubles import Troubles
from imu.errors import DecodeError

FAMILY = "witmotion"

MOTION, REGISTERS = b"\x55\x61", b"\x55\x71"
"""Heads: nine numbers of motion; eight registers from a given one on."""

SHORT, LONG = 20, 28
"""Bytes of a motion frame without and with the date. A frame of registers has always 20."""

_FEW = 3
"""So many breaks in a row mean that the length was learnt wrongly."""
_NUMBERS = struct.Struct("<9h")
_REGISTERS = struct.Struct("<H8h")


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion frame: signed 16 bit, acceleration x y z, rate x y z, roll pitch yaw.

    `date` are the 8 bytes behind them in a long frame. Only whoever reads a file, where nothing
    tells when a frame arrived, has a use for them.
    """

    numbers: tuple[int, ...]
    date: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True)
class Registers:
    """A frame of registers: the number of the first, and eight values."""

    first: int
    values: tuple[int, ...]


Frame = Motion | Registers


class Cutter:
    """Cuts frames out of notifications. Holds less than one frame of `LONG` bytes and a head."""

    def __init__(self, troubles: Troubles) -> None:
        self._troubles = troubles
        self._held = b""
        self._length: int | None = None
        self._breaks = 0

    def push(self, data: bytes) -> list[Frame]:
        """The frames that are complete with these bytes.

        A notification that starts with a head and is a whole number of frames long begins anew:
        what was held before it lost its rest with a lost notification.
        """
        if self._held and self._length and len(data) % self._length == 0 and _head(data, 0):
            self._note("a frame whose end is missing")
            self._held = b""
        self._held += data
        frames: list[Frame] = []
        at = 0
        while (end := self._end(at)) is not None:
            if end > 0:
                frames.append(_read(self._held[at:end]))
                at, self._breaks = end, 0
            else:
                at = self._resync(at)
        self._held = self._held[at:]
        return frames

    def _end(self, at: int) -> int | None:
        """Where the frame at `at` ends; -1 if there is none; None if more bytes are needed."""
        have = len(self._held) - at
        if have < 2:
            return None
        if not _head(self._held, at):
            return -1
        if self._held[at : at + 2] == REGISTERS:
            return self._checked(at, SHORT, have)
        if self._length is None:
            return self._learn(at, have)
        return self._checked(at, self._length, have)

    def _checked(self, at: int, length: int, have: int) -> int | None:
        """The end, unless bytes behind it show that no other frame begins there."""
        if have < length:
            return None
        known = have < length + 2 or _head(self._held, at + length)
        return at + length if known else -1

    def _learn(self, at: int, have: int) -> int | None:
        """The length of motion frames: where the next head is.

        In a long frame, month and day would stand where a short one is followed by a head, and no
        month is 85: the two cannot be mistaken.
        """
        for length in (SHORT, LONG):
            if have < length + 2:
                return None
            if _head(self._held, at + length):
                self._length = length
                return at + length
        return -1

    def _resync(self, at: int) -> int:
        """Skip to the next byte that may begin a head; a stretch of rubbish counts once."""
        if self._breaks == 0 or _head(self._held, at):
            self._note("bytes that are no frame")
        self._breaks += 1
        if self._breaks >= _FEW:
            self._length = None
        found = self._held.find(MOTION[:1], at + 1)
        return len(self._held) if found < 0 else found

    def _note(self, problem: str) -> None:
        self._troubles.note(DecodeError(FAMILY, problem))


def _head(data: bytes, at: int) -> bool:
    return data[at : at + 2] in {MOTION, REGISTERS}


def _read(frame: bytes) -> Frame:
    if frame.startswith(MOTION):
        return Motion(_NUMBERS.unpack_from(frame, 2), frame[SHORT:])
    first, *values = _REGISTERS.unpack_from(frame, 2)
    return Registers(first, tuple(values))


def write_motion(numbers: tuple[int, ...], date: bytes = b"") -> bytes:
    """A motion frame; with the 8 bytes of a date a long one."""
    return MOTION + _NUMBERS.pack(*numbers) + date


def write_registers(frame: Registers) -> bytes:
    """A frame of registers."""
    return REGISTERS + _REGISTERS.pack(frame.first, *frame.values)
