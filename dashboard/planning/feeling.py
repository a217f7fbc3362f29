"""Pain, as two rows: how much, and where."""

from __future__ import annotations

from dashboard import words
from dashboard.forms.row import ChoiceRow
from imu.coach.asked import MOST, PLACES, PainAnswer


class PainRows:
    """How much it hurts, 0 to 10, and where; the place is asked only where there is pain.

    Parameters
    ----------
    title : the question.
    """

    def __init__(self, title: str) -> None:
        numbers = range(MOST + 1)
        self.score = ChoiceRow(title, [str(n) for n in numbers], tuple(numbers), is_scale=True)
        self.where = ChoiceRow(
            words.PAIN_WHERE, [words.PAIN_PLACES[place] for place in PLACES], PLACES
        )
        self.score.changed.connect(self.suit)
        self.where.hide()

    @property
    def rows(self) -> tuple[ChoiceRow, ChoiceRow]:
        """Both."""
        return self.score, self.where

    @property
    def answer(self) -> PainAnswer | None:
        """What was answered; None for nothing."""
        score = self.score.value
        if not isinstance(score, int):
            return None
        where = self.where.value if score > 0 else ""
        return PainAnswer(score, str(where or ""))

    def suit(self) -> None:
        """Ask for the place where there is pain."""
        answer = self.answer
        self.where.setVisible(answer is not None and answer.score > 0)
