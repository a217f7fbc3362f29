"""What is typed into the search field, and recordings in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard import words
from dashboard.library.asked import aliases, with_person, words_of
from dashboard.library.lines import about, row_texts
from dashboard.words.language import Language
from imu.library import Entry
from tests.gui.library import an_entry

WHOLE = Entry(
    path="/somewhere/r",
    title="In the garden",
    person="Anna",
    started_at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
    duration_s=725.4,
    rung="one-leg-load",
    load="red band",
    load_kg=7.5,
    support="chair",
    sets={"left": (8, 8, 8), "right": (8, 7), "unknown": (3,)},
    counted_from="announced",
    flags={"partial": 2, "odd-one": 1},
    is_labelled=True,
    edits=2,
    effort=6.5,
    pain=0.0,
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", []),
        ("warm  one", ["warm", "one"]),
        ('person:"anna b" x', ["person:anna b", "x"]),
        ('"anna b', ["anna", "b"]),
        ("it's a#b c\\d", ["it's", "a#b", "c\\d"]),
    ],
)
def test_words(text: str, meant: list[str]) -> None:
    assert words_of(text) == meant


@pytest.mark.parametrize(
    ("text", "alias", "after"),
    [
        ("", "Anna", "person:Anna"),
        ("warm", "Anna B", 'person:"Anna B" warm'),
        ("person:ben warm", "Anna", "person:Anna warm"),
        ('warm PERSON:"ben b" one', "", "warm one"),
        ('"person:ben b" warm', "Anna", "person:Anna warm"),
        ("", 'An"na', "person:Anna"),
        ('"dear friend" note:"a b"', "", '"dear friend" note:"a b"'),
        ("superperson:x", "Anna", "person:Anna superperson:x"),
    ],
)
def test_a_person_takes_the_place_of_another(text: str, alias: str, after: str) -> None:
    assert with_person(text, alias) == after


def test_everybody_is_named_once_and_nobody_is_nobody() -> None:
    people = ["ben", "Anna", "", "ben"]
    assert aliases([an_entry(n, one) for n, one in enumerate(people)]) == [("Anna", 1), ("ben", 2)]


def test_a_row() -> None:
    day, *rest = row_texts(WHOLE)
    assert day.startswith("2026-11-20 ")
    assert rest == [
        "In the garden",
        "Anna",
        "One leg, loaded",
        "3×8",
        "8+7",
        "corrected, labelled by hand, leg unknown, less than half as deep 2×, odd-one 1×",
    ]


def test_a_row_of_which_little_is_known() -> None:
    assert row_texts(Entry(path="/x/r", is_complete=False)) == (
        "–", "r", "–", "–", "–", "–", "not closed",
    )  # fmt: skip


def test_what_stands_beside() -> None:
    told = about(WHOLE)
    assert told.when.endswith(" · 12 min 05 s")
    assert told.what == "One leg, loaded · red band 7.5 kg · hand on: chair"
    assert [(leg.side, leg.text) for leg in told.legs] == [
        ("left", "3×8   (24 reps)"),
        ("right", "8+7   (15 reps)"),
        ("unknown", "1×3   (3 reps)"),
    ]
    assert told.counted == words.LIBRARY_COUNTED["announced"]
    assert told.remarks == (
        "corrections: 2",
        "labelled by hand",
        "less than half as deep 2×",
        "odd-one 1×",
        "effort 6.5 of 10",
        "worst pain 0 of 10",
    )
    assert told.problem == ""


def test_problems_are_told_in_the_language_in_use() -> None:
    broken = Entry(path="/x/r", problem="/x/r: was never closed. Recover it first")
    words.use(Language.DE)
    assert about(broken).problem == "/x/r: wurde nie beendet. Rette sie erst"
    assert about(broken).counted == ""
    assert about(Entry(path="/x/r", is_complete=False)).problem == words.LIBRARY_OPEN


def test_what_was_saved_in_another_place_says_where_and_is_not_to_be_recovered() -> None:
    words.use(Language.EN)
    part = Entry(path="/somewhere/r", is_complete=False, saved_in="/stick/r")
    assert about(part).problem.endswith("all of it is in /stick/r.")
    assert "recover" in about(Entry(path="/somewhere/r", is_complete=False)).problem
