"""Finding recordings by words and marks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from imu.errors import UsageError
from imu.library import Entry, found, parse
from imu.library.search import day_of

ENTRIES = (
    Entry(
        path="/r/2026-11-22_1858_left-right", title="In the garden", person="Anna",
        started_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC), rung="one-leg", load="red band",
        flags={"squat-like": 2}, notes="Knee felt fine", edits=1,
    ),
    Entry(
        path="/r/2026-10-01_0700_right", person="Annabel", rung="both-feet",
        started_at=datetime(2026, 10, 1, 12, 0, tzinfo=UTC), is_complete=False,
    ),
    Entry(path="/r/undated", person="anna", is_labelled=True, problem="cannot be read"),
)  # fmt: skip
GARDEN, OCTOBER, UNDATED = range(3)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], [GARDEN, OCTOBER, UNDATED]),
        (["GARDEN"], [GARDEN]),
        (["knee", "fine"], [GARDEN]),
        (["knee", "nothing"], []),
        (["anna"], [GARDEN, OCTOBER, UNDATED]),
        (["person:anna"], [GARDEN, UNDATED]),
        (["person:ANNA", "rung:one-leg"], [GARDEN]),
        (["both feet on"], [OCTOBER]),
        (["red"], [GARDEN]),
        (["flag:squat-like"], [GARDEN]),
        (["flag:squat"], []),
        (["since:2026-11"], [GARDEN]),
        (["until:2026-10-01"], [OCTOBER]),
        (["since:2026", "until:2026"], [GARDEN, OCTOBER]),
        (["is:edited"], [GARDEN]),
        (["is:unfinished"], [OCTOBER]),
        (["is:labelled", "is:unreadable"], [UNDATED]),
        (["18:58"], []),
    ],
)
def test_everything_that_is_said_must_be_true(words: list[str], expected: list[int]) -> None:
    assert found(ENTRIES, parse(words)) == tuple(ENTRIES[n] for n in expected)


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("2026", False, date(2026, 1, 1)),
        ("2026", True, date(2026, 12, 31)),
        ("2026-2", False, date(2026, 2, 1)),
        ("2024-02", True, date(2024, 2, 29)),
        (" 2026-11-22 ", True, date(2026, 11, 22)),
    ],
)
def test_a_part_of_a_date_is_its_first_or_last_day(text: str, last: bool, expected: date) -> None:
    assert day_of(text, last=last) == expected


@pytest.mark.parametrize(
    "word", ["since:yesterday", "until:2026-13", "since:2026-02-30", "since:", "is:good", "who:me"]
)
def test_what_cannot_be_meant_is_said_with_advice(word: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse([word])
    assert caught.value.advice
