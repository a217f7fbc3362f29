"""Messages of the app Sensor Logger -> readings. Facts: `firmware_notes/sensors/phones.md`."""

from __future__ import annotations

import msgspec

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

NAMES: dict[str, Channel] = {
    "totalacceleration": "total",
    "accelerometer": "acceleration",
    "gravity": "gravity",
    "gyroscope": "rotation",
}
"""The app's names for what is used here; all others are passed over."""

_ADVICE = "Point Sensor Logger's HTTP push to the address shown, and nothing else."


def decode(body: bytes) -> Message:
    """Read one message.

    Readings of other sensors are passed over, those without usable numbers are counted.

    Raises
    ------
    PhoneError : it is no message of this app, or far too long.
    """
    content = mapping(parsed(body))
    if content is None:
        raise PhoneError("the phone sent JSON that is no message", _ADVICE)
    payload = listing(content.get("payload"))
    if payload is None:
        raise PhoneError('the phone sent a message without "payload"', _ADVICE)
    if len(payload) > MAX_READINGS:
        raise PhoneError(
            f"the phone sent {len(payload)} readings at once", "Set a shorter batch period."
        )
    collector = Collector()
    for entry in payload:
        _read(mapping(entry), collector)
    return Message(
        number=int(number(content.get("messageId")) or 0),
        session=_name(content.get("sessionId")),
        phone=_name(content.get("deviceId")),
        tracks=collector.tracks(),
        refused=collector.refused,
    )


def parsed(body: bytes) -> object:
    """JSON as Python values.

    Raises
    ------
    PhoneError : it is none.
    """
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise PhoneError("the phone sent something that is no JSON", _ADVICE) from error


def _read(entry: dict[str, object] | None, collector: Collector) -> None:
    """Take one entry of the payload. Exported files have the values beside the time."""
    if entry is None:
        collector.refused += 1
        return
    name = entry.get("name")
    channel = NAMES.get(name.lower()) if isinstance(name, str) else None
    if channel is None:
        return
    values = mapping(entry.get("values")) or entry
    nanoseconds = number(entry.get("time"))
    time_s = None if nanoseconds is None else nanoseconds / 1e9
    collector.add(channel, time_s, (values.get("x"), values.get("y"), values.get("z")))


def _name(value: object) -> str:
    """The app's name for something, as far as it is one."""
    return value[:100] if isinstance(value, str) else ""
