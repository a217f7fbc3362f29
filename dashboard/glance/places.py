"""Where the few huge things go, worked out from the window's height. Knows no widget.

The smallest word that is meant for the exerciser needs capitals of 20 minutes of arc: 17.5 mm at
three metres, which is a tenth of the height of a 14" laptop's screen (FAA human factors,
http://www.hf.faa.gov/Webtraining/VisualDisplays/text/size1a.htm). The count is three times that.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

COUNT_CAP = 0.36
"""Height of the count's digits as a share of the panel's: a third of the whole window's."""

WORD_CAP = 0.11
"""Height of the capitals of side and phase."""

NOTE_CAP = 0.05
"""Height of the capitals of what need not be read from afar."""

_GAP = 0.035
_GAUGE_WIDTH = 0.26
_DOTS_WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class Places:
    """Rectangles of the parts, px."""

    badge: QRectF
    count: QRectF
    phase: QRectF
    note: QRectF
    sets: QRectF
    gauge: QRectF
    card: QRectF
    rest_card: QRectF
    balance: QRectF
    where: QRectF


def places(width: float, height: float, side: str) -> Places:
    """The layout for a working `side`: its word is on its own side, the gauge on the other.

    The whole picture flips with the leg, so that the place alone tells which one it is.
    """
    gap = _GAP * height
    gauge_width = min(_GAUGE_WIDTH * height, 0.2 * width)
    inner = QRectF(gap, gap, width - 2 * gap, height - 2 * gap)
    is_right = side == "right"
    gauge_x = inner.left() if is_right else inner.right() - gauge_width
    left = inner.left() + (gauge_width + gap if is_right else 0.0)
    wide = inner.width() - gauge_width - gap

    dots_width = min(_DOTS_WIDTH * height, 0.34 * width)
    dots_x = inner.left() if is_right else inner.right() - dots_width
    rest_left = inner.left() + (dots_width + gap if is_right else 0.0)

    def row(top: float, cap: float) -> QRectF:
        return QRectF(left, top * height, wide, cap * height)

    return Places(
        badge=row(0.07, WORD_CAP),
        count=row(0.26, COUNT_CAP),
        phase=row(0.69, WORD_CAP),
        note=row(0.85, NOTE_CAP),
        sets=row(0.935, NOTE_CAP * 0.8),
        gauge=QRectF(gauge_x, inner.top(), gauge_width, inner.height()),
        card=QRectF(left, 0.24 * height, wide, 0.68 * height),
        rest_card=QRectF(rest_left, 0.24 * height, inner.width() - dots_width - gap, 0.68 * height),
        where=QRectF(left, 0.43 * height, wide, 0.41 * height),
        balance=QRectF(dots_x, 0.26 * height, dots_width, 0.64 * height),
    )
