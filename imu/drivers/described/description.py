"""Descriptions of sensors in TOML: what may stand in one, and what is wrong with it.

``firmware_notes/sensors/own.toml`` is an example with every key explained.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

import msgspec

from imu.drivers.scaling import RAD_PER_DEG
from imu.errors import DriverError
from imu.samples import STANDARD_GRAVITY_M_S2

ACC_UNITS = {
    "m/s2": 1.0,
    "g": STANDARD_GRAVITY_M_S2,
    "mg": STANDARD_GRAVITY_M_S2 / 1000.0,
}
GYR_UNITS = {"rad/s": 1.0, "deg/s": RAD_PER_DEG, "mdeg/s": RAD_PER_DEG / 1000.0}
ACC_FIELDS = ("acc_x", "acc_y", "acc_z")
GYR_FIELDS = ("gyr_x", "gyr_y", "gyr_z")
STAMPS = ("seq", "time")
FIELDS = (*ACC_FIELDS, *GYR_FIELDS, *STAMPS, "battery", "-")

_SIZES = "above 0: 1e-12 to 1e6"
_CODES = {"b": 8, "B": 8, "h": 16, "H": 16, "i": 32, "I": 32, "q": 64, "Q": 64, "f": 32, "d": 64}
_SIG_BASE = "0000{}-0000-1000-8000-00805f9b34fb"
_LONG = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: unknown keys are refused, so that a typo cannot pass silently."""


class MatchTable(_Table, frozen=True):
    """How the sensor is recognised: by either."""

    names: tuple[str, ...] = ()
    service: str = ""


class DataTable(_Table, frozen=True):
    """What a notification holds: after `header_bytes`, one or several times `format`."""

    characteristic: str
    format: str
    fields: tuple[str, ...]
    acc_unit: str
    gyr_unit: str
    acc_scale: float = 1.0
    gyr_scale: float = 1.0
    time_unit_s: float = 0.0
    header_bytes: int = 0


class BatteryTable(_Table, frozen=True):
    """A characteristic whose first byte is per cent."""

    characteristic: str


class StepTable(_Table, frozen=True):
    """Bytes to write, or a time to wait."""

    write: str = ""
    to: str = ""
    wait_s: float = 0.0


class Description(_Table, frozen=True):
    """A whole file. UUIDs may be short (4 hexadecimal digits) in the file."""

    family: str
    title: str
    rate_hz: float
    match: MatchTable
    data: DataTable
    battery: BatteryTable | None = None
    setup: tuple[StepTable, ...] = ()
    stop: tuple[StepTable, ...] = ()
    acc_range_g: float = 16.0
    gyr_range_deg_s: float = 2000.0


_TABLES: dict[str, type[msgspec.Struct]] = {
    "$": Description,
    "$.match": MatchTable,
    "$.data": DataTable,
    "$.battery": BatteryTable,
    "$.setup": StepTable,
    "$.stop": StepTable,
}


def read_description(path: Path) -> Description:
    """Read and check a description.

    Raises
    ------
    DriverError : names the file, the key, and what is allowed there.
    """
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=Description)
    except OSError as error:
        advice = "Look whether it is there and may be opened"
        raise DriverError(f"{path}: cannot be read ({error.strerror})", advice) from error
    except msgspec.ValidationError as error:
        raise DriverError(f"{path}: {error}", _allowed(str(error))) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise DriverError(f"{path}: {error}", "Write it as TOML") from error
    _check(path, found)
    return found


def _allowed(message: str) -> str:
    """Which keys the table has that a message of msgspec is about."""
    at = re.search(r"at `(\$[^`]*)`", message)
    where = re.sub(r"\[[^]]*\]", "", at.group(1)) if at else "$"
    table = _TABLES.get(where) or _TABLES.get(where.rpartition(".")[0]) or Description
    return f"Keys there are {', '.join(table.__struct_fields__)}"


def _check(path: Path, found: Description) -> None:
    """Whatever the types alone do not say."""
    data, match = found.data, found.match
    checks = [
        (bool(re.fullmatch(r"[a-z0-9-]+", found.family)), "family", "a-z, 0-9 and hyphens"),
        (10.0 <= found.rate_hz <= 1000.0, "rate_hz", "10 to 1000"),
        (bool(match.names or match.service), "match", "a service, or beginnings of names"),
        (all(match.names), "match.names", "beginnings of names, none of them empty"),
        (data.acc_unit in ACC_UNITS, "data.acc_unit", ", ".join(ACC_UNITS)),
        (data.gyr_unit in GYR_UNITS, "data.gyr_unit", ", ".join(GYR_UNITS)),
        (_sound(data.acc_scale), "data.acc_scale", f"what one count is worth, {_SIZES}"),
        (_sound(data.gyr_scale), "data.gyr_scale", f"what one count is worth, {_SIZES}"),
        (_sound(found.acc_range_g), "acc_range_g", _SIZES),
        (_sound(found.gyr_range_deg_s), "gyr_range_deg_s", _SIZES),
        (0 <= data.header_bytes <= 200, "data.header_bytes", "0 to 200"),
    ]
    for fine, key, allowed in checks:
        if not fine:
            refuse(path, key, allowed)
    _check_fields(path, data)
    _check_steps(path, found)
    named = {"match.service": match.service, "data.characteristic": data.characteristic}
    if found.battery:
        named["battery.characteristic"] = found.battery.characteristic
    for key, uuid in named.items():
        if uuid:
            long_uuid(path, key, uuid)


def _sound(value: float) -> bool:
    """Whether a size can be meant: far beyond any sensor, and far from where a double gives out."""
    return 1e-12 <= value <= 1e6


def refuse(path: Path, key: str, allowed: str) -> None:
    """Raise the error for a value that is not allowed."""
    raise DriverError(f"{path}: {key} is not as it should be", f"Allowed is {allowed}")


def _check_fields(path: Path, data: DataTable) -> None:
    codes = format_codes(data.format)
    if codes is None:
        allowed = f'"<" or ">", then {" ".join(_CODES)} and x for a byte to skip, as in "<HI6h"'
        refuse(path, "data.format", allowed)
        return
    unknown = [name for name in data.fields if name not in FIELDS]
    if unknown:
        refuse(path, f"data.fields ({unknown[0]!r})", ", ".join(FIELDS))
    missing = [name for name in (*ACC_FIELDS, *GYR_FIELDS) if name not in data.fields]
    twice = [name for name in FIELDS[:-1] if data.fields.count(name) > 1]
    if missing or twice:
        refuse(path, f"data.fields ({(missing or twice)[0]!r})", "each of acc_x ... gyr_z once")
    if len(codes) != len(data.fields):
        allowed = f"one for each of the {len(codes)} numbers of data.format"
        refuse(path, f"data.fields ({len(data.fields)} names)", allowed)
    for name, code in zip(data.fields, codes, strict=True):
        if name == "seq" and code not in "BHI":
            refuse(path, "data.fields ('seq')", "a number without sign: B, H or I")
        if name == "time" and code not in "HIQfd":
            refuse(path, "data.fields ('time')", "H, I, Q, f or d")
    if "time" in data.fields and not _sound(data.time_unit_s):
        refuse(path, "data.time_unit_s", "the seconds that 1 of `time` stands for, say 1e-6")


def _check_steps(path: Path, found: Description) -> None:
    for key, steps in (("setup", found.setup), ("stop", found.stop)):
        for number, step in enumerate(steps, start=1):
            where = f"{key} (step {number})"
            if bool(step.write) == bool(step.wait_s):
                refuse(path, where, "either write and to, or wait_s")
            if not 0.0 <= step.wait_s <= 10.0:
                refuse(path, f"{where}.wait_s", "0 to 10 seconds")
            if step.write:
                long_uuid(path, f"{where}.to", step.to)
                step_bytes(path, where, step)


def step_bytes(path: Path, where: str, step: StepTable) -> bytes:
    """The bytes that a step writes."""
    try:
        return bytes.fromhex(step.write)
    except ValueError:
        advice = 'Allowed is hexadecimal, two digits a byte, as in "ff aa 03"'
        raise DriverError(f"{path}: {where}.write is not as it should be", advice) from None


def long_uuid(path: Path, key: str, uuid: str) -> str:
    """A UUID with all its digits, lower case."""
    lower = uuid.strip().lower()
    if re.fullmatch(r"[0-9a-f]{4}", lower):
        return _SIG_BASE.format(lower)
    if not _LONG.fullmatch(lower):
        refuse(path, key, 'a UUID: 4 digits, or all 32 with hyphens as in "0000180f-0000-..."')
    return lower


def format_codes(text: str) -> str | None:
    """One code for each number of a format, or None for one that is not allowed."""
    if text[:1] not in {"<", ">"} or not re.fullmatch(r"(\d{0,2}[bBhHiIqQfdx])+", text[1:]):
        return None
    parts = re.findall(r"(\d*)(\w)", text[1:])
    codes = "".join(code * int(count or 1) for count, code in parts if code != "x")
    return codes if codes and struct.calcsize(text) <= 244 else None


def code_bits(code: str) -> int:
    """Bits of a number in a format."""
    return _CODES[code]
