"""Polar's control point: commands, replies, and choosing among the settings on offer."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from enum import IntEnum

from imu.drivers.polar.delta import FAMILY
from imu.errors import DecodeError, DriverError

QUERY, START, STOP = 0x01, 0x02, 0x03
SDK_MODE = 0x09
"""Started and stopped like a measurement; more rates and ranges are on offer while it is on."""

REPLY = 0xF0
FEATURES = 0x0F
"""First byte of the control point's value when it is read."""
HAS_ACC, HAS_GYR, HAS_SDK_MODE = 1 << 2, 1 << 5, 1 << 9
"""Bits of the two bytes behind `FEATURES`."""

OK, ALREADY = 0, 6


class Setting(IntEnum):
    """What a stream can be set to."""

    RATE = 0
    RESOLUTION = 1
    RANGE = 2
    RANGE_MILLI = 3
    CHANNELS = 4
    FACTOR = 5
    SECURITY = 6


_SIZES = {
    Setting.RATE: 2,
    Setting.RESOLUTION: 2,
    Setting.RANGE: 2,
    Setting.RANGE_MILLI: 4,
    Setting.CHANNELS: 1,
    Setting.FACTOR: 4,
    Setting.SECURITY: 16,
}
_SENT = (Setting.RATE, Setting.RESOLUTION, Setting.RANGE, Setting.CHANNELS)
"""What a host sends, in this order; the others only come back."""

_STATUS = {
    1: "it does not know the command",
    2: "it does not have this measurement",
    3: "it does not support this",
    4: "the command has a wrong length",
    5: "a setting is wrong",
    6: "it is streaming already",
    7: "it does not offer this resolution",
    8: "it does not offer this rate",
    9: "it does not offer this range",
    10: "the radio's packets are too small",
    11: "it does not offer so many channels",
    12: "it cannot do this in its present state",
    13: "it is in its charger",
    14: "its memory is full",
}


def explain(status: int) -> DriverError:
    """The error for a reply that is not `OK`."""
    why = _STATUS.get(status, f"status {status}")
    advice = (
        "Take it out of its charger" if status == 13 else "Switch it off and on, then try again"
    )
    return DriverError(f"the Polar refuses: {why}", advice)


def parse_settings(params: bytes) -> dict[Setting, tuple[int, ...]]:
    """Settings on offer, or in force: what follows the head of a reply.

    Raises
    ------
    DecodeError : an unknown setting, or one that is cut off.
    """
    offered: dict[Setting, tuple[int, ...]] = {}
    at = 0
    while at < len(params):
        if params[at] not in _SIZES or at + 2 > len(params):
            raise DecodeError(FAMILY, "settings that cannot be read")
        setting, count = Setting(params[at]), params[at + 1]
        size, start = _SIZES[setting], at + 2
        at = start + size * count
        if at > len(params):
            raise DecodeError(FAMILY, "settings that are cut off")
        offered[setting] = tuple(
            int.from_bytes(params[k : k + size], "little") for k in range(start, at, size)
        )
    return offered


def choose(
    offered: Mapping[Setting, tuple[int, ...]], wished: Mapping[Setting, int]
) -> dict[Setting, int]:
    """One value of each setting on offer: the wished one, else the next larger, else the largest.

    What nobody wishes for is set to the largest on offer.
    """
    chosen: dict[Setting, int] = {}
    for setting, values in offered.items():
        if values and setting in _SENT:
            wish = wished.get(setting, max(values))
            chosen[setting] = min((v for v in values if v >= wish), default=max(values))
    return chosen


def start_command(kind: int, chosen: Mapping[Setting, int]) -> bytes:
    """The command that starts a stream."""
    parts = [
        bytes([setting, 1]) + chosen[setting].to_bytes(_SIZES[setting], "little")
        for setting in _SENT
        if setting in chosen
    ]
    return bytes([START, kind]) + b"".join(parts)


def settings_reply(offered: Mapping[Setting, tuple[int, ...]]) -> bytes:
    """Settings as they follow the head of a reply."""
    return b"".join(
        bytes([setting, len(values)])
        + b"".join(value.to_bytes(_SIZES[setting], "little") for value in values)
        for setting, values in offered.items()
    )


def factor_of(settings: Mapping[Setting, tuple[int, ...]]) -> float:
    """What a compressed number is worth; 1 where the reply does not say.

    Raises
    ------
    DecodeError : the factor is no positive number.
    """
    if not settings.get(Setting.FACTOR):
        return 1.0
    bits = settings[Setting.FACTOR][0].to_bytes(4, "little")
    factor = float(struct.unpack("<f", bits)[0])
    if not (math.isfinite(factor) and 0.0 < factor < 1000.0):
        raise DecodeError(FAMILY, f"a scale factor of {factor}")
    return factor


def factor_setting(factor: float) -> dict[Setting, tuple[int, ...]]:
    """A factor as a setting that is in force."""
    return {Setting.FACTOR: (int.from_bytes(struct.pack("<f", factor), "little"),)}
