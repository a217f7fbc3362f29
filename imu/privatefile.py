"""A person's own small files: for the owner alone, written in one step, never thrown away unread.

A file that is damaged, or was written by a newer programme, is set aside under another name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import platformdirs

FOLDER_VARIABLE = "KICKSTAND_CONFIG"
"""Environment variable that names another folder, for tests and for portable installations."""

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
"""Permissions on Unix: for the owner alone."""

_MOST_COPIES = 99
"""Damaged files that are kept; by then somebody should have looked."""

T = TypeVar("T", bound=msgspec.Struct)


class _Version(msgspec.Struct):
    schema_version: int = 1


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read.

    Attributes
    ----------
    value : what the file says; None where there is none that can be understood.
    warning : what is wrong, in a sentence, or "".
    may_be_written : false where a file is in the way that must not be touched.
    """

    value: T | None
    warning: str = ""
    may_be_written: bool = True


def own_folder() -> Path:
    """Where a person's settings are. It may not exist yet."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else platformdirs.user_config_path("kickstand", appauthor=False)


def read_private(path: Path, kind: type[T], newest: int, cost: str) -> Read[T]:
    """Read a file that holds one `kind`.

    Parameters
    ----------
    path, kind : the file, and what is in it.
    newest : the latest version of the file that this programme knows.
    cost : what doing without it means, for the warning.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Read(None)
    except OSError as error:
        return Read(None, f"{path} cannot be read ({error.strerror}): {cost}.", False)
    try:
        if msgspec.json.decode(data, type=_Version).schema_version > newest:
            return _set_aside(path, "was written by a newer Kickstand", cost)
        return Read(msgspec.json.decode(data, type=kind))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _set_aside(path, f"is damaged ({error})", cost)


def write_private(path: Path, value: msgspec.Struct | Mapping[str, object]) -> bool:
    """Write a file in one step. Returns whether that worked: a full disk stops no training."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
    waiting = path.with_suffix(f".{os.getpid()}.new")  # two programmes may write at once
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        waiting.unlink(missing_ok=True)  # one that was left over may be open to others
        opened = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(opened, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    except OSError:
        return False
    return True


def _set_aside(path: Path, why: str, cost: str) -> Read[Any]:
    for number in range(1, _MOST_COPIES + 1):
        aside = path.with_suffix(f".set-aside-{number}.json")
        if aside.exists():
            continue
        try:
            path.rename(aside)
        except OSError as error:
            return Read(None, f"{path} {why} and cannot be set aside ({error.strerror}).", False)
        return Read(None, f"{path} {why}: set aside as {aside.name}, {cost}.")
    return Read(None, f"{path} {why}, and {_MOST_COPIES} were before it: look at them.", False)
