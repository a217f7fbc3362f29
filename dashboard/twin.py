"""The visual twin of what is heard, drawn over everything: an edge that lights up, and a sign."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.painted import font_of, width_of
from dashboard.theme import DARK, Theme, colour
from imu.view.twin import Edge, Kind, Sounded, Twin

_EDGE = 0.02
"""Width of the lit edge as a share of the height: 1 % of it covers what 3 m away is 20 arcmin."""

_SIGN, _PAD = 0.05, 0.03
"""Height of the sign's capitals, and of the air around them, as shares of the height."""


class TwinOverlay(QWidget):
    """Draws the twin over its parent; lets every click through.

    Parameters
    ----------
    parent : what it lies over.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme: Theme = DARK
        self._twin, self._edge = Twin(), Edge()
        self._scale = 1.0

    @property
    def edge(self) -> Edge:
        """What is drawn now."""
        return self._edge

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self.update()

    def set_still(self, *, is_still: bool) -> None:
        """Let nothing flash."""
        self._twin.still = is_still

    def set_scale(self, scale: float) -> None:
        """Write the sign larger or smaller."""
        self._scale = scale
        self.update()

    def tick(self, sounded: Sequence[Sounded], now_s: float) -> None:
        """To be called at every frame, with what is to be heard since the last one."""
        for one in sounded:
            self._twin.notice(one, now_s)
        edge = self._twin.edge(now_s)
        if edge != self._edge:
            self._edge = edge
            self.setAccessibleName(sign_text(edge.sign))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the edge and the sign; nothing most of the time."""
        del event
        if self._edge == Edge():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._edge.lit is not None:
            self._light(painter, self._edge.lit)
        if self._edge.sign is not None:
            self._write(painter, self._edge.sign)
        painter.end()

    def _light(self, painter: QPainter, lit: Sounded) -> None:
        wide = _EDGE * self.height()
        painter.setPen(QPen(colour(self._ink(lit)), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = wide / 2.0
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))

    def _write(self, painter: QPainter, sign: Sounded) -> None:
        text, height = sign_text(sign), float(self.height())
        pad, cap = _PAD * height, _SIGN * height * self._scale
        wide = width_of(text, cap, bold=True)
        room = self.width() - 4.0 * pad
        if wide > room:
            cap, wide = cap * room / wide, room
        box = QRectF(0.0, pad, wide + 2.0 * pad, cap + 2.0 * pad)
        box.moveLeft((self.width() - box.width()) / 2.0)
        painter.setPen(QPen(colour(self._ink(sign)), 0.004 * height))
        painter.setBrush(colour(self._theme.panel))
        painter.drawRoundedRect(box, pad / 2.0, pad / 2.0)
        painter.setFont(font_of(cap, bold=True))
        painter.setPen(colour(self._theme.text))
        painter.drawText(round(box.left() + pad), round(box.bottom() - pad), text)

    def _ink(self, sounded: Sounded) -> str:
        return self._theme.warn if sounded.kind is Kind.CUE else self._theme.text


def sign_text(sign: Sounded | None) -> str:
    """What a sign says; a note where a tone is meant."""
    if sign is None:
        return ""
    match sign.kind:
        case Kind.COUNT:
            return sign.name
        case Kind.TONE:
            return words.TONE_SIGNS[sign.name]
        case Kind.LINE | Kind.CUE:
            said = words.LINES[sign.name]
            return said[0].upper() + said[1:]
