"""What the product's own widgets share: a theme, a drawn state, a text for screen readers."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dashboard.theme import DARK, Theme, colour

S = TypeVar("S")

AIR = 0.36
"""Share of a line's height that its widget is higher, above and below: for strokes, and for the
tails of small letters, which hang a third of a capital's height below the line."""

_TRIAL_PX = 200
"""Font size, px, at which texts are measured before they are scaled."""


class Painted(QWidget, Generic[S]):
    """A widget that draws one frozen state, and only when that has changed.

    Subclasses give `paint` and `spoken`.

    Parameters
    ----------
    state : what it shows at first.
    """

    def __init__(self, state: S) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.state: S = state
        self.setAccessibleName(self.spoken(state))

    def show_state(self, state: S) -> None:
        """Draw this from now on."""
        if state == self.state:
            return
        self.state = state
        spoken = self.spoken(state)
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self.theme = theme
        self.update()

    def spoken(self, state: S) -> str:
        """The state in words, for a screen reader."""
        raise NotImplementedError

    def paint(self, painter: QPainter, state: S) -> None:
        """Draw the state into the whole widget."""
        raise NotImplementedError

    def line(self) -> QRectF:
        """The part of the widget that capital letters fill; see `AIR`."""
        height = self.height() / (1.0 + 2.0 * AIR)
        return QRectF(0.0, AIR * height, float(self.width()), height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), colour(self.theme.back))
        self.paint(painter, self.state)
        painter.end()


def font_of(cap_px: float, *, bold: bool = False) -> QFont:
    """The interface's font with capital letters `cap_px` high."""
    font = QFont()
    font.setBold(bold)
    font.setPixelSize(_TRIAL_PX)
    cap = QFontMetricsF(font).capHeight()
    font.setPixelSize(max(1, int(_TRIAL_PX * cap_px / cap)))  # rounded up, it could be too wide
    return font


def width_of(text: str, cap_px: float, *, bold: bool = False) -> float:
    """How wide a text is, px."""
    return QFontMetricsF(font_of(cap_px, bold=bold)).horizontalAdvance(text)


def write(
    painter: QPainter,
    where: QRectF,
    text: str,
    ink: QColor,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line whose capitals fill the height of `where`, smaller if it is too wide."""
    if not text or where.isEmpty():
        return
    cap = where.height()
    wide = width_of(text, cap, bold=bold)
    if wide > where.width():
        cap *= where.width() / wide
        wide = width_of(text, cap, bold=bold)
    x = where.x()
    if align is Qt.AlignmentFlag.AlignRight:
        x = where.right() - wide
    elif align is Qt.AlignmentFlag.AlignHCenter:
        x = where.center().x() - wide / 2
    painter.setFont(font_of(cap, bold=bold))
    painter.setPen(ink)
    painter.drawText(round(x), round(where.center().y() + cap / 2), text)
