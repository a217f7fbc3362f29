"""Recordings on disk for the commands, and a way to run them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from imu.cli.above import Above
from imu.cli.app import run
from imu.recording import Labels, SessionMeta, Truth, write_recording
from imu.samples import Block, Side
from tests.hinges import hinges, in_a_row

HEADER = "time_s,acc_x_m_s2,acc_y_m_s2,acc_z_m_s2,gyr_x_rad_s,gyr_y_rad_s,gyr_z_rad_s"
STARTS = in_a_row(4)
SECONDS = 16.0


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def kickstand(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> Ran:
    """Run one command line in this process."""
    code = run([str(word) for word in argv])
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def with_window(capsys: pytest.CaptureFixture[str], target: str | None, *argv: str | Path) -> Ran:
    """Run one command line of an installation that has this window ("module:function")."""
    code = run([str(word) for word in argv], above=Above(window=target))
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def is_one_sentence(text: str) -> bool:
    """Whether `text` is what a person gets for a mistake: one line, and no traceback."""
    return text.startswith("kickstand: ") and text.count("\n") == 1 and "Traceback" not in text


def put_hinges(
    path: Path,
    *sides: Side,
    labels: Labels | None = None,
    truth: Truth | None = None,
    meta: SessionMeta | None = None,
    hole_s: tuple[float, float] | None = None,
) -> Path:
    """Write a recording of four hinges, on the right thigh unless told otherwise."""
    blocks = [hinges(STARTS, SECONDS, side=side, hole_s=hole_s) for side in sides or ("right",)]
    meta = meta or SessionMeta(complete=True)
    write_recording(path, blocks, meta=meta, labels=labels, truth=truth)
    return path


def put_everything(path: Path) -> Path:
    """Write a recording in which there is something to say at every level of the result.

    Four hinges and a shallow one, a lone one long after, a hole, and an accelerometer that is off.
    """
    block = hinges([*STARTS, 40.0], 60.0, hole_s=(30.0, 31.5))
    shallow = hinges([STARTS[-1] + 3.0], 60.0, depth_deg=9.0, hole_s=(30.0, 31.5))
    up = block.acc_m_s2 + shallow.acc_m_s2 - shallow.acc_m_s2[0]
    both = replace(
        block,
        acc_m_s2=1.3 * 9.81 * up / np.linalg.norm(up, axis=1, keepdims=True),
        gyr_rad_s=block.gyr_rad_s + shallow.gyr_rad_s,
    )
    write_recording(path, [both], meta=SessionMeta(complete=True))
    return path


def lines_of(block: Block) -> list[str]:
    """The rows of a sample file."""
    numbers = np.column_stack([block.time_s, block.acc_m_s2, block.gyr_rad_s])
    return [",".join(f"{value:.6f}" for value in row) for row in numbers]


def csv_of(rows: Sequence[str], header: str = HEADER) -> bytes:
    """A sample file of these rows."""
    return "".join(f"{line}\n" for line in (header, *rows)).encode()
