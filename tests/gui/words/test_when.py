"""A day has the name that the language in use gives it."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard import words
from dashboard.when import day_text, moment_text
from tests.test_days import LATE_ON_SUNDAY_S


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (words.Language.EN, "Tue 1 Dec 2026, 18:03"),
        (words.Language.DE, "Di. 1. Dez. 2026, 18:03"),
    ],
)
def test_a_moment_is_written_as_its_language_does(language: words.Language, text: str) -> None:
    words.use(language)
    assert moment_text(datetime(2026, 12, 1, 18, 3).astimezone()) == text


@pytest.mark.usefixtures("in_tokyo")
def test_a_day_is_that_of_the_clock_on_the_wall() -> None:
    words.use(words.Language.EN)
    assert day_text(LATE_ON_SUNDAY_S, "d MMM") == "23 Nov"
