"""The tables of the detail layer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from dashboard import words
from dashboard.detail.tables import (
    JudgedRow,
    RowsModel,
    missed_by,
    rejected_lines,
    rejected_model,
    rep_lines,
    rep_model,
    table_of,
)
from imu.samples import Flag
from imu.view import Band, NotCounted, RepRow
from tests.gui.scenes import LEFT, RIGHT

REP = RepRow(1, 3, 10.0, 11.5, 24.6, counted=True)
FULL = replace(
    REP, eccentric_s=1.25, hold_s=0.4, concentric_s=1.5, frontal_deg=0.66, transverse_deg=0.31
)


def texts(model: QAbstractItemModel) -> list[list[str]]:
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_rep_is_a_line_with_units_and_what_is_not_known_stays_empty() -> None:
    model = rep_model()
    model.set_lines((("right", JudgedRow(REP)), ("left", JudgedRow(FULL))))
    assert texts(model) == [
        ["right", "1", "3", "25°", "", "", "", "", "", ""],
        ["left", "1", "3", "25°", "1.2 s", "0.4 s", "1.5 s", "0.7°", "0.3°", ""],
    ]


def test_a_rep_that_is_not_counted_has_a_dash_and_its_remark() -> None:
    model = rep_model()
    row = replace(REP, count=None, counted=False, flags=("partial",))
    model.set_lines((("right", JudgedRow(row)),))
    assert texts(model)[0][2] == "–"
    assert texts(model)[0][-1] == words.FLAGS[Flag.PARTIAL]


def test_every_flag_has_words() -> None:
    assert set(Flag) <= set(words.FLAGS)


def test_reps_of_both_legs_stand_in_the_order_of_time() -> None:
    early, late = replace(REP, start_s=1.0), replace(REP, start_s=30.0)
    sides = (replace(LEFT, reps=(late,)), replace(RIGHT, reps=(early,)))
    assert [side for side, _ in rep_lines(sides, None)] == ["right", "left"]


def walking(start_s: float, reason: str = "walking") -> NotCounted:
    return NotCounted(start_s, start_s + 1.0, 20.0, reason, f"{reason}.")


def test_a_walk_is_one_line_and_the_newest_stands_first() -> None:
    side = replace(
        RIGHT,
        rejected=(
            walking(10.0), walking(11.0), walking(13.0), walking(60.0), walking(61.5, "step"),
        ),
    )  # fmt: skip
    model = rejected_model()
    model.set_lines(rejected_lines((side,), start_s=5.0))
    assert texts(model) == [
        ["0:56", "right", "step."],
        ["0:55", "right", "walking."],
        ["0:05", "right", "walking. (×3)"],
    ]


def test_lines_that_are_the_same_are_not_set_again() -> None:
    model = rep_model()
    assert model.set_lines((("right", JudgedRow(REP)),))
    assert not model.set_lines((("right", JudgedRow(REP)),))


def test_headings_say_what_they_mean() -> None:
    model = rep_model()
    horizontal = Qt.Orientation.Horizontal
    for column in range(model.columnCount()):
        assert model.headerData(column, horizontal)
        assert model.headerData(column, horizontal, Qt.ItemDataRole.ToolTipRole)


def test_a_table_takes_no_keys_away(qtbot: QtBot) -> None:
    table = table_of(rep_model(), words.REPS_TITLE)
    qtbot.addWidget(table)
    assert table.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert table.accessibleName() == words.REPS_TITLE


BAND = Band(20.0, 28.0)
DONE = replace(FULL, end_s=13.5, return_deg=1.0)


def test_a_finished_rep_outside_the_band_says_so() -> None:
    assert missed_by(DONE, BAND) == ""
    assert missed_by(replace(DONE, depth_deg=30.0), BAND) == "deeper than your band"
    assert missed_by(replace(DONE, depth_deg=15.0), BAND) == "shallower than your band"
    assert missed_by(replace(DONE, return_deg=9.0), BAND) == "not quite back to tall"


def test_a_rep_is_not_judged_before_it_is_finished_or_without_a_band() -> None:
    deep = replace(DONE, depth_deg=40.0)
    assert missed_by(deep, None) == ""
    assert missed_by(replace(deep, end_s=None), BAND) == ""
    assert missed_by(replace(deep, counted=False), BAND) == ""


def test_what_a_rep_missed_stands_among_the_remarks() -> None:
    model = rep_model()
    row = replace(DONE, flags=("pulse",))
    model.set_lines((("right", JudgedRow(row, "deeper than your band")),))
    assert texts(model)[0][-1] == "second dip, deeper than your band"


def test_a_column_is_as_wide_as_its_newest_texts(qtbot: QtBot) -> None:
    model = rejected_model()
    table = table_of(model, words.REJECTED_TITLE)
    qtbot.addWidget(table)
    font = QFont()
    font.setPixelSize(12)
    table.fit(font)
    before = table.columnWidth(1)
    model.set_lines(rejected_lines((replace(LEFT, side="unknown", rejected=(walking(9.0),)),), 0.0))
    table.show_newest()
    assert table.columnWidth(1) > before
    assert table.columnWidth(1) > QFontMetrics(font).horizontalAdvance(words.SIDE_NAMES["unknown"])


def test_a_row_is_put_into_words_once() -> None:
    made: list[str] = []

    def texts_of(side: str, row: str) -> list[str]:
        made.append(row)
        return [side, row]

    model: RowsModel[str] = RowsModel(("Leg", "Row"), texts_of)
    model.set_lines((("left", "a"), ("left", "b")))
    assert texts(model) == texts(model) == [["left", "a"], ["left", "b"]]
    assert made == ["a", "b"]
    model.set_lines((("right", "c"),))
    assert texts(model) == [["right", "c"]]
