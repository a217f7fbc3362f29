"""Where everything stands on the sheet, and how small it has to be to stay on one."""

from __future__ import annotations

from collections.abc import Sequence

from imu.report.canvas import Canvas, millimetres
from imu.report.page import Page
from imu.report.pieces import Picture
from imu.report.sheet import Sheet
from imu.report.sizes import HEIGHT_MM, ROW_HEIGHTS_MM, WIDTH_MM
from imu.report.words import Words, words_of

_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
"""Tried in turn until the page holds everything. Texts of others are short by then
(`imu.report.page`), so that one of them does."""


def fitting_scale(page: Page) -> float:
    """The largest scale at which the page stays one page."""
    return next((scale for scale in _SCALES if height_mm(page, scale) <= HEIGHT_MM), _SCALES[-1])


def height_mm(page: Page, scale: float) -> float:
    """How high the page is at this scale, mm."""
    from matplotlib.figure import Figure

    sheet = Sheet(Figure(figsize=(millimetres(WIDTH_MM), millimetres(HEIGHT_MM))), scale)
    lay_out(sheet, page)
    return sheet.used_mm


def lay_out(sheet: Sheet, page: Page) -> dict[str, Canvas]:
    """Put all text on the sheet; gives where the pictures are to be drawn, by name."""
    words = words_of(page.language)
    _head(sheet, page)
    _session(sheet, page, words)
    canvases = _pictures(sheet, page.pictures[0], ROW_HEIGHTS_MM[0])
    _heading(sheet, words.TREND)
    canvases |= _pictures(sheet, page.pictures[1], ROW_HEIGHTS_MM[1])
    sheet.paragraph(" ".join(page.trend))
    _heading(sheet, words.REMARKS)
    sheet.paragraph(" ".join(page.remarks))
    if page.notes:
        _heading(sheet, words.NOTES)
        sheet.paragraph(page.notes)
    _heading(sheet, words.METHOD)
    sheet.paragraph(page.limits, bold=True)
    sheet.paragraph(" ".join(page.method), 6.0)
    return canvases


def _head(sheet: Sheet, page: Page) -> None:
    sheet.ends(page.title, page.subtitle, 13.0, 8.0)
    sheet.rule(1.4)
    sheet.skip(1.0)
    if page.warning:
        sheet.paragraph(page.warning, 8.0, bold=True)
    sheet.pairs(page.head)


def _session(sheet: Sheet, page: Page, words: Words) -> None:
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


def _pictures(sheet: Sheet, pictures: Sequence[Picture], height_mm: float) -> dict[str, Canvas]:
    if not pictures:
        return {}
    sheet.skip(1.2)
    canvases = sheet.row_of_canvases([one.title for one in pictures], height_mm)
    return {one.key: canvas for one, canvas in zip(pictures, canvases, strict=True)}


def _heading(sheet: Sheet, text: str) -> None:
    sheet.skip(1.8)
    sheet.paragraph(text, 8.0, bold=True)
