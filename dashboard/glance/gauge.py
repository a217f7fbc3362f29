"""The tilt gauge: a bar that goes down as the person does, the target band, the last rep's peak."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from dashboard import words
from dashboard.painted import Painted
from dashboard.theme import colour
from imu.view import Band

_REACHES_DEG = (40.0, 60.0, 90.0, 130.0)
"""degrees at the gauge's lower end: a usual hinge fills more than half, a deep squat still fits."""

_ROOM = 1.1
"""The scale is changed before the bar touches the end."""


@dataclass(frozen=True, slots=True)
class GaugeState:
    """What the gauge shows; degrees from tall, None where not known.

    `tilt_deg` is rounded by whoever makes it, so that a trembling bar is not drawn anew for less
    than a pixel.
    """

    side: str = "unknown"
    tilt_deg: float | None = None
    band: Band | None = None
    last_peak_deg: float | None = None
    deepest_deg: float = 0.0

    @property
    def reach_deg(self) -> float:
        """Tilt at the lower end."""
        band = self.band.high_deg if self.band is not None else 0.0
        needed = _ROOM * max(self.deepest_deg, band)
        return next((reach for reach in _REACHES_DEG if reach >= needed), _REACHES_DEG[-1])


class TiltGauge(Painted[GaugeState]):
    """Draws the gauge over the whole widget: tall at the top, as the person stands."""

    def __init__(self) -> None:
        super().__init__(GaugeState())

    def spoken(self, state: GaugeState) -> str:
        """The tilt in words, in steps of ten degrees: a reader must not babble."""
        if state.tilt_deg is None:
            return words.GAUGE_UNKNOWN
        return words.GAUGE.format(tilt=round(state.tilt_deg, -1))

    def paint(self, painter: QPainter, state: GaugeState) -> None:
        """Draw track, band, bar and tick."""
        side = 0.2 * self.width()  # room for the tick's arrows
        track = QRectF(side, 0.0, self.width() - 2 * side, float(self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.panel))
        painter.drawRoundedRect(track, 0.1 * track.width(), 0.1 * track.width())
        if state.tilt_deg is not None:
            bar = QRectF(track)
            bar.setBottom(_y(state.tilt_deg, state, track))
            painter.setBrush(colour(self.theme.side(state.side)))
            painter.drawRect(bar)
        if state.band is not None:
            self._band(painter, state, state.band, track)
        if state.last_peak_deg is not None:
            self._peak(painter, state, state.last_peak_deg, track)
        painter.setPen(QPen(colour(self.theme.line), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), 0.1 * side, 0.1 * side)

    def _band(self, painter: QPainter, state: GaugeState, band: Band, track: QRectF) -> None:
        """Two lines and a hatch, which the bar runs through without hiding it."""
        area = QRectF(track)
        area.setTop(_y(band.low_deg, state, track))
        area.setBottom(_y(band.high_deg, state, track))
        hatch = QBrush(colour(self.theme.text, 0.45), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(area, hatch)
        painter.setPen(QPen(colour(self.theme.text), max(3.0, 0.006 * self.height())))
        for y in (area.top(), area.bottom()):
            painter.drawLine(QPointF(track.left(), y), QPointF(track.right(), y))

    def _peak(self, painter: QPainter, state: GaugeState, deg: float, track: QRectF) -> None:
        """How deep the last rep was: an arrow from either side."""
        y, half = _y(deg, state, track), 0.75 * track.left()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.text))
        for tip, base in ((track.left(), 0.0), (track.right(), float(self.width()))):
            corners = [QPointF(tip, y), QPointF(base, y - half), QPointF(base, y + half)]
            painter.drawPolygon(QPolygonF(corners))


def _y(deg: float, state: GaugeState, track: QRectF) -> float:
    share = min(1.0, max(0.0, deg / state.reach_deg))
    return track.top() + share * track.height()
