"""The page as a PDF: one page, always the same, with every word on the paper."""

from __future__ import annotations

import re
import zlib
from functools import cache

import pytest
from matplotlib.figure import Figure

from imu.report import Report, page_of, report_of
from imu.report.canvas import Canvas, millimetres
from imu.report.layout import fitting_scale, height_mm, lay_out
from imu.report.pdf import Paper, figure_of, pdf_of
from imu.report.pieces import Pair, Table
from imu.report.sheet import Sheet
from imu.report.sizes import GAP_MM, HEIGHT_MM, MARGIN_MM, WIDTH_MM, picture_width_mm
from imu.report.typeset import broken, printable, width_mm
from tests.report.examples import HOSTILE, REPORTS, changed_report, crowded, report, weeks
from tests.report.test_html import every_text

PAPERS: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


def pages_of(data: bytes) -> int:
    """How many pages a PDF has: matplotlib leaves their dictionaries readable."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))


@cache
def pdf(name: str) -> bytes:
    """Give the file of one of `REPORTS`."""
    one = REPORTS[name]()
    return pdf_of(page_of(one), one)


def texts_on(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.texts)


def squeezed(text: str) -> str:
    """Without what a broken line changes."""
    return "".join(text.split())


# -- the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_one_page(name: str) -> None:
    data = pdf(name)
    assert data.startswith(b"%PDF-")
    assert pages_of(data) == 1


@pytest.mark.parametrize("name", REPORTS)
def test_everything_fits_on_a4_and_on_letter(name: str) -> None:
    found = page_of(REPORTS[name]())
    assert height_mm(found, fitting_scale(found)) <= HEIGHT_MM
    for width, height in PAPERS.values():
        assert width >= WIDTH_MM + 2 * MARGIN_MM
        assert height + 0.1 >= HEIGHT_MM + 2 * MARGIN_MM


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_has_the_size_of_the_paper(paper: Paper) -> None:
    one = report()
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf_of(page_of(one), one, paper))
    assert box is not None
    size = tuple(float(points) * 25.4 / 72.0 for points in box.groups())
    assert size == pytest.approx(PAPERS[paper], abs=0.1)


def test_the_same_report_gives_the_same_bytes() -> None:
    one = report()
    assert pdf_of(page_of(one), one) == pdf("usual")


def test_letters_stay_letters() -> None:
    data = pdf("usual")
    assert b"/Subtype /Type0" in data or b"/CIDFontType2" in unpacked(data)


def unpacked(data: bytes) -> bytes:
    """All compressed parts of a PDF."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    found = b""
    for part in parts:
        try:
            found += zlib.decompress(part)
        except zlib.error:
            found += part
    return found


# -- what stands on it ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_every_word_of_the_page_is_on_the_paper(name: str) -> None:
    one = REPORTS[name]()
    found = page_of(one)
    on_paper = squeezed(texts_on(figure_of(found, one)))
    for text in every_text(found):
        for word in printable(text).split():
            assert word in on_paper


def test_what_people_wrote_is_no_formula() -> None:
    one = changed_report(report(), notes="$\\frac{$ costs", person="$x^2$")
    on_paper = squeezed(texts_on(figure_of(page_of(one), one)))
    assert "$\\frac{$costs" in on_paper
    assert "$x^2$" in on_paper
    assert pages_of(pdf_of(page_of(one), one)) == 1


def test_letters_that_the_font_does_not_have_are_squares() -> None:
    assert printable("Größe °× 中🙂") == "Größe °× □□"
    one = changed_report(report(), person="中文🙂", notes=HOSTILE)
    assert "□□□" in texts_on(figure_of(page_of(one), one))
    assert pages_of(pdf_of(page_of(one), one)) == 1


def test_every_picture_is_drawn() -> None:
    one = report_of(weeks(6))
    assert len(figure_of(page_of(one), one).axes) == 6  # the intervals take two


@pytest.mark.parametrize("name", REPORTS)
def test_pictures_do_not_lie_on_each_other(name: str) -> None:
    found = page_of(REPORTS[name]())
    figure = Figure(figsize=(millimetres(210.0), millimetres(297.0)))
    canvases = list(lay_out(Sheet(figure, fitting_scale(found)), found).values())
    for k, one in enumerate(canvases):
        assert one.left >= MARGIN_MM - 0.01
        assert one.left + one.width <= 210.0 - MARGIN_MM + 0.01
        assert one.bottom >= 297.0 - MARGIN_MM - HEIGHT_MM
        assert not any(overlap(one, other) for other in canvases[k + 1 :])


def overlap(one: Canvas, other: Canvas) -> bool:
    beside = one.left + one.width <= other.left or other.left + other.width <= one.left
    above = one.bottom + one.height <= other.bottom or other.bottom + other.height <= one.bottom
    return not (beside or above)


def test_a_full_page_is_smaller_and_a_usual_one_is_not() -> None:
    assert fitting_scale(page_of(report())) == 1.0
    assert fitting_scale(page_of(crowded())) < 1.0


# -- setting type ---------------------------------------------------------------------------------


def test_a_text_is_as_wide_as_its_size() -> None:
    assert width_mm("Kickstand", 14.0) == pytest.approx(2.0 * width_mm("Kickstand", 7.0), rel=0.01)
    assert width_mm("Kickstand", 7.0, bold=True) > width_mm("Kickstand", 7.0)
    assert width_mm("iiii", 7.0) < width_mm("WWWW", 7.0)
    assert width_mm("", 7.0) == 0.0


@pytest.mark.parametrize("text", ["a few words " * 30, "W" * 400, "x", "", HOSTILE])
def test_lines_are_no_wider_than_they_may_be(text: str) -> None:
    lines = broken(text, 50.0, 7.0)
    assert lines
    assert max(width_mm(line, 7.0) for line in lines) <= 50.0
    assert squeezed("".join(lines)) == squeezed(printable(text))


def test_words_are_broken_only_where_they_must() -> None:
    assert broken("one two", 100.0, 7.0) == ["one two"]
    assert broken("one two", width_mm("one", 7.0) + 0.1, 7.0) == ["one", "two"]


def sheet() -> tuple[Figure, Sheet]:
    figure = Figure(figsize=(millimetres(210.0), millimetres(297.0)))
    return figure, Sheet(figure, 1.0)


def test_what_is_put_on_a_sheet_takes_room() -> None:
    _, one = sheet()
    heights = [one.used_mm]
    one.paragraph("a line")
    heights.append(one.used_mm)
    one.paragraph("many words " * 100)
    heights.append(one.used_mm)
    one.pairs([Pair("name", "text")] * 30)
    heights.append(one.used_mm)
    one.table(Table(("a", "b"), (("1", "2"),) * 3))
    heights.append(one.used_mm)
    one.pairs([])
    assert heights == sorted(set(heights))
    assert one.used_mm == heights[-1]


def test_a_long_value_goes_on_below() -> None:
    figure, one = sheet()
    one.pairs([Pair("name", "long text " * 60), Pair("next", "short")])
    assert squeezed("long text " * 60) in squeezed(texts_on(figure))
    assert one.used_mm > 10.0


def test_a_table_with_too_long_cells_is_broken_into_lines() -> None:
    figure, one = sheet()
    one.table(Table(("head", "other"), (("short", "many words " * 40),), wide=(1,)))
    assert len(figure.texts) > 4
    assert squeezed("many words " * 40) in squeezed(texts_on(figure))


def test_pictures_of_a_row_fill_it() -> None:
    for count in (1, 2, 3):
        assert count * picture_width_mm(count) + (count - 1) * GAP_MM == pytest.approx(WIDTH_MM)


def test_reports_that_are_tried_are_what_they_are_called() -> None:
    def is_crowded(one: Report) -> bool:
        return len(one.session.notes) > 1000

    assert [is_crowded(make()) for make in REPORTS.values()] == [False, False, False, True, False]
