"""Takes what phones push. Listens only where a person says, and only to who knows the token."""

from __future__ import annotations

import asyncio
import errno
import hmac
import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from imu.errors import UsageError
from imu.samples import Side
from imu.sources.phone.http import HEAD_LIMIT, Head, HttpError, answer, read_body, read_head
from imu.sources.phone.limits import Budget, Limits
from imu.sources.phone.readings import PhoneError

LOOPBACK = "127.0.0.1"
"""Where a server listens that nobody has told otherwise: only this computer reaches it."""

PORT = 8765
"""Not in use by anything that people run at home."""

TOKEN_CHARS = 16
"""A token has at least so many characters."""

_FAREWELL_S = 1.0
"""s. How long the last answer may take to be read."""

Take = Callable[[Side, bytes], None]
"""Takes the body of a message for a side. Raises `PhoneError` for what the person should read."""


def check_host(host: str) -> str:
    """The host, if it is an address of a network interface; names are not looked up.

    Raises
    ------
    UsageError : it is none, or empty.
    """
    try:
        return str(ipaddress.ip_address(host))
    except ValueError as error:
        advice = "Say this computer's address in the network, such as 192.168.1.20."
        raise UsageError(f"{host!r} is no address to listen at", advice) from error


def own_address() -> str | None:
    """The computer's address in the network, to propose it to a person; None if there is none.

    Nothing is sent: the system only tells which address it would send from.
    """
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737: an address that is nobody's
        return str(probe.getsockname()[0])
    return None


class PushServer:
    """A small HTTP server for POSTs.

    Parameters
    ----------
    take : called with each message.
    tokens : by token, the side that its owner's phone sits on.
    host, port : where to listen; port 0 for any that is free.
    limits : what may be asked of it.

    Raises
    ------
    UsageError : a host that is no address, or a token that can be guessed.

    Attributes
    ----------
    refused : requests that were turned away.
    """

    def __init__(
        self,
        take: Take,
        tokens: Mapping[str, Side],
        *,
        host: str = LOOPBACK,
        port: int = PORT,
        limits: Limits | None = None,
    ) -> None:
        if any(len(token) < TOKEN_CHARS or not token.isascii() for token in tokens):
            problem = "a token must be long enough that nobody guesses it"
            advice = f"Use {TOKEN_CHARS} letters and digits, or leave it away: one is made."
            raise UsageError(problem, advice)
        self._take = take
        self._tokens = dict(tokens)
        self._host = check_host(host)
        self._port = port
        self._limits = limits or Limits()
        self._budget = Budget(self._limits)
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self.refused = 0

    @property
    def port(self) -> int:
        """The port that it listens at."""
        if self._server is None or not self._server.sockets:
            return self._port
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Begin to listen.

        Raises
        ------
        PhoneError : the place is taken, or is not this computer's.
        """
        try:
            self._server = await asyncio.start_server(
                self._serve, self._host, self._port, limit=HEAD_LIMIT
            )
        except OSError as error:
            where = f"{self._host}:{self._port}"
            if error.errno == errno.EADDRINUSE:
                problem = f"something else listens at {where} already"
                raise PhoneError(problem, "Close it, or name another port.") from error
            problem = f"it is not possible to listen at {where} ({error.strerror})"
            raise PhoneError(problem, "Name an address of this computer.") from error

    async def close(self) -> None:
        """Stop listening and hang up."""
        if self._server is not None:
            self._server.close()
        for writer in tuple(self._open.values()):
            writer.transport.abort()
        await asyncio.gather(*self._open, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        try:
            if len(self._open) > self._limits.connections:
                await self._refuse(writer, 503)
            else:
                await self._converse(reader, writer)
        except OSError:  # they hung up, or we do
            pass
        finally:
            await _hang_up(writer)
            del self._open[task]

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other."""
        peer = str((writer.get_extra_info("peername") or ("",))[0])
        patience_s = self._limits.head_s
        try:
            while True:
                async with asyncio.timeout(patience_s):
                    head = await read_head(reader)
                if head is None:
                    return
                self._count(peer)
                status, text = await self._request(reader, head)
                writer.write(answer(status, text, keep_alive=head.keeps_alive))
                async with asyncio.timeout(self._limits.body_s):
                    await writer.drain()
                if not head.keeps_alive:
                    return
                patience_s = self._limits.idle_s
        except TimeoutError:
            await self._refuse(writer, 408)
        except HttpError as error:
            await self._refuse(writer, error.status)

    def _count(self, peer: str) -> None:
        """Let nobody ask too often."""
        if not self._budget.spend(peer, time.monotonic()):
            raise HttpError(429)

    async def _request(self, reader: asyncio.StreamReader, head: Head) -> tuple[int, str]:
        """Status and text of the answer to one request."""
        side = self._side_of(head)
        if side is None:
            raise HttpError(404)
        method = head.first[0]
        length = head.length
        if method == "GET" and not length:
            return 200, "Kickstand listens here. Enter this address in Sensor Logger."
        if method != "POST":
            raise HttpError(405)
        if length is None:
            raise HttpError(411)
        if length > self._limits.body_bytes:
            raise HttpError(413)
        async with asyncio.timeout(self._limits.body_s):
            body = await read_body(reader, length)
        try:
            self._take(side, body)
        except PhoneError as error:
            self.refused += 1
            return 499, str(error)  # Sensor Logger shows the text of a 499 to the person
        return 200, "ok"

    def _side_of(self, head: Head) -> Side | None:
        """Whose token is in the path, or in ``Authorization: Bearer``; None for nobody's."""
        path = head.first[1].partition("?")[0].strip("/")
        word = head.fields.get("authorization", "").removeprefix("Bearer ").strip()
        found: Side | None = None
        for token, side in self._tokens.items():  # all of them, however early one fits
            for said in (path, word):
                if hmac.compare_digest(said.encode("utf-8", "replace"), token.encode()):
                    found = side
        return found

    async def _refuse(self, writer: asyncio.StreamWriter, status: int) -> None:
        """Say no and hang up, whether or not anybody listens."""
        self.refused += 1
        with suppress(OSError, TimeoutError):
            writer.write(answer(status, "no"))
            async with asyncio.timeout(_FAREWELL_S):
                await writer.drain()


async def _hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection; whoever does not read what was sent does not hold it open."""
    writer.close()
    try:
        async with asyncio.timeout(_FAREWELL_S):
            await writer.wait_closed()
    except TimeoutError:
        writer.transport.abort()
    except OSError:
        pass
