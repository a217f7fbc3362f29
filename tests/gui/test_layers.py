"""The layers of a session's page: one is seen, and the details come a moment after the window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from dashboard.done import DonePanel
from dashboard.glance import GlancePanel
from dashboard.layers import Layers
from dashboard.theme import LIGHT
from tests.patience import PATIENCE_MS


@pytest.fixture
def layers(qtbot: QtBot) -> Iterator[Layers]:
    found = Layers(GlancePanel(0.0), DonePanel())
    qtbot.addWidget(found)
    yield found
    found.dispose()


def test_the_details_are_made_a_moment_after_the_window_has_come(
    layers: Layers, qtbot: QtBot
) -> None:
    layers.show()
    assert layers.count() == 2
    qtbot.waitUntil(lambda: layers.count() == 3, timeout=PATIENCE_MS)
    assert layers.shows_glance
    assert not layers.shows_detail


def test_whoever_wants_them_sooner_has_them_at_once_and_once(layers: Layers, qtbot: QtBot) -> None:
    layers.show()
    layers.show_layer(is_over=False, details=True)
    assert layers.shows_detail
    made = layers.detail
    qtbot.wait(1)
    assert layers.detail is made
    assert layers.count() == 3


def test_details_that_come_later_have_the_colours_that_were_chosen_before(layers: Layers) -> None:
    layers.set_theme(LIGHT)
    assert LIGHT.dim in layers.detail.quality.styleSheet()


def test_after_the_session_its_screen_and_the_details_take_turns(layers: Layers) -> None:
    layers.show_layer(is_over=True, details=True)
    assert layers.currentWidget() is layers.done
    layers.turn_over()
    assert layers.shows_detail
    layers.turn_over()
    assert layers.currentWidget() is layers.done


def test_nothing_comes_after_the_end(layers: Layers, qtbot: QtBot) -> None:
    layers.show()
    layers.dispose()
    qtbot.wait(1200)
    assert layers.count() == 2


def test_no_plot_is_imported_before_the_first_picture() -> None:
    code = "import dashboard.app, sys; print('pyqtgraph' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
