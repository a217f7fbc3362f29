"""Tables, times and shortened names."""

from __future__ import annotations

import pytest

from imu.cli.tables import WIDTH, clock, counted, folded, indented, shortened, table, tally


def test_columns_are_as_wide_as_they_must_be() -> None:
    lines = table(["name", "n", "why"], [["a", "10", "x"], ["longer", "5", ""]], "<><")
    assert lines == ["name     n  why", "a       10  x", "longer   5"]


def test_a_long_line_goes_on_below() -> None:
    assert folded("   needs     little", 13) == ["   needs     little"]
    first, second = folded("   needs     " + "self-built " * 9, 13)
    assert len(first) <= WIDTH
    assert second == " " * 13 + "self-built"


def test_a_table_without_rows_is_its_head() -> None:
    assert table(["a", "b"], [], "<>") == ["a  b"]


@pytest.mark.parametrize(
    ("time_s", "text"),
    [
        (0.0, "0:00.0"),
        (4.06, "0:04.1"),
        (59.97, "1:00.0"),  # rounded before it is split
        (125.34, "2:05.3"),
        (3725.0, "62:05.0"),
        (-0.01, "0:00.0"),
        (-3.2, "-0:03.2"),
    ],
)
def test_times(time_s: float, text: str) -> None:
    assert clock(time_s) == text


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [("short", 5, "short"), ("abcdefgh", 5, "ab…gh"), ("abcdefgh", 6, "abc…gh")],
)
def test_names_lose_their_middle(text: str, width: int, short: str) -> None:
    assert shortened(text, width) == short
    assert len(short) <= width


def test_numbers_with_their_nouns() -> None:
    assert [counted(n, "rep") for n in (0, 1, 2)] == ["0 reps", "1 rep", "2 reps"]
    assert counted(2, "foot", "feet") == "2 feet"


def test_tallies_say_as_much_as_fits() -> None:
    counts = {"walking": 3, "step": 1, "sit": 1}
    assert tally(counts) == "walking 3, step 1, sit 1"
    assert tally(counts, 24) == "walking 3, step 1, sit 1"
    assert tally(counts, 23) == "walking 3, step 1, …"
    assert tally(counts, 12) == "walking 3, …"
    assert tally({}) == ""


def test_indenting() -> None:
    assert indented(["a", " b"], 2) == ["  a", "   b"]
