"""Which commands can be carried out."""

from __future__ import annotations

import math
from collections.abc import Collection

from imu.counter.legchange import LEG_COMMANDS
from imu.errors import StreamError
from imu.samples import SIDES, Command, CommandKind, Side
from imu.targets import targets_from


def check_command(command: Command, sides: Collection[Side]) -> None:
    """Refuse a command that makes no sense where there are sensors on `sides`.

    Raises
    ------
    StreamError : it names no such side, no time, or not what its kind needs.
    """
    if command.side is not None and command.side not in sides:
        advice = "Name a side that a sensor was on"
        raise StreamError(f"no sensor was announced for side {command.side!r}", advice)
    if not math.isfinite(command.time_s):
        raise StreamError("a command needs a time that is a finite number", "Give it in seconds.")
    check_value(command.kind, command.value)
    if command.kind in LEG_COMMANDS and command.side is None:
        raise StreamError(f"{command.kind} names no leg", "Say left or right.")


def check_value(kind: CommandKind, value: str) -> None:
    """Refuse a text that means nothing to a command of that kind.

    Raises
    ------
    StreamError : no side, or no targets.
    """
    if kind is CommandKind.SIDE and value not in SIDES:
        raise StreamError(f"{value!r} is no side", "Say left or right.")
    if kind is CommandKind.TARGETS:
        targets_from(value)
