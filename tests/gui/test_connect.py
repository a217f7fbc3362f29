"""The connect screen: what a person sees and presses, without a sensor, and with virtual ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from dashboard import words
from dashboard.app import application
from dashboard.connect.dialog import choose, shown
from dashboard.connect.examples import (
    EXAMPLES,
    FIRST,
    LEFT_DOT,
    REFUSED,
    RIGHT_DOT,
    SECOND,
    Still,
    a_sensor,
    streaming,
)
from dashboard.connect.qr import QrCode
from dashboard.connect.row import SensorRow
from dashboard.connect.screen import ConnectScreen
from imu.drivers.registry import find_drivers
from imu.drivers.samples import Samples
from imu.live import Worker
from imu.live.connecting import PHYPHOX, SENSOR_LOGGER, SENSOR_LOGGERS
from imu.live.findings import CannotLook, Finding, Heard, Invited, Looking, Over, Passed, Phone
from imu.remembered import Remembered
from imu.samples import Side
from imu.sources.ble import Fault, Found, LinkError, Radio, Wanted
from imu.sources.phone.qr import modules
from imu.view.connectshot import Choice
from imu.virtual import Motion, VirtualRoom
from imu.virtual.sensor import VirtualSensor
from tests.gui.windows import poke

Key = Qt.Key
ONE, TWO = FIRST.identifier, SECOND.identifier


@contextmanager
def a_screen(*told: Finding) -> Generator[tuple[ConnectScreen, Still]]:
    application()
    still = Still(list(told))
    with shown(still, Remembered()) as screen:
        screen.show()
        screen.tick()
        yield screen, still
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(screen: ConnectScreen, *keys: Qt.Key) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for key in keys:
        QApplication.sendEvent(screen, QKeyEvent(QEvent.Type.KeyPress, key, none))


def tell(screen: ConnectScreen, still: Still, *findings: Finding) -> None:
    still.findings += findings
    screen.tick()


def texts(screen: ConnectScreen) -> str:
    """Everything that is to be read or heard."""
    widgets = [one for one in screen.findChildren(QWidget) if one.isVisible()]
    return "\n".join(one.accessibleName() for one in widgets if one.accessibleName())


def buttons(screen: ConnectScreen) -> set[str]:
    return {name for name, one in screen.buttons.items() if not one.isHidden()}


def both(screen: ConnectScreen, still: Still) -> None:
    """Two sensors that were found, chosen, and send."""
    tell(screen, still, Heard(1.0, (FIRST, SECOND, REFUSED)))
    press(screen, Key.Key_Return, Key.Key_Down, Key.Key_Return)
    tell(screen, still, *streaming(FIRST, 0.8, 34.0, 83.0), *streaming(SECOND, 0.0, 1.0, 14.0))


def wanted(found: Found) -> Wanted:
    """Just this one, and no namesake of it."""
    return Wanted(found.identifier, family=found.family)


# -- the search ------------------------------------------------------------------------------------


def test_the_longer_nothing_is_found_the_more_is_said() -> None:
    with a_screen(Looking(0.0, is_on=True)) as (screen, still):
        assert "Looking for sensors" in screen.empty.text()
        tell(screen, still, Passed(6.0))
        assert "Nothing found yet" in screen.empty.text()
        tell(screen, still, Passed(25.0))
        assert "P to use a phone" in screen.empty.text()
        tell(screen, still, Heard(26.0, (FIRST,)))
        assert not screen.empty.isVisible()
        assert "Choose yours" in texts(screen)


@pytest.mark.parametrize("fault", [Fault.BLUETOOTH_OFF, Fault.NO_PERMISSION, Fault.NO_BLUETOOTH])
def test_what_keeps_from_looking_is_said_with_what_to_do(fault: Fault) -> None:
    error = LinkError(fault)
    with a_screen(CannotLook(1.0, error)) as (screen, _):
        assert error.problem in screen.empty.text()
        assert error.advice.rstrip(".") in screen.empty.text()
        assert {"look", "phone", "back"} == buttons(screen)


# -- sensors ---------------------------------------------------------------------------------------


def test_keys_choose_sensors_and_enter_starts_when_both_have_legs() -> None:
    with a_screen() as (screen, still):
        both(screen, still)
        assert still.asked == [("connect", ONE, ONE), ("connect", TWO, TWO)]
        press(screen, Key.Key_Return)
        assert screen.choice is None
        assert "which bar moves" in texts(screen)
        press(screen, Key.Key_R, Key.Key_Up, Key.Key_L)
        assert "left leg" in texts(screen)
        assert "right leg" in texts(screen)
        press(screen, Key.Key_S, Key.Key_Return)
        legs: dict[Side, Wanted | Phone] = {
            "right": wanted(FIRST),
            "left": wanted(SECOND),
        }
        assert screen.choice == Choice(legs, one_sensor=False, first="unknown")


def two_dots(screen: ConnectScreen, still: Still) -> None:
    """Two sensors that could agree on one clock, on their legs."""
    tell(screen, still, Heard(1.0, (LEFT_DOT, RIGHT_DOT)))
    press(screen, Key.Key_Return, Key.Key_Down, Key.Key_Return)
    sent = (*streaming(LEFT_DOT, 0.8, 34.0, 83.0), *streaming(RIGHT_DOT, 0.0, 1.0, 14.0))
    tell(screen, still, *sent)
    press(screen, Key.Key_R, Key.Key_Up, Key.Key_L)


@pytest.mark.parametrize("language", [words.Language.EN, words.Language.DE])
def test_sensors_that_can_agree_on_one_clock_are_asked_to_by_a_switch(
    language: words.Language,
) -> None:
    with a_screen() as (screen, still):
        words.use(language)
        two_dots(screen, still)
        assert "align" in buttons(screen)
        assert words.CONNECT_READY_MAY_AGREE.format(seconds=30.0) in texts(screen)
        poke(screen.buttons["align"])
        assert words.CONNECT_READY_AGREED.format(seconds=30.0) in texts(screen)
        press(screen, Key.Key_C)
        assert words.CONNECT_READY_MAY_AGREE.format(seconds=30.0) in texts(screen)
        press(screen, Key.Key_C, Key.Key_Return)
        assert screen.choice is not None
        assert screen.choice.align


def test_sensors_that_cannot_have_no_such_switch() -> None:
    with a_screen() as (screen, still):
        both(screen, still)
        press(screen, Key.Key_R, Key.Key_Up, Key.Key_L, Key.Key_C)
        assert "align" not in buttons(screen)
        assert words.CONNECT_READY_TWO in texts(screen)
        press(screen, Key.Key_Return)
        assert screen.choice is not None
        assert not screen.choice.align


@pytest.mark.parametrize(("keys", "one_sensor"), [((), True), ((Key.Key_B,), False)])
def test_one_sensor_may_serve_both_legs(keys: tuple[Qt.Key, ...], one_sensor: bool) -> None:
    with a_screen(Heard(1.0, (FIRST,))) as (screen, still):
        press(screen, Key.Key_Return)
        tell(screen, still, *streaming(FIRST, 0.5, 3.0, 50.0))
        press(screen, Key.Key_R, *keys)
        said = "then the other" if one_sensor else "right leg only"
        assert said in texts(screen)
        press(screen, Key.Key_Return)
        assert screen.choice == Choice({"right": wanted(FIRST)}, one_sensor, "right")


def test_enter_adds_the_selected_sensor_rather_than_starting_without_it() -> None:
    with a_screen(Heard(1.0, (FIRST, SECOND))) as (screen, still):
        press(screen, Key.Key_Return)
        tell(screen, still, *streaming(FIRST, 0.5, 3.0, 50.0))
        press(screen, Key.Key_L, Key.Key_Down)
        assert "adds this sensor" in texts(screen)
        press(screen, Key.Key_Return)
        assert screen.choice is None
        assert still.asked[-1] == ("connect", TWO, TWO)


def test_a_sensor_that_cannot_be_used_is_not_connected() -> None:
    with a_screen(Heard(1.0, (REFUSED,))) as (screen, still):
        assert "It has no gyroscope" in texts(screen)
        press(screen, Key.Key_Return)
        assert still.asked == []


def test_a_third_sensor_is_refused_with_advice() -> None:
    with a_screen() as (screen, still):
        both(screen, still)
        tell(screen, still, Heard(2.0, (a_sensor(9),)))
        screen.list.select(a_sensor(9).identifier)
        press(screen, Key.Key_Return)
        assert words.CONNECT_FULL in texts(screen)
        assert len(still.asked) == 2


def test_a_sensor_that_was_given_up_says_why_and_enter_tries_again() -> None:
    error = LinkError(Fault.UNREACHABLE)
    with a_screen(Heard(1.0, (FIRST,))) as (screen, still):
        press(screen, Key.Key_Return, Key.Key_L)
        tell(screen, still, Over(2.0, ONE, error))
        assert error.problem in texts(screen)
        press(screen, Key.Key_Return)
        assert still.asked == [("connect", ONE, ONE)] * 2
        tell(screen, still, *streaming(FIRST, 0.5, 3.0, 50.0))
        assert "left leg" in texts(screen)


def test_delete_lets_a_sensor_go() -> None:
    with a_screen() as (screen, still):
        both(screen, still)
        press(screen, Key.Key_Delete)
        assert still.asked[-1] == ("release", TWO)
        assert {"both", "swap"} & buttons(screen) == {"both"}


def test_the_mouse_selects_uses_and_says_the_leg() -> None:
    with a_screen(Heard(1.0, (FIRST, SECOND))) as (screen, still):
        second = screen.findChildren(SensorRow)[1]
        poke(second)
        assert still.asked == []
        poke(second)
        assert still.asked == [("connect", TWO, TWO)]
        tell(screen, still, *streaming(SECOND, 0.5, 3.0, 50.0))
        poke(screen.buttons["right"])
        poke(screen.buttons["start"])
        assert screen.choice is not None
        assert screen.choice.first == "right"


def test_the_bar_follows_the_movement() -> None:
    with a_screen() as (screen, still):
        both(screen, still)

        def ink() -> int:
            """How many pixels of the first row are as bright as the bar."""
            image = screen.findChildren(SensorRow)[0].grab().toImage()
            y = round(0.34 * image.height())
            line = [
                image.pixelColor(x, y).lightness() for x in range(image.width() // 2, image.width())
            ]
            return sum(light > 150 for light in line)

        fast = ink()
        tell(screen, still, *streaming(FIRST, 0.1, 34.0, 83.0))
        assert 0 < ink() < fast / 4


def test_escape_goes_back_without_a_choice() -> None:
    with a_screen() as (screen, still):
        both(screen, still)
        left: list[bool] = []
        screen.over.connect(lambda: left.append(True))
        press(screen, Key.Key_Escape)
        assert left
        assert screen.choice is None


# -- phones ----------------------------------------------------------------------------------------


def test_a_phone_gets_a_code_and_its_preview_when_it_sends() -> None:
    phone = Phone("sensor-logger", "http://10.0.0.2:8765/a-token-nobody-knows")
    with a_screen() as (screen, still):
        press(screen, Key.Key_P)
        assert still.asked == [("invite", SENSOR_LOGGER)]
        tell(screen, still, Invited(1.0, SENSOR_LOGGER, phone))
        assert phone.address in texts(screen)
        found = streaming(a_sensor(1), 0.5, 3.0, 50.0)
        tell(screen, still, *(replace(one, key=SENSOR_LOGGER) for one in found))
        assert screen.pages.currentWidget() is screen.list
        press(screen, Key.Key_L, Key.Key_Return)
        assert screen.choice == Choice({"left": phone}, one_sensor=True, first="left")


def test_a_second_phone_gets_a_code_of_its_own_and_the_other_leg() -> None:
    phones = {
        key: Phone("sensor-logger", f"http://10.0.0.2:8765/{side}", token=side)
        for side, key in SENSOR_LOGGERS.items()
    }
    found = streaming(a_sensor(1), 0.5, 3.0, 50.0)
    with a_screen() as (screen, still):
        for key, phone in phones.items():
            press(screen, Key.Key_P)
            assert screen.pages.currentWidget() is screen.push
            tell(screen, still, Invited(1.0, key, phone))
            assert screen.push.code.state == phone.address
            tell(screen, still, *(replace(one, key=key) for one in found))
            assert screen.pages.currentWidget() is screen.list
        assert still.asked == [("invite", key) for key in phones]
        press(screen, Key.Key_P)
        assert words.CONNECT_FULL in texts(screen)
        press(screen, Key.Key_R, Key.Key_Down, Key.Key_L, Key.Key_Return)
        first, second = phones.values()
        wanted: dict[Side, Wanted | Phone] = {"right": first, "left": second}
        assert screen.choice == Choice(wanted, one_sensor=False, first="unknown")


def test_leaving_the_second_code_keeps_the_first_phone() -> None:
    found = streaming(a_sensor(1), 0.5, 3.0, 50.0)
    with a_screen() as (screen, still):
        press(screen, Key.Key_P)
        tell(screen, still, *(replace(one, key=SENSOR_LOGGER) for one in found))
        press(screen, Key.Key_P, Key.Key_Escape)
        assert still.asked[-1] == ("release", SENSOR_LOGGERS["right"])
        assert [row.key for row in screen.desk.shot.chosen] == [SENSOR_LOGGER]


def test_leaving_the_code_stops_listening() -> None:
    with a_screen() as (screen, still):
        press(screen, Key.Key_P, Key.Key_Escape)
        assert still.asked == [("invite", SENSOR_LOGGER), ("release", SENSOR_LOGGER)]
        assert screen.pages.currentWidget() is screen.list


def test_phyphox_is_asked_at_its_address_and_says_what_is_wrong() -> None:
    error = LinkError(Fault.UNREACHABLE, "No phyphox there", "Look at the address")
    with a_screen() as (screen, still):
        press(screen, Key.Key_P, Key.Key_Y)
        screen.ask.field.setText(" 10.0.0.7:8080 ")
        screen.ask.field.returnPressed.emit()
        assert still.asked[-1] == ("ask", "10.0.0.7:8080")
        tell(screen, still, Over(2.0, PHYPHOX, error))
        assert "No phyphox there. Look at the address." in texts(screen)


def test_a_phone_is_not_mixed_with_sensors() -> None:
    with a_screen() as (screen, still):
        both(screen, still)
        press(screen, Key.Key_P)
        assert words.CONNECT_PHONE_ALONE in texts(screen)
        assert "invite" not in {one[0] for one in still.asked}


def test_the_code_is_crisp_and_dark_on_white() -> None:
    application()
    code = QrCode()
    code.resize(500, 437)
    code.show_state("http://10.0.0.2:8765/a-token-nobody-knows")
    image = code.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = modules("http://10.0.0.2:8765/a-token-nobody-knows")
    size = 437 // len(rows)
    left, top = (500 - size * len(rows)) // 2, (437 - size * len(rows)) // 2
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            for inside in (0, size - 1):
                seen = image.pixelColor(left + x * size + inside, top + y * size + inside)
                assert seen == QColor("black" if is_dark else "white")


def test_every_picture_fits_a_small_window() -> None:
    for example in EXAMPLES:
        with a_screen(*example.told) as (screen, still):
            screen.resize(1024, 600)
            for name in example.presses:
                screen.press(name)
            tell(screen, still, *example.then)
            QCoreApplication.processEvents()
            assert screen.width() == 1024, example.name
            shown_ones = [one for one in screen.buttons.values() if not one.isHidden()]
            assert shown_ones, example.name
            for one in shown_ones:
                assert screen.rect().contains(one.geometry()), example.name


# -- with sensors ----------------------------------------------------------------------------------


class Room:
    """Two virtual sensors in a worker's loop: the first one moves, the second lies still."""

    def __init__(self, worker: Worker) -> None:
        self._loop = worker.loop
        self.room = VirtualRoom()
        self.sensors: list[VirtualSensor] = []

    def open(self) -> Radio:
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(20.0)
        return Radio(*self.room.radio)

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(20.0)

    async def _open(self) -> None:
        await self.room.__aenter__()
        drivers = find_drivers().drivers
        driver = next(one for one in drivers if one.family == "kickstand")
        gyr = np.zeros((3000, 3))
        for is_moving in (True, False):
            gyr[:, 0] = 1.2 if is_moving else 0.0
            samples = Samples(np.tile([0.0, 0.0, 9.8], (3000, 1)), gyr.copy())
            motion = Motion.of_samples(samples, driver.facts.rate_hz)
            self.sensors.append(await self.room.add(driver, motion))
        self.room.begin()

    async def _close(self) -> None:
        await self.room.__aexit__(None, None, None)


def the_screen() -> ConnectScreen | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ConnectScreen)]
    return found[0] if found else None


class Person:
    """Does the next thing as soon as it makes sense."""

    def __init__(self, *steps: Callable[[ConnectScreen], bool]) -> None:
        self._steps = list(steps)
        self.moved = ""
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)
        self._patience = 1000

    def _look(self) -> None:
        screen = the_screen()
        self._patience -= 1
        if not self._patience and screen is not None:
            screen.over.emit()
        if screen is not None and self._steps and self._steps[0](screen):
            self._steps.pop(0)

    def leave(self) -> None:
        self._timer.stop()


def test_two_sensors_are_found_moved_put_on_legs_and_let_go() -> None:
    application()

    def use(screen: ConnectScreen) -> bool:
        is_there = len(screen.desk.shot.rows) == 2
        if is_there:
            press(screen, Key.Key_Return, Key.Key_Down, Key.Key_Return)
        return is_there

    def put(screen: ConnectScreen) -> bool:
        rows = screen.desk.shot.chosen
        if len(rows) != 2 or any(row.movement is None for row in rows):
            return False
        moving = max(rows, key=lambda row: row.movement or 0.0)
        if (moving.movement or 0.0) < 0.5 or min(row.movement or 0.0 for row in rows) > 0.1:
            return False
        person.moved = moving.key
        screen.list.select(moving.key)
        press(screen, Key.Key_L)
        other = next(row.key for row in rows if row is not moving)
        screen.list.select(other)
        press(screen, Key.Key_R, Key.Key_Return)
        return True

    with Worker() as worker:
        room = Room(worker)
        radio = room.open()
        person = Person(use, put)
        try:
            choice = choose(radio, worker=worker, remembered=Remembered())
            assert choice is not None
            moving, still = room.sensors
            left, right = choice.sensors["left"], choice.sensors["right"]
            assert isinstance(left, Wanted)
            assert isinstance(right, Wanted)
            assert person.moved == left.identifier == moving.address
            assert right.identifier == still.address
            assert not moving.is_linked
            assert not still.is_linked
        finally:
            person.leave()
            room.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
