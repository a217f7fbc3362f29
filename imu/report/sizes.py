"""Sizes that the HTML and the PDF have in common, mm."""

from __future__ import annotations

MARGIN_MM = 12.0
"""All round. Printers leave 4 to 6 mm white; binders and thumbs want more."""

WIDTH_MM = 186.0
"""Of what is printed: A4 (210 mm) less margins; Letter (216 mm) is wider."""

HEIGHT_MM = 255.0
"""Of what is printed: Letter (279 mm) less margins; A4 (297 mm) is higher."""

GAP_MM = 4.0
"""Between two pictures."""

ROW_HEIGHTS_MM = (50.0, 30.0)
"""Of the pictures of the session, and of those of all sessions."""


def picture_width_mm(in_row: int) -> float:
    """Width of one of so many pictures side by side."""
    return (WIDTH_MM - GAP_MM * (in_row - 1)) / in_row
