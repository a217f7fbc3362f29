"""Phones as the apps make them speak, and somebody in the network who means no good."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from imu.samples import Block, Floats

UTC_S = 1_700_000_000.0
"""s. When the phone's clock says that the session began."""


def reading(name: str, time_s: float, xyz: Floats) -> dict[str, Any]:
    """One entry of a Sensor Logger payload."""
    x, y, z = (float(value) for value in xyz)
    return {"name": name, "time": round(time_s * 1e9), "values": {"x": x, "y": y, "z": z}}


def message(number: int, payload: list[dict[str, Any]], session: str = "s") -> bytes:
    """The body of one Sensor Logger message."""
    content = {"messageId": number, "sessionId": session, "deviceId": "d", "payload": payload}
    return json.dumps(content).encode()


def pushed(block: Block, batch_s: float = 0.2, *, ios: bool = False) -> list[tuple[float, bytes]]:
    """What Sensor Logger makes of a sensor: when each message is sent, s, and its body.

    Android sends the total acceleration; on iOS, without standardised frames, gravity is apart and
    both have the opposite sign. The gyroscope is read 3 ms later than the accelerometer.
    """
    when = block.time_s + 0.003
    axes = [np.interp(when, block.time_s, block.gyr_rad_s[:, k]) for k in range(3)]
    late = np.column_stack(axes)
    gravity = np.tile([0.0, 0.0, 9.81], (len(block), 1))
    messages: list[tuple[float, bytes]] = []
    edges = np.searchsorted(block.time_s, np.arange(block.time_s[0], block.time_s[-1], batch_s))
    for number, (first, last) in enumerate(zip(edges, [*edges[1:], len(block)], strict=True)):
        payload: list[dict[str, Any]] = []
        for k in range(first, last):
            at_s = UTC_S + float(block.time_s[k])
            if ios:
                payload.append(reading("gravity", at_s, -gravity[k]))
                payload.append(reading("accelerometer", at_s, gravity[k] - block.acc_m_s2[k]))
            else:
                payload.append(reading("totalAcceleration", at_s, block.acc_m_s2[k]))
            payload.append(reading("gyroscope", at_s + 0.003, late[k]))
        messages.append((float(block.time_s[last - 1]), message(number, payload)))
    return messages


async def post(
    port: int, path: str, body: bytes, fields: dict[str, str] | None = None
) -> tuple[int, str]:
    """POST once; status and text of the answer."""
    lines = {"Content-Length": str(len(body)), **(fields or {})}
    head = f"POST {path} HTTP/1.1\r\nHost: h\r\n" + "".join(
        f"{k}: {v}\r\n" for k, v in lines.items()
    )
    return await say(port, head.encode() + b"\r\n" + body)


async def say(port: int, raw: bytes) -> tuple[int, str]:
    """Send bytes; status and text of the answer, or 0 if they just hang up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(raw)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        text = (await reader.readexactly(length)).decode()
        return int(head.split()[1]), text
    except (OSError, asyncio.IncompleteReadError):
        return 0, ""
    finally:
        await hang_up(writer)


async def hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection for good."""
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


_ROUNDS = 10
"""Of the loop, between a connection that is let in and the first word on it; it takes three."""


@dataclass
class FakePhyphox:
    """A phone with phyphox: `now_s` is the experiment's time, `block` what it measures.

    `faults` are answers that are given instead, one for each question.
    """

    block: Block
    now_s: Callable[[], float]
    session: str = "a1b2c3"
    faults: list[bytes] = field(default_factory=list[bytes])
    asked: list[str] = field(default_factory=list[str])
    inputs: tuple[str, ...] = ("accelerometer", "gyroscope")
    chunked: bool = False
    speaking: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    def config(self) -> dict[str, Any]:
        names = {"accelerometer": "acc", "gyroscope": "gyr"}
        inputs = [
            {
                "source": s,
                "outputs": [
                    *({a: f"{names[s]}{a.upper()}"} for a in "xyz"),
                    {"t": f"{names[s]}_time"},
                ],
            }
            for s in self.inputs
        ]
        return {"title": "t", "buffers": [], "export": [], "crc32": "0", "inputs": inputs}

    def answer(self, path: str) -> bytes:
        self.asked.append(path)
        if path == "/config":
            return json.dumps(self.config()).encode()
        if path.startswith("/control"):
            return b'{"result": true}'
        if self.faults:
            return self.faults.pop(0)
        status = {"session": self.session, "measuring": True, "timedRun": False, "countDown": 0}
        return json.dumps({"buffer": self._buffers(path), "status": status}).encode()

    def _buffers(self, path: str) -> dict[str, Any]:
        n = int(np.searchsorted(self.block.time_s, self.now_s()))
        times = self.block.time_s[:n]
        columns = {"acc_time": times, "gyr_time": times}
        for k, axis in enumerate("XYZ"):
            columns[f"acc{axis}"] = self.block.acc_m_s2[:n, k]
            columns[f"gyr{axis}"] = self.block.gyr_rad_s[:n, k]
        found: dict[str, Any] = {}
        for query in path.partition("?")[2].split("&"):
            name, _, value = query.partition("=")
            threshold, _, reference = value.partition("%7C")
            axis = columns[reference or name]
            part = columns[name][-1:] if not value else columns[name][axis > float(threshold)]
            found[name] = {"size": 0, "updateMode": "partial", "buffer": part.tolist()}
        return found

    async def serve(self) -> asyncio.Server:
        return await asyncio.start_server(self._take, "127.0.0.1", 0)

    async def leave(self, server: asyncio.Server) -> None:
        """Take nobody any more, and hang up on whoever is still there."""
        server.close()
        await server.wait_closed()
        for _ in range(_ROUNDS):  # whoever was let in just now is not spoken to yet
            await asyncio.sleep(0.0)
        while self.speaking:
            await asyncio.gather(*self.speaking)

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._speak(reader, writer))
        self.speaking.add(task)
        task.add_done_callback(self.speaking.discard)

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # whoever has asked has gone in the middle of it
        finally:
            await hang_up(writer)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        body = self.answer(head.split()[1].decode())
        if body.startswith(b"HTTP"):
            writer.write(body)
        elif self.chunked:
            half = len(body) // 2
            parts = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (body[:half], body[half:], b""))
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + parts)
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
