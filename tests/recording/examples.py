"""Small recordings to test with: made by hand, so that the writer is not its own judge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from imu.errors import RecordingError
from imu.recording import round_block
from imu.samples import Block, Side

HEADER = "time_s,acc_x_m_s2,acc_y_m_s2,acc_z_m_s2,gyr_x_rad_s,gyr_y_rad_s,gyr_z_rad_s"
STILL = "0.10000,0.20000,9.80000,0.010000,-0.020000,0.000000"


def swinging(
    count: int = 200, *, rate_hz: float = 100.0, start_s: float = 0.0, side: Side = "left"
) -> Block:
    """A thigh that tilts 20 degrees to and fro every 4 s, with a counter; as drivers round it."""
    time_s = start_s + np.arange(count) / rate_hz
    pitch = 0.35 * np.sin(0.5 * np.pi * time_s)
    zero = np.zeros(count)
    pitch_rate = 0.35 * 0.5 * np.pi * np.cos(0.5 * np.pi * time_s)
    up = np.column_stack([np.sin(pitch), zero, np.cos(pitch)])
    turn = np.column_stack([zero, -pitch_rate, zero])
    return round_block(Block(side, time_s, 9.81 * up, turn, np.arange(count)))


def rows(block: Block) -> list[str]:
    """The lines of a sample file without the optional columns."""
    numbers = np.column_stack([block.time_s, block.acc_m_s2, block.gyr_rad_s])
    return [",".join(f"{value:.6f}" for value in row) for row in numbers]


def still_rows(count: int, step_s: float = 0.01) -> list[str]:
    """Lines of a sensor that lies on the table."""
    return [f"{index * step_s:.4f},{STILL}" for index in range(count)]


def text(*lines: str) -> bytes:
    """The lines of a file, each with its ending."""
    return "".join(f"{line}\n" for line in lines).encode()


def put(folder: Path, files: Mapping[str, bytes | object]) -> Path:
    """Make a folder of files; what is not bytes is written as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (folder / name).write_bytes(data)
    return folder


def put_csv(folder: Path, *lines: str, name: str = "left.imu.csv") -> Path:
    """Make a single sample file with these lines below the usual header."""
    path = folder / name
    path.write_bytes(text(HEADER, *lines))
    return path


def check_sentence(error: RecordingError) -> str:
    """What a person reads: the message must name the file, be one line, and not be a traceback."""
    message = str(error)
    assert error.path.name in message
    assert "\n" not in message
    assert len(message) < 600
    assert message[-1] != " "
    return message


def same_samples(first: Block, second: Block) -> bool:
    """Whether two blocks hold the same samples to the last bit."""
    pairs = (
        (first.time_s, second.time_s),
        (first.acc_m_s2, second.acc_m_s2),
        (first.gyr_rad_s, second.gyr_rad_s),
        (first.seq, second.seq),
        (first.host_time_s, second.host_time_s),
        (first.sensor_time_s, second.sensor_time_s),
    )
    return first.side == second.side and all(
        (a is None and b is None) or (a is not None and b is not None and np.array_equal(a, b))
        for a, b in pairs
    )


def is_beginning_of(part: Block, whole: Block) -> bool:
    """Whether `part` is the first samples of `whole`, to the last bit."""
    count = len(part)
    return (
        np.array_equal(part.time_s, whole.time_s[:count])
        and np.array_equal(part.acc_m_s2, whole.acc_m_s2[:count])
        and np.array_equal(part.gyr_rad_s, whole.gyr_rad_s[:count])
    )
