"""The page as a PDF of one page, laid out with matplotlib: no browser and no window is needed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from imu.report import words
from imu.report.canvas import millimetres
from imu.report.content import Report
from imu.report.page import Page
from imu.report.sheet import Sheet
from imu.report.sizes import HEIGHT_MM, ROW_HEIGHTS_MM

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Paper = Literal["a4", "letter"]

_PAPERS_MM: dict[str, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}

_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Tried in turn until the page holds everything. Texts of others are short by then
(`imu.report.page`), so that one of them does."""


def pdf_of(page: Page, report: Report, paper: Paper = "a4") -> bytes:
    """The page as a PDF file; the same page gives the same bytes.

    Parameters
    ----------
    page : what it says.
    report : what its pictures are drawn from.
    paper : size of the page. What is printed fits on the other one, too.
    """
    import matplotlib as mpl

    figure = figure_of(page, report, paper)
    file = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):  # letters stay letters for whoever searches
        told = {"Title": f"{page.title}, {page.subtitle}", "CreationDate": None}
        figure.savefig(file, format="pdf", metadata={**told, "Creator": "Kickstand"})
    return file.getvalue()


def figure_of(page: Page, report: Report, paper: Paper = "a4") -> Figure:
    """The page as a figure, as large as it may be."""
    figure, _ = _filled(page, report, paper, _SCALES[0])
    for scale in _SCALES:
        figure, used_mm = _filled(page, report, paper, scale)
        if used_mm <= HEIGHT_MM:
            break
    return figure


def _filled(page: Page, report: Report, paper: Paper, scale: float) -> tuple[Figure, float]:
    """The figure, and how much of its height is used, mm."""
    from matplotlib.figure import Figure

    width, height = _PAPERS_MM[paper]
    figure = Figure(figsize=(millimetres(width), millimetres(height)))
    sheet = Sheet(figure, scale)
    _head(sheet, page)
    _session(sheet, page)
    _pictures(sheet, page, report, 0)
    _heading(sheet, words.TREND)
    _pictures(sheet, page, report, 1)
    sheet.paragraph(" ".join(page.trend))
    _heading(sheet, words.REMARKS)
    sheet.paragraph(" ".join(page.remarks))
    if page.notes:
        _heading(sheet, words.NOTES)
        sheet.paragraph(page.notes)
    _heading(sheet, words.METHOD)
    sheet.paragraph(" ".join(page.method), 6.0)
    return figure, sheet.used_mm


def _head(sheet: Sheet, page: Page) -> None:
    sheet.ends(page.title, page.subtitle, 13.0, 8.0)
    sheet.rule(1.4)
    sheet.skip(1.0)
    if page.warning:
        sheet.paragraph(page.warning, 8.0, bold=True)
    sheet.pairs(page.head)


def _session(sheet: Sheet, page: Page) -> None:
    _heading(sheet, words.DOSE)
    sheet.table(page.dose)
    sheet.skip(0.6)
    sheet.paragraph(" ".join(page.dose_said))
    _heading(sheet, words.FELT)
    sheet.pairs(page.felt)
    _heading(sheet, page.legs_title)
    sheet.table(page.legs)
    sheet.skip(0.6)
    sheet.paragraph(" ".join(page.legs_said))


def _pictures(sheet: Sheet, page: Page, report: Report, row: int) -> None:
    from imu.report.charts import draw

    pictures = page.pictures[row]
    if not pictures:
        return
    sheet.skip(1.5)
    canvases = sheet.row_of_canvases([one.title for one in pictures], ROW_HEIGHTS_MM[row])
    for picture, canvas in zip(pictures, canvases, strict=True):
        draw(canvas.figure, picture.key, report, canvas)


def _heading(sheet: Sheet, text: str) -> None:
    sheet.skip(1.8)
    sheet.paragraph(text, 8.0, bold=True)
