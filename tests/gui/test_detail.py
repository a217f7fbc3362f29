"""The detail layer, from snapshots made by hand and samples of a simulated thigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.detail.balance import Bubble, BubbleDisc, RepDots
from dashboard.detail.panel import DetailPanel
from dashboard.detail.signal import quality_text
from dashboard.detail.traces import marks_of
from dashboard.theme import DARK, LIGHT
from imu.counter.tilt import HingeFrame
from imu.live import Stretch
from imu.samples import Gap
from imu.view import RepRow, SideView
from tests.gui.scenes import LEFT, RIGHT, refusal, snapshot
from tests.gui.test_glance import inked

FRAME = HingeFrame((0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 1.0, 1)
ROW = RepRow(1, 3, 44.0, 45.5, 24.0, counted=True, frontal_deg=0.8, transverse_deg=0.4)


def stretch(tilt_deg: float = 20.0) -> Stretch:
    """Ten seconds until 50 s of a thigh that goes up and down."""
    t = np.arange(40.0, 50.0, 0.01)
    tilt = np.radians(tilt_deg / 2 * (1.0 - np.cos(2 * np.pi * t / 4.0)))
    poses = np.zeros((len(t), 9))
    poses[:, 0], poses[:, 1] = np.sin(tilt), np.cos(tilt)
    poses[:, 2] = 0.02 * np.sin(2 * np.pi * 1.3 * t)
    acc = 9.81 * poses[:, :3]
    return Stretch(t, poses, np.zeros(len(t)), t, acc, np.zeros((len(t), 3)))


def with_frame(side: SideView) -> SideView:
    return replace(side, frame=FRAME, base_deg=0.0)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[DetailPanel]:
    found = DetailPanel()
    qtbot.addWidget(found)
    found.set_theme(DARK)
    found.resize(1280, 660)
    found.show()
    yield found
    found.traces.dispose()


def show(panel: DetailPanel, *sides: SideView) -> None:
    one = snapshot(*sides)
    for _ in range(7):  # every part has its turn
        panel.show_snapshot(one, lambda _: stretch())


def test_without_samples_everything_is_empty_and_nothing_breaks(panel: DetailPanel) -> None:
    panel.show_snapshot(snapshot(), lambda _: None)
    assert not inked(panel.traces.tilt, DARK.right).any()
    assert "no samples" in panel.quality.toPlainText()


def test_tilt_is_drawn_for_both_legs_in_their_colours(panel: DetailPanel) -> None:
    show(panel, with_frame(LEFT), with_frame(RIGHT))
    assert inked(panel.traces.tilt, DARK.right).any() or inked(panel.traces.tilt, DARK.left).any()


def test_before_the_axis_is_known_only_raw_values_are_drawn(panel: DetailPanel) -> None:
    show(panel, LEFT, RIGHT)
    assert not inked(panel.traces.tilt, DARK.right).any()
    assert inked(panel.traces.acc, DARK.x).any()


def test_what_was_not_counted_is_listed_without_a_new_rep(panel: DetailPanel) -> None:
    show(panel, with_frame(RIGHT))
    assert panel.rejected_model.rowCount() == 0
    show(panel, replace(with_frame(RIGHT), rejected=(refusal("step"),)))
    assert panel.rejected_model.rowCount() == 1


def test_the_newest_rep_is_in_sight(panel: DetailPanel) -> None:
    rows = tuple(replace(ROW, start_s=float(n), count=n) for n in range(1, 41))
    show(panel, replace(with_frame(RIGHT), reps=rows))
    last = panel.rep_model.index(39, 0)
    assert panel.reps.viewport().rect().contains(panel.reps.visualRect(last).center())
    panel.resize(1280, 500)
    QCoreApplication.processEvents()
    assert panel.reps.viewport().rect().contains(panel.reps.visualRect(last).center())


def test_dots_of_both_legs_stand_side_by_side_without_a_percentage(panel: DetailPanel) -> None:
    show(panel, replace(LEFT, reps=(ROW,)), replace(RIGHT, reps=(ROW, replace(ROW, counted=False))))
    dot = (0.8, 0.4)
    assert panel.dots.state == RepDots((("left", (dot,)), ("right", (dot,))))
    assert inked(panel.dots, DARK.left).any()
    assert inked(panel.dots, DARK.right).any()
    assert "%" not in panel.dots.accessibleName() + panel.caption.text()


def test_a_leg_without_reps_has_no_column_yet(panel: DetailPanel) -> None:
    show(panel, LEFT, replace(RIGHT, reps=(ROW,)))
    assert [side for side, _ in panel.dots.state.legs] == ["right"]


def test_the_bubble_moves_only_while_someone_trains(panel: DetailPanel) -> None:
    show(panel, with_frame(RIGHT))
    assert len(panel.disc.state.trail) > 10
    assert words.BALANCE_CAPTION in panel.caption.text()
    show(panel, replace(with_frame(RIGHT), is_in_set=False, dots=0))
    assert panel.disc.state == Bubble("right", ())


def test_the_knee_goes_left_on_the_screen_when_it_goes_left() -> None:
    """Frontal tilt is up seen from the thigh: its top leans right when the knee goes left."""
    disc = BubbleDisc()
    disc.resize(100, 100)
    disc.show_state(Bubble("right", ((-2.0, 0.0),)))
    columns = np.flatnonzero(inked(disc, DARK.right).any(axis=0))
    assert columns.max() < 50
    disc.deleteLater()


def test_marks_show_reps_with_their_number_dots_and_refusals() -> None:
    side = replace(
        RIGHT,
        reps=(replace(ROW, bottom_s=30.0), ROW, replace(ROW, bottom_s=47.0, counted=False)),
        dot_bottoms_s=(48.0,),
        rejected=(refusal("step", 30.0), refusal("step", 49.0)),
    )
    marks = list(marks_of(side, now_s=50.0, high_deg=42.0))
    assert [(mark.kind, mark.at_s, mark.label) for mark in marks] == [
        ("rep", 45.5, "3"),
        ("dot", 48.0, ""),
        ("refused", 48.0, "a step"),
    ]


def test_a_deep_rep_makes_the_plot_higher(panel: DetailPanel) -> None:
    show(panel, replace(with_frame(RIGHT), deepest_deg=70.0))
    low, high = panel.traces.tilt.range
    assert low < 0.0
    assert high > 70.0


def test_the_light_theme_reaches_plots_and_tables(panel: DetailPanel) -> None:
    show(panel, with_frame(RIGHT))
    panel.set_theme(LIGHT)
    assert inked(panel.traces.tilt, LIGHT.panel).mean() > 0.3


@pytest.mark.parametrize(
    ("times", "holes", "text"),
    [
        (np.arange(0.0, 10.0, 0.01), (), "right: 100 Hz, 100.0 % of samples in the last 10 s"),
        (
            np.delete(np.arange(0.0, 10.0, 0.01), slice(100, 200)),
            (Gap(1.0, 2.0, inferred=False),),
            "90.0 % of samples in the last 10 s; 1 gap so far (1.0 s missing)",
        ),
        (np.zeros(0), (), "right: no samples"),
    ],
)
def test_the_signal_is_told_in_numbers(
    times: np.ndarray, holes: tuple[Gap, ...], text: str
) -> None:
    assert text in quality_text(replace(RIGHT, holes=holes), times)


def test_a_hole_in_a_fast_stream_breaks_the_line(panel: DetailPanel) -> None:
    """At 200 Hz every second sample is drawn; the break must not be among those left out."""
    t = np.arange(40.0, 50.0, 0.005)
    for first in (400, 401):
        kept = np.delete(t, slice(first, first + 200))
        n = len(kept)
        raw = Stretch(
            np.zeros(0), np.zeros((0, 9)), np.zeros(0), kept, np.ones((n, 3)), np.ones((n, 3))
        )
        panel.traces.show_acc(raw, 50.0)
        panel.traces.show_gyr(raw, 50.0)
        for plot in (panel.traces.acc, panel.traces.gyr):
            x, y = plot.curve("x")
            assert len(x) == pytest.approx(900, abs=2)
            assert np.isnan(y).sum() == 1


@pytest.mark.parametrize(("rms", "reach"), [(None, 4.0), (1.5, 4.0), (3.0, 8.0), (30.0, 16.0)])
def test_a_wobbly_thigh_still_fits(panel: DetailPanel, rms: float | None, reach: float) -> None:
    row = replace(ROW, frontal_deg=rms)
    show(panel, replace(with_frame(RIGHT), reps=(row,)))
    assert panel.disc.state.reach_deg == reach
    assert panel.traces.wobble.range[1] > reach


def test_of_very_many_reps_the_latest_have_dots(panel: DetailPanel) -> None:
    rows = tuple(replace(ROW, start_s=float(n), frontal_deg=n / 100) for n in range(200))
    show(panel, replace(with_frame(RIGHT), reps=rows))
    ((_, dots),) = panel.dots.state.legs
    assert len(dots) == 30
    assert dots[-1] == (1.99, 0.4)


def test_a_picture_that_stays_is_not_worked_out_at_every_frame(panel: DetailPanel) -> None:
    asked: list[str] = []

    def get(side: str) -> Stretch:
        asked.append(side)
        return stretch()

    still, moved = snapshot(with_frame(RIGHT)), snapshot(with_frame(RIGHT))
    for _ in range(15):
        panel.show_snapshot(still, get)
    assert len(asked) == 2, "one turn for each of the small plots"
    per_frame: list[int] = []
    for _ in range(30):
        before = len(asked)
        panel.show_snapshot(moved, get)
        per_frame.append(len(asked) - before)
    # A plot a frame; what comes late is seen again.
    assert per_frame[:6] == per_frame[15:21] == [1, 1, 1, 1, 0, 0]
    assert sum(per_frame) == 8


def test_after_a_jump_every_part_has_its_turn_and_plots_come_first(panel: DetailPanel) -> None:
    show(panel, with_frame(RIGHT))
    there = replace(with_frame(RIGHT), reps=(ROW,), rejected=(refusal("step"),))
    jumped = snapshot(there)
    get = {"right": stretch(30.0)}.get
    before = panel.traces.acc.curve("x")[1]
    panel.show_snapshot(jumped, get)
    deepest = float(np.nanmax(panel.traces.tilt.curve("right")[1]))
    assert deepest == pytest.approx(30.0, abs=0.1), "the tilt at once"
    assert panel.traces.acc.curve("x")[1] is before
    for _ in range(3):
        panel.show_snapshot(jumped, get)
    assert float(np.nanmax(panel.traces.acc.curve("x")[1])) > float(np.nanmax(before))
    assert panel.rep_model.rowCount() == panel.rejected_model.rowCount() == 0
    for _ in range(3):
        panel.show_snapshot(jumped, get)
    assert panel.rep_model.rowCount() == panel.rejected_model.rowCount() == 1
    assert len(panel.dots.state.legs) == 1


def test_no_part_starves_where_jumps_follow_each_other_closely(panel: DetailPanel) -> None:
    show(panel, with_frame(RIGHT))
    there = replace(with_frame(RIGHT), reps=(ROW,), rejected=(refusal("step"),))
    for n in range(4):
        jumped = snapshot(replace(there, deepest_deg=30.0 + n))
        for _ in range(4):
            panel.show_snapshot(jumped, lambda _: stretch(30.0))
    assert panel.rep_model.rowCount() == panel.rejected_model.rowCount() == 1
    assert len(panel.dots.state.legs) == 1


def test_a_stream_is_drawn_whole_at_every_frame(panel: DetailPanel) -> None:
    show(panel, with_frame(RIGHT))
    for n in range(2):
        panel.show_snapshot(snapshot(with_frame(RIGHT)), lambda _, n=n: stretch(30.0 + n))
    deepest = float(np.nanmax(panel.traces.tilt.curve("right")[1]))
    assert deepest == pytest.approx(31.0, abs=0.1)
    assert np.nanmax(np.abs(panel.traces.wobble.curve("frontal")[1])) > 0.0
    assert panel.disc.state.trail
