"""The server takes only what it should from whom it should, and neither end hangs or falls over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.errors import UsageError
from imu.samples import Side
from imu.sources.phone.client import Address, ask
from imu.sources.phone.http import HttpError, parse_head
from imu.sources.phone.limits import Budget, Limits
from imu.sources.phone.readings import PhoneError
from imu.sources.phone.server import PushServer, check_host, own_address
from tests.sources.phone.phones import hang_up, post, say

TOKEN = "0123456789abcdef"
OTHER = "fedcba9876543210"
SHORT = Limits(head_s=0.2, body_s=0.2, idle_s=0.2)


class Taken:
    """Remembers what the server takes; refuses what begins with "bad"."""

    def __init__(self) -> None:
        self.bodies: list[tuple[Side, bytes]] = []

    def __call__(self, side: Side, body: bytes) -> None:
        if body.startswith(b"bad"):
            raise PhoneError("that is no message", "Do it better.")
        self.bodies.append((side, body))


def served(
    talk: Callable[[PushServer, Taken], Awaitable[None]], limits: Limits | None = None
) -> None:
    """Run a server for as long as `talk` takes, and see that it still works afterwards."""

    async def run() -> None:
        taken = Taken()
        tokens: dict[str, Side] = {TOKEN: "left", OTHER: "right"}
        server = PushServer(taken, tokens, port=0, limits=limits)
        await server.start()
        try:
            async with asyncio.timeout(20.0):
                await talk(server, taken)
                if limits is None:
                    assert (await post(server.port, f"/{TOKEN}", b"still"))[0] == 200
        finally:
            await server.close()
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())


# -- who may --------------------------------------------------------------------------------------


def test_who_knows_a_token_is_heard_for_that_side() -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        assert await post(server.port, f"/{TOKEN}", b"one") == (200, "ok\n")
        assert (await post(server.port, f"/{OTHER}/?x=1", b"two"))[0] == 200
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert (await post(server.port, "/data", b"three", bearer))[0] == 200
        assert taken.bodies == [("left", b"one"), ("right", b"two"), ("left", b"three")]

    served(talk)


@pytest.mark.parametrize(
    "path", ["/", "", f"/{TOKEN[:-1]}", f"/{TOKEN}x", f"/{TOKEN.upper()}", "/é" * 8, "/../etc"]
)
def test_nobody_else_is(path: str) -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        for fields in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic " + TOKEN}):
            assert (await post(server.port, path or "/", b"x", fields))[0] == 404
        assert taken.bodies == []
        assert server.refused == 3

    served(talk)


@pytest.mark.parametrize("host", ["", "localhost", "0.0.0.0.0", "example.org", " 127.0.0.1"])
def test_a_host_that_is_no_address_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="no address to listen at"):
        PushServer(Taken(), {TOKEN: "left"}, host=host)


def test_by_default_only_this_computer_is_served() -> None:
    async def talk(server: PushServer, _: Taken) -> None:
        assert server._server is not None  # pyright: ignore[reportPrivateUsage]
        names = [one.getsockname()[0] for one in server._server.sockets]  # pyright: ignore[reportPrivateUsage]
        assert names == ["127.0.0.1"]

    served(talk)


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(UsageError, match="token"):
        PushServer(Taken(), {"1234": "left"})


def test_addresses_are_checked_and_proposed() -> None:
    assert check_host("0.0.0.0") == "0.0.0.0"
    assert check_host("::1") == "::1"
    own = own_address()
    assert own is None or check_host(own) == own


def test_a_place_that_is_taken_is_named() -> None:
    async def talk(server: PushServer, _: Taken) -> None:
        second = PushServer(Taken(), {TOKEN: "left"}, port=server.port)
        with pytest.raises(PhoneError, match="something else listens"):
            await second.start()
        await second.close()
        elsewhere = PushServer(Taken(), {TOKEN: "left"}, host="192.0.2.1", port=0)
        with pytest.raises(PhoneError, match="not possible to listen"):
            await elsewhere.start()

    served(talk)


# -- what may -------------------------------------------------------------------------------------


def test_what_is_no_use_is_told_to_the_person() -> None:
    async def talk(server: PushServer, _: Taken) -> None:
        status, text = await post(server.port, f"/{TOKEN}", b"bad")
        assert (status, text) == (499, "that is no message. Do it better.\n")

    served(talk)


def test_a_browser_is_told_what_this_is() -> None:
    async def talk(server: PushServer, _: Taken) -> None:
        status, text = await say(server.port, f"GET /{TOKEN} HTTP/1.1\r\n\r\n".encode())
        assert status == 200
        assert "Sensor Logger" in text

    served(talk)


@pytest.mark.parametrize(
    ("request_line", "fields", "status"),
    [
        ("POST /T HTTP/1.1", "", 411),
        ("PUT /T HTTP/1.1", "Content-Length: 1\r\n", 405),
        ("POST /T HTTP/1.1", "Content-Length: 100000000\r\n", 413),
        ("POST /T HTTP/1.1", "Content-Length: -1\r\n", 400),
        ("POST /T HTTP/1.1", "Content-Length: 1e3\r\n", 400),
        ("POST /T HTTP/1.1", "Content-Length: 99999999999999999999\r\n", 400),
        ("POST /T HTTP/1.1", "Content-Length: 1\r\nContent-Length: 2\r\n", 400),
        ("POST /T HTTP/1.1", "Transfer-Encoding: chunked\r\n", 411),
        ("POST /T HTTP/1.1", "no colon\r\n", 400),
        ("POST /T HTTP/1.1", " folded: x\r\n", 400),
        ("POST /T", "", 400),
        ("", "", 400),
        ("POST /T HTTP/1.1", "X: " + "y" * 20_000 + "\r\n", 431),
    ],
)
def test_a_request_that_is_none_is_refused(request_line: str, fields: str, status: int) -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        line = request_line.replace("/T", f"/{TOKEN}")
        assert (await say(server.port, f"{line}\r\n{fields}\r\n".encode()))[0] in {status, 0}
        assert taken.bodies == []
        assert server.refused >= 1

    served(talk)


def test_a_hundred_megabytes_are_not_read() -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(f"POST /{TOKEN} HTTP/1.1\r\nContent-Length: 100000000\r\n\r\n".encode())
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
        with pytest.raises(ConnectionError):
            await flood(writer)
        await hang_up(writer)
        assert taken.bodies == []

    served(talk)


async def flood(writer: asyncio.StreamWriter) -> None:
    """Send a hundred megabytes."""
    for _ in range(1000):
        writer.write(b"x" * 100_000)
        await writer.drain()


def test_one_connection_may_carry_many_messages() -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        for k in range(5):
            writer.write(f"POST /{TOKEN} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{k:02d}".encode())
        for _ in range(5):
            head = await reader.readuntil(b"\r\n\r\n")
            assert b"200 OK" in head
            assert b"keep-alive" in head
            assert await reader.readexactly(3) == b"ok\n"
        await hang_up(writer)
        assert [body for _, body in taken.bodies] == [b"00", b"01", b"02", b"03", b"04"]

    served(talk)


# -- how much and how slowly ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent", [b"", b"POST", f"POST /{TOKEN} HTTP/1.1\r\nContent-Length: 9\r\n\r\nxx".encode()]
)
def test_who_dawdles_is_hung_up_on(sent: bytes) -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        assert (await say(server.port, sent))[0] == 408
        assert taken.bodies == []

    served(talk, SHORT)


def test_who_asks_too_often_is_put_off() -> None:
    async def talk(server: PushServer, _: Taken) -> None:
        found = [(await post(server.port, f"/{TOKEN}", b"x"))[0] for _ in range(8)]
        assert found[:5] == [200] * 5
        assert 429 in found

    served(talk, Limits(requests_per_s=0.001, burst=5))


def test_only_so_many_are_served_at_a_time() -> None:
    async def talk(server: PushServer, taken: Taken) -> None:
        idle = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert (await post(server.port, f"/{TOKEN}", b"x"))[0] == 503
        for _, writer in idle:
            await hang_up(writer)
        await asyncio.sleep(0.05)
        assert (await post(server.port, f"/{TOKEN}", b"x"))[0] == 200
        assert len(taken.bodies) == 1

    served(talk, replace(Limits(), connections=3))


def test_a_budget_fills_up_again_and_forgets_strangers() -> None:
    budget = Budget(Limits(requests_per_s=2.0, burst=3))
    assert [budget.spend("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert budget.spend("b", 0.0)
    assert [budget.spend("a", 0.5), budget.spend("a", 0.5)] == [True, False]
    for k in range(1000):
        budget.spend(str(k), 1.0)
    assert len(budget._left) <= 256  # pyright: ignore[reportPrivateUsage]


@settings(max_examples=60)
@given(st.binary(max_size=200), st.booleans())
def test_rubbish_never_ends_the_server(raw: bytes, ends: bool) -> None:
    async def talk(server: PushServer, _: Taken) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(raw + (b"\r\n\r\n" if ends else b""))
        writer.write_eof()
        await reader.read()
        await hang_up(writer)

    served(talk)


@given(st.text(max_size=80))
def test_a_head_is_read_or_refused(text: str) -> None:
    raw = text.encode("utf-8") + b"\r\n\r\n"
    with suppress(HttpError):
        assert len(parse_head(raw).first) == 3


# -- asking ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.1.5:8080", Address("192.168.1.5", 8080)),
        ("192.168.1.5", Address("192.168.1.5", 8080)),
        ("http://192.168.1.5", Address("192.168.1.5", 80)),
        ("http://phone.local:8081/", Address("phone.local", 8081)),
        ("[fe80::1]:8080", Address("fe80::1", 8080)),
    ],
)
def test_an_address_is_read_as_the_app_shows_it(text: str, address: Address) -> None:
    assert Address.parse(text) == address


@pytest.mark.parametrize("text", ["", "http://", "1.2.3.4:99999", "a b:80", "1.2.3.4:x", "::1:::"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no address of a phone"):
        Address.parse(text)


def asked(answer: bytes, *, hangs: bool = False) -> bytes:
    """Ask a server that gives this answer."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        if hangs:
            await reader.read()
        await hang_up(writer)

    async def run() -> bytes:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        try:
            port = int(server.sockets[0].getsockname()[1])
            return await ask(Address("127.0.0.1", port), "/config", 0.3 if hangs else 5.0)
        finally:
            server.close()
            await server.wait_closed()

    return asyncio.run(run())


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodyand more",
        b"HTTP/1.1 200 OK\r\n\r\nbody",
        b"HTTP/1.0 200 OK\r\nServer: x\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbod\r\n1;x=y\r\ny\r\n0\r\n\r\n",
    ],
)
def test_an_answer_may_come_in_any_of_the_usual_ways(answer: bytes) -> None:
    assert asked(answer) == b"body"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"rubbish",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000,
    ],
)
def test_an_answer_that_is_none_is_one_clear_error(answer: bytes) -> None:
    with pytest.raises(PhoneError, match="does not answer") as caught:
        asked(answer)
    assert "remote access" in caught.value.advice


def test_who_does_not_answer_in_time_is_given_up() -> None:
    with pytest.raises(PhoneError, match="does not answer"):
        asked(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody", hangs=True)
