# pyright: reportPrivateUsage=false
"""Phones, and whoever else is in the network: the server, its messages, and a phone's answers."""

from __future__ import annotations

import asyncio
import contextlib
import json
from functools import cache, partial
from typing import cast

import numpy as np

from imu.samples import Block
from imu.sources.phone import phyphox, sensorlogger
from imu.sources.phone.client import BODY_LIMIT, Address, _body
from imu.sources.phone.feed import PhoneFeed
from imu.sources.phone.http import HEAD_LIMIT, HttpError, read_head
from imu.sources.phone.source import SensorLoggerSource
from tests.fuzz.contract import Target, check_block, value_or_sentence
from tests.hinges import hinges
from tests.sources.phone.phones import FakePhyphox, message, pushed, reading

TOKEN = "a-token-of-a-phone"


class Line:
    """The far end of a connection, in memory. Enough of a `StreamWriter` for the server."""

    def __init__(self) -> None:
        self.said = b""
        self.is_closed = False
        self.transport = self

    def get_extra_info(self, name: str) -> tuple[str, int]:
        assert name == "peername"
        return "127.0.0.1", 1

    def write(self, data: bytes) -> None:
        assert not self.is_closed, "it speaks after it has hung up"
        self.said += data

    async def drain(self) -> None:
        await asyncio.sleep(0)

    def close(self) -> None:
        self.is_closed = True

    def abort(self) -> None:
        self.is_closed = True

    async def wait_closed(self) -> None:
        await asyncio.sleep(0)


async def _call(source: SensorLoggerSource, raw: bytes) -> Line:
    """Somebody connects, says all this and falls silent."""
    reader, line = asyncio.StreamReader(limit=HEAD_LIMIT), Line()
    reader.feed_data(raw)
    reader.feed_eof()
    await source.server._serve(reader, cast("asyncio.StreamWriter", line))
    return line


async def _serve(calls: list[bytes]) -> None:
    source = SensorLoggerSource(("left",), tokens={"left": TOKEN}, clock=lambda: 0.0)
    source._live.begin()
    for raw in calls:
        line = await _call(source, raw)
        assert line.is_closed, "the line is left open"
        assert not line.said or line.said.startswith(b"HTTP/1.1 "), line.said[:40]
    assert not source.server._open, "a connection is remembered for ever"
    while not source._queue.empty():
        _, item = source._queue.get_nowait()
        assert isinstance(item, Block)
        check_block(item)


def serve(data: bytes) -> None:
    """What strangers say to the server, connection after connection."""
    asyncio.run(_serve(data.split(b"\x1c")[:16]))


def pushes(data: bytes) -> None:
    """Messages of a phone, one after the other, as far as they are messages."""
    feed, turned = PhoneFeed("left"), PhoneFeed("right", turned=True)
    for number, body in enumerate(data.split(b"\x1c")[:60]):
        letter = value_or_sentence(partial(sensorlogger.decode, body))
        if letter is None:
            continue
        for one in (feed, turned):
            for block in one.take(0.3 * number, letter):
                check_block(block)
    for one in (feed, turned):
        for block in one.flush():
            check_block(block)
        assert one.status.advice.isprintable()


def asked(data: bytes) -> None:
    """Answers of a phone that is asked: what it measures, then what it has measured."""
    config, *answers = data.split(b"\x1c")[:40]
    layout = value_or_sentence(partial(phyphox.layout_of, config))
    if layout is None:
        return
    poll, feed = phyphox.Poll(layout), PhoneFeed("left")
    for number, body in enumerate(answers):
        assert poll.path.isascii()
        assert poll.path.startswith("/get?")
        said = value_or_sentence(partial(poll.take, body))
        for block in [] if said is None else feed.take(0.1 * number, said):
            check_block(block)


async def _answer(data: bytes) -> None:
    reader = asyncio.StreamReader(limit=HEAD_LIMIT)
    reader.feed_data(data)
    reader.feed_eof()
    with contextlib.suppress(HttpError):  # `ask` makes a sentence of it
        head = await read_head(reader)
        if head is not None:
            assert len(await _body(reader, head.fields)) <= BODY_LIMIT


def answer(data: bytes) -> None:
    """Whatever answers where a phone should be."""
    asyncio.run(_answer(data))


def address(data: bytes) -> None:
    """What a person copies from a phone's screen."""
    value_or_sentence(partial(Address.parse, data.decode("utf-8", "replace")))


@cache
def _bodies() -> list[bytes]:
    block = hinges([1.0], 4.0, rate_hz=20.0)
    return [body for _, body in pushed(block)]


def _requests() -> list[bytes]:
    body = message(0, [reading("gyroscope", 0.0, np.zeros(3))])
    length = str(len(body)).encode()
    post = b"POST /%s HTTP/1.1\r\nHost: h\r\nContent-Length: %s\r\n\r\n" % (TOKEN.encode(), length)
    get = b"GET / HTTP/1.1\r\nAuthorization: Bearer %s\r\n\r\n" % TOKEN.encode()
    return [(post + body) * 2 + b"\x1c" + get, b"\x1c".join([get, post, b"x"])]


def _answers() -> list[bytes]:
    block = hinges([1.0], 4.0, rate_hz=20.0)
    now_s = iter((0.5, 1.0, 2.0, 3.0))
    phone = FakePhyphox(block, lambda: next(now_s))
    config = json.dumps(phone.config()).encode()
    poll = phyphox.Poll(phyphox.layout_of(config))
    parts = [config]
    for _ in range(4):
        parts.append(phone.answer(poll.path))
        poll.take(parts[-1])
    return [b"\x1c".join(parts)]


def targets() -> list[Target]:
    """Everything that a network brings."""
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    plain = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
    return [
        Target("phone-server", serve, _requests),
        Target("sensor-logger", pushes, lambda: [b"\x1c".join(_bodies())]),
        Target("phyphox", asked, _answers),
        Target("phyphox-http", answer, lambda: [chunked, plain, b"HTTP/1.1 200 OK\r\n\r\nabc"]),
        Target("phone-address", address, lambda: [b"192.168.1.5:8080", b"http://[::1]:80/x"]),
    ]
