"""What a person reads when something is wrong: one line, of bearable length, that stays a line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import imu
from imu.errors import LONGEST, ImuError, RecordingError, fit_to_show


def test_an_error_is_its_problem_and_its_advice() -> None:
    error = ImuError("the disk is full", "Make room")
    assert str(error) == "the disk is full. Make room"
    assert (error.problem, error.advice) == ("the disk is full", "Make room")


def test_what_stands_in_a_file_cannot_clear_the_screen() -> None:
    error = RecordingError(Path("a.json"), "has a wrong value ('\x1b[2J\r\n')", "Mend it\x07")
    assert str(error) == r"a.json: has a wrong value ('\x1b[2J\r\n'). Mend it\x07"


@pytest.mark.parametrize("text", ["größer als 5 °", "Aufnahme\u202f9.csv", "a\u00a0b", "手 … →"])
def test_words_of_every_language_are_shown_as_they_are(text: str) -> None:
    assert fit_to_show(text) == text


def test_of_a_long_text_beginning_and_end_are_shown() -> None:
    error = RecordingError(Path("a.json"), f"{'9' * 5000} is no side")
    assert len(str(error)) == LONGEST - 1
    assert str(error).startswith("a.json: 999")
    assert " … " in str(error)
    assert str(error).endswith("9 is no side")


@given(st.text(max_size=2000))
def test_any_text_fits_and_what_fits_is_left_alone(text: str) -> None:
    shown = fit_to_show(text)
    assert len(shown) <= LONGEST
    assert "\n" not in shown
    assert "\x1b" not in shown
    shown.encode()  # half of a pair of surrogates could not be printed
    assert fit_to_show(shown) == shown


# -- each says what to do --------------------------------------------------------------------------

ROOT = Path(imu.__file__).parent
PROBLEM_AT = {
    "ImuError": 0,
    "UsageError": 0,
    "SettingsError": 0,
    "ExportError": 0,
    "DriverError": 0,
    "VirtualHardwareError": 0,
    "PhoneError": 0,
    "RecordingError": 1,
    "UnitError": 1,
    "NoRowsError": 1,
}
"""Errors that a person reads, and where their problem stands. `StreamError` is for whoever breaks
the contract of a function, `DecodeError` is counted, and a `LinkError` has its table."""

FOR_PROGRAMMERS = {
    "an undo changes nothing by itself",
    "a virtual sensor needs at least one sample to feel",
    "this virtual room is not open",
}
"""What nobody sees who only uses the programme."""


def without_advice(tree: ast.AST) -> Iterator[str]:
    """Errors that are made without an advice."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        at = PROBLEM_AT.get(node.func.id)
        if at is None or any(isinstance(one, ast.Starred) for one in node.args):
            continue
        advice = [one.value for one in node.keywords if one.arg == "advice"] + node.args[at + 1 :]
        if not advice or ast.unparse(advice[0]) in ("''", "None"):
            yield ast.literal_eval(node.args[at]) if _is_text(node.args[at]) else ast.unparse(node)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def test_every_error_that_a_person_may_read_says_what_to_do() -> None:
    found = {
        said
        for file in sorted(ROOT.rglob("*.py"))
        for said in without_advice(ast.parse(file.read_text("utf-8")))
    }
    assert found == FOR_PROGRAMMERS
