"""The pictures, drawn with matplotlib: the same on paper and on the screen.

Objects only, never pyplot, which keeps figures and a back end for the whole process. A leg is told
by marker, line and place, and only then by colour: the page is printed in grey.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from imu.report.canvas import Canvas, millimetres
from imu.report.content import Report
from imu.report.drawdepth import draw_depth
from imu.report.drawlegs import draw_curve, draw_intervals
from imu.report.drawtrend import draw_feeling, draw_speed
from imu.report.words import ENGLISH, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DRAWN: dict[str, Callable[[Canvas, Report, Words], None]] = {
    "depth": draw_depth,
    "curve": draw_curve,
    "intervals": draw_intervals,
    "speed": draw_speed,
    "feeling": draw_feeling,
}
"""By name of a picture, what draws it."""

_SALT = "kickstand"
_BEFORE_SVG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


def svg_of(
    key: str, report: Report, width_mm: float, height_mm: float, words: Words = ENGLISH
) -> str:
    """One picture as an ``<svg>`` element to stand inside a page.

    The same report gives the same text. Its names begin with `key`, as those of all pictures of a
    page share one space.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    figure = Figure(figsize=(millimetres(width_mm), millimetres(height_mm)))
    draw(figure, key, report, words=words)
    # Text stays text: it can be searched, and takes the reader's own font.
    with mpl.rc_context({"svg.hashsalt": _SALT, "svg.fonttype": "none"}):
        return _inline(_saved(figure), key)


def draw(
    figure: Figure,
    key: str,
    report: Report,
    canvas: Canvas | None = None,
    words: Words = ENGLISH,
) -> None:
    """Draw one picture into a part of a figure, or into the whole of it."""
    DRAWN[key](canvas or Canvas.whole(figure), report, words)


def _saved(figure: Figure) -> str:
    file = io.BytesIO()
    nothing: dict[str, None] = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(file, format="svg", transparent=True, metadata=nothing)
    return file.getvalue().decode()


def _inline(text: str, key: str) -> str:
    """Without what only a file of its own needs."""
    return _IDS.sub(rf"\g<1>{key}-", _BEFORE_SVG.sub("", text)).strip()
