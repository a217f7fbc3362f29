"""Movesense's GATT SensorData Protocol: commands, and what is told about them.

Source: the vendor's document GD-77 and the firmware's sample (see the page on the sensor).
"""

from __future__ import annotations

from enum import IntEnum

from imu.errors import DriverError

FAMILY = "movesense"
VERSION = 1
"""The version of the protocol that this code speaks."""

SAMPLE_APP = b"Hello"
"""What the vendor's old sample firmware greets with, in place of a version."""

HELLO_REF, STREAM_REF = 0x64, 0x63
"""What we call the greeting and the stream; any number but 0 will do."""

AGAIN = "Take other apps off it, wake it by touching its two studs, then try again"
_FIRMWARE = "Bring its firmware to 2.3 or later with the vendor's app"


class Command(IntEnum):
    """First byte of what the host writes."""

    HELLO = 0
    SUBSCRIBE = 1
    UNSUBSCRIBE = 2


class Kind(IntEnum):
    """First byte of what the sensor sends; the second is the reference."""

    ANSWER = 1
    DATA = 2
    REST = 3  # of the packet before, which was larger than what the radio carries at once


def hello() -> bytes:
    """Ask who is there."""
    return bytes([Command.HELLO, HELLO_REF])


def subscribe(rate_hz: float) -> bytes:
    """Ask for acceleration and rate; the path ends in a zero, as one client sends it."""
    return bytes([Command.SUBSCRIBE, STREAM_REF]) + f"/Meas/IMU6/{rate_hz:.0f}".encode() + b"\x00"


def unsubscribe() -> bytes:
    """End the stream."""
    return bytes([Command.UNSUBSCRIBE, STREAM_REF])


def answer_to(reference: int) -> bytes:
    """How an answer begins."""
    return bytes([Kind.ANSWER, reference])


def check_greeting(answer: bytes) -> None:
    """See who is there.

    Raises
    ------
    DriverError : nobody, or somebody who speaks another version.
    """
    greeting = answer[2:]
    if not greeting:
        raise DriverError("the Movesense does not answer", f"{AGAIN}. {_FIRMWARE}")
    if greeting[0] != VERSION and not greeting.startswith(SAMPLE_APP):
        problem = f"this Movesense speaks version {greeting[0]} of its protocol, this programme 1"
        raise DriverError(problem, "Bring the older of the two up to date")


def check_subscribed(answer: bytes, rate_hz: float, *, streams: bool) -> None:
    """See whether the stream was granted.

    Parameters
    ----------
    answer : the whole of it; empty for none.
    rate_hz : what was asked for.
    streams : data came meanwhile: answers may get lost, and old firmware gives none if all is well.

    Raises
    ------
    DriverError : it was not.
    """
    status = status_of(answer)
    if 200 <= status < 300 or (status == 0 and streams):
        return
    if status == 0:
        raise DriverError("the Movesense does not begin to stream", f"{AGAIN}. {_FIRMWARE}")
    if status == 507:
        problem = "the Movesense has no stream left: another app holds all of them"
        raise DriverError(problem, "Close that app, or take the battery out and put it back")
    if status == 404:
        problem = f"this Movesense has no acceleration and rate at {rate_hz:g} Hz"
        raise DriverError(problem, f"{_FIRMWARE}, or choose another rate")
    raise DriverError(f"the Movesense refuses to stream: status {status}", AGAIN)


def status_of(answer: bytes) -> int:
    """The status as in HTTP, whichever way round; 0 for none.

    Statuses lie between 100 and 599, so that only one order of the bytes can be one. The vendor's
    sample sends errors big-endian, the specification says little-endian; 200 was seen in one byte.
    """
    told = answer[2:4]
    either = int.from_bytes(told, "little"), int.from_bytes(told, "big")
    return next((status for status in either if 100 <= status < 600), -1 if told else 0)
