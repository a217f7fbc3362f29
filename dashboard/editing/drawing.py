"""Draws the lanes of a recording that is corrected: curve, review, live, gaps, and the time."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from dashboard import words
from dashboard.control.timeline import clock_text
from dashboard.painted import width_of, write
from dashboard.theme import Theme, colour
from imu.samples import Flag
from imu.view.editing import Bar, EditView, Lane, SetSum
from imu.view.editplace import Plan, Rows, Span
from imu.view.outline import outline

_LOWEST_DEG, _LEAST_TOP_DEG, _HEADROOM = -12.0, 40.0, 1.25
_GRID_DEG = 20.0
_TICK_PX = 80.0
_TICKS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)
_CAP = 0.42
"""Capitals in a bar, as a share of its height."""

_MOST_CAP_PX, _LEAST_CAP_PX = 16.0, 5.0
_ARROWS = {"left": "◀ {word}", "right": "{word} ▶", "unknown": "{word}"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn, where, and in which colours."""

    view: EditView
    plan: Plan
    span: Span
    theme: Theme

    def shows(self, one: Bar | SetSum) -> bool:
        """Whether any of a movement or a set is seen."""
        return one.start_s <= self.span.end_s and one.end_s >= self.span.start_s

    def area(self, start_s: float, end_s: float, top: float, bottom: float) -> QRectF:
        """The rectangle between two times, s, and two heights, px."""
        left, right = self.plan.x_of(start_s, self.span), self.plan.x_of(end_s, self.span)
        return QRectF(left, top, max(2.0, right - left), bottom - top)


def draw(painter: QPainter, sheet: Sheet) -> None:
    """Draw everything that stays as it is while one looks at it."""
    top_deg = _top_deg(sheet.view)
    for rows, lane in zip(sheet.plan.rows, sheet.view.lanes, strict=True):
        _head(painter, sheet, rows)
        painter.save()
        seen = QRectF(sheet.plan.left, rows.top, sheet.plan.width, rows.live - rows.top)
        painter.setClipRect(seen)
        _ground(painter, sheet, rows, lane)
        _curve(painter, sheet, rows, lane, top_deg)
        for bar in filter(sheet.shows, lane.bars):
            _review_bar(painter, sheet, rows, bar)
        for bar in filter(sheet.shows, lane.live):
            _live_bar(painter, sheet, rows, bar)
        for gap in lane.gaps:
            hatched = sheet.area(gap.start_s, gap.end_s, rows.top, rows.live)
            painter.fillRect(hatched, QBrush(colour(sheet.theme.warn), Qt.BrushStyle.BDiagPattern))
        painter.restore()
        _scale(painter, sheet, rows, top_deg)
    _axis(painter, sheet)


def _top_deg(view: EditView) -> float:
    deepest = max((bar.depth_deg for bar in view.bars if bar.is_rep), default=0.0)
    return max(_LEAST_TOP_DEG, _HEADROOM * deepest)


def _head(painter: QPainter, sheet: Sheet, rows: Rows) -> None:
    """The leg and the names of the rows, left of them, all as large as the longest allows."""
    theme, wide = sheet.theme, 0.84 * sheet.plan.left
    legs = [_ARROWS[side].format(word=words.SIDES[side]) for side in ("left", "right")]
    cap = min(_MOST_CAP_PX, 0.08 * (rows.live - rows.top))
    leg_cap = min(cap, *(cap * wide / width_of(one, cap, bold=True) for one in legs))
    word = _ARROWS[rows.side].format(word=words.SIDES[rows.side])
    name = QRectF(0.0, rows.top + 2.2 * cap, wide, leg_cap)
    write(painter, name, word, colour(theme.side(rows.side)), bold=True)
    cap = min(0.8 * cap, *(cap * wide / width_of(one, cap) for one in words.EDIT_ROWS.values()))
    ends = ((rows.curve, rows.review, "review"), (rows.review, rows.live, "live"))
    for top, bottom, row in ends:
        at = QRectF(0.0, (top + bottom - cap) / 2.0, wide, cap)
        write(painter, at, words.EDIT_ROWS[row], colour(theme.dim))


def _scale(painter: QPainter, sheet: Sheet, rows: Rows, top_deg: float) -> None:
    """Lines for degrees, with their numbers."""
    theme, cap = sheet.theme, min(0.6 * _MOST_CAP_PX, 0.05 * (rows.live - rows.top))
    for n in range(1 + int(top_deg // _GRID_DEG)):
        y = _y(n * _GRID_DEG, rows, top_deg)
        painter.setPen(QPen(colour(theme.line, 0.6), 1, Qt.PenStyle.DotLine))
        right = sheet.plan.left + sheet.plan.width
        painter.drawLine(QPointF(sheet.plan.left, y), QPointF(right, y))
        at = QRectF(0.0, max(rows.top, y - cap / 2.0), 0.95 * sheet.plan.left, cap)
        end = Qt.AlignmentFlag.AlignRight
        write(painter, at, f"{n * _GRID_DEG:.0f}°", colour(theme.dim), align=end)


def _ground(painter: QPainter, sheet: Sheet, rows: Rows, lane: Lane) -> None:
    """The panel behind all rows, the sets on it."""
    seen = QRectF(sheet.plan.left, rows.top, sheet.plan.width, rows.live - rows.top)
    painter.fillRect(seen, colour(sheet.theme.panel))
    ink = sheet.theme.side(lane.side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # crisp edges
    for one in filter(sheet.shows, lane.sets):
        area = sheet.area(one.start_s, one.end_s, rows.curve, rows.review)
        painter.fillRect(area, colour(ink, 0.25))
    for bar in filter(sheet.shows, lane.bars):
        if bar.is_rep:
            area = sheet.area(bar.start_s, bar.end_s, rows.top, rows.curve)
            painter.fillRect(area, colour(ink, 0.16))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _y(deg: float, rows: Rows, top_deg: float) -> float:
    """Where an angle is, px; what is beyond the edges stays at them."""
    share = (deg - _LOWEST_DEG) / (top_deg - _LOWEST_DEG)
    return rows.curve - min(1.0, max(0.0, share)) * (rows.curve - rows.top)


def _curve(painter: QPainter, sheet: Sheet, rows: Rows, lane: Lane, top_deg: float) -> None:
    span, columns = sheet.span, max(1, int(sheet.plan.width))
    painter.setPen(QPen(colour(sheet.theme.side(lane.side)), 2.0))
    for run in outline(lane.time_s, lane.tilt_deg, span.start_s, span.end_s, columns):
        points = [
            QPointF(sheet.plan.x_of(time_s, span), _y(deg, rows, top_deg))
            for time_s, deg in run.tolist()
        ]
        # one long line with many turns takes seconds to stroke, its pieces milliseconds
        painter.drawLines([QLineF(a, b) for a, b in itertools.pairwise(points)])


def _review_bar(painter: QPainter, sheet: Sheet, rows: Rows, bar: Bar) -> None:
    """Counted: filled, with its number. Listed: half as high. Rejected: a cross on a line."""
    theme, ink = sheet.theme, colour(sheet.theme.side(bar.side))
    area = sheet.area(bar.start_s, bar.end_s, rows.curve + 3.0, rows.review - 3.0)
    if not bar.is_rep:
        _rejected(painter, sheet, area)
        return
    if bar.count is None:
        area.setTop(area.center().y())
    hollow = bar.is_excluded or bar.count is None
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(colour(theme.panel) if hollow else ink)
    painter.drawRect(area)
    if bar.count is not None:
        _number(painter, area, str(bar.count), theme, hollow=hollow)
    if Flag.EDITED in bar.flags:
        _corner(painter, area, theme)


def _rejected(painter: QPainter, sheet: Sheet, area: QRectF) -> None:
    """A thin line with a cross on it: a movement that is no rep."""
    painter.setPen(QPen(colour(sheet.theme.dim), 1.5))
    middle, arm = area.center(), min(4.0, 0.2 * area.height())
    painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()))
    for sign in (-1.0, 1.0):
        start = QPointF(middle.x() - arm, middle.y() - sign * arm)
        painter.drawLine(start, QPointF(middle.x() + arm, middle.y() + sign * arm))


def _corner(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """A flag in the upper right corner: a person has said so."""
    side = min(9.0, 0.4 * area.height(), 0.6 * area.width())
    corner = area.topRight()
    edges = (corner, corner - QPointF(side, 0.0), corner + QPointF(0.0, side))
    painter.setPen(QPen(colour(theme.back), 1))
    painter.setBrush(colour(theme.text))
    painter.drawPolygon(QPolygonF(list(edges)))


def _live_bar(painter: QPainter, sheet: Sheet, rows: Rows, bar: Bar) -> None:
    """What was announced: an outline with its number; shallow ones only as a line."""
    area = sheet.area(bar.start_s, bar.end_s, rows.review + 3.0, rows.live - 3.0)
    if bar.count is None:
        area.setTop(area.bottom() - 3.0)
    painter.setPen(QPen(colour(sheet.theme.side(bar.side)), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
    if bar.count is not None:
        _number(painter, area, str(bar.count), sheet.theme, hollow=True)


def _number(
    painter: QPainter, area: QRectF, text: str, theme: Theme, *, hollow: bool = False
) -> None:
    """A number in a bar, where there is room for it."""
    if area.width() < _LEAST_CAP_PX:
        return  # to measure a text takes longer than to draw it
    cap = min(_MOST_CAP_PX, _CAP * area.height())
    cap = min(cap, cap * (area.width() - 3.0) / width_of(text, cap, bold=True))
    if cap < _LEAST_CAP_PX:
        return
    at = QRectF(area.left(), area.center().y() - cap / 2.0, area.width(), cap)
    ink = colour(theme.text if hollow else theme.back)
    write(painter, at, text, ink, bold=True, align=Qt.AlignmentFlag.AlignHCenter)


def _axis(painter: QPainter, sheet: Sheet) -> None:
    """The time, and which part of the recording is seen."""
    plan, span, theme = sheet.plan, sheet.span, sheet.theme
    top = plan.axis
    cap = min(0.7 * _MOST_CAP_PX, 0.02 * top)
    for time_s in _ticks(span, plan.width):
        x = plan.x_of(time_s, span)
        painter.setPen(QPen(colour(theme.line), 1))
        painter.drawLine(QPointF(x, top), QPointF(x, top + 0.4 * cap))
        at = QRectF(x - _TICK_PX / 2, top + 0.8 * cap, _TICK_PX, cap)
        middle = Qt.AlignmentFlag.AlignHCenter
        write(painter, at, clock_text(time_s), colour(theme.dim), align=middle)
    whole_s, y = span.last_s - span.first_s, top + 2.5 * cap
    painter.fillRect(QRectF(plan.left, y, plan.width, 3.0), colour(theme.line, 0.4))
    left = plan.left + plan.width * (span.start_s - span.first_s) / whole_s
    wide = plan.width * span.length_s / whole_s
    painter.fillRect(QRectF(left, y - 1.0, wide, 5.0), colour(theme.text))


def _ticks(span: Span, width: float) -> Iterator[float]:
    wanted_s = span.length_s * _TICK_PX / width
    step_s = next((one for one in _TICKS_S if one >= wanted_s), _TICKS_S[-1])
    first = math.ceil(span.start_s / step_s)
    for n in range(first, math.floor(span.end_s / step_s) + 1):
        yield float(n * step_s)
