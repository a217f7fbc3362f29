"""The measures in a table whose last column is a picture: differences with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPolygonF

from dashboard import words
from dashboard.comparing.chart import CAP
from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour

_ROW, _GAP = 2.5, 1.5
"""Height of a row, and room between two columns, in heights of capitals."""

_PICTURE = 0.24
"""Share of the width that is the picture's at least."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A difference with the ends of its interval; all in one unit.

    Attributes
    ----------
    unit : those of one unit have one scale.
    is_headline, is_called : drawn as a diamond; drawn filled.
    """

    low: float
    middle: float
    high: float
    unit: str
    is_headline: bool
    is_called: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """The texts of a row, and its interval; None where there is none."""

    cells: tuple[str, ...]
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class TableState:
    """What is drawn.

    Attributes
    ----------
    head : of the columns; as many as every row has cells.
    sides : by column the leg whose colour its head has, or "".
    rows : the measures.
    chosen : which of them keys are about.
    legend : over the picture: what its two halves mean; "" where there is no picture.
    """

    head: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    chosen: int = 0
    legend: str = ""


class LegTable(Painted[TableState]):
    """Draws a `TableState`; a click chooses a row."""

    chosen = Signal(int)
    """The row that was clicked."""

    def __init__(self) -> None:
        self._cap = 10.0
        super().__init__(TableState())

    def show_state(self, state: TableState) -> None:
        """Draw this from now on."""
        super().show_state(state)
        self._fit()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self._cap = CAP * height
        self._fit()

    def spoken(self, state: TableState) -> str:
        """The chosen row with its heads."""
        if not state.rows:
            return words.LEGS_TITLE
        cells = state.rows[state.chosen].cells
        pairs = zip(state.head[1:], cells[1:], strict=True)
        return "; ".join([cells[0], *(f"{head}: {cell}" for head, cell in pairs)])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the row that is pointed at."""
        row = int(event.position().y() // (_ROW * self._cap)) - 1
        if 0 <= row < len(self.state.rows):
            self.chosen.emit(row)

    def paint(self, painter: QPainter, state: TableState) -> None:
        """Draw everything."""
        if not state.rows:
            return
        edges, cap = self._edges(state)
        for column, (text, side) in enumerate(zip(state.head, state.sides, strict=True)):
            ink = self.theme.side(side) if side else self.theme.dim
            self._cell(painter, edges[column], 0, (text, ink), cap, bold=bool(side))
        for number, row in enumerate(state.rows, start=1):
            self._ground(painter, number, is_chosen=number - 1 == state.chosen)
            for column, text in enumerate(row.cells):
                ink = (text, self.theme.text)
                self._cell(painter, edges[column], number, ink, cap, bold=number == 1)
        if state.legend:
            self._picture(painter, state, edges[-1], cap)

    def _fit(self) -> None:
        self.setFixedHeight(round((1 + len(self.state.rows)) * _ROW * self._cap))
        self.update()

    def _edges(self, state: TableState) -> tuple[list[tuple[float, float]], float]:
        """Left and right of each column and of the picture, and the height of capitals, px."""
        cap, width = self._cap, float(self.width())
        free = width * (1.0 - (_PICTURE if state.legend else 0.0))
        needs = _needs(state, cap)
        if sum(needs) > free:
            cap *= free / sum(needs)
            needs = [need * free / sum(needs) for need in needs]
        starts = [sum(needs[:column]) for column in range(len(needs) + 1)]
        between = _GAP * cap
        pairs = [
            (start + between / 2, start + need - between / 2)
            for start, need in zip(starts, needs, strict=False)
        ]
        return [*pairs, (starts[-1] + between / 2, width - between / 2)], cap

    def _cell(
        self,
        painter: QPainter,
        edges: tuple[float, float],
        row: int,
        text: tuple[str, str],
        cap: float,
        *,
        bold: bool = False,
    ) -> None:
        top = (row + 0.5) * _ROW * self._cap - cap / 2
        room = QRectF(edges[0], top, edges[1] - edges[0], cap)
        write(painter, room, text[0], colour(text[1]), bold=bold)

    def _ground(self, painter: QPainter, row: int, *, is_chosen: bool) -> None:
        high = _ROW * self._cap
        area = QRectF(0.0, row * high, float(self.width()), high)
        if is_chosen:
            painter.fillRect(area, colour(self.theme.panel))
            painter.setPen(QPen(colour(self.theme.text), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        else:
            painter.setPen(QPen(colour(self.theme.line, 0.4), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _picture(
        self, painter: QPainter, state: TableState, edges: tuple[float, float], cap: float
    ) -> None:
        """The line of no difference, and every interval on the scale of its unit."""
        high = _ROW * self._cap
        left, right = edges
        middle, half = (left + right) / 2, 0.46 * (right - left)
        room = QRectF(left, high / 2 - cap / 2, right - left, cap)
        centre = Qt.AlignmentFlag.AlignHCenter
        write(painter, room, state.legend, colour(self.theme.dim), align=centre)
        pen = QPen(colour(self.theme.dim), 1.4)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(middle, high), QPointF(middle, (1 + len(state.rows)) * high))
        reach = _reach(state)
        for number, row in enumerate(state.rows, start=1):
            if row.interval is not None:
                scale = half / reach[row.interval.unit]
                at = QPointF(middle, (number + 0.5) * high)
                self._interval(painter, row.interval, at, scale, 0.4 * self._cap)

    def _interval(
        self, painter: QPainter, one: Interval, zero: QPointF, scale: float, size: float
    ) -> None:
        ink, ground = colour(self.theme.text), colour(self.theme.back)
        low, at, high = (zero.x() + scale * value for value in (one.low, one.middle, one.high))
        painter.setPen(QPen(ink, 2.0))
        painter.drawLine(QPointF(low, zero.y()), QPointF(high, zero.y()))
        for end in (low, high):
            painter.drawLine(QPointF(end, zero.y() - size), QPointF(end, zero.y() + size))
        painter.setBrush(ink if one.is_called else ground)
        if one.is_headline:
            wide = 1.4 * size
            corners = ((-wide, 0.0), (0.0, -wide), (wide, 0.0), (0.0, wide))
            painter.drawPolygon(QPolygonF([QPointF(at + x, zero.y() + y) for x, y in corners]))
        else:
            painter.drawEllipse(QPointF(at, zero.y()), size, size)


def _needs(state: TableState, cap: float) -> list[float]:
    """How wide each column has to be, px."""
    return [
        max(
            width_of(text, cap, bold=True)
            for text in (head, *(row.cells[column] for row in state.rows))
        )
        + _GAP * cap
        for column, head in enumerate(state.head)
    ]


def _reach(state: TableState) -> dict[str, float]:
    """By unit, the farthest end of an interval from no difference."""
    found: dict[str, float] = {}
    for row in state.rows:
        if row.interval is not None:
            one = row.interval
            most = max(abs(one.low), abs(one.high), 0.1)
            found[one.unit] = max(found.get(one.unit, 0.0), most)
    return found
