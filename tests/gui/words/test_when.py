"""A day has the name that the language in use gives it."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard import words
from dashboard.when import moment_text


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
