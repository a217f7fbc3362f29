"""What a person reads when something is wrong: one line, of bearable length, that stays a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
