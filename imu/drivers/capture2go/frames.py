"""Capture2Go's frames: cut out of whatever pieces the radio delivers, checked, and made.

Source: github sensorstim/capture2go_sdk, ``protocol/Capture2Go_Communication_Protocol.md``. A frame
is 02, a CRC-32 over all that follows the length, the length of the payload, a header of 16 bits,
the payload. A notification is one byte that tells how many frames of real time stand at its
beginning, those frames, and any part of a stream of all other frames.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from imu.drivers.troubles import Troubles
from imu.errors import DecodeError

FAMILY = "capture2go"

START = 0x02
MAX_PAYLOAD = 236
_HEAD = struct.Struct("<BIBH")
HEAD_BYTES = _HEAD.size
_CRC_FROM = 6
"""Where what the CRC is over begins: behind the length, which it does not protect."""

MOST_REAL_TIME = 3
"""Frames of real time in one notification, in the vendor's kit."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a frame is about, and what it says."""

    header: int
    payload: bytes = b""

    def bytes(self) -> bytes:
        """As it goes over the air."""
        content = struct.pack("<H", self.header) + self.payload
        return struct.pack("<BIB", START, zlib.crc32(content), len(self.payload)) + content


def read_command(data: bytes) -> Frame:
    """Read a frame that fills a whole write.

    Raises
    ------
    DecodeError : it does not, or is damaged.
    """
    frame, end = _frame_at(data, 0) or (None, 0)
    if frame is None or end != len(data):
        raise DecodeError(FAMILY, "no frame")
    return frame


def _frame_at(data: bytes, at: int) -> tuple[Frame | None, int] | None:
    """The frame at a place and where it ends; no frame; or None if more bytes are needed."""
    have = len(data) - at
    if data[at] != START:
        return None, at
    if have < HEAD_BYTES:
        return None
    _, crc, length, header = _HEAD.unpack_from(data, at)
    if length > MAX_PAYLOAD:
        return None, at
    end = at + HEAD_BYTES + length
    if end > len(data):
        return None
    if zlib.crc32(data[at + _CRC_FROM : end]) != crc:
        return None, at
    return Frame(header, data[at + HEAD_BYTES : end]), end


class Assembler:
    """Puts notifications together and cuts frames out of them.

    A frame is believed when its CRC is right; where it is not, or bytes were lost with a
    notification, the next start is looked for from the following byte on, so that what is whole
    behind the damage is found, too. Holds less than one frame.
    """

    def __init__(self, troubles: Troubles) -> None:
        self._troubles = troubles
        self._held = b""
        self._is_lost = False

    def push(self, data: bytes) -> list[Frame]:
        """The frames that are complete with this notification, those of real time first."""
        count = 0xFF - data[0] if data else MOST_REAL_TIME + 1
        if count > MOST_REAL_TIME:
            self._note("a notification that does not say how it is made up")
            return []
        self._is_lost = False
        frames, at = self._real_time(data, count)
        self._held += data[at:]
        return frames + self._cut()

    def _real_time(self, data: bytes, count: int) -> tuple[list[Frame], int]:
        """The frames at the beginning, which are never cut, and where they end."""
        frames: list[Frame] = []
        at = 1
        for _ in range(count):
            found = _frame_at(data, at) if at < len(data) else None
            if found is None or found[0] is None:
                self._note("a damaged frame of real time")
                break
            frames.append(found[0])
            at = found[1]
        return frames, at

    def _cut(self) -> list[Frame]:
        frames: list[Frame] = []
        at = 0
        while at < len(self._held):
            found = _frame_at(self._held, at)
            if found is None:
                break
            frame, end = found
            if frame is None:
                at = self._resync(at)
            else:
                frames.append(frame)
                at = end
        self._held = self._held[at:]
        return frames

    def _resync(self, at: int) -> int:
        """The next byte that may begin a frame; what is wrong counts once a notification."""
        if not self._is_lost:
            self._note("bytes that are no frame")
        self._is_lost = True
        found = self._held.find(bytes([START]), at + 1)
        return len(self._held) if found < 0 else found

    def _note(self, problem: str) -> None:
        self._troubles.note(DecodeError(FAMILY, problem))
