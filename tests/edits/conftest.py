"""A session with sets, a partial rep, a rejected movement and two legs, reviewed once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imu.analysis import Reviewed, reviewed
from imu.recording import read_recording
from imu.samples import Block
from tests.hinges import hinges, in_a_row, recording

FIRST, SECOND = in_a_row(5, 2.0), in_a_row(4, 40.0)
SHALLOW_S = FIRST[-1] + 3.0
LONE_S = 70.0
SECONDS = 80.0


def right_thigh() -> Block:
    """Five hinges and a shallow one, four more, and a lone one long after."""
    block = hinges([*FIRST, *SECOND, LONE_S], SECONDS)
    shallow = hinges([SHALLOW_S], SECONDS, depth_deg=9.0)
    return replace(
        block,
        acc_m_s2=block.acc_m_s2 + shallow.acc_m_s2 - shallow.acc_m_s2[0],
        gyr_rad_s=block.gyr_rad_s + shallow.gyr_rad_s,
    )


@pytest.fixture(scope="session")
def right() -> Reviewed:
    """One thigh."""
    return reviewed(recording(right_thigh()))


@pytest.fixture(scope="session")
def both() -> Reviewed:
    """Left first, then right, a sensor on each."""
    left = hinges(in_a_row(4, 2.0), 50.0, side="left")
    return reviewed(recording(left, hinges(in_a_row(5, 25.0), 50.0, side="right")))


@pytest.fixture(scope="session")
def samples() -> Path:
    """The recordings that come with the program."""
    return Path(__file__).parents[2] / "recordings"


@pytest.fixture(scope="session")
def simulated(samples: Path) -> Reviewed:
    """A simulated person on the right leg."""
    return reviewed(read_recording(samples / "simulated_right"))
