"""One step: a number, a picture, a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from dashboard import words
from dashboard.howto.drawing import draw_scene
from dashboard.howto.steps import Step, posed
from dashboard.painted import Painted, write
from dashboard.theme import colour
from dashboard.wrapping import PITCH, write_wrapped

CAPTION_LINES = 2
"""Lines that the sentences need at the usual size of text."""

_SMALL, _LARGE = 0.02, 0.042
"""Heights of the sentence's capitals as shares of the page's: of one among six, of one alone."""


@dataclass(frozen=True, slots=True)
class StepState:
    """What a panel shows.

    Attributes
    ----------
    step : the picture and the name of its sentence.
    number, of : which of how many, from 1.
    leg : "left", "right" or "both".
    unit : height of the page, px.
    text_scale : how much larger than usual the text is.
    is_alone : whether it has the page to itself.
    share : how far down a hinge is that is shown moving.
    """

    step: Step
    number: int
    of: int
    leg: str
    unit: int = 720
    text_scale: float = 1.0
    is_alone: bool = False
    share: float = 1.0

    @property
    def cap_px(self) -> float:
        """Height of the sentence's capitals, px."""
        return (_LARGE if self.is_alone else _SMALL) * self.unit * self.text_scale


class StepPanel(Painted[StepState]):
    """Draws a step. A click on it is told."""

    clicked = Signal(int)

    @property
    def is_moving(self) -> bool:
        """Whether its picture is a hinge, which may be shown on its way."""
        scene = self.state.step.scene
        return posed(scene, 0.0) != scene.pose

    def spoken(self, state: StepState) -> str:
        """Number and sentence; a picture that moves says nothing new."""
        return words.HOWTO_SPOKEN.format(
            number=state.number, of=state.of, sentence=sentence_of(state)
        )

    def caption(self, state: StepState) -> QRectF:
        """Where the sentence is: a band along the lower edge, of the same height in all panels."""
        pad = 0.9 * state.cap_px
        high = state.text_scale * CAPTION_LINES  # larger text needs more lines as well
        height = min(high * PITCH * state.cap_px, 0.45 * self.height())
        return QRectF(pad, self.height() - height - 0.5 * pad, self.width() - 2 * pad, height)

    def paint(self, painter: QPainter, state: StepState) -> None:
        """Draw ground, number, picture and sentence."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.panel))
        corner = 0.016 * state.unit
        painter.drawRoundedRect(self.rect(), corner, corner)
        caption = self.caption(state)
        picture = QRectF(0.0, 0.4 * corner, float(self.width()), caption.top() - corner)
        pose = posed(state.step.scene, state.share)
        draw_scene(painter, picture, replace(state.step.scene, pose=pose), state.leg, self.theme)
        self._number(painter, state)
        centre = Qt.AlignmentFlag.AlignHCenter
        ink = colour(self.theme.text)
        write_wrapped(painter, caption, sentence_of(state), ink, state.cap_px, centre)

    def _number(self, painter: QPainter, state: StepState) -> None:
        size = 0.052 * state.unit * (1.6 if state.is_alone else 1.0)
        disc = QRectF(0.35 * size, 0.35 * size, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.text))
        painter.drawEllipse(disc)
        digit = disc.adjusted(0.0, 0.28 * size, 0.0, -0.28 * size)
        ink, centre = colour(self.theme.panel), Qt.AlignmentFlag.AlignHCenter
        write(painter, digit, str(state.number), ink, bold=True, align=centre)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say that it was clicked."""
        del event
        self.clicked.emit(self.state.number - 1)


def sentence_of(state: StepState) -> str:
    """The sentence under the picture."""
    return words.HOWTO_STEPS[state.step.name]
