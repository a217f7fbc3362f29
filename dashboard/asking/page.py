"""After the training: pain, effort, why a set was broken off, and anything else."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dashboard import words
from dashboard.forms.page import FormPage
from dashboard.forms.row import ChoiceRow
from dashboard.forms.textrow import TextRow
from dashboard.planning.feeling import PainRows
from imu.coach.asked import MOST, After, PainAnswer, is_warning


class AfterPage(FormPage):
    """Asks for `After`; every question may be left out.

    Parameters
    ----------
    before : pain at the start, or None.
    limit : the most that a physiotherapist allows, or None.
    was_stopped : whether a set was broken off.
    """

    answered = Signal(object)
    """The `After`."""

    def __init__(
        self, before: PainAnswer | None, *, was_stopped: bool, limit: int | None = None
    ) -> None:
        self._before, self._limit = before, limit
        self.pain = PainRows(words.PAIN_NOW)
        numbers = range(MOST + 1)
        self.effort = ChoiceRow(
            words.EFFORT, [str(n) for n in numbers], tuple(numbers), is_scale=True
        )
        self.reason = TextRow(words.STOP_REASON, "", words.STOP_REASON_EXAMPLE)
        self.notes = TextRow(words.NOTES, "", words.NOTES_EXAMPLE)
        rows = [*self.pain.rows, self.effort, *([self.reason] if was_stopped else []), self.notes]
        super().__init__(words.AFTER_TITLE, words.AFTER_LEAD, rows, words.AFTER_ACTIONS)
        self.pain.score.changed.connect(self._warn)
        self.effort.changed.connect(self._warn)
        self.pressed.connect(self._act)

    def _warn(self) -> None:
        answer, effort = self.pain.answer, self.effort.value
        if answer is not None and is_warning(answer.score, self._before, self._limit):
            self.say(words.PAIN_WARNING, is_warning=True)
        else:
            self.say(words.EFFORT_WORDS[effort] if isinstance(effort, int) else "")

    def _act(self, name: str) -> None:
        del name  # going back is going on: what was answered so far is kept
        effort = self.effort.value
        self.answered.emit(
            After(
                pain=self.pain.answer,
                effort=effort if isinstance(effort, int) else None,
                stop_reason=self.reason.text,
                notes=self.notes.text,
            )
        )
