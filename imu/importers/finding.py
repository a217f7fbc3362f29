"""Which columns of which table hold what: a kind's description held against tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imu.errors import RecordingError
from imu.importers.model import CHANNEL_NAMES, Axes, Channel, TextKind
from imu.importers.sheet import Sheet
from imu.importers.units import ACC_UNITS, GYR_UNITS, unit_in_name

_ORIENTATION = re.compile(r"(?:quat|euler|roll|pitch|yaw|angle|q[wxyz0-3]\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a channel stands: a table, and its columns for x, y and z."""

    sheet: Sheet
    axes: Axes
    columns: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(self.sheet.names[column] for column in self.columns)


def find_places(kind: TextKind, sheets: Sequence[Sheet]) -> dict[Channel, Place]:
    """The place of every channel that is there.

    Raises
    ------
    RecordingError : two tables hold the same channel.
    """
    found: dict[Channel, Place] = {}
    for axes in kind.axes:
        for sheet in sheets:
            columns = _columns(axes, sheet)
            if columns is None or any(_same(place, sheet, columns) for place in found.values()):
                continue
            if axes.channel not in found:
                found[axes.channel] = Place(sheet, axes, columns)
            elif found[axes.channel].axes is axes:
                names = f"{found[axes.channel].sheet.name} and {sheet.name}"
                problem = f"two files hold the {CHANNEL_NAMES[axes.channel]}: {names}"
                raise RecordingError(sheet.path, problem, "Import one recording at a time")
    return found


def _same(place: Place, sheet: Sheet, columns: tuple[int, ...]) -> bool:
    return place.sheet is sheet and place.columns == columns


def _columns(axes: Axes, sheet: Sheet) -> tuple[int, ...] | None:
    """The columns of x, y and z in a table, or None if it has not exactly one of each."""
    if axes.file and not re.search(axes.file, sheet.name, re.IGNORECASE):
        return None
    found: dict[str, int] = {}
    for index, name in enumerate(sheet.names):
        match = re.fullmatch(axes.pattern, name, re.IGNORECASE)
        if match and found.setdefault(match["axis"].lower(), index) != index:
            return None
    return tuple(found[axis] for axis in "xyz") if set(found) == {"x", "y", "z"} else None


def is_of_kind(kind: TextKind, sheets: Sequence[Sheet]) -> bool:
    """Whether tables are of a kind: one of them has its mark among the names of its columns."""
    names = (",".join(sheet.names) for sheet in sheets)
    return any(re.search(kind.mark, line, re.IGNORECASE) for line in names)


def unit_of(place: Place) -> tuple[str, str]:
    """The unit that a channel's column names tell, else its maker, and who it is; "" for none."""
    named = {unit_in_name(name) for name in place.names}
    wanted = GYR_UNITS if place.axes.channel == "rotation" else ACC_UNITS
    if len(named) == 1 and (unit := named.pop()) in wanted:
        return unit, f"{place.names[0]!r} says so"
    return (place.axes.unit, "as this kind has it") if place.axes.unit else ("", "")


def of_one_sensor(kind: TextKind, sheets: Sequence[Sheet], wished: str | None) -> list[Sheet]:
    """The tables with the rows of one sensor only: those of two must never be taken for one's.

    Raises
    ------
    RecordingError : there are several and none was wished for, or the one that was is not there.
    """
    return [_of_one(kind, sheet, wished) for sheet in sheets]


def _of_one(kind: TextKind, sheet: Sheet, wished: str | None) -> Sheet:
    pattern = re.compile(kind.sensor, re.IGNORECASE)
    index = next((k for k, name in enumerate(sheet.names) if pattern.fullmatch(name)), None)
    if not kind.sensor or index is None:
        if wished is not None:
            problem = f"{sheet.name} does not say which sensor its rows are from"
            raise RecordingError(sheet.path, problem, "Leave out --sensor")
        return sheet
    found = Counter(sheet.texts(index))
    # A broken line may say anything; so a name has to come more than once.
    names = sorted(name for name, count in found.items() if name and count > 1)
    if wished is not None and wished in names:
        return sheet.only(index, wished)
    if wished is not None or len(names) > 1:
        problem = f"{sheet.name} holds the rows of {', '.join(names)}"
        raise RecordingError(sheet.path, problem, "Say whose to read: --sensor NAME")
    return sheet


def has_acceleration(places: Mapping[Channel, Place]) -> bool:
    """Whether there is acceleration with gravity, in one piece or two."""
    return "total" in places or {"linear", "gravity"} <= set(places)


def require_channels(
    kind: TextKind, places: Mapping[Channel, Place], sheets: Sequence[Sheet]
) -> None:
    """Refuse tables without acceleration with gravity, or without turn rate, and say why.

    Raises
    ------
    RecordingError : something is missing; the message says what there is instead.
    """
    path = sheets[0].path
    has_acc = has_acceleration(places)
    if has_acc and "rotation" in places:
        return
    others = [name for sheet in sheets for name in sheet.names if _ORIENTATION.match(name)]
    if not has_acc and "rotation" not in places and others:
        problem = (
            f"holds orientation only ({', '.join(others[:4])}); the raw acceleration and turn"
            " rate that it was made from are not in it"
        )
    elif has_acc:
        problem = "holds no turn rate (gyroscope): without it a swing of the leg looks like a hinge"
    elif "linear" in places:
        problem = "holds acceleration without gravity only: which way is down is not in it"
    else:
        problem = "holds no acceleration in columns that are known"
    raise RecordingError(path, problem, kind.advice)
