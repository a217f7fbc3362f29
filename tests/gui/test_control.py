"""The bar: what it shows, what it can do, and where the timeline leads."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.control import ControlBar
from dashboard.control.bar import Powers
from dashboard.control.icons import ICONS
from dashboard.control.timeline import Timeline, TimelineState, clock_text
from dashboard.theme import DARK
from imu.samples import Gap, Rejected, Rep, RepSet, Session, SideResult
from tests.gui.scenes import snapshot
from tests.gui.test_glance import inked
from tests.gui.windows import poke

TRAVEL = ("again", "back-set", "back-rep", "next-rep", "next-set")


def session() -> Session:
    rep = Rep(
        start_s=50.0, bottom_start_s=51.0, bottom_end_s=52.0, end_s=54.0, provisional_s=54.0,
        announced_s=54.0, depth_deg=20.0, counted=True, flags=(), metrics={},
    )  # fmt: skip
    leg = SideResult(
        samples=1,
        rate_hz=100.0,
        gaps=(Gap(150.0, 160.0, inferred=False),),
        health=(),
        sets=(RepSet(start_s=40.0, end_s=80.0, reps=(rep,)),),
        rejected=(Rejected(start_s=100.0, end_s=102.0, reason="walking", depth_deg=9.0),),
    )
    return Session(sides={"right": leg})


@pytest.fixture
def bar(qtbot: QtBot) -> ControlBar:
    return shown(qtbot, Powers(travels=True, is_paced=True))


def shown(qtbot: QtBot, powers: Powers) -> ControlBar:
    found = ControlBar(powers)
    qtbot.addWidget(found)
    found.set_theme(DARK)
    found.set_height(60)
    found.resize(1280, 60)
    found.show()
    return found


def clock_of(bar: ControlBar) -> str:
    (text,) = [one.text() for one in bar.findChildren(QLabel) if ":" in one.text()]
    return text


@pytest.mark.parametrize("name", [*TRAVEL, "play", "speed", "detail", "sound", "theme", "full"])
def test_every_button_says_its_name_when_pressed(bar: ControlBar, name: str) -> None:
    heard: list[str] = []
    bar.pressed.connect(heard.append)
    bar.show_snapshot(snapshot(), session())
    poke(bar.buttons[name])
    assert heard == [name]


def test_every_button_has_a_tip_and_a_name_for_readers(bar: ControlBar) -> None:
    for name, button in bar.buttons.items():
        assert button.toolTip(), name
        assert button.accessibleName() == button.toolTip()
        assert name == "speed" or not button.icon().isNull()


def test_every_icon_draws_something() -> None:
    assert {"play", "pause", "silence"} <= set(ICONS)


def test_jumps_wait_until_it_is_known_where_to(bar: ControlBar) -> None:
    bar.show_snapshot(snapshot(), None)
    assert not bar.buttons["next-rep"].isEnabled()
    assert bar.buttons["again"].isEnabled()
    bar.show_snapshot(snapshot(), session())
    assert bar.buttons["next-rep"].isEnabled()


def test_play_becomes_pause_and_back(bar: ControlBar) -> None:
    bar.show_snapshot(snapshot(), None)
    assert bar.buttons["play"].toolTip() == words.PAUSE
    bar.show_snapshot(snapshot(is_paused=True), None)
    assert bar.buttons["play"].toolTip() == words.PLAY
    bar.show_snapshot(snapshot(is_ended=True), None)
    assert bar.buttons["play"].toolTip() == words.PLAY


def test_the_playhead_and_the_clock_follow_the_hand_at_once(bar: ControlBar) -> None:
    bar.show_snapshot(snapshot(), None)
    assert (bar.timeline.state.now_s, clock_of(bar)) == (50.0, "0:50 / 3:20")
    bar.show_snapshot(snapshot(), None, 130.04)
    assert (bar.timeline.state.now_s, clock_of(bar)) == (130.0, "2:10 / 3:20")


@pytest.mark.parametrize(("speed", "text"), [(1.0, "1×"), (0.25, "0.25×"), (None, "max")])
def test_the_speed_is_shown(bar: ControlBar, speed: float | None, text: str) -> None:
    bar.show_snapshot(snapshot(speed=speed), None)
    assert bar.speed.text() == text


def test_a_live_sensor_can_be_neither_paused_nor_travelled(qtbot: QtBot) -> None:
    bar = shown(qtbot, Powers(travels=False, is_paced=False))
    for name in (*TRAVEL, "play", "speed"):
        assert not bar.buttons[name].isVisible(), name
    assert not bar.timeline.isVisible()
    assert bar.buttons["detail"].isVisible()


def test_sound_that_is_off_is_shown_as_off(bar: ControlBar) -> None:
    bar.show_sound(is_on=False)
    assert bar.buttons["sound"].toolTip() == words.UNMUTE


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    found = Timeline()
    qtbot.addWidget(found)
    found.resize(401, 40)
    found.show_state(TimelineState(0.0, 200.0, 20.0, session()))
    found.show()
    return found


@pytest.mark.parametrize(("x", "time_s"), [(0, 0.0), (100, 50.0), (400, 200.0)])
def test_a_click_leads_to_the_time_under_it(timeline: Timeline, x: int, time_s: float) -> None:
    heard: list[float] = []
    timeline.sought.connect(heard.append)
    poke(timeline, QPoint(x, 20))
    assert heard == [pytest.approx(time_s, abs=0.6)]


def test_a_drag_beyond_the_end_leads_to_the_end(timeline: Timeline) -> None:
    heard: list[float] = []
    timeline.sought.connect(heard.append)
    poke(timeline, QPoint(900, 20))
    assert heard == [200.0]


def test_reps_are_where_they_happened(timeline: Timeline) -> None:
    columns = np.flatnonzero(inked(timeline, DARK.right).any(axis=0))
    assert columns.min() == pytest.approx(2 * 51.5, abs=2)
    assert columns.max() == pytest.approx(2 * 51.5, abs=2)


def test_without_a_known_end_nothing_is_drawn_and_nothing_breaks(timeline: Timeline) -> None:
    timeline.show_state(TimelineState())
    poke(timeline)
    assert not inked(timeline, DARK.text).any()


def test_the_clock() -> None:
    assert [clock_text(s) for s in (-1.0, 59.9, 61.0, 3600.0)] == ["0:00", "0:59", "1:01", "60:00"]
