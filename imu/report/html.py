"""The page as one HTML file: nothing is fetched, nothing runs, everything of others is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from imu.report.content import Report
from imu.report.page import Page
from imu.report.sizes import ROW_HEIGHTS_MM, picture_width_mm
from imu.report.words import words_of

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = "page.html.j2"


def html_of(page: Page, report: Report) -> str:
    """The page, its pictures inside.

    Parameters
    ----------
    page : what it says.
    report : what its pictures are drawn from.
    """
    from imu.report.charts import svg_of
    from imu.report.layout import fitting_scale

    scale, words = fitting_scale(page), words_of(page.language)
    drawn = {
        picture.key: svg_of(picture.key, report, picture_width_mm(len(row)), scale * height, words)
        for row, height in zip(page.pictures, ROW_HEIGHTS_MM, strict=True)
        for picture in row
    }
    return _template().render(page=page, words=words, drawn=drawn, scale=scale)


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("imu.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_TEMPLATE)
