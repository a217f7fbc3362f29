"""run.py: which Python it takes, what it installs when, and what it passes through. No network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import run


@dataclass
class Machine:
    """A pretended machine: a project in a folder, and every command that was called there."""

    root: Path
    calls: list[list[str]] = field(default_factory=list[list[str]])
    failing: str = ""
    interrupted_at: str = ""

    def call(self, command: Sequence[str], **_: object) -> int:
        """Stand in for `subprocess.call`: note the command and do what matters of it."""
        line = " ".join(command)
        self.calls.append(list(command))
        if self.interrupted_at and self.interrupted_at in line:
            raise KeyboardInterrupt
        if self.failing and self.failing in line:
            return 1
        if "pip" in command:
            kickstand = Path(run.tool("kickstand"))
            kickstand.parent.mkdir(parents=True, exist_ok=True)
            kickstand.touch(mode=0o755)
        if "venv" in command:
            shutil.rmtree(run.VENV, ignore_errors=True)
            run.VENV.mkdir()
        return 0

    def hand_over(self, command: list[str]) -> int:
        """Stand in for `run.hand_over`."""
        self.calls.append(command)
        return 7

    def steps(self) -> list[str]:
        """Name what was done since the last time of asking, one word each."""
        names = {"venv": "venv", "pip": "install", "apt-get": "system"}
        found = [
            next((name for word, name in names.items() if word in call), Path(call[0]).name)
            for call in self.calls
        ]
        self.calls.clear()
        return found


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Give a machine on which nothing is installed yet."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]")
    pretended = Machine(root)
    move_to(root, monkeypatch)
    monkeypatch.setattr(run, "loads", bool)
    monkeypatch.setattr(run, "PROGRAMS_FOR_TESTS", {})
    monkeypatch.setattr(subprocess, "call", pretended.call)
    monkeypatch.setattr(run, "hand_over", pretended.hand_over)
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    monkeypatch.setattr("platform.python_version", lambda: "3.11.7")
    return pretended


def move_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the project lie in `root`."""
    monkeypatch.setattr(run, "ROOT", root)
    monkeypatch.setattr(run, "VENV", root / ".venv")
    monkeypatch.setattr(run, "STAMP", root / ".venv" / "kickstand-installed")


def test_the_first_run_installs_and_the_second_does_not(machine: Machine) -> None:
    assert run.main(["doctor"]) == 7
    assert machine.steps() == ["venv", "install", "kickstand"]
    assert run.main(["doctor"]) == 7
    assert machine.steps() == ["kickstand"]


@pytest.mark.parametrize("argv", [[], ["--version"], ["analyze", "a b", "--json"], ["tests"]])
def test_any_word_but_test_passes_through(argv: list[str], machine: Machine) -> None:
    run.main(argv)
    assert machine.calls[-1] == [run.tool("kickstand"), *argv]


def test_the_checks_need_more_and_are_added_without_a_new_environment(machine: Machine) -> None:
    run.main(["doctor"])
    machine.steps()
    assert run.main(["test"]) == 0
    assert machine.calls[0][-1] == ".[test]"
    assert machine.steps() == ["install", "ruff", "ruff", "pyright", "lint-imports", "pytest"]


def test_an_ordinary_run_after_the_checks_installs_nothing(machine: Machine) -> None:
    run.main(["test"])
    machine.steps()
    run.main(["doctor"])
    assert machine.steps() == ["kickstand"]


def test_another_pyproject_is_installed_into_the_same_environment(machine: Machine) -> None:
    run.main(["test"])
    machine.steps()
    (machine.root / "pyproject.toml").write_text("[project]\nname = 'other'")
    run.main(["doctor"])
    assert machine.calls[0][-1] == ".[test]"
    assert machine.steps() == ["install", "kickstand"]


def test_another_python_needs_a_new_environment(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.main(["doctor"])
    machine.steps()
    monkeypatch.setattr("platform.python_version", lambda: "3.11.8")
    run.main(["doctor"])
    assert machine.steps() == ["venv", "install", "kickstand"]


def test_a_folder_that_was_moved_needs_a_new_environment(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.main(["doctor"])
    machine.steps()
    moved = machine.root.rename(machine.root.with_name("moved"))
    move_to(moved, monkeypatch)
    run.main(["doctor"])
    assert machine.steps() == ["venv", "install", "kickstand"]


@pytest.mark.parametrize("way", ["failing", "interrupted_at"])
def test_an_installation_that_did_not_finish_is_begun_anew(way: str, machine: Machine) -> None:
    setattr(machine, way, "pip")
    assert run.main(["doctor"]) == 2
    assert machine.steps() == ["venv", "install"]
    setattr(machine, way, "")
    assert run.main(["doctor"]) == 7
    assert machine.steps() == ["venv", "install", "kickstand"]


def test_an_update_that_did_not_finish_is_begun_anew(machine: Machine) -> None:
    run.main(["doctor"])
    (machine.root / "pyproject.toml").write_text("[project]\nname = 'other'")
    machine.failing = "pip"
    assert run.main(["doctor"]) == 2
    machine.failing = ""
    machine.steps()
    run.main(["doctor"])
    assert machine.steps() == ["venv", "install", "kickstand"]


def test_a_failed_step_is_named(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.failing = "pip"
    run.main(["doctor"])
    out, err = capsys.readouterr()
    assert out == ""
    assert "pip install --editable .' failed" in err
    assert "Is there a network?" in err


def everything_is_there(name: str, **_: object) -> str:
    """Stand in for `shutil.which` where every programme is installed."""
    return f"/usr/bin/{name}"


def nothing_is_there(_: str, **__: object) -> None:
    """Stand in for `shutil.which` where no programme is installed."""


def only_3_12_answers(_: list[str], version: str) -> bool:
    """Stand in for `run.answers` where the other Pythons are empty shells."""
    return version == "3.12"


def without_ensurepip(name: str) -> None:
    """Stand in for `importlib.util.find_spec` where Debian has taken ensurepip out."""
    assert name == "ensurepip"


def test_root_on_debian_gets_what_venv_needs(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without_ensurepip)
    monkeypatch.setattr(shutil, "which", everything_is_there)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    run.main(["doctor"])
    assert machine.calls[0] == ["apt-get", "update"]
    assert machine.calls[1][-1] == "python3.11-venv"
    assert machine.steps()[:4] == ["system", "system", "venv", "install"]


def test_others_on_debian_are_told_the_line(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without_ensurepip)
    monkeypatch.setattr(shutil, "which", everything_is_there)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert run.main(["doctor"]) == 2
    assert "sudo apt-get install -y --no-install-recommends python3.11-venv" in (
        capsys.readouterr().err
    )
    assert machine.steps() == []


def test_an_incomplete_python_elsewhere_is_said_so(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", without_ensurepip)
    monkeypatch.setattr(shutil, "which", nothing_is_there)
    assert run.main(["doctor"]) == 2
    assert "incomplete" in capsys.readouterr().err
    assert machine.steps() == []


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (3, 8)])
def test_an_unsupported_python_finds_a_supported_one(
    version: tuple[int, int], machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    monkeypatch.setattr(shutil, "which", everything_is_there)
    monkeypatch.setattr(run, "answers", only_3_12_answers)
    assert run.main(["analyze", "x"]) == 7
    assert machine.calls == [
        ["/usr/bin/python3.12", str(Path(run.__file__).resolve()), "analyze", "x"]
    ]


def test_without_a_supported_python_it_says_which_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 14, 0, "final", 0))
    monkeypatch.setattr(shutil, "which", nothing_is_there)
    assert run.main(["doctor"]) == 2
    assert "Kickstand needs 3.11, 3.12 or 3.13" in capsys.readouterr().err
    assert machine.steps() == []


def test_a_python_is_asked_before_it_is_trusted() -> None:
    here = "{}.{}".format(*sys.version_info)
    assert run.answers([sys.executable], here)
    assert not run.answers([sys.executable], "2.7")
    assert not run.answers([sys.executable, "-c", "raise SystemExit(1)"], here)


def test_further_words_of_test_go_to_pytest(machine: Machine) -> None:
    run.main(["test", "-k", "gate"])
    assert machine.calls[-1] == [run.tool("pytest"), "-n", "2", "--dist", "worksteal", "-k", "gate"]
    assert machine.calls[-2] == [run.tool("lint-imports"), "--no-logo"]


def test_every_check_runs_and_one_failure_is_enough(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    run.main(["test"])
    machine.steps()
    machine.failing = "pyright"
    assert run.main(["test"]) == 1
    assert machine.steps() == ["ruff", "ruff", "pyright", "lint-imports", "pytest"]
    assert capsys.readouterr().out.endswith("FAILED: pyright\n")


def test_checks_that_pass_say_so(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["test"]) == 0
    assert capsys.readouterr().out.endswith("All checks passed.\n")
    assert machine.steps()


@pytest.mark.skipif(os.name != "posix", reason="other systems wait for the command instead")
def test_on_posix_the_command_takes_the_place_of_run_py() -> None:
    code = "import run, sys; run.hand_over([sys.executable, '-c', 'import os; print(os.getpid())'])"
    root = Path(run.__file__).parent
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        out, _ = process.communicate()
        assert int(out) == process.pid


def test_elsewhere_the_exit_code_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.os, "name", "nt")
    assert run.hand_over([sys.executable, "-c", "raise SystemExit(5)"]) == 5


class Console:
    """A console of Windows, with so many processes in it."""

    def __init__(self, processes: int) -> None:
        self.kernel32 = self
        self._processes = processes

    def GetConsoleProcessList(self, listed: object, room: int) -> int:  # noqa: N802 - Windows' name
        """How many there are."""
        del listed, room
        return self._processes


@pytest.mark.parametrize(("processes", "waits"), [(1, True), (2, True), (3, False), (None, False)])
def test_what_a_double_click_has_to_say_can_be_read(
    processes: int | None, waits: bool, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    machine.failing = "pip"
    if processes is not None:
        monkeypatch.setattr(run.ctypes, "windll", Console(processes), raising=False)
    monkeypatch.setattr("builtins.input", asked.append)
    assert run.main(["demo"]) == 2
    assert (len(asked) == 1) is waits
