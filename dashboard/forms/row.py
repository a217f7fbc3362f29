"""One question with its possible answers in a line; arrows choose, digits too where they mean one.

Nothing that cannot be meant can be entered: there is no answer beside those that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen

from dashboard.painted import Painted, width_of, write
from dashboard.theme import colour

TITLE_SHARE = 0.27
"""Share of the row's width that the question gets."""

ROW = 0.057
"""Height of a row as a share of the window's: eleven fit with everything around them."""

_CAP = 0.29
"""Height of capitals as a share of the row's."""

_FEW = 6
"""Answers that are shown side by side; more are stepped through, unless they are a scale."""


@dataclass(frozen=True, slots=True)
class RowState:
    """A question.

    Attributes
    ----------
    title : the question, in a word or two.
    labels : the answers.
    chosen : number of the answer; None as long as there is none.
    is_focused : whether keys are about it.
    is_scale : whether all answers are short and shown side by side however many.
    """

    title: str
    labels: tuple[str, ...]
    chosen: int | None = None
    is_focused: bool = False
    is_scale: bool = False

    @property
    def is_stepped(self) -> bool:
        """Whether one answer is shown at a time."""
        return not self.is_scale and len(self.labels) > _FEW


class ChoiceRow(Painted[RowState]):
    """Draws a `RowState`, and takes keys and clicks.

    Parameters
    ----------
    title, labels : as in `RowState`.
    values : what the answers mean, one each.
    chosen : the answer at first, one of `values`, or None.
    is_scale : as in `RowState`.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        labels: Sequence[str],
        values: Sequence[object],
        chosen: object = None,
        *,
        is_scale: bool = False,
    ) -> None:
        self._values = tuple(values)
        self._boxes: list[QRectF] = []
        at = self._values.index(chosen) if chosen in self._values else None
        super().__init__(RowState(title, tuple(labels), at, is_scale=is_scale))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def value(self) -> object:
        """What the chosen answer means; None as long as there is none."""
        return None if self.state.chosen is None else self._values[self.state.chosen]

    def choose(self, number: int) -> None:
        """Take the answer of that number; the first or the last where there is none."""
        at = min(max(number, 0), len(self._values) - 1)
        if at != self.state.chosen:
            self.show_state(replace(self.state, chosen=at))
            self.changed.emit()

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFixedHeight(round(ROW * height))

    def spoken(self, state: RowState) -> str:
        """Question and answer."""
        answer = state.labels[state.chosen] if state.chosen is not None else ""
        return f"{state.title}: {answer or '-'}"

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right step; a digit takes that answer of a scale."""
        at, text = self.state.chosen, event.text()
        if event.key() == Qt.Key.Key_Right:
            self.choose(0 if at is None else at + 1)
        elif event.key() == Qt.Key.Key_Left:
            self.choose(0 if at is None else at - 1)
        elif self.state.is_scale and text.isdecimal():
            self.choose(int(text))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the answer that was clicked; on one that is stepped through, its nearer end."""
        at = event.position()
        if self.state.is_stepped:
            middle = self._answers().center().x()
            self.choose((self.state.chosen or 0) + (1 if at.x() > middle else -1))
            return
        for number, box in enumerate(self._boxes):
            if box.contains(at):
                self.choose(number)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that keys are about this."""
        super().focusInEvent(event)
        self.show_state(replace(self.state, is_focused=True))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that they are not any more."""
        super().focusOutEvent(event)
        self.show_state(replace(self.state, is_focused=False))

    def paint(self, painter: QPainter, state: RowState) -> None:
        """Draw question and answers."""
        height, width = float(self.height()), float(self.width())
        ink = colour(self.theme.text if state.is_focused else self.theme.dim)
        if state.is_focused:
            painter.fillRect(QRectF(0.0, 0.2 * height, 0.08 * height, 0.6 * height), ink)
        cap = _CAP * height
        title = QRectF(0.3 * height, (height - cap) / 2, TITLE_SHARE * width - 0.5 * height, cap)
        write(painter, title, state.title, ink, bold=state.is_focused)
        if state.is_stepped:
            self._paint_step(painter, state)
        else:
            self._paint_boxes(painter, state)

    def _answers(self) -> QRectF:
        height, width = float(self.height()), float(self.width())
        left = TITLE_SHARE * width
        return QRectF(left, 0.1 * height, width - left - 2.0, 0.8 * height)

    def _paint_step(self, painter: QPainter, state: RowState) -> None:
        box = self._answers()
        height = box.height()
        box.setWidth(min(box.width(), 9.0 * height))
        self._paint_box(painter, box, is_chosen=False)
        cap = 0.34 * height
        line = QRectF(box.x(), box.center().y() - cap / 2, box.width(), cap)
        inner = line.adjusted(0.5 * height, 0.0, -0.5 * height, 0.0)
        at = state.chosen
        quiet = colour(self.theme.dim)
        if at is None or at > 0:
            write(painter, inner, "<", quiet, bold=True)
        if at is None or at < len(state.labels) - 1:
            write(painter, inner, ">", quiet, bold=True, align=Qt.AlignmentFlag.AlignRight)
        label = state.labels[at] if at is not None else "–"
        middle = line.adjusted(1.2 * height, 0.0, -1.2 * height, 0.0)
        ink = colour(self.theme.text)
        write(painter, middle, label, ink, bold=True, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_boxes(self, painter: QPainter, state: RowState) -> None:
        place = self._answers()
        gap = 0.15 * place.height()
        cap = 0.34 * place.height()
        wide = [width_of(label, cap, bold=True) + 1.1 * place.height() for label in state.labels]
        room = place.width() - gap * (len(wide) - 1)
        if state.is_scale:
            wide = [min(room / len(wide), 1.6 * place.height())] * len(wide)
        shrink = min(1.0, room / sum(wide))
        self._boxes, x = [], place.x()
        for number, label in enumerate(state.labels):
            box = QRectF(x, place.y(), wide[number] * shrink, place.height())
            self._boxes.append(box)
            is_chosen = number == state.chosen
            self._paint_box(painter, box, is_chosen=is_chosen)
            inner = QRectF(
                box.x() + 0.2 * cap, box.center().y() - cap / 2, box.width() - 0.4 * cap, cap
            )
            ink = colour(self.theme.back if is_chosen else self.theme.text)
            write(painter, inner, label, ink, bold=is_chosen, align=Qt.AlignmentFlag.AlignHCenter)
            x += box.width() + gap

    def _paint_box(self, painter: QPainter, box: QRectF, *, is_chosen: bool) -> None:
        """Chosen is filled: light on dark, or the other way round, so that grey shows it too."""
        theme = self.theme
        painter.setPen(QPen(colour(theme.text if is_chosen else theme.line), 1.0))
        painter.setBrush(colour(theme.text if is_chosen else theme.panel))
        radius = 0.2 * box.height()
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
