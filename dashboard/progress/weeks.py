"""What was done of the plan, week by week: plain boxes with numbers, and none for an empty week."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dashboard import words
from dashboard.comparing.chart import CAP, head
from dashboard.painted import Painted, write
from dashboard.theme import colour

_ROOM, _BOX = 9.2, 6.0
"""Heights of all and of a box, in heights of capitals."""

_LEAST, _MOST = 9.0, 13.0
"""How wide a box is, in the same."""


@dataclass(frozen=True, slots=True)
class WeekBox:
    """One week: its first day, done of planned, and how many sessions."""

    day: str
    done: str
    sessions: str


@dataclass(frozen=True, slots=True)
class WeeksState:
    """The weeks, in order of time."""

    boxes: tuple[WeekBox, ...] = ()


class WeekBoxes(Painted[WeeksState]):
    """Draws a `WeeksState`: of many weeks, the latest that have room."""

    _cap = 10.0

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self._cap = CAP * height
        self.setFixedHeight(round(_ROOM * self._cap))
        self.update()

    @property
    def shown(self) -> tuple[WeekBox, ...]:
        """The weeks that have room."""
        return self.state.boxes[-max(1, int(self.width() / (_LEAST * self._cap))) :]

    def spoken(self, state: WeeksState) -> str:
        """Every week."""
        weeks = [f"{one.day}: {one.done}, {one.sessions}" for one in state.boxes]
        return ". ".join([words.PROGRESS_WEEKS, *(weeks or [words.PROGRESS_NO_WEEKS])])

    def paint(self, painter: QPainter, state: WeeksState) -> None:
        """Draw the boxes."""
        cap = self._cap
        head(painter, QRectF(self.rect()), cap, words.PROGRESS_WEEKS, self.theme)
        if not state.boxes:
            room = QRectF(0.0, 4.0 * cap, float(self.width()), cap)
            write(painter, room, words.PROGRESS_NO_WEEKS, colour(self.theme.dim))
            return
        shown = self.shown
        wide = min(_MOST * cap, self.width() / len(shown))
        for number, one in enumerate(shown):
            room = QRectF(number * wide, 2.6 * cap, wide - 0.8 * cap, _BOX * cap)
            self._box(painter, room, one)

    def _box(self, painter: QPainter, room: QRectF, one: WeekBox) -> None:
        cap, theme = self._cap, self.theme
        painter.setPen(QPen(colour(theme.line), 1))
        painter.setBrush(colour(theme.panel))
        painter.drawRoundedRect(room, 0.5 * cap, 0.5 * cap)
        inner = room.adjusted(0.6 * cap, 0.0, -0.6 * cap, 0.0)
        middle = Qt.AlignmentFlag.AlignHCenter
        lines = ((one.day, 0.8, 0.8, False), (one.done, 2.3, 1.15, True))
        for text, down, share, is_bold in (*lines, (one.sessions, 4.4, 0.8, False)):
            at = QRectF(inner.left(), room.top() + down * cap, inner.width(), share * cap)
            ink = colour(theme.text if is_bold else theme.dim)
            write(painter, at, text, ink, bold=is_bold, align=middle)
