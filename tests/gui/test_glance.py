"""The glance layer: sizes that can be read across a room, and words for every state."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.glance import GlancePanel
from dashboard.glance.gauge import GaugeState
from dashboard.glance.notes import Note
from dashboard.glance.places import places
from dashboard.glance.states import NOTE_S, gauge_of, note_of, shown_side
from dashboard.theme import DARK, LIGHT
from imu.samples import Reason
from imu.view import Band, SetDone, SideView, Snapshot, Word
from tests.gui.scenes import LEFT, RIGHT, refusal, snapshot

BAR = 0.07
"""Share of the window that the bar below takes away from the panel."""

SIZES = pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (1024, 768)])


@pytest.fixture
def panel(qtbot: QtBot) -> GlancePanel:
    found = GlancePanel()
    qtbot.addWidget(found)
    found.resize(1920, 1004)
    found.show()
    return found


def pixels(widget: QWidget) -> NDArray[np.int64]:
    """(height, width, 3) of what the widget looks like."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(image.constBits(), np.uint8)
    rows = raw.reshape(image.height(), image.bytesPerLine())[:, : 3 * image.width()]
    return rows.reshape(image.height(), image.width(), 3).astype(np.int64)


def inked(widget: QWidget, code: str) -> NDArray[np.bool_]:
    """(height, width) where the widget has just this colour."""
    ink = QColor(code)
    return (pixels(widget) == np.array([ink.red(), ink.green(), ink.blue()])).all(axis=2)


def rows_of(mask: NDArray[np.bool_]) -> int:
    """From the first to the last row that has any."""
    found = np.flatnonzero(mask.any(axis=1))
    return int(found[-1] - found[0] + 1) if len(found) else 0


@SIZES
@pytest.mark.parametrize("side", ["left", "right"])
def test_nothing_overlaps_and_nothing_hangs_over_the_edge(size: tuple[int, int], side: str) -> None:
    width, height = size[0], size[1] * (1 - BAR)
    found = places(width, height, side)
    parts = [found.badge, found.count, found.phase, found.note, found.sets, found.gauge]
    for n, one in enumerate(parts):
        assert one.left() >= 0
        assert one.right() <= width
        assert one.bottom() <= height
        for other in parts[n + 1 :]:
            assert not one.intersects(other)


def test_the_picture_flips_with_the_leg() -> None:
    left, right = places(1280.0, 670.0, "left"), places(1280.0, 670.0, "right")
    assert left.gauge.left() > 640
    assert right.gauge.right() < 640


def test_the_count_is_a_third_of_the_window_high(panel: GlancePanel) -> None:
    panel.show_snapshot(snapshot())
    assert rows_of(inked(panel.count, DARK.text)) >= 1080 / 3


@pytest.mark.parametrize("word", list(Word))
def test_every_word_can_be_read_from_three_metres(panel: GlancePanel, word: Word) -> None:
    """108 px of 1080 are 20 minutes of arc at 3 m on a 14 inch screen."""
    panel.show_snapshot(snapshot(replace(RIGHT, word=word)))
    ink = DARK.warn if word is Word.LOST else DARK.text
    assert rows_of(inked(panel.phase, ink)) >= 105


def test_a_long_count_shrinks_instead_of_being_cut(panel: GlancePanel) -> None:
    panel.resize(700, 1000)
    panel.show_snapshot(snapshot(replace(RIGHT, count=28, target=30)))
    ink = inked(panel.count, DARK.text)
    assert ink.any()
    assert not ink[:, 0].any()
    assert not ink[:, -1].any()


def test_the_working_leg_is_shown_with_its_word_place_and_shape(panel: GlancePanel) -> None:
    panel.show_snapshot(snapshot(working="left"))
    assert panel.badge.state == "left"
    assert panel.badge.accessibleName() == "left leg"
    mask = inked(panel.badge, DARK.left)
    columns = np.flatnonzero(mask.any(axis=0))
    assert columns[0] < 0.02 * panel.width()
    first, waist = mask[:, columns[0] + 2].sum(), mask[:, columns[0] + 60].sum()
    assert first < 0.3 * waist  # it comes to a point


def test_before_anything_was_done_a_leg_with_a_sensor_is_shown() -> None:
    one = shown_side(snapshot(replace(LEFT, word=Word.OFF), RIGHT, working=""))
    assert one is not None
    assert one.side == "right"


def test_without_any_side_nothing_breaks(panel: GlancePanel) -> None:
    panel.show_snapshot(replace(snapshot(), sides=()))


@pytest.mark.parametrize(
    ("side", "note"),
    [
        (RIGHT, Note()),
        (replace(RIGHT, dots=2), Note(dots=2)),
        (replace(RIGHT, word=Word.BEGIN), Note(words.BEGIN_HINT)),
        (replace(RIGHT, word=Word.BEGIN, dots=1), Note(dots=1)),
        (replace(RIGHT, not_counted=refusal("too-fast")), Note("not counted: too fast")),
        (replace(RIGHT, not_counted=refusal("partial")), Note("not counted: half as deep")),
        (replace(RIGHT, not_counted=refusal("too-fast", 50.0 - NOTE_S)), Note()),
        (replace(RIGHT, not_counted=refusal("walking")), Note()),
        (replace(RIGHT, not_counted=refusal("idle-leg")), Note()),
    ],
)
def test_the_note_says_the_one_thing_that_matters(side: SideView, note: Note) -> None:
    assert note_of(snapshot(side), side) == note


def test_a_lost_sensor_is_said_before_all_else() -> None:
    side = replace(RIGHT, lost_s=4.4, not_counted=refusal("too-fast"))
    note = note_of(snapshot(side), side)
    assert note.is_alarm
    assert "4 s" in note.text


def test_a_disk_that_takes_nothing_is_said() -> None:
    note = note_of(snapshot(trouble="The disk is full."), RIGHT)
    assert note == Note("The disk is full.", is_alarm=True)


def test_every_reason_has_a_short_word() -> None:
    assert set(Reason) <= set(words.REASONS)
    assert max(len(text) for text in words.REASONS.values()) <= 16


def test_a_lost_sensor_has_no_tilt() -> None:
    side = replace(RIGHT, lost_s=2.0)
    assert gauge_of(side, snapshot(side)).tilt_deg is None


def gauge(deepest_deg: float, band: Band | None = None) -> float:
    return GaugeState(deepest_deg=deepest_deg, band=band).reach_deg


def test_the_gauge_makes_room_for_what_was_done_and_what_is_wanted() -> None:
    assert gauge(0.0) == 40.0
    assert gauge(38.0) == 60.0
    assert gauge(20.0, Band(40.0, 50.0)) == 60.0
    assert gauge(300.0) == 130.0


def test_the_bar_goes_down_with_the_thigh(panel: GlancePanel) -> None:
    heights: list[int] = []
    for tilt in (5.0, 15.0, 25.0):
        panel.show_snapshot(snapshot(replace(RIGHT, tilt_deg=tilt), band=None))
        mask = inked(panel.gauge, DARK.right)
        heights.append(rows_of(mask))
        assert mask[: panel.gauge.height() // 20].any()
    assert heights == sorted(set(heights))


def test_the_band_is_two_lines_and_a_hatch(panel: GlancePanel) -> None:
    panel.show_snapshot(snapshot(replace(RIGHT, tilt_deg=0.0, last_rep=None)))
    with_band = inked(panel.gauge, DARK.text).sum()
    panel.show_snapshot(snapshot(replace(RIGHT, tilt_deg=0.0, last_rep=None), band=None))
    assert with_band > 0
    assert inked(panel.gauge, DARK.text).sum() == 0


def test_the_other_theme_is_other_colours(panel: GlancePanel) -> None:
    panel.show_snapshot(snapshot())
    panel.set_theme(LIGHT)
    assert inked(panel, LIGHT.back).mean() > 0.5
    assert not inked(panel, DARK.back).any()


@pytest.mark.parametrize(
    ("view", "name"),
    [
        (snapshot(), "7 of 10 reps"),
        (snapshot(replace(RIGHT, target=None)), "7 reps"),
    ],
)
def test_a_screen_reader_is_told_the_count(panel: GlancePanel, view: Snapshot, name: str) -> None:
    panel.show_snapshot(view)
    assert panel.count.accessibleName() == name


def test_a_screen_reader_is_told_phase_rest_tilt_and_sets(panel: GlancePanel) -> None:
    panel.show_snapshot(snapshot(LEFT, replace(RIGHT, word=Word.REST, rest_s=74.9)))
    assert panel.phase.accessibleName() == "REST 1:14"
    assert panel.gauge.accessibleName() == "thigh tilt 20 degrees"
    assert panel.sets.accessibleName() == "left: 10 · 9, right: 8"


def test_before_anything_was_done_with_two_sensors_either_leg_may_begin(
    panel: GlancePanel,
) -> None:
    panel.show_snapshot(snapshot(working=""))
    assert panel.badge.accessibleName() == "either leg"
    left, right = inked(panel.badge, DARK.left), inked(panel.badge, DARK.right)
    middle = panel.badge.width() // 2
    assert left[:, :middle].any()
    assert not left[:, middle:].any()
    assert right[:, middle:].any()


def test_no_letter_is_cut_off(panel: GlancePanel) -> None:
    panel.show_snapshot(snapshot(replace(RIGHT, word=Word.BEGIN)))
    ink = inked(panel.note, DARK.dim)
    assert ink.any()
    assert not ink[-1].any()
    assert not ink[0].any()


def test_in_a_rest_the_note_says_how_the_set_was_against_the_plan() -> None:
    done = SetDone(8, 0.0, 30.0, "", "6 of 8 as planned")
    resting = replace(RIGHT, word=Word.REST, rest_s=9.0, sets=(done,), not_counted=None, dots=0)
    assert note_of(snapshot(resting), resting).text == "6 of 8 as planned"
    busy = replace(resting, rest_s=None, word=Word.DOWN)
    assert note_of(snapshot(busy), busy).text == ""
