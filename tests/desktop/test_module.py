"""`python -m dashboard`, and what a built application makes of ``-m``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import __main__ as module


def test_it_is_the_command() -> None:
    root = Path(module.__file__).parents[1]
    command = [sys.executable, "-m", "dashboard", "--version"]
    assert subprocess.check_output(command, text=True, cwd=root).startswith("kickstand ")


@pytest.mark.parametrize(
    ("frozen", "argv", "ran"),
    [
        (True, ["-m", "dashboard.pictures", "a", "b"], "dashboard.pictures"),
        (True, ["-m", "os"], "command"),
        (True, ["-m"], "command"),
        (False, ["-m", "dashboard.pictures"], "command"),
        (True, ["doctor"], "command"),
    ],
)
def test_only_a_built_application_begins_a_module_of_its_own(
    frozen: bool, argv: list[str], ran: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def run_module(name: str, **how: object) -> None:
        assert how["run_name"] == "__main__"
        assert sys.argv == argv[1:]
        begun.append(name)

    def command() -> int:
        begun.append("command")
        return 0

    monkeypatch.setattr(sys, "argv", ["kickstand", *argv])
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr("runpy.run_module", run_module)
    monkeypatch.setattr(module, "main", command)
    assert module.start(argv) == 0
    assert begun == [ran]
