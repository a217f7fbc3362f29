"""Numbers with a decimal comma, wherever a text of a table stands."""

from __future__ import annotations

from typing import Any, cast

from imu.language.comma import CommaText, with_comma


def test_numbers_that_are_filled_in_have_a_comma() -> None:
    assert CommaText("{one:.1f}. {two:g}").format(one=2.5, two=0.25) == "2,5. 0,25"
    assert CommaText("{lost:.1f}").format(lost=0) == "0,0"


def test_what_is_no_number_keeps_its_points() -> None:
    assert CommaText("{name} {count}").format(name="v1.2", count=3) == "v1.2 3"


def test_texts_within_a_table_are_reached() -> None:
    made = with_comma({"one": "{x}", "two": ("{x}", {"three": "{x}"})})
    first, (second, third) = cast("dict[str, Any]", made).values()
    assert [one.format(x=1.5) for one in (first, second, third["three"])] == ["1,5"] * 3


def test_what_is_no_text_stays() -> None:
    assert with_comma(3) == 3
