"""Asks a phone's small web server: a new connection for each question, as its makers advise."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from imu.errors import UsageError
from imu.sources.phone.http import HEAD_LIMIT, HttpError, read_head
from imu.sources.phone.readings import PhoneError

BODY_LIMIT = 8_000_000
"""Bytes of an answer: ten minutes of six buffers at 100 Hz."""

PATIENCE_S = 5.0
"""s for a whole answer."""

_DEFAULT_PORT = 8080


@dataclass(frozen=True, slots=True)
class Address:
    """Where a phone listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person copies from the phone: ``192.168.1.5:8080``, with or without http.

        Raises
        ------
        UsageError : that is no address.
        """
        try:
            parts = urlsplit(text if "//" in text else f"//{text}", scheme="http")
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
        is_plain = host is not None and host.isascii() and host.isprintable() and " " not in host
        if not host or not is_plain or port == 0:
            raise UsageError(f"{text!r} is no address of a phone", "Copy the one phyphox shows.")
        if port is None:
            port = 80 if "//" in text else _DEFAULT_PORT
        return cls(host, port)


async def ask(address: Address, path: str, patience_s: float = PATIENCE_S) -> bytes:
    """Ask for `path`; the body of the answer.

    Raises
    ------
    PhoneError : nobody answers, or not in time, or not with what was asked for.
    """
    try:
        async with asyncio.timeout(patience_s):
            return await _ask(address, path)
    except (OSError, HttpError, UnicodeError) as error:  # TimeoutError is an OSError
        raise PhoneError(
            f"the phone at {address.host}:{address.port} does not answer",
            "Put it into the same wireless network and switch on remote access in phyphox.",
        ) from error


async def _ask(address: Address, path: str) -> bytes:
    reader, writer = await asyncio.open_connection(address.host, address.port, limit=HEAD_LIMIT)
    try:
        host = f"[{address.host}]" if ":" in address.host else address.host
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{address.port}\r\n"
            "Accept: application/json\r\nConnection: close\r\n\r\n".encode("ascii")
        )
        await writer.drain()
        head = await read_head(reader)
        if head is None or head.first[1] != "200":
            raise HttpError(400)
        return await _body(reader, head.fields)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


async def _body(reader: asyncio.StreamReader, fields: dict[str, str]) -> bytes:
    """A body of any length that is allowed, said beforehand, in chunks, or until the end."""
    if fields.get("transfer-encoding", "").lower() == "chunked":
        return await _chunks(reader)
    length = fields.get("content-length", "")
    limit = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
    if limit is not None and limit > BODY_LIMIT:
        raise HttpError(413)
    parts: list[bytes] = []
    size = 0
    while limit is None or size < limit:
        part = await reader.read(65_536 if limit is None else min(65_536, limit - size))
        if not part:
            break
        parts.append(part)
        size += len(part)
        if size > BODY_LIMIT:
            raise HttpError(413)
    if limit is not None and size < limit:
        raise HttpError(400)
    return b"".join(parts)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        while True:
            text = (await reader.readuntil(b"\r\n")).split(b";")[0].strip()
            length = int(text, 16)
            size += length
            if length < 0 or size > BODY_LIMIT:
                raise HttpError(413)
            part = await reader.readexactly(length + 2)
            if length == 0:
                return b"".join(parts)
            parts.append(part[:-2])
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
        raise HttpError(400) from error
