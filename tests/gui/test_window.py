"""The window, driven by keys and buttons from the first sample to the screen after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from dashboard import words
from dashboard.preferences import load, preferences_file
from dashboard.sessionpage import SessionPage
from dashboard.theme import DARK, LIGHT, ThemeChoice
from imu.analysis import analyze
from imu.live import Ended
from imu.view import Snapshot, legs_done
from tests.gui.test_done import text_of
from tests.gui.test_glance import inked
from tests.gui.windows import RECORDING, a_window, click, poke, sample, surveyed, until

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key


@pytest.fixture
def window() -> Iterator[SessionPage]:
    with a_window() as found:
        surveyed(found)
        yield found


def now(window: SessionPage) -> Snapshot:
    return window.conductor.snapshot


def test_a_recording_is_counted_to_its_end_and_the_end_is_shown() -> None:
    with a_window(sample(), speed=None) as window:
        until(window.done.isVisible)
        text = text_of(window.done)
        session = window.conductor.view.session
    assert session is not None
    assert {side: leg.count for side, leg in session.sides.items()} == {"left": 6, "right": 6}
    assert text.startswith(words.DONE_TITLE)
    assert str(RECORDING) in text


def test_the_window_counts_as_the_command_line_does() -> None:
    with a_window(speed=None) as window:
        until(lambda: now(window).is_ended)
        session = window.conductor.view.session
    assert session is not None
    assert legs_done(session) == legs_done(analyze(RECORDING, mode="live"))


def test_the_count_on_the_screen_is_the_one_of_the_stream(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    window.conductor.seek(36.0)
    until(lambda: now(window).time_s == pytest.approx(36.0, abs=0.1))
    until(lambda: window.glance.count.state.count == now(window).sides[1].count)
    assert window.glance.count.state.count == 5
    assert window.glance.count.state.target == 6
    assert window.glance.badge.state == "right"


def is_lit(window: SessionPage) -> bool:
    """Whether the edge of what is shown has another colour than what lies behind it."""
    picture = window.grab().toImage()
    wide, high = window.width(), window.height() - window.bar.height()
    spots = [(2, high // 2), (wide - 3, high // 2), (wide // 2, 2), (wide // 2, high - 3)]
    return all(picture.pixelColor(*spot).name() != DARK.back for spot in spots)


def test_a_new_count_lights_up_the_frame_once(window: SessionPage) -> None:
    window.conductor.seek(30.0)  # in the middle of a set
    until(lambda: now(window).time_s == pytest.approx(30.0, abs=0.5))
    before = now(window).sides[1].count
    assert before > 0
    assert not is_lit(window)
    until(lambda: is_lit(window))
    assert now(window).sides[1].count == before + 1
    window.conductor.toggle_pause()
    until(lambda: not is_lit(window))
    for _ in range(20):
        window.conductor.tick()
        assert not is_lit(window)


def test_a_change_of_leg_is_no_new_count(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    for time_s in (30.0, 75.0):
        window.conductor.seek(time_s)
        until(lambda wanted=time_s: now(window).time_s == pytest.approx(wanted, abs=0.1))
        for _ in range(5):
            window.conductor.tick()
            assert not is_lit(window)
    assert now(window).working == "left"


def test_space_pauses_and_goes_on(window: SessionPage) -> None:
    click(window, Key.Key_Space)
    until(lambda: now(window).is_paused)
    click(window, Key.Key_Space)
    until(lambda: not now(window).is_paused)


def test_plus_and_minus_change_the_speed_to_max_and_back(window: SessionPage) -> None:
    for speed in (2.0, 4.0, 8.0, 16.0):
        click(window, Key.Key_Plus)
        until(lambda wanted=speed: now(window).speed == wanted)
    for speed in (8.0, 4.0, 2.0, 1.0, 0.5, 0.25):
        click(window, Key.Key_Minus)
        until(lambda wanted=speed: now(window).speed == wanted)


def test_arrows_step_and_home_starts_over(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    window.conductor.seek(40.0)
    until(lambda: now(window).time_s == pytest.approx(40.0, abs=0.2))
    click(window, Key.Key_Right)
    until(lambda: now(window).time_s == pytest.approx(45.0, abs=0.3))
    click(window, Key.Key_Left)
    until(lambda: now(window).time_s == pytest.approx(40.0, abs=0.4))
    click(window, Key.Key_Home)
    until(lambda: now(window).time_s < 5.0 and not now(window).is_paused)


def test_the_hand_is_known_until_its_picture_is_there(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    for time_s in (60.0, 40.0, 1e6, 20.0):
        window.conductor.seek(time_s)
        assert window.conductor.hand_s == min(time_s, now(window).end_s or 0.0)
    click(window, Key.Key_Right)
    assert window.conductor.hand_s == 25.0, "a step goes on from the hand"
    until(lambda: window.conductor.hand_s is None)
    assert now(window).time_s == pytest.approx(25.0, abs=0.1)


def test_jumps_go_from_set_to_set_and_rep_to_rep(window: SessionPage) -> None:
    session = window.conductor.known
    assert session is not None
    window.conductor.toggle_pause()
    first = session.sides["right"].sets[0]
    click(window, Key.Key_PageDown)
    until(lambda: now(window).time_s == pytest.approx(first.start_s - 1.0, abs=0.2))
    click(window, Key.Key_Period)
    until(lambda: now(window).time_s == pytest.approx(first.reps[1].start_s - 1.0, abs=0.2))
    click(window, Key.Key_Comma)
    until(lambda: now(window).time_s == pytest.approx(first.reps[0].start_s - 1.0, abs=0.2))
    click(window, Key.Key_PageDown)
    second = session.sides["left"].sets[0]
    until(lambda: now(window).time_s == pytest.approx(second.start_s - 1.0, abs=0.2))
    click(window, Key.Key_PageUp)
    until(lambda: now(window).time_s == pytest.approx(first.start_s - 1.0, abs=0.2))


def test_a_click_on_the_timeline_goes_there(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    poke(window.bar.timeline)
    until(lambda: now(window).time_s == pytest.approx(95.5 / 2, abs=1.0))


def test_the_end_can_be_left_again(window: SessionPage) -> None:
    window.conductor.seek(1e6)
    until(window.done.isVisible)
    click(window, Key.Key_Left)
    until(window.glance.isVisible)
    assert not now(window).is_ended
    window.conductor.seek(1e6)
    until(window.done.isVisible)
    click(window, Key.Key_Space)
    until(lambda: window.glance.isVisible() and now(window).time_s < 5.0)


def test_details_are_a_key_away_and_remembered(window: SessionPage) -> None:
    click(window, Key.Key_D)
    assert window.detail.isVisible()
    assert load(preferences_file()).details
    click(window, Key.Key_D)
    assert window.glance.isVisible()
    assert not load(preferences_file()).details


def test_after_the_end_details_are_still_a_key_away(window: SessionPage) -> None:
    window.conductor.seek(1e6)
    until(window.done.isVisible)
    click(window, Key.Key_D)
    assert window.detail.isVisible()
    until(lambda: window.detail.rep_model.rowCount() == 12)
    click(window, Key.Key_D)
    assert window.done.isVisible()


def test_a_leg_can_be_pinned_in_the_details(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    window.conductor.seek(30.0)
    click(window, Key.Key_D)
    until(lambda: window.detail.disc.state.side == "right")
    click(window, Key.Key_L)
    until(lambda: window.detail.disc.state.side == "left")
    click(window, Key.Key_L)
    until(lambda: window.detail.disc.state.side == "right")


def test_details_have_rows_dots_curves_and_signal(window: SessionPage) -> None:
    window.conductor.toggle_pause()
    window.conductor.seek(94.0)
    click(window, Key.Key_D)
    until(lambda: window.detail.rep_model.rowCount() == 12)
    until(lambda: window.detail.rejected_model.rowCount() > 0)
    until(lambda: [side for side, _ in window.detail.dots.state.legs] == ["left", "right"])
    until(lambda: "50 Hz" in window.detail.quality.toPlainText())
    window.conductor.seek(30.0)
    until(lambda: bool(inked(window.detail.traces.tilt, DARK.right).any()))
    until(lambda: words.BALANCE_CAPTION in window.detail.caption.text())


def test_the_theme_changes_everywhere_and_is_remembered(window: SessionPage) -> None:
    click(window, Key.Key_T)
    assert inked(window.glance, LIGHT.back).mean() > 0.3
    assert QApplication.palette().window().color().name() == LIGHT.back
    assert load(preferences_file()).theme is ThemeChoice.LIGHT
    click(window, Key.Key_T)
    assert inked(window.glance, DARK.back).mean() > 0.3


def test_sound_is_switched_off_and_that_is_remembered(window: SessionPage) -> None:
    click(window, Key.Key_M)
    assert not load(preferences_file()).sound
    assert window.bar.buttons["sound"].toolTip() == words.UNMUTE
    click(window, Key.Key_M)
    assert load(preferences_file()).sound


def test_the_keys_are_listed_and_go_away(window: SessionPage) -> None:
    click(window, Key.Key_Question)
    assert window.keys.isVisible()
    click(window, Key.Key_Escape)
    assert not window.keys.isVisible()
    click(window, Key.Key_F1)
    click(window, Key.Key_D)
    assert not window.keys.isVisible()


def test_every_key_that_is_listed_does_something(window: SessionPage) -> None:
    for name in {*window.orders()} - {"close", "full", "escape"}:
        window.press(name)


def test_a_key_without_a_meaning_does_nothing(window: SessionPage) -> None:
    before = window.grab().size()
    click(window, Key.Key_Z)
    click(window, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert window.glance.isVisible()
    assert window.grab().size() == before


def test_full_screen_and_back(window: SessionPage) -> None:
    click(window, Key.Key_F)
    assert window.isFullScreen()
    click(window, Key.Key_Escape)
    assert not window.isFullScreen()


def test_closing_stops_the_session_and_keeps_the_size(window: SessionPage) -> None:
    window.resize(900, 600)
    window.closeEvent(QCloseEvent())
    assert (load(preferences_file()).width, load(preferences_file()).height) == (900, 600)
    window.conductor.tick()
    ended = window.conductor.view.ended
    assert isinstance(ended, Ended)
    assert ended.stopped


def test_ctrl_q_closes(window: SessionPage) -> None:
    click(window, Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_settings_that_cannot_be_kept_do_not_matter(window: SessionPage, tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("")
    click(window, Key.Key_D)
    assert window.detail.isVisible()


def test_a_window_that_was_frozen_has_lost_nothing() -> None:
    with a_window(speed=None) as window:
        conductor = window.conductor
        conductor.hold()  # the window hangs
        assert conductor.session.wait(20.0)
        conductor.go_on()
        until(lambda: now(window).is_ended)
        counts = [len(side.reps) for side in now(window).sides]
    assert counts == [6, 6]


def test_a_stream_that_breaks_ends_with_its_error_on_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from imu.counter.tracker import Tracker

    def breaks(self: Tracker, item: object) -> None:
        del self, item
        raise RuntimeError("the counter broke")

    monkeypatch.setattr(Tracker, "feed", breaks)
    with a_window(sample()) as window:
        until(window.done.isVisible)
        text = text_of(window.done)
    assert text.startswith(words.DONE_FAILED)
    assert "the counter broke" in text
