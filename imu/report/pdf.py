"""The page as a PDF of one page, laid out with matplotlib: no browser and no window is needed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from imu.report.canvas import millimetres
from imu.report.content import Report
from imu.report.layout import fitting_scale, lay_out
from imu.report.page import Page
from imu.report.sheet import Sheet
from imu.report.words import words_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Paper = Literal["a4", "letter"]

_PAPERS_MM: dict[str, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


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
    from matplotlib.figure import Figure

    from imu.report.charts import draw

    width, height = _PAPERS_MM[paper]
    figure = Figure(figsize=(millimetres(width), millimetres(height)))
    for key, canvas in lay_out(Sheet(figure, fitting_scale(page)), page).items():
        draw(figure, key, report, canvas, words_of(page.language))
    return figure
