"""A phone counts end to end: pushed or asked over loopback, through the running session."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from imu.errors import UsageError
from imu.live import Ended, LiveSession, Source, Started, Worker
from imu.recording import RecordingWriter, SessionMeta, read_recording
from imu.samples import Block, Side
from imu.sources.phone.limits import Limits
from imu.sources.phone.readings import PhoneError
from imu.sources.phone.source import PhyphoxSource, SensorLoggerSource
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import end_of, in_one_go, rest_of, until
from tests.patience import PATIENCE_S
from tests.sources.phone.phones import FakePhyphox, post, pushed, reading

HINGES = hinges(in_a_row(4), 16.0)
LEFT = hinges(in_a_row(3, first_s=2.5), 16.0, side="left")

HASTY = Limits(requests_per_s=1e6, burst=10**6)
"""Minutes are pushed within a second here."""


class Clock:
    """Time on the wall, as the test wants it."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as running:
        yield running


def is_up(source: SensorLoggerSource) -> None:
    """Wait until the server listens: port 0 was asked for."""
    limit = time.monotonic() + PATIENCE_S
    while source.server.port == 0:
        assert time.monotonic() < limit, "it does not begin to listen"
        time.sleep(0.005)


def path_of(source: SensorLoggerSource, side: Side) -> str:
    return "/" + source.url(side, "h").rsplit("/", 1)[1]


async def push_all(source: SensorLoggerSource, clock: Clock, *blocks: Block) -> None:
    """Push what phones on these sides measured, each message when it would be sent."""
    sent: list[tuple[float, bytes, Side]] = []
    for block in blocks:
        side: Side = block.side
        sent.extend((at_s, body, side) for at_s, body in pushed(block))
    for at_s, body, side in sorted(sent, key=lambda one: one[0]):
        clock.now_s = 1000.0 + at_s + 0.05
        assert (await post(source.server.port, path_of(source, side), body)) == (200, "ok\n")


def true_count(*blocks: Block) -> dict[str, int]:
    _, session = in_one_go(recording(*blocks))
    return {side: result.count for side, result in session.sides.items()}


def test_sources_are_what_a_session_expects() -> None:
    sources: list[Source] = [SensorLoggerSource(), PhyphoxSource("192.168.1.5")]
    for source in sources:
        assert source.name
        assert source.sides == ("unknown",)
        assert source.span_s is None
        assert source.now_s() is None


def test_a_pushing_phone_counts(worker: Worker) -> None:
    clock = Clock()
    source = SensorLoggerSource(("right",), port=0, limits=HASTY, clock=clock)
    session = LiveSession(source)
    session.start(worker)
    first = until(session, lambda update: isinstance(update, Started))
    assert first[0] == Started("Sensor Logger", ("right",))
    is_up(source)
    asyncio.run(push_all(source, clock, HINGES))
    assert source.now_s() == pytest.approx(16.0, abs=0.1)
    assert session.stop()
    ended = end_of(session.updates())
    assert ended.session is not None
    assert ended.session.sides["right"].count == true_count(HINGES)["right"] == 4
    assert ended.session.sides["right"].gaps == ()
    assert source.status("right").advice == ""
    assert source.status("right").quality.real_hz == pytest.approx(100.0, abs=1.0)


def test_two_phones_count_each_on_its_side(worker: Worker) -> None:
    clock = Clock()
    source = SensorLoggerSource(("left", "right"), port=0, limits=HASTY, clock=clock)
    session = LiveSession(source)
    session.start(worker)
    is_up(source)
    assert path_of(source, "left") != path_of(source, "right")
    asyncio.run(push_all(source, clock, HINGES, LEFT))
    assert session.stop()
    ended = end_of(session.updates())
    assert ended.session is not None
    found = {side: result.samples for side, result in ended.session.sides.items()}
    assert min(found.values()) > 1500


def test_what_was_recorded_is_what_was_counted(worker: Worker, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    clock = Clock()
    source = SensorLoggerSource(("right",), port=0, limits=HASTY, clock=clock)
    session = LiveSession(source, recorder=RecordingWriter(folder, SessionMeta()))
    session.start(worker)
    is_up(source)
    asyncio.run(push_all(source, clock, HINGES))
    assert session.stop()
    ended = end_of(session.updates())
    assert ended.session is not None
    read = read_recording(folder)
    _, again = in_one_go(read)
    assert again.sides["right"].sets == ended.session.sides["right"].sets
    assert read.streams["right"].block.sensor_time_s is not None


def test_rubbish_is_told_to_the_phone_and_the_session_goes_on(worker: Worker) -> None:
    clock = Clock()
    source = SensorLoggerSource(("right",), port=0, limits=HASTY, clock=clock)
    session = LiveSession(source)
    session.start(worker)
    is_up(source)

    async def talk() -> None:
        port, path = source.server.port, path_of(source, "right")
        status, text = await post(port, path, b"\x00" * 1000)
        assert status == 499
        assert "no JSON" in text
        assert source.status("right").advice.startswith("the phone sent something")
        await push_all(source, clock, HINGES)
        other = json.dumps(
            {"deviceId": "e", "payload": [reading("gyroscope", 1.0, HINGES.gyr_rad_s[0])]}
        )
        status, text = await post(port, path, other.encode())
        assert (status, text.split(".")[0]) == (499, "another phone sends here already")
        clock.now_s += 60.0
        assert (await post(port, path, other.encode()))[0] == 200

    asyncio.run(talk())
    assert session.stop()
    ended = end_of(session.updates())
    assert ended.error is None
    assert ended.session is not None
    assert ended.session.sides["right"].count == 4
    assert source.status("right").refused == 2


def test_a_port_that_is_taken_ends_the_session_with_a_sentence(worker: Worker) -> None:
    one = SensorLoggerSource(port=0)
    session = LiveSession(one)
    session.start(worker)
    is_up(one)
    two = LiveSession(SensorLoggerSource(port=one.server.port))
    two.start(worker)
    ended = end_of(rest_of(two))
    assert isinstance(ended.error, PhoneError)
    assert "something else listens" in str(ended.error)
    assert session.stop()


@pytest.mark.parametrize("sides", [(), ("left", "left")])
def test_every_phone_needs_a_side(sides: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="a side of its own"):
        SensorLoggerSource(sides)  # pyright: ignore[reportArgumentType]


def test_an_address_with_colons_is_put_into_brackets() -> None:
    source = SensorLoggerSource(port=8000, tokens={"unknown": "0123456789abcdef"})
    assert source.url("unknown", "fe80::1") == "http://[fe80::1]:8000/0123456789abcdef"
    assert source.url("unknown", "10.0.0.2") == "http://10.0.0.2:8000/0123456789abcdef"


# -- phyphox --------------------------------------------------------------------------------------


def lived(
    phone: FakePhyphox, clock: Clock, seconds: float, worker: Worker
) -> tuple[Ended, PhyphoxSource]:
    """Let a session ask a phone until so much time has passed; every question takes 0.1 s."""

    async def run() -> tuple[LiveSession, PhyphoxSource]:
        server = await phone.serve()
        port = int(server.sockets[0].getsockname()[1])
        source = PhyphoxSource(f"127.0.0.1:{port}", "right", poll_s=0.0, clock=clock)
        session = LiveSession(source)
        session.start(worker)
        async with asyncio.timeout(PATIENCE_S):
            while clock.now_s < 1000.0 + seconds:
                if await asyncio.to_thread(session.wait, 0.01):
                    break
        assert await asyncio.to_thread(session.stop)
        await phone.leave(server)
        return session, source

    session, source = asyncio.run(run())
    return end_of(session.updates()), source


def phone_with(
    clock: Clock, *, faults: list[bytes] | None = None, chunked: bool = False
) -> FakePhyphox:
    def now_s() -> float:
        clock.now_s += 0.1
        return clock.now_s - 1000.0

    return FakePhyphox(HINGES, now_s, faults=faults or [], chunked=chunked)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_phone_that_is_asked_counts(worker: Worker, chunked: bool) -> None:
    clock = Clock()
    phone = phone_with(clock, chunked=chunked)
    ended, source = lived(phone, clock, 40.0, worker)
    assert ended.error is None
    assert ended.session is not None
    assert ended.session.sides["right"].count == 4
    assert phone.asked[:2] == ["/config", "/control?cmd=start"]
    assert source.status().refused == 0
    assert source.status().quality.drift_ppm == pytest.approx(0.0, abs=150.0)


def test_a_phone_without_gyroscope_is_told_what_to_open(worker: Worker) -> None:
    clock = Clock()
    phone = phone_with(clock)
    phone.inputs = ("accelerometer",)
    ended, _ = lived(phone, clock, 5.0, worker)
    assert isinstance(ended.error, PhoneError)
    assert "gyroscope" in ended.error.advice


def test_nobody_at_that_address_is_one_sentence(worker: Worker) -> None:
    session = LiveSession(PhyphoxSource("127.0.0.1:9"))
    session.start(worker)
    ended = end_of(rest_of(session))
    assert isinstance(ended.error, PhoneError)
    assert "does not answer" in str(ended.error)


def test_a_bad_answer_is_counted_and_asked_again(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.sources.phone.source._BACK_OFF_S", (0.01,))
    clock = Clock()
    phone = phone_with(clock, faults=[b"<html>", b"HTTP/1.1 500 Oh\r\n\r\n", b"{}"])
    ended, source = lived(phone, clock, 40.0, worker)
    assert ended.session is not None
    assert ended.session.sides["right"].count == 4
    assert source.status().refused == 3


def test_another_experiment_is_looked_at_anew(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imu.sources.phone.source._BACK_OFF_S", (0.01,))
    clock = Clock()
    phone = phone_with(clock)
    switched = b'{"buffer": {}, "status": {"session": "other", "measuring": true}}'
    phone.faults = [b'{"buffer": {}, "status": {"session": "a1b2c3", "measuring": true}}', switched]
    ended, _ = lived(phone, clock, 40.0, worker)
    assert ended.session is not None
    assert ended.session.sides["right"].count == 4
    assert phone.asked.count("/config") == 2
