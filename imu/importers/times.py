"""The times of foreign rows: made seconds, unwrapped, and put right where some are broken."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from imu.importers.units import TIME_UNITS
from imu.samples import Floats

_CLOCK = re.compile(
    r"(?:(\d{4})[-/](\d{1,2})[-/](\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4}))?[ T_]*"
    r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,9}))?\s*Z?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S = 86_400.0
_REPEATS = 0.01
"""From this share on, rows with the time of the row before came in one packet: see `spread`."""


def seconds(values: Floats, unit: str, wrap_s: float | None) -> Floats:
    """Numbers of a time column -> s, (n,); a clock that starts anew goes on.

    The first value is taken off before the numbers are scaled: nanoseconds since 1970 have more
    digits than a product keeps.
    """
    finite = np.isfinite(values)
    if not finite.any():
        return values
    first = float(values[np.argmax(finite)])
    time_s = (values - first) * TIME_UNITS[unit]
    if wrap_s is None:
        return time_s
    steps = np.diff(time_s[finite], prepend=0.0)
    time_s[finite] += wrap_s * np.cumsum(steps < -wrap_s / 2.0)
    return time_s


def clock_seconds(texts: Sequence[str]) -> tuple[Floats, float]:
    """Dates and times in words -> s since the first, (n,); nan for what is none. And that first.

    Without a date, a time that runs back by more than half a day is one after midnight.
    """
    found = np.array([_clock(text) for text in texts], dtype=np.float64)
    finite = np.isfinite(found)
    if not finite.any():
        return found, 0.0
    first = float(found[np.argmax(finite)])
    found -= first
    has_date = any(re.match(r"\d+[-/]", text) for text in texts[:10])
    if not has_date:
        steps = np.diff(found[finite], prepend=0.0)
        found[finite] += _DAY_S * np.cumsum(steps < -_DAY_S / 2.0)
    return found, first


def _clock(text: str) -> float:
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return float("nan")
    year, month, day, us_month, us_day, us_year, hour, minute, second, part = match.groups()
    date = (int(year or us_year or 1970), int(month or us_month or 1), int(day or us_day or 1))
    try:
        whole = datetime(*date, int(hour), int(minute), int(second), tzinfo=UTC)
    except ValueError:
        return float("nan")
    return (whole - _EPOCH).total_seconds() + _part(part)


def _part(digits: str | None) -> float:
    """The part of a second. Up to three digits are milliseconds: some write 9 for 0.009."""
    if not digits:
        return 0.0
    return int(digits) / (1000.0 if len(digits) <= 3 else 10.0 ** len(digits))


def rows_are(count: int) -> str:
    """How the notes begin that tell of rows: "1 row is", "2 rows are"."""
    return "1 row is" if count == 1 else f"{count} rows are"


def utc(seconds_since_1970: float) -> datetime | None:
    """A moment; None for a number that is none between 1990 and 2100."""
    if not 631e6 < seconds_since_1970 < 4102e6:
        return None
    return _EPOCH + timedelta(seconds=round(seconds_since_1970, 6))


def spread(time_s: Floats) -> tuple[Floats, int]:
    """Rows of one packet, which have one time, evenly up to the next packet's.

    Parameters
    ----------
    time_s : (n,) finite, s.

    Returns
    -------
    (n,) times, and how many were moved; none where repeats are so rare that they are mistakes.
    """
    same = np.diff(time_s, prepend=-np.inf) == 0.0
    if not same.mean() >= _REPEATS:
        return time_s, 0
    starts = np.flatnonzero(~same)
    lengths = np.diff(np.append(starts, len(time_s)))
    steps = np.diff(time_s[starts])
    usual = float(np.median(steps / lengths[:-1])) if len(steps) else 0.0
    # A packet before a hole must not be drawn over it.
    own = np.minimum(np.append(steps / lengths[:-1], usual), 1.5 * usual)
    place = np.arange(len(time_s)) - np.repeat(starts, lengths)
    return time_s + place * np.repeat(own, lengths), int(same.sum())


def increasing(time_s: Floats) -> NDArray[np.bool_]:
    """(n,) the rows to keep so that time strictly increases and the fewest are lost.

    A single wrong time, however far ahead, costs its own row only.
    """
    if np.all(np.diff(time_s) > 0):
        return np.ones(len(time_s), dtype=np.bool_)
    ends: list[float] = []  # the smallest last time of a rising choice of each length
    last: list[int] = []  # and its row
    before = np.full(len(time_s), -1)
    for row, value in enumerate(time_s.tolist()):
        place = bisect_left(ends, value)
        if place:
            before[row] = last[place - 1]
        ends[place : place + 1] = [value]
        last[place : place + 1] = [row]
    keep = np.zeros(len(time_s), dtype=np.bool_)
    row = last[-1] if last else -1
    while row >= 0:
        keep[row] = True
        row = int(before[row])
    return keep
