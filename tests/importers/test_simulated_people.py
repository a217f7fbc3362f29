"""Simulated sessions, with walking, noise and lost samples, in every form: the same count."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import imu
from imu.importers import Wish, write_imported
from imu.recording import SessionMeta, detect_gaps, round_block, write_recording
from imu.samples import Block
from imu.simulated import usual_plan
from imu.simulator import SetPlan, simulate
from imu.simulator.plan import replace
from tests.importers.vendors import FORMS, read

REPS = 4
LOSS = (20.0, 20.4)
"""s. All samples between are lost."""


@cache
def walked_in() -> Block:
    """Walking in, four reps, walking off; 0.4 s lost."""
    plan = usual_plan("right", 1, replace(SetPlan(), reps=REPS))
    block = round_block(simulate(plan, 3).blocks["right"])
    there = (block.time_s < LOSS[0]) | (block.time_s > LOSS[1])
    time_s = block.time_s[there] - block.time_s[0]
    return Block("right", time_s, block.acc_m_s2[there], block.gyr_rad_s[there])


def counted(folder: Path) -> tuple[int, int]:
    result = imu.analyze(folder).sides["right"]
    return result.count, len(result.gaps)


def test_what_is_compared_with_is_right(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [walked_in()], meta=SessionMeta())
    assert counted(tmp_path / "r") == (REPS, 1)


@pytest.mark.parametrize("kind", FORMS)
def test_the_count_and_the_gap_survive_every_form(kind: str, tmp_path: Path) -> None:
    imported = read(tmp_path / "theirs", FORMS[kind](walked_in()), Wish(side="right"))
    assert imported.kind == kind
    (gap,) = detect_gaps(imported.block.time_s)
    assert gap.end_s - gap.start_s == pytest.approx(LOSS[1] - LOSS[0], abs=0.05)
    write_imported(imported, tmp_path / "ours")
    assert counted(tmp_path / "ours") == (REPS, 1)
