"""The whole plan: which step of the ladder, how often, how long to rest, which leg first."""

from __future__ import annotations

from typing import cast

import msgspec
from PySide6.QtCore import Signal

from dashboard import words
from dashboard.forms.page import FormPage
from dashboard.forms.row import ChoiceRow
from dashboard.forms.textrow import TextRow
from imu.coach.plan import Plan, Support
from imu.ladder import RUNGS, is_on_both_feet, rung_of

SETS = tuple(range(1, 7))
REPS = tuple(range(4, 21))
REST_S = (20.0, 30.0, 45.0, 60.0, 75.0, 90.0, 120.0, 150.0, 180.0)
BLOCK_CM: tuple[float | None, ...] = (None, *(float(cm) for cm in range(4, 31, 2)))
LOAD_KG: tuple[float | None, ...] = (
    None,
    *(float(kg) for kg in range(1, 11)),
    12.0,
    14.0,
    16.0,
    20.0,
    24.0,
)
TEMPI: tuple[tuple[float | None, float | None], ...] = (
    (None, None),
    (2.0, 1.0),
    (3.0, 1.0),
    (3.0, 2.0),
    (4.0, 2.0),
)
"""What can be chosen. Whoever was given another prescription takes the nearest."""


class PlanPage(FormPage):
    """Asks for a `Plan`, filled in as it was last time."""

    planned = Signal(object)
    """The `Plan`."""

    left = Signal()

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.kind = ChoiceRow(
            words.PLAN_KIND, words.PLAN_KINDS, ("training", "restrap-check"), plan.kind
        )
        keys = [rung.key for rung in RUNGS]
        self.rung = ChoiceRow(words.PLAN_RUNG, [words.RUNGS[key] for key in keys], keys, plan.rung)
        self.support = support_row(plan)
        self.legs = legs_row(plan)
        self.first = ChoiceRow(
            words.PLAN_FIRST, words.PLAN_FIRSTS, ("alternate", "left", "right"), plan.first
        )
        self.sets = _numbers(words.PLAN_SETS, SETS, plan.sets, "{}")
        self.reps = _numbers(words.PLAN_REPS, REPS, plan.reps, "{}")
        self.rest = _numbers(words.PLAN_REST, REST_S, plan.rest_s, words.PLAN_SECONDS)
        self.tempo = ChoiceRow(
            words.PLAN_TEMPO,
            [_tempo(*tempo) for tempo in TEMPI],
            TEMPI,
            (plan.eccentric_s, plan.concentric_s),
        )
        self.block = _numbers(words.PLAN_BLOCK, BLOCK_CM, plan.block_height_cm, words.PLAN_CM)
        self.load = TextRow(words.PLAN_LOAD, plan.load, words.PLAN_LOAD_EXAMPLE)
        self.kilograms = _numbers(words.PLAN_KG, LOAD_KG, plan.load_kg, words.PLAN_KGS)
        rows = (
            self.kind, self.rung, self.support, self.legs, self.first, self.sets, self.reps,
            self.rest, self.tempo, self.block, self.load, self.kilograms,
        )  # fmt: skip
        super().__init__(words.PLAN_TITLE, "", rows, words.PLAN_ACTIONS)
        self.kind.changed.connect(self._suit_rung)
        self.rung.changed.connect(self._suit_rung)
        self.legs.changed.connect(self._suit_rung)
        self.pressed.connect(self._act)
        self._suit_rung()

    @property
    def plan(self) -> Plan:
        """As it is filled in now."""
        rung, down_up = (
            str(self.rung.value),
            cast("tuple[float, float]", self.tempo.value or TEMPI[0]),
        )
        wanted: dict[str, object] = {
            "kind": self.kind.value,
            "rung": rung,
            "support": self.support.value or Support.CHAIR,
            "load": self.load.text if _is_loaded(rung) else "",
            "load_kg": self.kilograms.value if _is_loaded(rung) else None,
            "block_height_cm": None if is_on_both_feet(rung) else self.block.value,
            "legs": self.legs.value,
            "first": self.first.value,
            "sets": self.sets.value,
            "reps": self.reps.value,
            "rest_s": self.rest.value,
            "eccentric_s": down_up[0],
            "concentric_s": down_up[1],
        }
        return msgspec.structs.replace(self._plan, **wanted)

    def _suit_rung(self) -> None:
        """Ask only what has a meaning on this step."""
        rung, is_check = str(self.rung.value), self.kind.value == "restrap-check"
        for row in (self.sets, self.rest):
            row.setVisible(not is_check)
        self.say(words.PLAN_CHECK if is_check else "")
        for row in (self.legs, self.block):
            row.setVisible(not is_on_both_feet(rung))
        self.first.setVisible(not is_on_both_feet(rung) and self.legs.value == "both")
        for row in (self.load, self.kilograms):
            row.setVisible(_is_loaded(rung))

    def _act(self, name: str) -> None:
        if name == "start":
            self.planned.emit(self.plan)
        else:
            self.left.emit()


def support_row(plan: Plan) -> ChoiceRow:
    """What a hand holds on to."""
    return ChoiceRow(
        words.PLAN_SUPPORT,
        [words.SUPPORTS[one.value] for one in Support],
        tuple(Support),
        plan.support,
    )


def legs_row(plan: Plan) -> ChoiceRow:
    """Which legs are to be trained."""
    return ChoiceRow(words.PLAN_LEGS, words.PLAN_WHICH_LEGS, ("both", "left", "right"), plan.legs)


def _tempo(down_s: float | None, up_s: float | None) -> str:
    return words.PLAN_ANY if down_s is None else words.PLAN_DOWN_UP.format(down_s, up_s)


def _is_loaded(key: str) -> bool:
    rung = rung_of(key)
    return rung is not None and rung.load != "none"


def _numbers(
    title: str, values: tuple[float | None, ...] | tuple[int, ...], chosen: float | None, text: str
) -> ChoiceRow:
    """Numbers to step through; one that was set elsewhere joins them."""
    known = values if chosen in values else tuple(sorted((*values, chosen), key=lambda v: v or 0.0))
    labels = [words.PLAN_NONE if one is None else text.format(f"{one:g}") for one in known]
    return ChoiceRow(title, labels, known, chosen)
