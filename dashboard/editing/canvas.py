"""The whole recording in lanes: zoomed, moved, pointed at, marked. What stays is drawn once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap, QWheelEvent

from dashboard import words
from dashboard.editing.drawing import Sheet, draw
from dashboard.editing.telling import reps_of, title_of
from dashboard.painted import Painted, write
from dashboard.theme import colour
from imu.samples import Side
from imu.view.editing import Bar, EditView
from imu.view.editplace import Place, Plan, Span

ZOOM = 1.5
_WHEEL_NOTCH = 120.0
_DRAG_PX = 4.0
"""A hand that means to click moves less than this."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A rep that is being marked: the leg, where the mark is, and where it began, s."""

    side: Side
    at_s: float
    from_s: float | None = None


@dataclass(frozen=True, slots=True)
class CanvasState:
    """What is drawn.

    Attributes
    ----------
    view : None while nothing is known.
    span : the part that is seen.
    chosen : the movement that everything is about, or None.
    asked_s : time of the question that is about to be answered, s, and its leg; or None.
    marking : a rep that is being marked, or None.
    """

    view: EditView | None = None
    span: Span | None = None
    chosen: Bar | None = None
    asked_s: tuple[str, float] | None = None
    marking: Marking | None = None


class Canvas(Painted[CanvasState]):
    """Draws a `CanvasState`; the mouse zooms, moves, chooses and marks."""

    chosen = Signal(object)
    """The `Place` that was clicked."""

    marked = Signal(str, float, float)
    """A leg, and two times, s, between which there was a rep."""

    def __init__(self) -> None:
        super().__init__(CanvasState())
        self._kept: tuple[object, QPixmap] | None = None
        self._grabbed: tuple[float, Span] | None = None
        self._pressed_x: float | None = None
        self.setMinimumSize(200, 160)

    @property
    def plan(self) -> Plan | None:
        """How it is divided now; None while nothing is known."""
        view = self.state.view
        return Plan.of(view, (self.width(), self.height())) if view is not None else None

    def change(self, **changes: object) -> None:
        """Draw the same with something else in it."""
        self.show_state(replace(self.state, **changes))  # pyright: ignore[reportArgumentType]

    def show_view(self, view: EditView) -> None:
        """Draw this recording; what was seen before is seen again."""
        span = self.state.span or Span.whole(view.start_s, view.end_s)
        self.change(view=view, span=span)

    def zoom(self, factor: float, at_s: float | None = None) -> None:
        """Closer, above 1, or further away: around a time, s, or what is chosen, or the middle."""
        span, bar = self.state.span, self.state.chosen
        if span is None:
            return
        if at_s is None:
            middle_s = (span.start_s + span.end_s) / 2.0
            seen = bar is not None and span.start_s <= bar.bottom_s <= span.end_s
            at_s = bar.bottom_s if bar is not None and seen else middle_s
        self.change(span=span.zoomed(factor, at_s))

    def bring(self, start_s: float, end_s: float) -> None:
        """Move as far as is needed to see these times, s."""
        if self.state.span is not None:
            self.change(span=self.state.span.showing(start_s, end_s))

    def spoken(self, state: CanvasState) -> str:
        """How many reps there are, and which one is chosen."""
        if state.view is None:
            return words.EDIT_READING
        legs = (
            words.EDIT_TOTAL.format(side=words.SIDE_NAMES[lane.side], reps=reps_of(lane.count))
            for lane in state.view.lanes
        )
        told = title_of(state.chosen) if state.chosen else words.EDIT_NONE_CHOSEN
        return f"{', '.join(legs)}. {told}"

    def paint(self, painter: QPainter, state: CanvasState) -> None:
        """Draw the lanes from their picture, and over it what is chosen."""
        plan = self.plan
        if state.view is None or state.span is None or plan is None:
            return
        sheet = Sheet(state.view, plan, state.span, self.theme)
        painter.drawPixmap(0, 0, self._picture(sheet))
        painter.setClipRect(QRectF(plan.left, 0.0, plan.width, float(self.height())))
        if state.asked_s is not None:
            self._paint_question(painter, sheet, *state.asked_s)
        if state.chosen is not None:
            self._paint_chosen(painter, sheet, state.chosen)
        if state.marking is not None:
            self._paint_marking(painter, sheet, state.marking)

    # -- mouse -------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down zooms around the pointer, sideways moves."""
        span, plan = self.state.span, self.plan
        if span is None or plan is None:
            return
        turned = event.angleDelta()
        if turned.y():
            at_s = plan.time_of(event.position().x(), span)
            self.zoom(ZOOM ** (turned.y() / _WHEEL_NOTCH), at_s)
        elif turned.x():
            self.change(span=span.moved(-0.1 * span.length_s * turned.x() / _WHEEL_NOTCH))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the time, begin to mark, or choose."""
        place, span = self._place(event), self.state.span
        if event.button() is not Qt.MouseButton.LeftButton or place is None or span is None:
            return
        if place.kind == "axis":
            self._grabbed = (event.position().x(), span)
        elif self.state.marking is not None and place.side is not None:
            self._pressed_x = event.position().x()
            self.change(marking=Marking(place.side, place.time_s, place.time_s))
        else:
            self.chosen.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move the time along, or the end of the mark."""
        plan, marking = self.plan, self.state.marking
        if plan is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        if self._grabbed is not None:
            from_x, span = self._grabbed
            self.change(span=span.moved((from_x - x) / plan.width * span.length_s))
        elif marking is not None and self._pressed_x is not None and self.state.span is not None:
            self.change(marking=replace(marking, at_s=plan.time_of(x, self.state.span)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The mark is made; a click alone was its beginning."""
        pressed_x, self._pressed_x = self._pressed_x, None
        self._grabbed = None
        marking = self.state.marking
        if pressed_x is None or marking is None or marking.from_s is None:
            return
        if abs(event.position().x() - pressed_x) > _DRAG_PX:
            self.marked.emit(marking.side, marking.from_s, marking.at_s)

    def _place(self, event: QMouseEvent) -> Place | None:
        view, span, plan = self.state.view, self.state.span, self.plan
        if view is None or span is None or plan is None:
            return None
        return plan.at(view, span, event.position().x(), event.position().y())

    # -- drawing -----------------------------------------------------------------------------------

    def _picture(self, sheet: Sheet) -> QPixmap:
        ratio, size = self.devicePixelRatioF(), QSize(self.size())
        language = words.in_use()
        key = (id(sheet.view), sheet.span, size, ratio, self.theme.name, language)
        if self._kept is None or self._kept[0] != key:
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(colour(self.theme.back))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, sheet)
            painter.end()
            self._kept = (key, pixmap)
        return self._kept[1]

    def _paint_chosen(self, painter: QPainter, sheet: Sheet, bar: Bar) -> None:
        for rows in sheet.plan.rows:
            if rows.side == bar.side:
                painter.setPen(QPen(colour(self.theme.text), 2.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(sheet.area(bar.start_s, bar.end_s, rows.top + 1.5, rows.review))

    def _paint_question(self, painter: QPainter, sheet: Sheet, side: str, at_s: float) -> None:
        x = sheet.plan.x_of(at_s, sheet.span)
        for rows in sheet.plan.rows:
            if rows.side == side:
                painter.setPen(QPen(colour(self.theme.warn), 2.0, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(x, rows.top), QPointF(x, rows.live))
                at = QRectF(x + 5.0, rows.top + 6.0, 40.0, 14.0)
                write(painter, at, "?", colour(self.theme.warn), bold=True)

    def _paint_marking(self, painter: QPainter, sheet: Sheet, marking: Marking) -> None:
        for rows in sheet.plan.rows:
            if rows.side != marking.side:
                continue
            at_s = marking.at_s
            if marking.from_s is not None:
                first_s, last_s = sorted((marking.from_s, at_s))
                area = sheet.area(first_s, last_s, rows.top, rows.review)
                painter.fillRect(area, colour(self.theme.text, 0.25))
            x = sheet.plan.x_of(at_s, sheet.span)
            painter.setPen(QPen(colour(self.theme.text), 2.0))
            painter.drawLine(QPointF(x, rows.top), QPointF(x, rows.review))
            painter.setBrush(colour(self.theme.text))
            painter.drawEllipse(QPointF(x, rows.review), 5.0, 5.0)
