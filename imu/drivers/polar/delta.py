"""Polar's delta frames: a reference sample, then blocks of differences of as few bits as they need.

Source: polarofficial/polar-ble-sdk, `BlePmdClient` and its tests (see the page on the sensor).
"""

from __future__ import annotations

import numpy as np

from imu.errors import DecodeError
from imu.samples import Ints

FAMILY = "polar"

MAX_SAMPLES = 1024
"""More in one frame are damage: a frame of 512 bytes with 4 bits a difference holds 330."""

_CHANNELS = 3
_BLOCK = 16
"""Differences that the virtual sensor puts into one block."""


def expand(content: bytes, reference_bytes: int) -> Ints:
    """Unpack a delta frame.

    Parameters
    ----------
    content : what follows the head of a frame.
    reference_bytes : of each channel of the first sample: 2 or 4.

    Returns
    -------
    (n, 3), n >= 1, signed; the sums are not checked for their size.

    Raises
    ------
    DecodeError : the content ends within a block, or a block cannot be.
    """
    at = _CHANNELS * reference_bytes
    if len(content) < at:
        raise DecodeError(FAMILY, "a frame without its first sample")
    first = np.frombuffer(content[:at], dtype=f"<i{reference_bytes}").astype(np.int64)
    rows = [first[np.newaxis]]
    count = 1
    while at < len(content):
        differences, at = _block(content, at)
        count += len(differences)
        if count > MAX_SAMPLES:
            raise DecodeError(FAMILY, f"a frame of more than {MAX_SAMPLES} samples")
        rows.append(rows[-1][-1:] + np.cumsum(differences, axis=0))
        if not len(differences):
            rows.pop()
    return np.concatenate(rows)


def _block(content: bytes, at: int) -> tuple[Ints, int]:
    """(n, 3) the differences of the block at `at`, and where the next one begins."""
    if at + 2 > len(content):
        raise DecodeError(FAMILY, "a block without its length")
    width, count = content[at], content[at + 1]
    if not 1 <= width <= 32:
        raise DecodeError(FAMILY, f"differences of {width} bits")
    start = at + 2
    end = start + (width * count * _CHANNELS + 7) // 8
    if end > len(content):
        raise DecodeError(FAMILY, "a frame that ends within a block")
    packed = np.frombuffer(content[start:end], dtype=np.uint8)
    bits = np.unpackbits(packed, bitorder="little")[: width * count * _CHANNELS]
    weights = np.left_shift(np.int64(1), np.arange(width, dtype=np.int64))
    weights[-1] = -weights[-1]  # two's complement
    return (bits.reshape(-1, width) * weights).sum(axis=1).reshape(count, _CHANNELS), end


def shrink(rows: Ints, reference_bytes: int) -> bytes:
    """Pack (n, 3) whole numbers, n >= 1, into the content of a delta frame."""
    content = rows[0].astype(f"<i{reference_bytes}").tobytes()
    differences = np.diff(rows, axis=0)
    blocks = [differences[k : k + _BLOCK] for k in range(0, len(differences), _BLOCK)]
    return content + b"".join(_pack(block) for block in blocks)


def _pack(differences: Ints) -> bytes:
    largest = int(np.max(np.where(differences < 0, ~differences, differences)))
    width = largest.bit_length() + 1
    bits = (differences.reshape(-1, 1) >> np.arange(width)) & 1
    packed = np.packbits(bits.astype(np.uint8).ravel(), bitorder="little")
    return bytes([width, len(differences)]) + packed.tobytes()
