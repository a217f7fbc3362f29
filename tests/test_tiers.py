"""Which tests a quick run leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tiers

NODES = [
    "tests/test_a.py::test_quick",
    "tests/test_a.py::test_many[one]",
    "tests/test_a.py::test_many[two]",
    "tests/test_a.py::test_long",
    "tests/test_b.py::test_long",
    "tests/test_b.py::test_longer",
]
TIMES_S = dict(zip(NODES, (0.1, 0.3, 0.4, 3.0, 0.6, 2.0), strict=True))


def test_long_ones_are_listed_but_for_one_of_each_function_and_file() -> None:
    assert tiers.made(NODES, TIMES_S) == [
        "tests/test_a.py::test_long",
        "tests/test_a.py::test_many[...]",
        "tests/test_b.py::test_longer",
    ]


def test_where_even_the_quickest_takes_too_long_the_file_is_left_out() -> None:
    times = {**TIMES_S, "tests/test_b.py::test_long": 1.0}
    assert "tests/test_b.py::test_long" in tiers.made(NODES, times)


def test_of_a_function_with_parameters_the_first_stay() -> None:
    listed = ["tests/test_a.py::test_many[...]", "tests/test_a.py::test_long"]
    assert tiers.left_out(NODES, listed) == {NODES[2], NODES[3]}


def test_a_line_that_names_no_test_is_found() -> None:
    assert tiers.unknown(NODES, ["tests/test_a.py::test_many[...]", "tests/test_a.py::no"]) == [
        "tests/test_a.py::no"
    ]


def test_times_are_read_with_all_that_is_around_a_test() -> None:
    printed = "1.50s call     tests/t.py::test_a[x y]\n0.25s setup    tests/t.py::test_a[x y]\n==="
    assert tiers.times_of(printed) == {"tests/t.py::test_a[x y]": 1.75}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with this one's rules and two tests, one of which is listed."""
    root = Path(__file__).parents[1]
    tests = tmp_path / "tests"
    tests.mkdir()
    for name in ("conftest.py", "tiers.py"):
        (tests / name).write_bytes((root / "tests" / name).read_bytes())
    (tests / "thorough.txt").write_text("# words\ntests/test_a.py::test_long\n")
    (tests / "test_a.py").write_text("def test_quick(): pass\ndef test_long(): pass\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\ntestpaths = ["tests"]\npythonpath = ["."]\n'
        'addopts = ["--import-mode=importlib"]\n'
    )
    return tmp_path


def outcome(project: Path, *words: str) -> str:
    """The last line that pytest prints, or what it complains of."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    others = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    result = subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, env=others
    )
    return (result.stdout + result.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "1 passed, 1 deselected"),
        (("-n", "1"), "1 passed"),
        (("--thorough",), "2 passed"),
        (("-n", "1", "--thorough"), "2 passed"),
        (("tests/test_a.py",), "2 passed"),
        (("-k", "long"), "1 passed, 1 deselected"),
    ],
)
def test_a_quick_run_leaves_them_out(project: Path, words: tuple[str, ...], said: str) -> None:
    assert outcome(project, *words).startswith(said)


def test_a_list_that_has_grown_old_is_refused(project: Path) -> None:
    (project / "tests" / "thorough.txt").write_text("tests/test_a.py::test_gone\n")
    assert "thorough.txt names no test: tests/test_a.py::test_gone" in outcome(project)
