"""The whole recording on one line: sets, reps, refusals, gaps; a click or a drag goes there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap

from dashboard import words
from dashboard.painted import Painted
from dashboard.theme import colour
from imu.samples import SIDES, Session, SideResult


@dataclass(frozen=True, slots=True)
class TimelineState:
    """What the timeline shows.

    Attributes
    ----------
    start_s, end_s : session time at its ends, s; equal where the end is not known.
    now_s : the playhead, s, rounded by whoever makes it to what can be seen.
    session : what will be found; None while not known yet.
    """

    start_s: float = 0.0
    end_s: float = 0.0
    now_s: float = 0.0
    session: Session | None = None


def clock_text(time_s: float) -> str:
    """Minutes and seconds."""
    minutes, seconds = divmod(max(0, int(time_s)), 60)
    return f"{minutes}:{seconds:02d}"


class Timeline(Painted[TimelineState]):
    """Draws the lanes once into a picture, and the playhead over it."""

    sought = Signal(float)
    """Session time, s, that a person pointed at."""

    def __init__(self) -> None:
        super().__init__(TimelineState())
        self._lanes: tuple[object, QPixmap] | None = None
        self.setMinimumHeight(30)
        self.setToolTip(words.TIMELINE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def spoken(self, state: TimelineState) -> str:
        """Where the playhead is, in steps of ten seconds."""
        now = clock_text(round(state.now_s - state.start_s, -1))
        end = clock_text(state.end_s - state.start_s)
        return words.TIMELINE_SPOKEN.format(now=now, end=end)

    def paint(self, painter: QPainter, state: TimelineState) -> None:
        """Draw lanes and playhead."""
        if state.end_s <= state.start_s:
            return
        painter.drawPixmap(0, 0, self._picture(state))
        x = self._x(state.now_s, state)
        painter.setPen(QPen(colour(self.theme.text), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.text))
        painter.drawEllipse(QPointF(x, self.height() / 2), 5, 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._point_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go along while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(event)

    def _point_at(self, event: QMouseEvent) -> None:
        state = self.state
        share = min(1.0, max(0.0, event.position().x() / max(1, self.width() - 1)))
        if state.end_s > state.start_s:
            self.sought.emit(state.start_s + share * (state.end_s - state.start_s))

    def _x(self, time_s: float, state: TimelineState) -> float:
        share = (time_s - state.start_s) / (state.end_s - state.start_s)
        return min(1.0, max(0.0, share)) * (self.width() - 1)

    def _picture(self, state: TimelineState) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = self.size()
        key = (id(state.session), state.start_s, state.end_s, size, ratio, self.theme.name)
        if self._lanes is None or self._lanes[0] != key:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(colour(self.theme.panel))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_lanes(painter, state)
            painter.end()
            self._lanes = (key, pixmap)
        return self._lanes[1]

    def _paint_lanes(self, painter: QPainter, state: TimelineState) -> None:
        found = state.session.sides if state.session is not None else {}
        names = [side for side in SIDES if side in found]
        for n, name in enumerate(names):
            height = self.height() / len(names)
            lane = QRectF(0.0, n * height, float(self.width()), height).adjusted(0, 3, 0, -3)
            self._paint_lane(painter, state, lane, name, found[name])

    def _paint_lane(
        self, painter: QPainter, state: TimelineState, lane: QRectF, name: str, result: SideResult
    ) -> None:
        ink = self.theme.side(name)
        for one in result.sets:
            area = self._span(one.start_s, one.end_s, state, lane)
            painter.fillRect(area, colour(ink, 0.35))
        painter.setPen(QPen(colour(ink), 2))
        for one in result.sets:
            for rep in one.reps:
                x = self._x((rep.bottom_start_s + rep.bottom_end_s) / 2, state)
                top = lane.top() if rep.counted else lane.center().y()
                painter.drawLine(QPointF(x, top), QPointF(x, lane.bottom()))
        painter.setPen(QPen(colour(self.theme.dim), 1))
        for movement in result.rejected:
            x = self._x((movement.start_s + movement.end_s) / 2, state)
            y = lane.center().y()
            painter.drawLine(QPointF(x - 2, y - 2), QPointF(x + 2, y + 2))
            painter.drawLine(QPointF(x - 2, y + 2), QPointF(x + 2, y - 2))
        for gap in result.gaps:
            area = self._span(gap.start_s, gap.end_s, state, lane)
            painter.fillRect(area, Qt.BrushStyle.DiagCrossPattern)

    def _span(self, start_s: float, end_s: float, state: TimelineState, lane: QRectF) -> QRectF:
        left, right = self._x(start_s, state), self._x(end_s, state)
        return QRectF(left, lane.top(), max(1.0, right - left), lane.height())
