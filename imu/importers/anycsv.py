"""Any other CSV file: by the usual names of columns, or by those that a person names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from imu.errors import RecordingError, UsageError
from imu.importers.model import Axes, TextKind, TimeColumn, Wish
from imu.importers.sheet import Sheet

NAME = "csv"
TITLE = "any CSV file"

ROLES = ("time", "acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z")
"""What a column can be. Times may be missing where the rate is named."""

_REST = r"(?:[ _\[(.:].*)?"
"""Behind the axis: nothing, or a unit and the like."""

KIND = TextKind(
    name=NAME,
    title=TITLE,
    mark="",
    axes=(
        Axes("total", r"acc_(?P<axis>[xyz]): .*"),
        Axes("rotation", r"gyr_(?P<axis>[xyz]): .*"),
        Axes("linear", rf"(?:linear|user)[ _]?acc\w*?[ _.-]?(?P<axis>[xyz]){_REST}"),
        Axes("total", rf"acc(?:el(?:eration|erometer|ero)?)?[ _.-]?(?P<axis>[xyz]){_REST}"),
        Axes("total", rf"a[ _.-]?(?P<axis>[xyz]){_REST}"),
        Axes(
            "rotation", rf"(?:gyro?(?:scope)?|rot(?:ation)?[ _]?rate)[ _.-]?(?P<axis>[xyz]){_REST}"
        ),
        Axes("rotation", rf"(?:g|w|omega)[ _.-]?(?P<axis>[xyz]){_REST}"),
    ),
    times=(
        TimeColumn(r"time: .*", ""),
        TimeColumn(r"(?:elapsed|seconds_elapsed)" + _REST, ""),
        TimeColumn(r"(?:t|time|time_?stamp|sample_?time)" + _REST, ""),
    ),
    advice=(
        "Say which column is what: --columns 'time=..., acc_x=..., acc_y=..., acc_z=..., gyr_x=...,"
        " gyr_y=..., gyr_z=...'"
    ),
)


def parse_columns(text: str) -> dict[str, str]:
    """What a person says about columns: ``time=T, acc_x=Ax, ...``; separators may be ``;`` too.

    Raises
    ------
    UsageError : a part has no "=", an unknown or repeated role, or acceleration or turn rate is
        not complete.
    """
    found: dict[str, str] = {}
    for part in re.split(r"[,;](?=\s*(?:\w+)\s*=)", text):
        role, equals, column = part.partition("=")
        role = role.strip()
        if not equals or role not in ROLES or role in found or not column.strip():
            problem = f"{part.strip()!r} does not say what a column is"
            raise UsageError(problem, f"Write ROLE=COLUMN, each of {', '.join(ROLES)} once.")
        found[role] = column.strip()
    missing = [role for role in ROLES[1:] if role not in found]
    if missing:
        problem = f"No column is named for {', '.join(missing)}"
        raise UsageError(problem, "Name x, y and z of acceleration and of turn rate.")
    return found


def renamed(sheets: Sequence[Sheet], wish: Wish) -> list[Sheet]:
    """The tables with the columns that a person names called after what they are.

    Raises
    ------
    RecordingError : no table has such a column, or several of that name.
    """
    if not wish.columns:
        return list(sheets)
    every = [name for sheet in sheets for name in sheet.names]
    for column in wish.columns.values():
        if every.count(column) != 1 and not _is_time(wish.columns, column):
            problem = f"has {every.count(column) or 'no'} columns called {column!r}"
            advice = f"There are: {', '.join(name for name in every[:20] if name)}"
            raise RecordingError(sheets[0].path, problem, advice)
    return [replace(sheet, names=_names(sheet, wish.columns)) for sheet in sheets]


def _is_time(columns: Mapping[str, str], column: str) -> bool:
    """Two tables may call their times by one name; a table without it is refused later."""
    return columns.get("time") == column


def _names(sheet: Sheet, columns: Mapping[str, str]) -> tuple[str, ...]:
    roles = {column: role for role, column in columns.items()}
    # What was not named is hidden, so that no usual name is taken in its stead.
    return tuple(f"{roles[n]}: {n}" if n in roles else f"({n})" for n in sheet.names)
