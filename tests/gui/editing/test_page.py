"""Correcting a count by keys and mouse, over the real counter and real files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from dashboard.editing import EditPage
from imu.recording import read_recording
from imu.recording.edits import Add, Exclude, Join, Move, Reject, Restore, Split, Undo
from imu.recording.labels import read_labels
from tests.gui.editing.recordings import (
    BOTTOM_S,
    GHOST_S,
    LEFT,
    LONE_S,
    RIGHT,
    UNHEARD_S,
    a_page,
    click,
    counts,
    drag,
    raw,
    settled,
    spot,
    written,
)
from tests.gui.pages import press

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FOUND = {"left": [4], "right": [5]}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("editing") / "one")


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "one"))


@pytest.fixture
def page(folder: Path) -> Iterator[EditPage]:
    with a_page(folder) as shown:
        yield shown


def act(page: EditPage, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key and wait for what comes of it."""
    press(page, key, held or Qt.KeyboardModifier.NoModifier)
    settled(page)


def choose(page: EditPage, side: str, time_s: float, row: str = "review") -> None:
    click(page.canvas, spot(page, side, row, time_s))


def kinds(folder: Path) -> list[type]:
    return [type(one) for one in read_recording(folder).edits]


# -- what is shown ---------------------------------------------------------------------------------


def test_both_counts_are_there_side_by_side(page: EditPage) -> None:
    assert page.view is not None
    left, right = page.view.lanes
    assert counts(page) == FOUND
    assert (left.announced, right.announced) == (5, 5)
    assert len(left.time_s) == len(left.tilt_deg) > 5000
    assert 24.0 < right.tilt_deg.max() < 26.0
    assert [one.time_s for one in page.questions.open] == pytest.approx(
        [GHOST_S, UNHEARD_S, LONE_S], abs=0.2
    )
    assert "Left: 4 reps (uncorrected 4, live 5)" in page.panel.told


def test_arrows_go_through_everything_and_the_panel_tells_it(page: EditPage) -> None:
    assert page.chosen is None
    press(page, Key.Key_Right)
    assert "Rep 1 of set 1, left" in page.panel.told
    assert "25° deep" in page.panel.told
    for _ in range(9):
        press(page, Key.Key_Right)
    assert "Not a rep, right" in page.panel.told
    assert "because: alone" in page.panel.told
    assert page.canvas.accessibleName().endswith("Not a rep, right")
    press(page, Key.Key_Left)
    assert "Rep 5 of set 1, right" in page.panel.told


@pytest.mark.parametrize("row", ["review", "curve"])
def test_a_click_chooses_and_a_click_on_nothing_lets_go(page: EditPage, row: str) -> None:
    choose(page, "right", RIGHT[1] + BOTTOM_S, row)
    assert page.chosen is not None
    assert (page.chosen.side, page.chosen.count) == ("right", 2)
    choose(page, "right", 20.0, row)
    assert page.chosen is None
    assert "Choose a movement" in page.panel.told


# -- corrections -----------------------------------------------------------------------------------


def test_a_false_rep_goes_and_comes_back_and_no_raw_file_is_touched(
    page: EditPage, folder: Path
) -> None:
    before = raw(folder)
    choose(page, "right", RIGHT[0] + BOTTOM_S)
    act(page, Key.Key_F)
    assert counts(page) == {"left": [4], "right": [4]}
    assert page.said == "Reps right: 5 → 4."
    assert page.chosen is not None
    assert page.chosen.reason == "undone"
    act(page, Key.Key_U)
    assert counts(page) == FOUND
    assert kinds(folder) == [Reject, Undo]
    act(page, Key.Key_Y, CONTROL)
    assert counts(page)["right"] == [4]
    act(page, Key.Key_Z, CONTROL)
    assert counts(page) == FOUND
    assert raw(folder) == before


def test_a_missed_rep_is_dragged_over(page: EditPage, folder: Path) -> None:
    press(page, Key.Key_A)
    assert "Drag over the rep" in page.said
    start, end = (spot(page, "right", "curve", LONE_S + by_s) for by_s in (-1.5, 1.6))
    drag(page.canvas, start, end)
    settled(page)
    assert counts(page)["right"] == [5, 1]
    assert kinds(folder) == [Add]
    assert not page.marker.is_on


def test_a_missed_rep_is_marked_by_keys_alone(page: EditPage) -> None:
    for _ in range(10):
        press(page, Key.Key_Right)
    press(page, Key.Key_Left)  # the last rep on the right leg: from its end on
    press(page, Key.Key_A)
    span = page.canvas.state.span
    assert span is not None

    def go_to(time_s: float) -> None:
        for _ in range(200):
            marking = page.canvas.state.marking
            assert marking is not None
            if marking.at_s >= time_s:
                return
            press(page, Key.Key_Right)
        raise AssertionError("the mark does not come there")

    go_to(LONE_S - 1.5)
    press(page, Key.Key_Return)
    assert "Now its end" in page.said
    go_to(LONE_S + 1.5)
    act(page, Key.Key_Return)
    assert counts(page)["right"] == [5, 1]


def test_a_mark_is_left_and_changes_the_leg(page: EditPage) -> None:
    press(page, Key.Key_A)
    marking = page.canvas.state.marking
    assert marking is not None
    assert marking.side == "left"
    press(page, Key.Key_Down)
    press(page, Key.Key_Right, SHIFT)
    moved = page.canvas.state.marking
    assert moved is not None
    assert moved.side == "right"
    assert moved.at_s - marking.at_s == pytest.approx(0.05 * 60.0, rel=0.01)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    press(page, Key.Key_Escape)
    assert (page.marker.is_on, left) == (False, [])
    press(page, Key.Key_Escape)
    assert left == [True]


def test_a_click_alone_marks_no_rep(page: EditPage, folder: Path) -> None:
    press(page, Key.Key_A)
    click(page.canvas, spot(page, "right", "curve", 45.0))
    marking = page.canvas.state.marking
    assert marking is not None
    assert marking.from_s == pytest.approx(45.0, abs=0.1)
    assert kinds(folder) == []


def test_what_is_marked_without_a_hinge_is_refused_with_a_sentence(
    page: EditPage, folder: Path
) -> None:
    press(page, Key.Key_A)
    start, end = (spot(page, "left", "curve", time_s) for time_s in (40.0, 44.0))
    drag(page.canvas, start, end)
    settled(page)
    assert page.said.startswith("The thigh does not go down and come up again")
    assert counts(page) == FOUND
    assert kinds(folder) == []


def test_a_rep_and_then_the_whole_set_were_the_other_leg(page: EditPage, folder: Path) -> None:
    choose(page, "left", LEFT[0] + BOTTOM_S)
    act(page, Key.Key_O)
    assert counts(page) == {"left": [3], "right": [1, 5]}
    assert page.chosen is not None
    assert page.chosen.side == "right"
    choose(page, "left", LEFT[2] + BOTTOM_S)
    act(page, Key.Key_O, SHIFT)
    assert sum(counts(page)["right"]) == 9
    assert counts(page)["left"] == []
    assert kinds(folder) == [Move, Move]


def test_a_set_is_split_before_the_chosen_rep_and_joined_again(
    page: EditPage, folder: Path
) -> None:
    choose(page, "right", RIGHT[2] + BOTTOM_S)
    act(page, Key.Key_S)
    assert counts(page)["right"] == [2, 3]
    assert page.said == "Done. The counts are the same as before."
    choose(page, "right", RIGHT[0] + BOTTOM_S)
    act(page, Key.Key_J)
    assert counts(page)["right"] == [5]
    assert kinds(folder) == [Split, Join]


def test_a_rep_is_left_out_of_the_figures_and_taken_in_again(page: EditPage, folder: Path) -> None:
    choose(page, "right", RIGHT[1] + BOTTOM_S)
    act(page, Key.Key_X)
    assert counts(page) == FOUND
    assert "counts, left out of the figures" in page.panel.told
    act(page, Key.Key_X)
    assert "left out" not in page.panel.told
    assert kinds(folder) == [Exclude, Restore]


def test_a_rejected_movement_was_a_rep(page: EditPage, folder: Path) -> None:
    choose(page, "right", LONE_S)
    act(page, Key.Key_R)
    assert counts(page)["right"] == [5, 1]
    assert "a rep by your word" in page.panel.told
    assert kinds(folder) == [Restore]


def test_without_a_choice_a_key_says_what_is_missing(page: EditPage, folder: Path) -> None:
    press(page, Key.Key_F)
    assert page.said == "No movement is chosen. Click on one, or choose one with ← →."
    choose(page, "right", LONE_S)
    press(page, Key.Key_X)
    assert page.said == "What is chosen is no rep. Choose a rep, or press R to make it one."
    act(page, Key.Key_U)
    assert page.said == "There is no edit to take back. Nothing is to be done."
    assert not (folder / "edits.json").exists()


def test_labels_are_saved_and_replaced_only_when_told_twice(page: EditPage, folder: Path) -> None:
    act(page, Key.Key_L)
    assert page.said == "Saved in labels.json: 9 reps."
    choose(page, "right", RIGHT[0] + BOTTOM_S)
    act(page, Key.Key_F)
    act(page, Key.Key_L)
    assert "marks reps already" in page.said
    assert len(read_labels(folder / "labels.json").reps) == 9
    act(page, Key.Key_L)
    assert len(read_labels(folder / "labels.json").reps) == 8
    act(page, Key.Key_L)
    assert "marks reps already" in page.said


# -- questions -------------------------------------------------------------------------------------


def test_an_answer_is_given_only_to_a_question_that_was_seen(page: EditPage, folder: Path) -> None:
    press(page, Key.Key_N)
    assert page.panel.questions.currentRow() == 0
    assert page.canvas.state.asked_s == ("left", pytest.approx(GHOST_S, abs=0.2))
    assert len(page.questions.open) == 3
    press(page, Key.Key_N)
    assert page.said == "As you say: nothing needs to be changed."
    assert len(page.questions.open) == 2
    assert page.panel.questions.count() == 2
    assert kinds(folder) == []


def test_no_takes_a_rep_of_review_away(page: EditPage, folder: Path) -> None:
    press(page, Key.Key_Down)
    press(page, Key.Key_Down)
    assert page.chosen is not None
    assert page.chosen.bottom_s == pytest.approx(UNHEARD_S, abs=0.2)
    text = page.panel.questions.item(1).text()
    assert (
        text == "0:31.8, right: Review has a rep, the live count has none (not seen). Was it one?"
    )
    act(page, Key.Key_N)
    assert counts(page)["right"] == [4]
    assert len(page.questions.open) == 2
    assert kinds(folder) == [Reject]


def test_yes_counts_what_was_announced_and_rejected(page: EditPage, folder: Path) -> None:
    press(page, Key.Key_Up)
    text = page.panel.questions.item(2).text()
    assert text == "0:51.2, right: The live count has a rep, review has none (alone). Was it one?"
    act(page, Key.Key_Y)
    assert counts(page)["right"] == [5, 1]
    assert kinds(folder) == [Restore]


def test_yes_to_what_nobody_saw_asks_for_the_span(page: EditPage) -> None:
    press(page, Key.Key_Down)
    press(page, Key.Key_Y)
    marking = page.canvas.state.marking
    assert marking is not None
    assert marking.side == "left"
    assert (marking.from_s, marking.at_s) == pytest.approx((16.5, 19.5), abs=0.2)
    act(page, Key.Key_Return)
    assert "does not go down" in page.said


def test_once_all_is_answered_nothing_is_asked(page: EditPage) -> None:
    for key in (Key.Key_N, Key.Key_Y, Key.Key_N):
        press(page, Key.Key_Down)
        press(page, key)
    assert page.questions.open == []
    assert "There is nothing to ask" in page.panel.told
    assert "Live and review differ" not in page.panel.told
    press(page, Key.Key_Down)
    press(page, Key.Key_Y)
    assert page.questions.current is None


def test_what_was_announced_leads_to_its_question_or_to_what_review_has(page: EditPage) -> None:
    choose(page, "left", GHOST_S, "live")
    assert page.questions.current is not None
    assert page.questions.current.time_s == pytest.approx(GHOST_S, abs=0.2)
    choose(page, "left", LEFT[1] + BOTTOM_S, "live")
    assert page.chosen is not None
    assert page.chosen.count == 2


def test_a_question_can_be_clicked(page: EditPage) -> None:
    page.panel.questions.itemClicked.emit(page.panel.questions.item(1))
    assert page.questions.current is not None
    assert page.questions.current.time_s == pytest.approx(UNHEARD_S, abs=0.2)
