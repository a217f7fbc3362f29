"""As much of HTTP/1.1 as two apps need, and no more: small, bounded, impatient."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

HEAD_LIMIT = 8192
"""Bytes of request line and header lines together."""

_REASONS = {
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    408: "Request Timeout", 411: "Length Required", 413: "Content Too Large",
    429: "Too Many Requests", 431: "Request Header Fields Too Large", 499: "Not Accepted",
    503: "Service Unavailable",
}  # fmt: skip


class HttpError(Exception):
    """A request or an answer that is not worth reading on.

    Parameters
    ----------
    status : what to answer.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Head:
    """First line, split at blanks, and header fields by their names in lower case."""

    first: tuple[str, str, str]
    fields: dict[str, str]

    @property
    def length(self) -> int | None:
        """How long the body is, bytes; None where that is not said.

        Raises
        ------
        HttpError : it is said in a way that is not understood.
        """
        if "transfer-encoding" in self.fields:
            raise HttpError(411)
        text = self.fields.get("content-length")
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 16):
            raise HttpError(400)
        return int(text)

    @property
    def keeps_alive(self) -> bool:
        """Whether another request may follow."""
        return self.fields.get("connection", "").lower() != "close" and "HTTP/1.1" in self.first


async def read_head(reader: asyncio.StreamReader) -> Head | None:
    """Read a head; None at the end of the connection.

    The reader's limit should be `HEAD_LIMIT`.

    Raises
    ------
    HttpError : it is too long, or no head.
    """
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise HttpError(400) from error
        return None
    except asyncio.LimitOverrunError as error:
        raise HttpError(431) from error
    return parse_head(raw)


def parse_head(raw: bytes) -> Head:
    """Read the bytes of a head, the empty line included.

    Raises
    ------
    HttpError : it is no head.
    """
    first, *lines = raw.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    parts = first.split(" ", 2)
    if len(parts) != 3:
        raise HttpError(400)
    fields: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        key = name.lower()
        # Said twice, or continued, a length is a way to smuggle; no app of ours does that.
        if not colon or not name or name != name.strip() or key in fields:
            raise HttpError(400)
        fields[key] = value.strip()
    return Head((parts[0], parts[1], parts[2]), fields)


async def read_body(reader: asyncio.StreamReader, length: int) -> bytes:
    """Read a body of known length.

    Raises
    ------
    HttpError : the connection ended before.
    """
    try:
        return await reader.readexactly(length)
    except asyncio.IncompleteReadError as error:
        raise HttpError(400) from error


def answer(status: int, text: str, *, keep_alive: bool = False) -> bytes:
    """The bytes of an answer with a line of plain text."""
    body = f"{text}\n".encode()
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"Connection: {'keep-alive' if keep_alive else 'close'}\r\n\r\n"
    )
    return head.encode("ascii") + body
