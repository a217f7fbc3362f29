"""What is said of boards that cannot be used is German in the German window, word for word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from imu.drivers.adafruit.driver import DRIVER as ADAFRUIT
from imu.drivers.arduino.driver import NANO
from imu.drivers.door import Advertisement, Ask, Dialogue, Read
from imu.drivers.metamotion.driver import DRIVER as METAMOTION
from imu.drivers.roles import find_roles
from imu.errors import DriverError
from imu.language.germancore import SENTENCES
from imu.language.germancore_boards import EXACT, PATTERNS

ONE = b"\x01\x00\x00\x00"
PERIOD = b"\xe8\x03\x00\x00"


def refusal(dialogue: Dialogue, *answers: bytes) -> DriverError:
    """What a set-up ends in when its questions have these answers, one after another."""
    with pytest.raises(DriverError) as error:
        run(dialogue, iter(answers))
    return error.value


def run(dialogue: Dialogue, answers: Iterator[bytes]) -> None:
    step = next(dialogue)
    while True:
        step = dialogue.send(next(answers) if isinstance(step, Ask | Read) else b"")


def errors() -> Iterator[DriverError]:
    acc, gyr, set_to = b"\x03\x80\x01\x01", b"\x13\x80\x00\x01", b"\x03\x83\x28\x08"
    yield refusal(METAMOTION.connect().setup(), b"")
    yield refusal(METAMOTION.connect().setup(), acc, b"\x13\x80")
    yield refusal(METAMOTION.connect().setup(), acc, b"\x13\x80\x07\x01")
    yield refusal(METAMOTION.connect().setup(), acc, gyr, b"\x03\x83\x00\x00")
    yield refusal(METAMOTION.connect().setup(), acc, gyr, set_to, b"\x13\x83\x00\x00")
    yield refusal(ADAFRUIT.connect().setup(), PERIOD)
    yield refusal(ADAFRUIT.connect().setup(), ONE, PERIOD)
    yield refusal(ADAFRUIT.connect().setup(), ONE, b"")
    yield refusal(NANO.connect().setup(), ONE)
    with pytest.raises(DriverError) as error:
        find_roles(ADAFRUIT, [ADAFRUIT.profile.place("data")])
    yield error.value


def said() -> Iterator[str]:
    for error in errors():
        yield from (error.problem, error.advice)
    match = ADAFRUIT.match(Advertisement("CPlay", companies=(0x0822,)))
    assert match is not None
    yield from match.refusal.split(". ")


def test_everything_is_said_in_german() -> None:
    for text in said():
        assert SENTENCES.unknown(text) == [], text


def test_nothing_is_translated_that_nobody_says() -> None:
    texts = {(text[0].upper() + text[1:]).rstrip(".") for text in said()}
    assert set(EXACT) <= texts
    heard = [SENTENCES.translated(text) for text in texts]
    for german in PATTERNS.values():
        begins = german.split("{")[0]
        assert any(one.startswith(begins) for one in heard), german
