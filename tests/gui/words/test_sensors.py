"""What is said of sensors that cannot be used is German in the German window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dashboard import words
from dashboard.words.language import Language
from imu.drivers.door import Advertisement, Driver
from imu.drivers.movesense import driver as movesense
from imu.drivers.movesense.protocol import check_greeting, check_subscribed
from imu.drivers.polar import driver as polar
from imu.drivers.thingy import driver as thingy
from imu.drivers.unsuited import UNSUITED
from imu.errors import DriverError
from imu.language.germancore import SENTENCES
from imu.language.germancore_sensors import EXACT


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(DriverError) as caught:
        work()
    return str(caught.value)


def set_up(driver: Driver, answers: list[bytes]) -> Callable[[], None]:
    """Run a set-up in which a sensor gives these answers, and none after them."""

    def work() -> None:
        dialogue = driver.connect().setup()
        next(dialogue)
        for answer in (*answers, *[b""] * 20):
            dialogue.send(answer)

    return work


def subscribed(answer: str) -> str:
    return refused(lambda: check_subscribed(bytes.fromhex(answer), 104.0, streams=False))


def said() -> Iterator[str]:
    yield from (kind.refusal for kind in UNSUITED)
    match = polar.DRIVER.match(Advertisement("Polar H10 7E1B542A"))
    yield match.refusal if match else ""
    yield refused(set_up(polar.DRIVER, [b"", b"", b"\x0f\x05\x00"]))
    yield refused(set_up(movesense.DRIVER, []))
    yield refused(lambda: check_greeting(b"\x01\x64\x02"))
    yield from (subscribed(answer) for answer in ("", "0163fb01", "01639401", "01639301"))
    yield refused(set_up(thingy.DRIVER, []))
    slow = thingy.DRIVER.peripheral().read("settings")
    yield refused(set_up(thingy.DRIVER, [b"", slow, b"", slow]))


@pytest.mark.parametrize("text", sorted(set(said())))
def test_every_refusal_is_known(text: str) -> None:
    assert SENTENCES.unknown(text) == [], "to be added to imu/language/germancore_sensors.py"
    words.use(Language.DE)
    assert words.of_core(text) != text


def test_nothing_is_translated_that_no_sensor_says() -> None:
    heard = {part[:1].upper() + part[1:] for text in said() for part in parts_of(text)}
    assert set(EXACT) - heard == set()


def parts_of(text: str) -> list[str]:
    return [part.rstrip(".") for part in text.replace(". ", ".\n").split("\n")]


def test_an_example() -> None:
    words.use(Language.DE)
    assert words.of_core(UNSUITED[1].refusal) == (
        "BBC micro:bit misst keine Drehung, und ohne sie ist Neigung nicht von Bewegung zu"
        " unterscheiden. Nimm ein eigenes Telefon oder einen Sensor aus der Liste von"
        " 'kickstand sensors'."
    )
