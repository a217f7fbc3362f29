"""One recording of those that were made lately, as a line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from dashboard import words
from dashboard.home.press import Pressed
from dashboard.painted import write
from dashboard.theme import colour
from dashboard.when import moment_text
from imu.recent import Recent


@dataclass(frozen=True, slots=True)
class LatelyState:
    """The recording."""

    one: Recent


class LatelyRow(Pressed[LatelyState]):
    """Draws date, step and counts; an unfinished one says so."""

    def set_unit(self, height: int) -> None:
        """Scale it to a window of this height, px."""
        self.setFixedHeight(round(0.046 * height))

    def spoken(self, state: LatelyState) -> str:
        """All of it."""
        return ", ".join(part for part in texts(state.one) if part)

    def paint(self, painter: QPainter, state: LatelyState) -> None:
        """Draw the line."""
        height, width = float(self.height()), float(self.width())
        self.panel(painter, 0.2 * height)
        when, what, counts = texts(state.one)
        cap = 0.31 * height
        top, inner = (height - cap) / 2, width - 0.8 * height
        left = 0.4 * height
        ink, dim = colour(self.theme.text), colour(self.theme.dim)
        write(painter, QRectF(left, top, 0.3 * inner, cap), when, ink)
        warn = colour(self.theme.warn) if state.one.is_unfinished else dim
        write(painter, QRectF(left + 0.33 * inner, top, 0.3 * inner, cap), what, warn)
        at = QRectF(left + 0.65 * inner, top, 0.35 * inner, cap)
        write(painter, at, counts, ink, align=Qt.AlignmentFlag.AlignRight)


def texts(one: Recent) -> tuple[str, str, str]:
    """When, what, and how many."""
    when = one.path.name if one.started_at is None else moment_text(one.started_at)
    what = words.HOME_UNFINISHED if one.is_unfinished else words.RUNGS.get(one.rung, one.rung)
    counts = "   ".join(
        f"{words.SIDE_NAMES.get(side, side)} {' · '.join(map(str, sets))}"
        for side, sets in one.counts.items()
    )
    return when, what, counts
