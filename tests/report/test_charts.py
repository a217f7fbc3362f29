"""The pictures: what is on them, in grey too, and as text that stands inside a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast
from xml.etree import ElementTree as ET

import matplotlib as mpl
import msgspec
import numpy as np
import pytest
from matplotlib.figure import Figure

from imu.report import Report, report_of
from imu.report.canvas import FIRST, LOOKS, SECOND, Canvas, Look, millimetres
from imu.report.charts import DRAWN, draw, svg_of
from imu.report.drawtrend import (
    _date,  # pyright: ignore[reportPrivateUsage]
    _spaced,  # pyright: ignore[reportPrivateUsage]
)
from imu.report.words import words_of
from imu.targets import Range
from tests.report.examples import changed_report, crowded, on_day, report, weeks, worked
from tests.test_days import LATE_ON_SUNDAY_S

WHITE = (1.0, 1.0, 1.0)


def drawn(key: str, one: Report) -> Figure:
    figure = Figure(figsize=(millimetres(60.0), millimetres(50.0)))
    draw(figure, key, one)
    return figure


def words_on(figure: Figure) -> set[str]:
    """Every text of a picture that somebody put there."""
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    return {text.get_text() for text in texts}


def luminance(colour: str) -> float:
    """How bright a colour is, 0 to 1: what a grey printer makes of it (WCAG 2.2)."""
    parts = [int(colour[k : k + 2], 16) / 255.0 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours_of(text: str) -> Iterator[str]:
    """Every colour that a picture draws with."""
    yield from re.findall(r"(?:stroke|fill): (#[0-9a-f]{6})", text)


# -- in grey --------------------------------------------------------------------------------------


def test_two_legs_differ_without_their_colours() -> None:
    assert FIRST.marker != SECOND.marker
    assert FIRST.line != SECOND.line
    assert FIRST.filled is not SECOND.filled
    assert contrast(FIRST.colour, SECOND.colour) > 1.6


@pytest.mark.parametrize("look", [FIRST, SECOND])
def test_marks_are_seen_on_paper(look: Look) -> None:
    assert contrast(look.colour, "#ffffff") >= 3.0


@pytest.mark.parametrize("key", sorted(DRAWN))
def test_all_that_is_drawn_with_lines_and_marks_is_dark_enough(key: str) -> None:
    text = svg_of(key, report_of(weeks(3)), 60.0, 50.0)
    found = set(colours_of(text)) - {"#ffffff", "#c8c8c8", "#e4e4e4"}
    assert found
    assert min(contrast(colour, "#ffffff") for colour in found) >= 3.0


def test_every_leg_has_its_look_and_both_unknown_ones_differ() -> None:
    assert LOOKS["A"] != LOOKS["B"]
    assert LOOKS["left"] != LOOKS["right"]


def test_luminance_is_that_of_the_standard() -> None:
    assert luminance("#000000") == 0.0
    assert luminance("#ffffff") == pytest.approx(1.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# -- depth ----------------------------------------------------------------------------------------


def test_every_rep_has_a_dot_at_its_depth() -> None:
    one = report()
    axes = drawn("depth", one).axes[0]
    for leg in one.session.legs:
        look = LOOKS[leg.leg]
        sets = [line for line in axes.lines if line.get_marker() == look.marker]
        assert len(sets) == 2
        depths = [float(y) for line in sets for y in line.get_ydata()]
        assert depths == pytest.approx([dot.depth_deg for dot in leg.dots])
        places = [float(x) for line in sets for x in line.get_xdata()]
        assert places == sorted(places)


def test_a_rep_that_is_not_used_is_crossed_out_and_explained() -> None:
    figure = drawn("depth", crowded())
    crosses = [line for line in figure.axes[0].lines if line.get_marker() == "x"]
    assert sum(len(line.get_xdata()) for line in crosses) == 2 * 20
    assert "× not used" in words_on(figure)
    assert "× not used" not in words_on(drawn("depth", report()))


def test_the_band_is_shown_with_its_edges() -> None:
    figure = drawn("depth", report(band=Range(20.0, 29.0)))
    edges = {float(y) for line in figure.axes[0].lines for y in line.get_ydata()}
    assert {20.0, 29.0} <= edges
    assert "band aimed at: 20–29°" in words_on(figure)
    assert figure.axes[0].get_ylim()[1] > 29.0


@pytest.mark.parametrize("band", [Range(None, 60.0), Range(5.0, None)])
def test_an_open_band_has_one_edge(band: Range) -> None:
    axes = drawn("depth", report(band=band)).axes[0]
    dotted = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert len(dotted) == 1
    assert axes.get_ylim()[1] > (band.high or 25.0)


def test_without_a_band_there_is_none() -> None:
    figure = drawn("depth", report(band=Range()))
    assert not [line for line in figure.axes[0].lines if line.get_linestyle() == ":"]


def test_of_many_sets_some_are_numbered() -> None:
    assert len(drawn("depth", crowded()).axes[0].get_xticks()) <= 14
    assert len(drawn("depth", report()).axes[0].get_xticks()) == 4


# -- curve and intervals --------------------------------------------------------------------------


def test_each_leg_has_its_mean_course() -> None:
    one = report()
    lines = drawn("curve", one).axes[0].lines
    assert [line.get_linestyle() for line in lines] == ["-", "--"]
    for line, leg in zip(lines, one.session.legs, strict=True):
        assert leg.curve is not None
        assert list(line.get_ydata()) == pytest.approx(leg.curve.mean_deg)


def test_a_leg_without_a_curve_is_left_out() -> None:
    one = report()
    left, right = one.session.legs
    bare = msgspec.structs.replace(left, curve=None)
    assert len(drawn("curve", changed_report(one, legs=(bare, right))).axes[0].lines) == 1


def test_intervals_are_those_of_the_comparison() -> None:
    one = report()
    figure = drawn("intervals", one)
    assert len(figure.axes) == 2  # percent above, degrees below
    spans = [
        tuple(float(x) for x in line.get_xdata())
        for axes in figure.axes
        for line in axes.lines
        if len(line.get_xdata()) == 2 and line.get_linestyle() == "-"
    ]
    wanted = [(one.low, one.high) for one in one.comparison.findings]
    assert spans == [pytest.approx(span) for span in wanted]
    assert "◂ more left · more right ▸" in words_on(figure)


def test_only_the_measure_chosen_beforehand_is_filled() -> None:
    marks = [
        line
        for axes in drawn("intervals", report()).axes
        for line in axes.lines
        if line.get_marker() in ("D", "o")
    ]
    assert [line.get_marker() for line in marks] == ["D", *"oooooo"]


# -- sessions -------------------------------------------------------------------------------------


def test_each_leg_has_a_point_a_session() -> None:
    figure = drawn("speed", report_of(weeks(4)))
    lines = [line for line in figure.axes[0].lines if line.get_marker() in ("o", "^")]
    assert [len(line.get_xdata()) for line in lines] == [4, 4]
    assert figure.axes[0].get_ylim()[0] == 0.0


def test_feelings_are_drawn_as_told() -> None:
    figure = drawn("feeling", report_of(weeks(4)))
    told = {line.get_marker(): list(line.get_ydata()) for line in figure.axes[0].lines}
    assert told["s"] == [2.0] * 4
    assert told["D"] == pytest.approx([3.0, 2.9, 2.8, 2.7])
    assert told["x"] == [5.0] * 4


def test_what_was_never_told_has_no_line() -> None:
    one = worked("left", "right")
    found = [
        on_day(one, day, f"{day}", pain_before=1.0, pain_after=None, effort=None) for day in (0, 1)
    ]
    assert len(drawn("feeling", report_of(found)).axes[0].lines) == 1


def test_dates_do_not_run_into_each_other() -> None:
    days = [0.0, 1.0, 2.0, 50.0, 99.0, 100.0]
    assert _spaced(days) == [2.0, 50.0, 100.0]
    assert _spaced([7.0]) == [7.0]
    assert len(_spaced([7.0 * n for n in range(6)])) == 3


@pytest.mark.parametrize("key", ["speed", "feeling"])
def test_sessions_of_one_day_can_be_drawn(key: str) -> None:
    one = worked("left", "right")
    drawn(key, report_of([on_day(one, 0.0, "a", effort=1.0), on_day(one, 0.0, "b", effort=2.0)]))


# -- as a file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(DRAWN))
def test_a_picture_is_one_element_and_always_the_same(key: str) -> None:
    one = report_of(weeks(3))
    text = svg_of(key, one, 60.0, 50.0)
    assert text.startswith("<svg")
    assert text == svg_of(key, one, 60.0, 50.0)
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("key", sorted(DRAWN))
def test_a_picture_refers_to_itself_only(key: str) -> None:
    text = svg_of(key, report_of(weeks(3)), 60.0, 50.0)
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    assert all(name.startswith(f"{key}-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= ids
    assert set(re.findall(r'href="#([^"]+)"', text)) <= ids
    assert 'href="http' not in text


def test_text_of_a_picture_stays_text() -> None:
    assert ">left</text>" in svg_of("depth", report(), 60.0, 50.0)


def test_drawing_leaves_no_settings_behind() -> None:
    before = dict(mpl.rcParams)
    svg_of("depth", report(), 60.0, 50.0)
    assert dict(mpl.rcParams) == before


def test_a_part_of_a_figure_is_where_it_was_put() -> None:
    figure = Figure(figsize=(millimetres(100.0), millimetres(50.0)))
    whole = Canvas.whole(figure)
    assert (whole.width, whole.height) == pytest.approx((100.0, 50.0))
    axes = cast("Any", Canvas(figure, 50.0, 10.0, 40.0, 20.0).axes(left=10.0, bottom=5.0))
    assert axes.get_position().bounds == pytest.approx((0.6, 0.3, 0.29, 0.28))


@pytest.mark.usefixtures("in_tokyo")
def test_below_a_session_stands_the_day_of_the_clock_on_the_wall() -> None:
    assert _date(LATE_ON_SUNDAY_S / 86400.0, words_of("en")) == "2026-11-23"
