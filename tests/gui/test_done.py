"""The screen after a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.done import DonePanel, DoneState
from imu.view import LegDone, NotCountedKind, Spread

LEFT = LegDone(
    side="left",
    sets=((8, ""), (3, "pain")),
    reps=11,
    depth_deg=Spread(25.4, 21.0, 28.6),
    eccentric_s=Spread(1.5, 1.2, 1.9),
    hold_s=Spread(0.4, 0.2, 0.8),
    concentric_s=Spread(1.4, 1.0, 2.0),
    frontal_deg=Spread(0.8, 0.5, 1.4),
    transverse_deg=None,
    not_counted=(NotCountedKind("walking", "The leg swung as in walking.", 12),),
    gaps=2,
    health=("The sensor slipped.",),
)
RIGHT = replace(LEFT, side="right", sets=(), reps=0, depth_deg=None, not_counted=(), gaps=0)


@pytest.fixture
def panel(qtbot: QtBot) -> DonePanel:
    found = DonePanel()
    qtbot.addWidget(found)
    found.resize(1280, 670)
    found.show()
    return found


def text_of(panel: DonePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_both_legs_stand_side_by_side_with_their_spread(panel: DonePanel) -> None:
    panel.show_state(DoneState(legs=(LEFT, RIGHT)))
    text = text_of(panel)
    assert "◀ LEFT" in text
    assert "RIGHT ▶" in text
    assert "8 · 3 (stopped for pain)" in text
    assert "25°  (21 to 29)" in text
    assert words.DONE_NOTHING in text


def test_what_was_not_counted_is_said_with_its_reason(panel: DonePanel) -> None:
    panel.show_state(DoneState(legs=(LEFT,)))
    text = text_of(panel)
    assert "12 × The leg swung as in walking." in text
    assert "The sensor slipped." in text
    assert "2 gaps" in text


def test_nothing_refused_is_said_too(panel: DonePanel) -> None:
    panel.show_state(DoneState(legs=(replace(LEFT, not_counted=(), gaps=0, health=()),)))
    assert words.DONE_ALL_COUNTED in text_of(panel)


def test_reps_as_planned_are_said_set_by_set(panel: DonePanel) -> None:
    leg = replace(LEFT, planned=("6 of 8 as planned (mostly: deeper than your band)",))
    panel.show_state(DoneState(legs=(leg,)))
    text = text_of(panel)
    assert "set 1: 6 of 8 as planned (mostly: deeper than your band)." in text
    assert words.DONE_ALL_COUNTED not in text


def test_it_says_where_the_files_are_or_that_there_are_none(panel: DonePanel) -> None:
    panel.show_state(DoneState(folder=Path("somewhere/session")))
    assert str(Path("somewhere/session")) in text_of(panel)
    panel.show_state(DoneState(is_simulated=True))
    assert words.DONE_NO_FILES in text_of(panel)
    assert words.DONE_SIMULATED in text_of(panel)


def test_legs_are_neither_compared_nor_judged(panel: DonePanel) -> None:
    panel.show_state(DoneState(legs=(LEFT, RIGHT)))
    text = text_of(panel).lower()
    assert "%" not in text
    for word in ("imbalance", "worse", "stronger", "weaker"):
        assert word not in text


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (DoneState(), words.DONE_TITLE),
        (DoneState(is_stopped=True), words.DONE_STOPPED),
        (DoneState(error="The disk is gone."), words.DONE_FAILED),
    ],
)
def test_the_title_says_how_it_ended(panel: DonePanel, state: DoneState, title: str) -> None:
    panel.show_state(state)
    assert text_of(panel).startswith(title)
    assert state.error in text_of(panel)


def test_names_from_files_are_text_and_nothing_else(panel: DonePanel) -> None:
    panel.show_state(DoneState(remarks=("<b>bold</b> <img src=x>",)))
    labels = [label for label in panel.findChildren(QLabel) if "<b>" in label.text()]
    assert labels
    assert all(label.textFormat().name == "PlainText" for label in labels)


def test_very_many_sets_are_told_in_short(panel: DonePanel) -> None:
    panel.show_state(DoneState(legs=(replace(LEFT, sets=((25, ""),) * 28 + ((3, "pain"),)),)))
    assert "28 sets of 25 · 3 (stopped for pain)" in text_of(panel)
    mixed = tuple((n, "") for n in range(1, 10))
    panel.show_state(DoneState(legs=(replace(LEFT, sets=mixed),)))
    assert "1 · 2 · 3 · 4 · 5 · 6 and 3 more" in text_of(panel)
