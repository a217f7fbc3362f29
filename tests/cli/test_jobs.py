"""The same work on many recordings, here and in other processes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from imu.cli.jobs import Outcome, exit_code, outcomes, show_progress
from imu.errors import ImuError

PATHS = [Path(name) for name in ("c", "bad", "a", "b")]


def shout(path: Path, ending: str = "!") -> str:
    """Stand in for work; one of the paths cannot be worked on."""
    if path.name == "bad":
        raise ImuError("bad is bad", "Take another.")
    return path.name.upper() + ending


def die(path: Path) -> str:
    """End the process at once, as the system does when memory runs out."""
    os._exit(len(path.name))


def fail(path: Path) -> str:
    """Meet an error that nobody foresaw."""
    raise ZeroDivisionError(path.name)


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_outcomes_come_in_the_order_given(jobs: int) -> None:
    results = list(outcomes(partial(shout, ending="?"), PATHS, jobs))
    assert [result.path for result in results] == PATHS
    assert [result.value for result in results] == ["C?", None, "A?", "B?"]
    assert [result.problem for result in results] == ["", "bad is bad. Take another.", "", ""]


def test_nothing_to_do_is_nothing_done() -> None:
    assert list(outcomes(shout, [], 2)) == []


def test_one_path_needs_no_other_process() -> None:
    assert next(outcomes(lambda path: path.name, PATHS[:1], 8)).value == "c"


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_unforeseen_error_is_not_hidden(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(outcomes(fail, PATHS, jobs))


def test_a_process_that_was_killed_is_said_in_a_sentence() -> None:
    with pytest.raises(ImuError, match=r"ended from outside.*--jobs"):
        list(outcomes(die, PATHS, 2))


def test_leaving_early_leaves_no_work_behind() -> None:
    results = outcomes(shout, PATHS, 2)
    assert next(results).value == "C!"
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("values", "code"),
    [(["x", "y"], 0), (["x", None], 1), ([None, "y"], 1), ([None], 2), ([None, None], 2)],
)
def test_exit_codes(values: list[str | None], code: int) -> None:
    assert exit_code([Outcome(Path("p"), value) for value in values]) == code


class Terminal(io.StringIO):
    """A stderr that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_where_it_is_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "40")
    list(outcomes(shout, PATHS, 1))
    written = terminal.getvalue()
    assert "1 of 4: c" in written
    assert "4 of 4: b" in written
    assert "\n" not in written
    assert all(len(piece) < 40 for piece in written.split("\r"))
    assert written.endswith("\r" + " " * 39 + "\r")


def test_a_file_is_shown_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    show_progress("1 of 4")
    assert capsys.readouterr().err == ""
