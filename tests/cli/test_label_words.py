"""What a person types to label a set or a stretch."""

from __future__ import annotations

import pytest

from imu.cli.labelwords import count_of, foil_of, seconds_of, set_of, side_of
from imu.errors import UsageError
from imu.recording import Foil, LabelledSet


@pytest.mark.parametrize(
    ("text", "between", "kind"),
    [
        ("left:10:55.5:8", ":", None),
        ("left:10:55.5:8:", ":", None),
        ("left:10:55.5:8:slow", ":", "slow"),
        ("left:10:55.5:8:slow, then: fast", ":", "slow, then: fast"),
        ("left 0:10 0:55.5 8", None, None),
        ("  left   10  55.5 8 slow and deep", None, "slow and deep"),
    ],
)
def test_a_set(text: str, between: str | None, kind: str | None) -> None:
    wanted = LabelledSet(side="left", start_s=10.0, end_s=55.5, count=8, kind=kind)
    assert set_of(text, between=between) == wanted


@pytest.mark.parametrize(
    ("text", "between", "kind"),
    [
        ("walking:60:75", ":", "walking"),
        ("pick up:60:75", ":", "pick up"),
        ("pick up 1:00 1:15", None, "pick up"),
    ],
)
def test_a_foil(text: str, between: str | None, kind: str) -> None:
    assert foil_of(text, between=between) == Foil(start_s=60.0, end_s=75.0, kind=kind)


def test_times_may_count_from_another_zero() -> None:
    assert set_of("left:10:20:8", 3.5).start_s == 13.5
    assert set_of("left:10:20:8", 3.5).end_s == 23.5
    assert foil_of("sit:10:20", 3.5) == Foil(start_s=13.5, end_s=23.5, kind="sit")


@pytest.mark.parametrize(
    ("text", "seconds"), [("0", 0.0), ("75.5", 75.5), ("1:15.5", 75.5), ("12:05", 725.0)]
)
def test_times(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "x", "-1", "1e3", "1:2:3", "nan", "inf", "1,5", ":30"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(UsageError, match="is no time"):
        seconds_of(text)


@pytest.mark.parametrize("text", ["", "-1", "8.0", "x", "99999", "٣"])
def test_what_is_no_number_of_reps(text: str) -> None:
    with pytest.raises(UsageError, match="is no number of reps"):
        count_of(text)


def test_sides() -> None:
    assert [side_of(name) for name in ("left", "right", "unknown", "both")] == [
        "left", "right", "unknown", "both",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("left:10:55", "is no set"),
        ("", "is no set"),
        ("middle:10:55:8", "'middle' is no side"),
        ("left:ten:55:8", "'ten' is no time"),
        ("left:10:55:eight", "'eight' is no number of reps"),
    ],
)
def test_what_is_no_set_is_one_sentence_with_an_example(text: str, word: str) -> None:
    with pytest.raises(UsageError) as caught:
        set_of(text)
    assert word in str(caught.value)
    assert "left:10:55:8" in str(caught.value)


@pytest.mark.parametrize("text", ["walking", "60:75", ":60:75", "walking:60:later"])
def test_what_is_no_foil_is_one_sentence_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        foil_of(text)
    assert "is no stretch" in str(caught.value)
    assert "walking:60:75" in str(caught.value)
