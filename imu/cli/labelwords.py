"""What a person types to label a set or a stretch without a rep, and what it means."""

from __future__ import annotations

import re
from typing import get_args

from imu.errors import UsageError
from imu.recording import Foil, LabelledSet
from imu.recording.labels import LabelSide
from imu.samples import Side

_SET_ADVICE = "Say SIDE START END COUNT, and a KIND if you like, in the way of left:10:55:8."
_FOIL_ADVICE = "Say KIND START END in the way of walking:60:75."
_CLOCK = re.compile(r"(?:(\d+):)?(\d+(?:\.\d+)?)", re.ASCII)


def set_of(text: str, zero_s: float = 0.0, between: str | None = ":") -> LabelledSet:
    """The set that ``left:10:55:8`` or ``left:10:55:8:slow`` means.

    Parameters
    ----------
    zero_s : session time at which the person's times begin, s.
    between : what stands between the parts; None for spaces, which leave colons to the times.

    Raises
    ------
    UsageError : it is not of this form.
    """
    parts = text.split(between, 4)
    if len(parts) < 4:
        raise UsageError(f"{text!r} is no set", _SET_ADVICE)
    try:
        return LabelledSet(
            side=side_of(parts[0]),
            start_s=zero_s + seconds_of(parts[1]),
            end_s=zero_s + seconds_of(parts[2]),
            count=count_of(parts[3]),
            kind="".join(parts[4:]) or None,
        )
    except UsageError as error:
        raise UsageError(f"{text!r} is no set: {error.problem}", _SET_ADVICE) from error


def foil_of(text: str, zero_s: float = 0.0, between: str | None = ":") -> Foil:
    """The span without a rep that ``walking:60:75`` means; all else as in `set_of`.

    Raises
    ------
    UsageError : it is not of this form.
    """
    parts = text.rsplit(between, 2)
    if len(parts) < 3 or not parts[0]:
        raise UsageError(f"{text!r} is no stretch", _FOIL_ADVICE)
    try:
        start_s, end_s = (zero_s + seconds_of(part) for part in parts[1:])
    except UsageError as error:
        raise UsageError(f"{text!r} is no stretch: {error.problem}", _FOIL_ADVICE) from error
    return Foil(start_s=start_s, end_s=end_s, kind=parts[0])


def seconds_of(text: str) -> float:
    """A time in seconds, ``75.5``, or in minutes and seconds, ``1:15.5``.

    Raises
    ------
    UsageError : it is neither.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{text!r} is no time", "Write seconds, such as 75.5, or 1:15.5.")
    return 60.0 * int(found[1] or 0) + float(found[2])


def count_of(text: str) -> int:
    """A number of reps.

    Raises
    ------
    UsageError : it is no whole number from 0 to 9999.
    """
    if not re.fullmatch(r"\d{1,4}", text.strip(), re.ASCII):
        raise UsageError(f"{text!r} is no number of reps", "Write a whole one, 0 or more.")
    return int(text)


def side_of(text: str) -> LabelSide:
    """A side by its name.

    Raises
    ------
    UsageError : there is no such side.
    """
    for side in get_args(Side):
        if text == side:
            return side
    if text == "both":
        return "both"
    raise UsageError(f"{text!r} is no side", "Say left, right, unknown or both.")
