"""A card of the safety page: a sign, a heading, and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from dashboard import words
from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour
from dashboard.wrapping import PITCH, wrapped

_SIGN, _HEADING, _INDENT, _EDGE = 2.8, 1.15, 1.4, 1.3
"""Sizes in heights of a capital: the sign, capitals of the heading, the room for the dots, and what
is free at the card's edges."""

_SPREADS = (1.6, 1.2, 0.8)
"""What is free above every item, in the same: air is given up before size."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How large a card is written, and what is where.

    Attributes
    ----------
    cap : height of capitals, px.
    spread : what is free above every item, px.
    head : height of sign and heading, px, the same in all cards.
    """

    cap: float
    spread: float
    head: float


class SafetyCard(Painted[int]):
    """The state is the number of the card in `dashboard.words.SAFETY_CARDS`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.wanted_px = 17.0

    def set_cap(self, cap_px: float) -> None:
        """Write with capitals of this height, px, or less where there is too little room."""
        self.wanted_px = cap_px
        self.update()

    def setting(self) -> Setting:
        """The largest at which every card's text fits into a card of this size."""
        area, cap = QRectF(self.rect()), self.wanted_px
        while cap > 4.0:
            for spread in _SPREADS:
                found = Setting(cap, spread * cap, _head(area, cap))
                if all(_fits(area, items, found) for _, _, items in words.SAFETY_CARDS):
                    return found
            cap *= 0.97
        return Setting(cap, cap, _head(area, cap))

    def spoken(self, state: int) -> str:
        """Everything that stands there."""
        _, heading, items = words.SAFETY_CARDS[state]
        return f"{heading}: {'; '.join(items)}."

    def paint(self, painter: QPainter, state: int) -> None:
        """Draw the card."""
        sign, heading, items = words.SAFETY_CARDS[state]
        found, ink, corner = self.setting(), colour(self.theme.text), 0.6 * self.wanted_px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.panel))
        painter.drawRoundedRect(self.rect(), corner, corner)
        cap, inner = found.cap, _inner(QRectF(self.rect()), found.cap)
        size = _SIGN * cap
        middle = inner.top() + 0.5 * found.head
        draw_sign(painter, QRectF(inner.left(), middle - size / 2, size, size), sign, ink)
        lines = _heading(QRectF(self.rect()), heading, cap)
        y = middle - 0.5 * ((len(lines) - 1) * PITCH + 1) * _HEADING * cap
        for line in lines:
            where = QRectF(inner.left() + size + cap, y, inner.width() - size, _HEADING * cap)
            write(painter, where, line, ink, bold=True)
            y += PITCH * _HEADING * cap
        self._items(painter, inner, items, found)

    def _items(
        self, painter: QPainter, inner: QRectF, items: tuple[str, ...], found: Setting
    ) -> None:
        """One below the other, with a dot before each."""
        cap, y = found.cap, inner.top() + found.head + found.spread
        left, wide = inner.left() + _INDENT * cap, inner.width() - _INDENT * cap
        for item in items:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self.theme.dim))
            dot = QPointF(inner.left() + 0.4 * cap, y + 0.5 * cap)
            painter.drawEllipse(dot, 0.3 * cap, 0.3 * cap)
            for line in wrapped(item, cap, wide):
                write(painter, QRectF(left, y, wide, cap), line, colour(self.theme.text))
                y += PITCH * cap
            y += found.spread


def _inner(area: QRectF, cap: float) -> QRectF:
    edge = _EDGE * cap
    return area.adjusted(edge, edge, -edge, -edge)


def _heading(area: QRectF, heading: str, cap: float) -> list[str]:
    """The lines of a heading, beside its sign."""
    wide = _inner(area, cap).width() - (_SIGN + 1.0) * cap
    return wrapped(heading, _HEADING * cap, wide, bold=True)


def _head(area: QRectF, cap: float) -> float:
    """Height of sign and heading: of the card that needs most, px."""
    most = max(len(_heading(area, heading, cap)) for _, heading, _ in words.SAFETY_CARDS)
    return max(_SIGN, (PITCH * (most - 1) + 1.0) * _HEADING) * cap


def _fits(area: QRectF, items: tuple[str, ...], found: Setting) -> bool:
    """Whether a card's text is neither too high nor too wide."""
    cap, inner = found.cap, _inner(area, found.cap)
    wide = inner.width() - _INDENT * cap
    lines = [line for item in items for line in wrapped(item, cap, wide)]
    heads = [line for _, text, _ in words.SAFETY_CARDS for line in _heading(area, text, cap)]
    widest = max(width_of(line, _HEADING * cap, bold=True) for line in heads)
    high = found.head + len(items) * found.spread + PITCH * cap * len(lines) - 0.4 * cap
    return (
        high <= inner.height()
        and (_SIGN + 1.0) * cap + widest <= inner.width()
        and all(width_of(line, cap) <= wide for line in lines)
    )


def draw_sign(painter: QPainter, area: QRectF, sign: str, ink: QColor) -> None:
    """Draw a closed road, a tick, or a halt: shapes that differ without colour."""
    size = area.width()
    painter.setPen(QPen(ink, 0.1 * size))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rim, middle = area.adjusted(*(0.06 * size * turn for turn in (1, 1, -1, -1))), area.center()
    if sign == "stop":
        painter.drawPolygon(_octagon(rim))
        painter.fillRect(_around(middle, 0.17 * size, 0.17 * size), ink)
    elif sign == "always":
        painter.drawEllipse(rim)
        corners = ((-0.22, 0.02), (-0.06, 0.18), (0.23, -0.16))
        painter.drawPolyline(QPolygonF([middle + QPointF(*spot) * size for spot in corners]))
    else:
        painter.drawEllipse(rim)
        painter.fillRect(_around(middle, 0.26 * size, 0.08 * size), ink)


def _around(middle: QPointF, wide: float, high: float) -> QRectF:
    return QRectF(middle.x() - wide, middle.y() - high, 2 * wide, 2 * high)


def _octagon(area: QRectF) -> QPolygonF:
    cut = 0.29
    shares = (
        (cut, 0.0), (1 - cut, 0.0), (1.0, cut), (1.0, 1 - cut),
        (1 - cut, 1.0), (cut, 1.0), (0.0, 1 - cut), (0.0, cut),
    )  # fmt: skip
    return QPolygonF(
        [QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in shares]
    )
