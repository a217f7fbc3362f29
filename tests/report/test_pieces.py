"""Texts of others are made fit to stand on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.report.pieces import counted, known, minus, plain, sentence, some
from imu.report.words import ENGLISH
from tests.report.examples import HOSTILE


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("left hip", "left hip"),
        ("  two\n\nlines\tand a tab ", "two lines and a tab"),
        ("bell\x07 and escape \x1b[31m", "bell and escape [31m"),
        ("turned \u202eround", "turned round"),
        ("zero\x00", "zero"),
        ("a\u2028b", "a b"),
        ("Größe, 中文, 🙂", "Größe, 中文, 🙂"),
        ("", ""),
        (None, ""),
    ],
)
def test_one_line_without_what_is_not_seen(text: str | None, stands: str) -> None:
    assert plain(text, 80) == stands


def test_long_text_is_cut_where_it_is_seen() -> None:
    assert plain("abcdef", 6) == "abcdef"
    assert plain("abcdefg", 6) == "abcde…"
    assert plain("abcd efg", 6) == "abcd…"


@given(st.text(), st.integers(1, 50))
def test_whatever_comes_it_fits_and_has_no_control_characters(text: str, most: int) -> None:
    found = plain(text, most)
    assert len(found) <= most
    assert found == " ".join(found.split())
    assert not any(ord(char) < 32 or char in "\u200f\u202d\u202e\u2066" for char in found)


def test_markup_is_left_to_whoever_writes_markup() -> None:
    assert "<script>" in plain(HOSTILE, 400)


def test_a_number_with_its_noun() -> None:
    forms = ("{count} rep", "{count} reps")
    assert [counted(n, forms) for n in (0, 1, 2)] == ["0 reps", "1 rep", "2 reps"]


def test_of_many_some_are_shown_and_the_others_counted() -> None:
    assert some(["a", "b"], 2, ENGLISH) == ["a", "b"]
    assert some(["a", "b", "c", "d"], 2, ENGLISH) == ["a", "b", "… (2 more)"]
    assert some([], 2, ENGLISH) == []


def test_what_is_empty_was_not_noted() -> None:
    assert known("chair", ENGLISH) == "chair"
    assert known("", ENGLISH) == "not noted"


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert sentence("left leg") == "Left leg"
    assert sentence("") == ""


def test_a_minus_is_one_only_before_a_number() -> None:
    assert minus("-1.5 to -0.5 left-right -") == "−1.5 to −0.5 left-right -"
