"""The scripts beside the checks: which combinations are tried, and what a smoke test notices."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

CI = Path(__file__).resolve().parents[1] / ".ci"
HERE = "{}.{}".format(*sys.version_info)


def script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """One of the scripts as a module."""
    spec = importlib.util.spec_from_file_location(name, CI / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)  # dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def test_the_matrix_is_every_kind_and_age_for_each_python_that_is_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix = script("matrix", monkeypatch)
    found = {f"{one.python} {one.kind} {one.age}" for one in matrix.wanted(False, HERE)}
    assert found == {
        f"{HERE} {kind} {age}" for kind in ("whl", "tar.gz") for age in ("oldest", "newest")
    }
    (fast,) = matrix.wanted(True, None)
    assert (fast.python, fast.kind, fast.age) == (HERE, "whl", "oldest")


def test_a_python_that_is_not_here_is_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix = script("matrix", monkeypatch)

    def nowhere(version: str) -> None:
        del version

    monkeypatch.setattr(matrix, "python_of", nowhere)
    assert matrix.wanted(False, None) == []
    assert capsys.readouterr().out.count("is not here: not tried") == 3


def test_the_matrix_covers_the_pythons_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from imu.cli.checks import NEWEST_PYTHON, OLDEST_PYTHON

    minors = range(OLDEST_PYTHON[1], NEWEST_PYTHON[1] + 1)
    assert tuple(f"3.{minor}" for minor in minors) == script("matrix", monkeypatch).PYTHONS


def test_the_tests_of_the_matrix_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = script("matrix", monkeypatch)
    assert [
        name for name in (*matrix.TESTED, *matrix.NEEDED) if not (CI.parent / name).exists()
    ] == []


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_a_command_that_says_nothing_right_fails_every_step_but_those_of_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    smoke = script("smoke", monkeypatch)
    command = tmp_path / "kickstand"
    command.write_text("#!/bin/sh\necho kickstand 0\n")
    command.chmod(0o755)
    monkeypatch.setattr(sys, "argv", ["smoke.py", str(command)])
    assert smoke.main() == 1
    verdicts = {
        line.split()[1].rstrip(":"): line.split()[0]
        for line in capsys.readouterr().out.splitlines()
    }
    assert {name for name, verdict in verdicts.items() if verdict == "ok"} == {"version", "lists"}
    assert {"counts", "demo", "window", "doctor", "licences"} < verdicts.keys()


def test_the_application_takes_the_name_of_the_packages_licence_file() -> None:
    from dashboard.licences.gather import PYTHON_LICENCE, ROOT

    spec = (CI / "app.spec").read_text("utf-8")
    project = (CI.parent / "pyproject.toml").read_text("utf-8")
    assert "PYTHON_LICENCE" in spec
    assert PYTHON_LICENCE.endswith(".txt")
    assert f'name = "{ROOT}"' in project
