"""Questions to the app phyphox and its answers. Facts: `firmware_notes/sensors/phones.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from imu.sources.phone.readings import (
    MAX_READINGS,
    Channel,
    Collector,
    Message,
    PhoneError,
    listing,
    mapping,
    number,
)
from imu.sources.phone.sensorlogger import parsed

CONFIG = "/config"
START = "/control?cmd=start"

SOURCES: dict[str, Channel] = {
    "accelerometer": "total",
    "linear_acceleration": "acceleration",
    "gravity": "gravity",
    "gyroscope": "rotation",
}
"""The app's names for what is used here."""

_QUIET_POLLS = 5
"""So many answers without a new reading, and it is asked whether the app counts anew."""

_ADVICE = (
    'In phyphox, open an experiment with accelerometer and gyroscope ("+", simple experiment).'
)


@dataclass(frozen=True, slots=True)
class Buffers:
    """The names of one channel's buffers."""

    channel: Channel
    time: str
    axes: tuple[str, str, str]


def layout_of(body: bytes) -> tuple[Buffers, ...]:
    """Which buffers hold what, from the answer to `CONFIG`.

    Raises
    ------
    PhoneError : no answer of this app, or an experiment without accelerometer and gyroscope.
    """
    content = mapping(parsed(body))
    inputs = listing(content.get("inputs")) if content is not None else None
    if inputs is None:
        raise PhoneError("this is no phyphox", "Use the address that phyphox shows.")
    found = {one.channel: one for entry in inputs for one in _buffers(mapping(entry))}
    has_acceleration = "total" in found or {"acceleration", "gravity"} <= found.keys()
    if not has_acceleration or "rotation" not in found:
        raise PhoneError("the open phyphox experiment lacks a sensor", _ADVICE)
    needed: tuple[Channel, ...] = ("acceleration", "gravity", "rotation")
    if "total" in found:
        needed = ("total", "rotation")
    return tuple(found[channel] for channel in needed)


def _buffers(entry: dict[str, object] | None) -> Iterator[Buffers]:
    source = entry.get("source") if entry is not None else None
    outputs = listing(entry.get("outputs")) if entry is not None else None
    channel = SOURCES.get(source) if isinstance(source, str) else None
    if channel is None or outputs is None:
        return
    pairs = [pair for output in outputs for pair in (mapping(output) or {}).items()]
    names = {component: buffer for component, buffer in pairs if isinstance(buffer, str)}
    if {"t", "x", "y", "z"} <= names.keys():
        yield Buffers(channel, names["t"], (names["x"], names["y"], names["z"]))


class Poll:
    """What to ask next, and what the answers say.

    Parameters
    ----------
    layout : which buffers hold what.

    Attributes
    ----------
    is_measuring : whether the app measured when it last answered; None before.
    is_over : another experiment was opened: look again what it measures.
    """

    def __init__(self, layout: tuple[Buffers, ...]) -> None:
        self._layout = layout
        self._since: dict[str, float] = {}
        self._is_probing = True
        self._quiet = 0
        self._number = 0
        self._session: str | None = None
        self._runs = 0
        self.is_measuring: bool | None = None
        self.is_over = False

    @property
    def path(self) -> str:
        """The next question: at first how far the app is, then what is newer than that."""
        if self._is_probing:
            return "/get?" + "&".join(quote(buffers.time, safe="") for buffers in self._layout)
        parts: list[str] = []
        for buffers in self._layout:
            after = f"{self._since[buffers.time]:.9g}"
            time = quote(buffers.time, safe="")
            parts.append(f"{time}={after}")
            parts += [f"{quote(axis, safe='')}={after}%7C{time}" for axis in buffers.axes]
        return "/get?" + "&".join(parts)

    def take(self, body: bytes) -> Message | None:
        """Take the answer to `path`; None if it was only asked how far the app is.

        Raises
        ------
        PhoneError : it is no answer, or the person has opened another experiment.
        """
        content = mapping(parsed(body))
        buffers = mapping(content.get("buffer")) if content is not None else None
        status = mapping(content.get("status")) if content is not None else None
        if buffers is None or status is None:
            raise PhoneError("phyphox gave an answer that is none", "Start phyphox anew.")
        session = str(status.get("session"))[:100]
        if self._session not in (None, session):
            self.is_over = True
            raise PhoneError("another phyphox experiment was opened", _ADVICE)
        self._session = session
        was_measuring, self.is_measuring = self.is_measuring, status.get("measuring") is True
        if self.is_measuring and was_measuring is False:
            self._runs += 1
        if self._is_probing:
            self._probed(buffers)
            return None
        return self._message(buffers)

    def _probed(self, content: dict[str, object]) -> None:
        for buffers in self._layout:
            values = _values(content, buffers.time)
            last = number(values[-1]) if values else None
            before = self._since.get(buffers.time)
            if last is None:
                self._since[buffers.time] = -1.0
            elif before is None:
                self._since[buffers.time] = last
            elif last < before:
                self._since[buffers.time] = -1.0  # cleared: it counts from zero again
        self._is_probing = False

    def _message(self, content: dict[str, object]) -> Message:
        collector = Collector()
        for buffers in self._layout:
            times = _values(content, buffers.time)
            axes = [_values(content, axis) for axis in buffers.axes]
            if any(len(axis) != len(times) for axis in axes):
                collector.refused += 1
            for when, *values in zip(times, *axes, strict=False):
                time_s = number(when)
                collector.add(buffers.channel, time_s, tuple(values))
                if time_s is not None:
                    self._since[buffers.time] = max(self._since[buffers.time], time_s)
        tracks = collector.tracks()
        self._quiet = 0 if tracks else self._quiet + 1
        if self._quiet >= _QUIET_POLLS:
            self._quiet, self._is_probing = 0, True
        self._number += 1
        # The app's time leaves pauses out: after one it is another time.
        session = f"{self._session} {self._runs}"
        return Message(self._number, session, "", tracks, collector.refused)


def _values(content: dict[str, object], name: str) -> list[object]:
    buffer = mapping(content.get(name))
    values = listing(buffer.get("buffer")) if buffer is not None else None
    return (values or [])[:MAX_READINGS]
