"""The key for the only sensor's change of leg, and what the window says meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dashboard.app import opened
from dashboard.glance.states import note_of
from imu.live import OneSensor, Playback, ReplaySource
from tests.gui.windows import a_window, click, until
from tests.hinges import hinges, in_a_row, recording

pytestmark = pytest.mark.usefixtures("qapp")


def test_c_changes_the_leg_and_c_again_confirms_it() -> None:
    block = hinges(in_a_row(3), 200.0, side="unknown", rate_hz=50.0)
    source = OneSensor(ReplaySource(recording(block)), "left")
    with opened(Playback(source, speed=4.0)) as window:
        window.show()
        conductor = window.conductor
        until(lambda: conductor.snapshot.time_s > 0.5)
        click(window, Qt.Key.Key_C)
        until(lambda: conductor.snapshot.change is not None)
        snapshot = conductor.snapshot
        assert snapshot.working == "right"
        right = snapshot.side("right")
        assert right is not None
        assert note_of(snapshot, right).text == (
            "Free your foot, then move the sensor to the right leg. Then press C."
        )
        click(window, Qt.Key.Key_C)
        until(lambda: conductor.snapshot.change is None)
        assert conductor.snapshot.working == "right"


def test_c_does_nothing_where_there_is_no_leg_to_change() -> None:
    with a_window() as window:
        click(window, Qt.Key.Key_C)
        until(lambda: window.conductor.snapshot.time_s > 0.0)
        assert window.conductor.snapshot.change is None
        assert not window.conductor.snapshot.is_ended
