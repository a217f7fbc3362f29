"""What comes before a training: for whom it is, the plan, how one feels, how it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec
from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.howto.page import HowToPage
from dashboard.howto.steps import way_of
from dashboard.planning.before import BeforePage
from dashboard.planning.page import PlanPage
from dashboard.preferences import load, preferences_file, save
from dashboard.safety import SafetyPage
from imu.coach.asked import Before
from imu.coach.memory import Memory, memory_file
from imu.coach.memory import load as load_memory
from imu.coach.memory import save as save_memory
from imu.coach.plan import Plan, order_of_legs

Show = Callable[[QWidget, str], None]


class Connect(Protocol):
    """Finds the sensors for a plan."""

    def __call__(self, plan: Plan, before: Before, *, straps_on: bool) -> None:
        """Lead from there to the first set."""
        ...


class Preparing:
    """Leads through these pages to the sensors.

    Parameters
    ----------
    show : shows a page in the window, with its title.
    home : goes back to the beginning.
    connect : what comes after these pages.

    Attributes
    ----------
    warning : why what was kept of earlier trainings is not there any more, or "".
    """

    def __init__(self, show: Show, home: Callable[[], None], connect: Connect) -> None:
        self._show, self._home, self._connect = show, home, connect
        self.warning = ""

    def plan(self) -> None:
        """Plan a training, once it was said for whom it is."""
        self._safely(self._plan)

    def just_start(self) -> None:
        """Train by the plan of last time: the first hinges teach all that the strap-on would."""
        self._safely(self._just_start)

    def show_safety(self) -> None:
        """For whom the exercise is not, to be read again."""
        self._safety(self._home, is_help=True)

    def show_how(self) -> None:
        """How the step of last time is done, to be looked up."""
        self._how(self._memory().plan, self._home, is_help=True)

    def _safely(self, then: Callable[[], None]) -> None:
        """Say once for whom this is, and for whom it is not."""

        def accept() -> None:
            seen = msgspec.structs.replace(load(preferences_file()), safety_seen=True)
            save(preferences_file(), seen)
            then()

        if load(preferences_file()).safety_seen:
            then()
        else:
            self._safety(accept)

    def _safety(self, then: Callable[[], None], *, is_help: bool = False) -> None:
        page = SafetyPage(is_help=is_help)
        page.accepted.connect(then)
        self._show(page, words.SAFETY_TITLE)

    def _plan(self) -> None:
        page = PlanPage(self._memory().plan)
        page.left.connect(self._home)
        page.planned.connect(self._feel)
        self._show(page, words.PLAN_TITLE)

    def _feel(self, plan: Plan) -> None:
        page = BeforePage(plan, asks_next_day=self._memory().last_at is not None)
        page.left.connect(self._plan)
        page.answered.connect(self._teach)
        self._show(page, words.BEFORE_TITLE)

    def _just_start(self) -> None:
        page = BeforePage(self._memory().plan, asks_next_day=False, is_short_start=True)
        page.left.connect(self._home)
        page.answered.connect(self._at_once)
        self._show(page, words.JUST_START_TITLE)

    def _teach(self, plan: Plan, before: Before) -> None:
        """Show how it is done before the first session on a step of the ladder."""
        memory = self._memory()
        if plan.rung in memory.seen_rungs:
            self._connect(plan, before, straps_on=True)
            return

        def learnt() -> None:
            seen = (*memory.seen_rungs, plan.rung)
            save_memory(memory_file(), msgspec.structs.replace(memory, seen_rungs=seen))
            self._connect(plan, before, straps_on=True)

        self._how(plan, learnt)

    def _how(self, plan: Plan, then: Callable[[], None], *, is_help: bool = False) -> None:
        legs = order_of_legs(plan, self._memory().last_first)
        has_weights = plan.load_kg is not None and "band" not in plan.load.lower()
        way = way_of(plan.rung, has_weights=has_weights)
        page = HowToPage(way, legs[0] if legs else "right", is_help=is_help)
        page.finished.connect(then)
        page.left.connect(self._home)
        page.set_still(load(preferences_file()).reduced_motion)
        page.animate()
        self._show(page, words.HOWTO_PAGE)

    def _at_once(self, plan: Plan, before: Before) -> None:
        self._connect(plan, before, straps_on=False)

    def _memory(self) -> Memory:
        memory, warning = load_memory(memory_file())
        self.warning = warning or self.warning
        return memory
