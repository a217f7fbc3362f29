"""A short name for the input of a result: whether two results saw the same can be told from it."""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np

from imu.recording.model import Recording
from imu.samples import SIDES, Block, Floats, Ints

_DIGITS = 12


def input_hash(recording: Recording) -> str:
    """12 hex digits over the samples and the commands of a recording (R25).

    It is taken over the numbers as read, not over the bytes of the files: compressing a file,
    another line ending or a new derived file changes nothing, another digit in a sample does.
    """
    digest = hashlib.sha256()
    for side in SIDES:
        if side in recording.streams:
            digest.update(side.encode())
            for part in _parts(recording.streams[side].block):
                digest.update(part)
    digest.update(msgspec.json.encode(recording.commands))
    return digest.hexdigest()[:_DIGITS]


def _parts(block: Block) -> list[bytes]:
    """The arrays of a block as bytes that do not depend on the machine, each with its length."""
    parts: list[bytes] = []
    for values in (
        block.time_s,
        block.acc_m_s2,
        block.gyr_rad_s,
        block.seq,
        block.host_time_s,
        block.sensor_time_s,
    ):
        data = b"" if values is None else _little_endian(values)
        parts += [len(data).to_bytes(8, "little"), data]
    return parts


def _little_endian(values: Floats | Ints) -> bytes:
    return np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<")).tobytes()
