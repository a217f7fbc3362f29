"""The frames of WitMotion's sensors with a wire or a memory card: one quantity in each, and a sum.

Eleven bytes: 55, a type, eight bytes of data, and the sum of all before in eight bits. Type 50 is
the date, 51 acceleration, 52 turn rate, each in the same units as in the frames 55 61.

Source: vendor's description of the standard protocol, as in its Python kit (`WitProtocolResolver`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from imu.drivers.witmotion.frames import Motion

_HEAD = 0x55
_LENGTH = 11
_DATE, _ACC, _GYR = 0x50, 0x51, 0x52
_TYPES = range(0x50, 0x60)
_AXES = struct.Struct("<3h")


def is_wired(start: bytes) -> bool:
    """Whether bytes hold two such frames in a row."""
    at = start.find(_HEAD)
    while at >= 0:
        if _is_frame(start, at) and _is_frame(start, at + _LENGTH):
            return True
        at = start.find(_HEAD, at + 1)
    return False


def _is_frame(data: bytes, at: int) -> bool:
    frame = data[at : at + _LENGTH]
    return (
        len(frame) == _LENGTH
        and frame[0] == _HEAD
        and frame[1] in _TYPES
        and sum(frame[:-1]) % 256 == frame[-1]
    )


def wired_frames(data: bytes) -> tuple[list[Motion], int]:
    """Samples as the frames 55 61 hold them, and how many bytes belong to no frame.

    A sample is an acceleration and the turn rate behind it. Its date is that of the frame before
    them; one without a date of its own, where dates are sent, has lost it.
    """
    found: list[Motion] = []
    lost = len(data)
    date, acc = b"", b""
    for kind, content in _frames(data):
        lost -= _LENGTH
        if kind == _DATE:
            date = content
        elif kind == _ACC:
            acc = content
        elif kind == _GYR and acc:
            numbers = (*_AXES.unpack_from(acc), *_AXES.unpack_from(content), 0, 0, 0)
            found.append(Motion(numbers, date))
            date, acc = b"", b""
    return found, lost


def _frames(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = data.find(_HEAD)
    while at >= 0:
        if _is_frame(data, at):
            yield data[at + 1], data[at + 2 : at + 10]
            at += _LENGTH
        else:
            at += 1
        at = data.find(_HEAD, at)
