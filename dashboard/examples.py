"""Pages that need no session, and the cards of plan and strap-on: for `kickstand pictures`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from dashboard.asking.page import AfterPage
from dashboard.comparing import examples as comparing
from dashboard.editing import examples as editing
from dashboard.glance import GlancePanel
from dashboard.home.page import HomePage
from dashboard.howto.page import HowToPage
from dashboard.howto.steps import Way
from dashboard.howto.strap import StrapDrawing
from dashboard.library import examples as library
from dashboard.planning.before import BeforePage
from dashboard.planning.page import PlanPage
from dashboard.preferences import Preferences
from dashboard.progress import examples as progress
from dashboard.safety import SafetyPage
from dashboard.settingspage import SettingsPage
from dashboard.theme import ThemeChoice
from imu.coach.asked import PainAnswer
from imu.coach.plan import Plan
from imu.coach.shot import CoachShot, LegShot, SetShot, Stage, Steady
from imu.coach.strapon import Step, StrapShot
from imu.recent import Recent
from imu.view import Band, RepRow, SideView, Snapshot, Word


@dataclass(frozen=True, slots=True)
class PageExample:
    """A page: how it is made. It can take a theme."""

    name: str
    make: Callable[[], Any]
    is_light: bool = False


_LIGHT = Preferences(theme=ThemeChoice.LIGHT)


def _alone() -> HowToPage:
    page = HowToPage(Way.ONE_LEG, "right")
    page.choose(4)
    return page


def _home() -> HomePage:
    days = [
        Recent(
            Path(f"2026-11-{day}"),
            datetime(2026, 11, day, 18, 3, tzinfo=UTC),
            "one-leg",
            {"left": (8, 8, 8), "right": (8, 8, 7)},
            is_unfinished=day == 26,
        )
        for day in range(27, 21, -1)
    ]
    return HomePage(days)


def _before() -> BeforePage:
    page = BeforePage(Plan(rung="one-leg"), asks_next_day=True, is_short_start=True)
    page.now.score.choose(5)
    return page


def _after() -> AfterPage:
    page = AfterPage(PainAnswer(1), was_stopped=True)
    page.effort.choose(5)
    return page


def _reps(name: str) -> tuple[RepRow, ...]:
    """Eleven of the right leg, none of the left one yet."""
    sway = (0.9, 1.2, 0.8, 1.0, 1.4, 1.1, 0.9, 1.3, 1.6, 1.0, 1.2) if name == "right" else ()
    return tuple(
        RepRow(
            set_number=1, count=n, start_s=4.0 * n, bottom_s=4.0 * n + 1.5, depth_deg=26.0,
            counted=True, frontal_deg=deg, transverse_deg=0.7 * deg,
        )
        for n, deg in enumerate(sway, start=1)
    )  # fmt: skip


def _side(name: str) -> SideView:
    return SideView(
        side=name, word=Word.READY, is_ready=True, is_armed=False, is_in_set=False, count=0,
        target=8, dots=0, set_number=1, tilt_deg=2.0, base_deg=0.0, deepest_deg=27.0,
        last_rep=None, tempo=None, not_counted=None, sets=(), not_counted_total=0, gaps=0,
        health=(), rest_s=None, lost_s=0.0, reps=_reps(name),
    )  # fmt: skip


def _glance(shot: CoachShot, strap: StrapShot | None = None) -> QWidget:
    panel = GlancePanel()
    snapshot = Snapshot(
        name="", time_s=60.0, start_s=0.0, end_s=None, speed=None, is_paused=False,
        sides=(_side("left"), _side("right")), working="right", trouble="", is_ended=False,
        is_stopped=False, error="", band=Band(20.0, 28.0),
    )  # fmt: skip
    panel.show_snapshot(snapshot, shot, strap)
    return panel


_DONE = SetShot(8, 6, "Deeper than your band.", Steady.STEADIER, 1)


def _stage(stage: Stage, left_s: float | None = None, leg: str = "right") -> CoachShot:
    sets = (_DONE, SetShot(3, is_short=True)) if stage is not Stage.GET_READY else ()
    last = _DONE if sets else None
    return CoachShot(
        stage, leg, 2 if sets else 1, 3, 8, left_s, is_held=False,
        legs=(LegShot("right", 3, sets), LegShot("left", 3)),
        last=last, last_leg="right", is_changing_leg=leg == "left",
    )  # fmt: skip


def _plan_card(name: str, shot: CoachShot, *, is_light: bool = False) -> PageExample:
    return PageExample(f"plan-{name}", lambda: _glance(shot), is_light)


def _strap_card(shot: StrapShot) -> PageExample:
    return PageExample(f"strap-on-{shot.step}", lambda: _glance(_stage(Stage.GET_READY), shot))


PAGES = (
    PageExample("home", _home),
    PageExample("home-light", _home, is_light=True),
    PageExample("home-first", HomePage),
    PageExample("library", library.full),
    PageExample("library-light", library.full, is_light=True),
    PageExample("library-unfinished", lambda: library.full(chosen=2)),
    PageExample("library-wrong-mark", lambda: library.full("who:anna"), is_light=True),
    PageExample("library-no-match", lambda: library.full("moon")),
    PageExample("library-delete-all", library.asking),
    PageExample("library-empty", library.empty),
    PageExample("plan", lambda: PlanPage(Plan(rung="one-leg-load"))),
    PageExample("plan-light", lambda: PlanPage(Plan()), is_light=True),
    PageExample("before", _before),
    PageExample("before-light", _before, is_light=True),
    PageExample("after", _after),
    PageExample("after-light", _after, is_light=True),
    PageExample("edit", editing.page),
    PageExample("edit-light", editing.page, is_light=True),
    PageExample("edit-close", editing.close_page),
    PageExample("settings", lambda: SettingsPage(Preferences())),
    PageExample("settings-light", lambda: SettingsPage(_LIGHT), is_light=True),
    *(PageExample(*one) for one in comparing.PAGES),
    *(PageExample(*one) for one in progress.PAGES),
    PageExample("howto-both-feet", lambda: HowToPage(Way.BOTH_FEET)),
    PageExample("howto-both-feet-band", lambda: HowToPage(Way.BOTH_FEET_BAND), is_light=True),
    PageExample("howto-one-leg", lambda: HowToPage(Way.ONE_LEG)),
    PageExample("howto-one-leg-light", lambda: HowToPage(Way.ONE_LEG), is_light=True),
    PageExample("howto-band", lambda: HowToPage(Way.ONE_LEG_BAND, "left")),
    PageExample("howto-weights", lambda: HowToPage(Way.ONE_LEG_WEIGHTS, "left"), is_light=True),
    PageExample("howto-alone", _alone),
    PageExample("safety", SafetyPage),
    PageExample("safety-light", SafetyPage, is_light=True),
    PageExample("strap", lambda: StrapDrawing("left")),
    PageExample("strap-light", lambda: StrapDrawing("both"), is_light=True),
    _strap_card(StrapShot(Step.WHERE, "right")),
    _strap_card(StrapShot(Step.STAND, "right", stood_s=1.2)),
    _strap_card(StrapShot(Step.HINGES, "right", count=2, reason="too-fast")),
    _strap_card(StrapShot(Step.FITS, "right")),
    _plan_card("get-ready", _stage(Stage.GET_READY, 12)),
    _plan_card("countdown", _stage(Stage.COUNTDOWN, 2)),
    _plan_card("rest", _stage(Stage.REST, 42)),
    _plan_card("rest-light", _stage(Stage.REST, 42, "left"), is_light=True),
    _plan_card("change", _stage(Stage.CHANGE, None, "left")),
    _plan_card("restrap", _stage(Stage.RESTRAP, None, "left")),
    _plan_card("pain", _stage(Stage.PAIN)),
    _plan_card("done", _stage(Stage.DONE)),
)
"""In the order in which a person meets them."""
