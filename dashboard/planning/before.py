"""Before the training: what hurts, and how the days since last time were."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal

from dashboard import words
from dashboard.forms.page import FormPage
from dashboard.forms.row import ChoiceRow
from dashboard.planning.feeling import PainRows
from dashboard.planning.page import legs_row, support_row
from imu.coach.asked import Before, is_warning
from imu.coach.plan import Plan, Support

LIMITS: tuple[int | None, ...] = (None, *range(11))
"""What a physiotherapist may allow; mostly nobody has said anything."""


class BeforePage(FormPage):
    """Asks for `Before`, and, for those in a hurry, for legs and support, too.

    Parameters
    ----------
    plan : as it is so far.
    asks_next_day : whether there was a last time.
    is_short_start : ask for legs and support.
    """

    answered = Signal(object, object)
    """The `Plan` and the `Before`."""

    left = Signal()

    def __init__(self, plan: Plan, *, asks_next_day: bool, is_short_start: bool = False) -> None:
        self._plan = plan
        self.legs, self.support = legs_row(plan), support_row(plan)
        self.now, self.since = PainRows(words.PAIN_NOW), PainRows(words.PAIN_SINCE)
        asked: list[ChoiceRow] = [] if plan.is_on_both_feet else [self.legs]
        rows = [*([*asked, self.support] if is_short_start else []), *self.now.rows]
        rows += self.since.rows if asks_next_day else ()
        self.limit = ChoiceRow(
            words.PAIN_LIMIT,
            [words.PAIN_LIMIT_NONE, *(str(n) for n in LIMITS[1:])],
            LIMITS,
            plan.pain_limit,
        )
        rows += [] if is_short_start else [self.limit]
        title = words.JUST_START_TITLE if is_short_start else words.BEFORE_TITLE
        super().__init__(title, words.BEFORE_LEAD, rows, words.BEFORE_ACTIONS)
        for row in (self.now.score, self.since.score, self.limit):
            row.changed.connect(self._warn)
        self.pressed.connect(self._act)
        self._is_short_start = is_short_start

    @property
    def plan(self) -> Plan:
        """With what was asked here."""
        plan = msgspec.structs.replace(self._plan, pain_limit=self._limit)
        if not self._is_short_start:
            return plan
        legs = self.legs.value if self.legs.value in ("both", "left", "right") else "both"
        support = self.support.value if isinstance(self.support.value, Support) else Support.CHAIR
        return msgspec.structs.replace(plan, legs=legs, support=support)

    @property
    def _limit(self) -> int | None:
        value = self.limit.value
        return value if isinstance(value, int) else None

    def _warn(self) -> None:
        answers = [one for one in (self.now.answer, self.since.answer) if one is not None]
        hurts = any(is_warning(answer.score, None, self._limit) for answer in answers)
        self.say(words.PAIN_WARNING if hurts else "", is_warning=True)

    def _act(self, name: str) -> None:
        if name == "back":
            self.left.emit()
        else:
            self.answered.emit(self.plan, Before(self.now.answer, self.since.answer))
