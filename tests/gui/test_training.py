"""Whole trainings, by keys alone: what is counted, asked, and left in the files."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dashboard.asking.page import AfterPage
from dashboard.flow import Flow
from dashboard.home.page import HomePage
from imu.analysis import analyze
from imu.asymmetry import leg_session
from imu.coach.memory import load, memory_file
from imu.coach.shot import Stage
from imu.coach.strapon import Step
from imu.recording import read_recording
from imu.recording.session import read_session
from imu.samples import CommandKind
from imu.view import Word
from tests.gui.training import (
    PLAN,
    a_training,
    counts,
    left_then_right,
    page_of,
    press,
    recorded,
    shot_of,
    trained,
    two_legs,
    until,
    until_stage,
)
from tests.hinges import hinges, in_a_row

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "reps.csv").open() as file:
        return list(csv.DictReader(file))


def reps_of(flow: Flow) -> int:
    """The count on the screen."""
    return page_of(flow).glance.count.state.count


def answer(flow: Flow, *keys: tuple[Qt.Key, str]) -> None:
    for key, text in keys:
        press(flow, key, text)


def test_two_sensors_need_no_hand_until_the_questions() -> None:
    with a_training(left_then_right()) as flow:
        until_stage(flow, Stage.DONE)
        assert counts(flow) == {"left": [4], "right": [4]}
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        answer(flow, (Key.Key_3, "3"), (Key.Key_Down, ""), (Key.Key_Down, ""), (Key.Key_6, "6"))
        press(flow, Key.Key_Return)
        until(page_of(flow).done.isVisible, "what was done")
        press(flow, Key.Key_Return)
        until(lambda: isinstance(flow.shell.page, HomePage), "home")
        home = flow.shell.page
        assert isinstance(home, HomePage)
        assert [row.state.one.counts for row in home.lately] == [{"left": (4,), "right": (4,)}]
    folder = recorded()
    meta = read_session(folder / "session.json")
    assert meta.complete
    assert [(one.when, one.score) for one in meta.pain] == [("after", 3)]
    assert (meta.effort, meta.rung, meta.first_leg, meta.hand_support) == (
        6,
        "one-leg",
        "left",
        "chair",
    )
    rows = rows_of(folder)
    assert [row["side"] for row in rows] == ["left"] * 4 + ["right"] * 4
    memory, warning = load(memory_file())
    assert not warning
    assert (memory.last_first, memory.plan) == ("left", PLAN)
    assert memory.bands["one-leg"] == pytest.approx((21.25, 28.75), abs=0.6)


def test_what_was_recorded_says_the_same_again() -> None:
    with a_training(left_then_right()) as flow:
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        press(flow, Key.Key_Escape)
        session = page_of(flow).conductor.view.session
    again = analyze(recorded(), mode="live")
    assert session is not None
    assert again.sides == session.sides
    kinds = [command.kind for command in read_recording(recorded()).commands]
    assert kinds.count(CommandKind.ARM) == 2
    assert kinds.count(CommandKind.TARGETS) == 2


def test_one_sensor_is_moved_while_the_clock_waits() -> None:
    acted = two_legs([], [], 1.0)
    block = hinges([*in_a_row(4, 8.0), *in_a_row(4, 43.0)], 75.0, side="unknown", rate_hz=50.0)
    acted.blocks = {"unknown": block}
    with a_training(acted, one_sensor=True) as flow:
        acted.holds = lambda: shot_of(flow).stage is Stage.CHANGE
        until_stage(flow, Stage.CHANGE)
        assert counts(flow) == {"left": [4], "right": []}
        until(page_of(flow).glance.card.isVisible, "the card")
        assert "right" in page_of(flow).glance.card.state.lines[-1]
        press(flow, Key.Key_PageDown)  # what a presenter's remote sends
        until_stage(flow, Stage.DONE)
        assert counts(flow) == {"left": [4], "right": [4]}


def test_stopping_for_pain_keeps_the_reps_and_the_reason() -> None:
    acted = two_legs(in_a_row(4, 8.0), [], 60.0)
    with a_training(acted) as flow:
        waits = [True]
        acted.holds = lambda: waits[0] and reps_of(flow) >= 2
        until(lambda: reps_of(flow) >= 2, "two reps")
        press(flow, Key.Key_P)
        waits[0] = False
        until_stage(flow, Stage.PAIN)
        press(flow, Key.Key_E)
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        page = flow.shell.page
        assert isinstance(page, AfterPage)
        fields = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
        assert len(fields) == 2
        fields[0].setText("it pinched")
        page.pressed.emit("done")
        until(page_of(flow).done.isVisible, "what was done")
    meta = read_session(recorded() / "session.json")
    assert meta.stop_reason == "it pinched"
    (left,) = analyze(recorded(), mode="live").sides["left"].sets
    assert left.count >= 2
    assert left.stopped == "pain"


def test_a_check_of_the_strap_is_written_down_as_one_and_changes_no_plan() -> None:
    plan = msgspec.structs.replace(PLAN, kind="restrap-check", legs="left", pain_limit=3)
    acted = two_legs([*in_a_row(4, 8.0), *in_a_row(4, 43.0)], [], 75.0)
    with a_training(acted, plan) as flow:
        acted.holds = lambda: shot_of(flow).stage is Stage.RESTRAP
        until_stage(flow, Stage.RESTRAP)
        press(flow, Key.Key_Return)
        until_stage(flow, Stage.DONE)
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        press(flow, Key.Key_Escape)
    meta = read_session(recorded() / "session.json")
    assert (meta.restrap_check, meta.pain_limit) == (True, 3)
    commands = [one.kind for one in read_recording(recorded()).commands]
    assert commands.count(CommandKind.SENSOR_MOVED) == 1
    memory, _ = load(memory_file())
    assert memory.plan.kind == "training"
    found = leg_session(analyze(recorded(), mode="review"), meta)
    assert found.is_restrap_check


def test_on_both_feet_no_leg_is_changed() -> None:
    plan = msgspec.structs.replace(PLAN, rung="both-feet")
    both = two_legs(in_a_row(4, 8.0), in_a_row(4, 8.0), 40.0)
    with a_training(both, plan) as flow:
        until_stage(flow, Stage.DONE)
        assert counts(flow) == {"both": [4]}


def test_a_lost_sensor_freezes_the_count_and_the_plan_goes_on() -> None:
    acted = left_then_right()
    left = acted.blocks["left"]
    there = (left.time_s < 14.0) | (left.time_s > 17.0)
    acted.blocks = {
        **acted.blocks,
        "left": replace(
            left, time_s=left.time_s[there], acc_m_s2=left.acc_m_s2[there],
            gyr_rad_s=left.gyr_rad_s[there], seq=left.seq[there] if left.seq is not None else None,
        ),
    }  # fmt: skip
    with a_training(acted) as flow:
        seen: set[Word] = set()

        def look() -> bool:
            seen.update(one.word for one in page_of(flow).conductor.snapshot.sides)
            return shot_of(flow).stage is Stage.DONE

        until(look, "the end")
        assert counts(flow)["right"] == [4]


def test_the_strap_on_is_led_and_its_hinges_count() -> None:
    with a_training(two_legs(in_a_row(4, 8.0), [], 40.0), straps_on=True) as flow:
        training = trained(flow).running.training
        assert training is not None
        assert training.strap_shot is not None
        press(flow, Key.Key_Return)
        until(lambda: training.strap_shot is None or training.strap_shot.step is Step.FITS, "fits")
        until(lambda: training.strap_shot is None, "the plan")
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
        assert counts(flow)["left"] == [4]


def test_closing_the_window_in_mid_set_loses_nothing() -> None:
    with a_training(left_then_right()) as flow:
        until(lambda: reps_of(flow) >= 3, "three reps")
        flow.shell.close()
    folder = recorded()
    assert read_session(folder / "session.json").complete
    assert len(rows_of(folder)) >= 3
    assert load(memory_file())[0].last_at is not None


def test_escape_in_mid_training_asks_before_it_leaves() -> None:
    with a_training(left_then_right()) as flow:
        until_stage(flow, Stage.SET)
        press(flow, Key.Key_Escape)
        until(lambda: isinstance(flow.shell.page, AfterPage), "the questions")
