"""The version is told without loading the programme."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import entry, main
from imu.version import __version__

ROOT = Path(__file__).parents[1]
SCRIPT = (
    "import sys; from dashboard.entry import main; code = main();"
    "print(*sorted({'typer', 'numpy', 'dataclasses', 'imu.cli.app'} & set(sys.modules)));"
    "sys.exit(code)"
)


def test_the_version_is_told_and_nothing_else_is_loaded() -> None:
    command = [sys.executable, "-c", SCRIPT, "--version"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == [f"kickstand {__version__}", ""]


def test_the_command_line_says_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kickstand", "--version"])
    assert entry.main() == main.main() == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_everything_else_is_the_programme_s(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kickstand", "--versions"])
    assert entry.main() == 2
    assert "--versions" in capsys.readouterr().err
