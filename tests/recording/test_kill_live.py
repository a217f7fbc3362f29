"""R21: a live session of two sensors is killed; see `tests.kill_figures` for two hundred times."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="needs a system that can fork"
)
def test_r21_killed_sessions_open_are_offered_and_lost_0_2_s_at_most(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "KICKSTAND_CACHE": str(tmp_path), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.kill_figures", "--kills", "4", "--seed", "7"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=root,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("4 kills")
