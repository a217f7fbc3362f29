"""Rules that hold for every file of the product and that no linter knows.

Docstrings, annotations, prints and complexity are ruff's; the directions of imports are
import-linter's, whose contracts are tried here on files that break them.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.code_figures import FUNCTION_MOST, MODULE_MOST, Function, lines_of

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = sorted(path for name in ("imu", "dashboard") for path in (ROOT / name).rglob("*.py"))
Rule = Callable[[ast.Module], Iterator[int]]


def long_functions(module: ast.Module) -> Iterator[int]:
    """Give the lines on which a function begins that is longer than a screen."""
    for node in ast.walk(module):
        if isinstance(node, Function) and len(lines_of(node)) > FUNCTION_MOST:
            yield node.lineno


def unseeded_chance(module: ast.Module) -> Iterator[int]:
    """Give the lines on which a random generator is made without a seed."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and not (node.args or node.keywords):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in {"default_rng", "RandomState", "SeedSequence"}:
                yield node.lineno


def uses_of_the_screen(module: ast.Module) -> Iterator[int]:
    """Give the lines that reach for stdout or stderr."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}:
            yield node.lineno


def breaches(rule: Rule, paths: list[Path] = PRODUCT) -> list[str]:
    """Return every place in the product that breaks a rule."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in paths
        for line in rule(parsed(path))
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), path.name)


def test_a_module_fits_into_a_head() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PRODUCT
    }
    assert {name: n for name, n in lengths.items() if n > MODULE_MOST} == {}


def test_a_function_fits_on_a_screen() -> None:
    assert breaches(long_functions) == []


def test_chance_can_be_repeated() -> None:
    assert breaches(unseeded_chance) == []


def test_only_the_command_line_speaks() -> None:
    silent = [path for path in PRODUCT if ROOT / "imu" / "cli" not in path.parents]
    assert breaches(uses_of_the_screen, silent) == []


@pytest.mark.parametrize(
    ("rule", "fine", "wrong"),
    [
        (long_functions, "def f():\n" + "    1\n" * 59, "def f():\n" + "    1\n" * 60),
        (unseeded_chance, "np.random.default_rng(1)", "np.random.default_rng()"),
        (uses_of_the_screen, "self.standard_out", "sys.stdout.write('x')"),
    ],
)
def test_the_rules_see_what_they_are_for(rule: Rule, fine: str, wrong: str) -> None:
    assert list(rule(ast.parse(fine))) == []
    assert list(rule(ast.parse(wrong))) == [1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with this one's contracts and almost nothing in it."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for name in ("dashboard/__init__", "imu/cli/__init__", "imu/counter/__init__", "imu/errors"):
        plant(tmp_path, name, "")
    plant(tmp_path, "imu/version", "")
    return tmp_path


def plant(project: Path, module: str, text: str) -> None:
    """Write a module into the project, with the packages that it lies in."""
    path = project / f"{module}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(text)


def broken_contracts(project: Path) -> list[str]:
    """Return the names of the contracts that the project breaks."""
    # A process of its own: the library keeps what it has seen of an earlier project.
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert "Contracts:" in result.stdout, result.stdout + result.stderr
    lines = result.stdout.splitlines()
    return [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]


LAYERS = "imports go downwards only"
STAGES = "the counter's stages stand in a row"
PURE = "no clock, thread or chance outside the programme's edges"
BLEAK = "only one package knows bleak"
BUMBLE = "only virtual hardware knows bumble"
NO_QT = "the core works where Qt is absent"
TYPER = "only the command line knows the command line's library"


def test_a_project_that_keeps_to_the_contracts_passes(project: Path) -> None:
    plant(project, "imu/settings", "import imu.errors")
    plant(project, "imu/counter/tracker", "import imu.settings")
    plant(project, "imu/recording/writer", "import threading, time")
    plant(project, "imu/sources/ble/radio", "import asyncio, bleak")
    plant(project, "imu/virtual/room", "import asyncio, bleak, bumble, imu.drivers")
    plant(project, "imu/cli/app", "import time, typer, imu.counter.tracker, imu.sources.ble.radio")
    plant(project, "dashboard/main", "import PySide6, imu.cli.app")
    assert broken_contracts(project) == []


@pytest.mark.parametrize(
    ("module", "text", "contract"),
    [
        ("imu/counter/tracker", "import time", PURE),
        ("imu/counter/gate", "from random import random", PURE),
        ("imu/counter/tracker", "import threading", PURE),
        ("imu/simulator/body", "import asyncio.events", PURE),
        ("imu/view", "from datetime import datetime", PURE),
        ("imu/errors", "import imu.version, imu.cli", LAYERS),
        ("imu/counter/tracker", "import imu.cli", LAYERS),
        ("imu/surprise", "", LAYERS),
        ("imu/counter/surprise", "", STAGES),
        ("imu/sources/phone", "import bleak", BLEAK),
        ("dashboard/main", "import bleak", BLEAK),
        ("imu/sources/ble", "import bumble.device", BUMBLE),
        ("imu/report", "import PySide6.QtGui", NO_QT),
        ("imu/view", "import pyqtgraph", NO_QT),
        ("imu/analysis", "import typer", TYPER),
        ("imu/view", "import dashboard", "the dashboard imports the core, never the other way"),
    ],
)
def test_a_breach_is_noticed(project: Path, module: str, text: str, contract: str) -> None:
    plant(project, module, text)
    broken = broken_contracts(project)
    assert any(name.startswith(contract) for name in broken), broken


def test_the_layers_below_are_kept_apart(project: Path) -> None:
    plant(project, "imu/recording/reader", "")
    plant(project, "imu/counter/tracker", "import imu.recording")
    assert broken_contracts(project) == [LAYERS]


def test_the_counters_stages_are_kept_in_their_row(project: Path) -> None:
    plant(project, "imu/counter/tracker", "")
    plant(project, "imu/counter/gate", "import imu.counter.tracker")
    assert broken_contracts(project) == [STAGES]
