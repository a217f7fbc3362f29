"""The JSON files of a recording: read with errors that name the file, write atomically."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from imu.errors import RecordingError
from imu.recording.atomic import replace_file
from imu.recording.layout import SCHEMA_VERSION
from imu.recording.plainfile import cannot_read, require_plain_file

T = TypeVar("T")

MAX_JSON_BYTES = 64 << 20
"""64 MiB: a thousand times what a person writes. Beyond it reading would take the memory."""

_MEND = "Mend it in a text editor, or put a copy of the file in its place"


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file, as plain Python values.

    Raises
    ------
    RecordingError : the file cannot be read, is too large, is no JSON, or is JSON but no object.
    """
    try:
        require_plain_file(path)
        with path.open("rb") as file:
            data = file.read(MAX_JSON_BYTES + 1).removeprefix(codecs.BOM_UTF8)
        if len(data) > MAX_JSON_BYTES:
            raise RecordingError(path, f"is larger than {MAX_JSON_BYTES >> 20} MiB", _MEND)
        value: object = msgspec.json.decode(data)
    except OSError as error:
        raise cannot_read(path, error) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordingError(path, f"is not valid JSON ({error})", _MEND) from error
    if not isinstance(value, dict):
        raise RecordingError(path, "is JSON, but not an object in braces", _MEND)
    return cast("dict[str, Any]", value)


def convert(path: Path, value: object, kind: type[T]) -> T:
    """Turn plain values into a struct of type `kind`.

    Raises
    ------
    RecordingError : a field is missing or has a value of the wrong type; names the field.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise RecordingError(path, f"has a wrong value ({error})", _MEND) from error


def check_schema_version(path: Path, value: dict[str, Any]) -> None:
    """Refuse a file that a newer programme wrote; older ones keep opening (R3).

    Raises
    ------
    RecordingError : `schema_version` is newer than `SCHEMA_VERSION` or no whole number.
    """
    version = value.get("schema_version", SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool):
        problem = f"has schema_version {version!r}, which is no whole number"
        raise RecordingError(path, problem, _MEND)
    if version > SCHEMA_VERSION:
        problem = f"has schema_version {version}; this programme knows up to {SCHEMA_VERSION}"
        raise RecordingError(path, problem, "Upgrade Kickstand to open it")


def write_object(path: Path, value: object) -> None:
    """Write a struct or plain values as indented JSON, atomically.

    Raises
    ------
    OSError : the old file, if any, is untouched.
    RecordingError : as for `encoded`.
    """
    replace_file(path, encoded(path, value))


def encoded(path: Path, value: object) -> bytes:
    """What is written into the file at `path`: indented JSON.

    Raises
    ------
    RecordingError : a text in it is none, as a name from the command line may be.
    """
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError as error:
        raise RecordingError(
            path, f"cannot hold such text ({error.reason})", "Retype it"
        ) from error
    return msgspec.json.format(data, indent=1) + b"\n"
