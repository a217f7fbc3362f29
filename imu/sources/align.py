"""Two sensors on one clock, by something that shook both: taps, stamps, jumps.

Radios have unlike delays, so that two clocks that were found by arrival differ by some ten
milliseconds (30 ms on average for unsynchronised Bluetooth sensors, PMC10368670, figure 3; see
`firmware_notes/timing.md`). What both felt at once tells by how much: the lag at which the lengths
of their specific forces are most alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from imu.errors import StreamError
from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats

SEARCH_S = 0.5
"""s. Clocks found by arrival are not further apart."""

AROUND_S = 0.6
"""s before and after an event that are compared: a jump is in the air for half a second."""

_RATE_HZ = 1000.0
"""Hz at which lags are tried; between them the peak is a parabola's."""

_JOLT_M_S2 = 6.0
"""m/s² beyond gravity that nobody reaches by hinging: a tap or a landing."""

_APART_S = 0.5
"""s. Jolts nearer to each other are one event."""

_ALIKE = 0.6
"""Correlation below which two sensors did not feel the same."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """By how much one sensor's clock is behind another's.

    Attributes
    ----------
    offset_s : to be added to the second sensor's times (`SensorClock.shift`), s.
    residual_s : what is left: the greatest difference between one event, or one half of a single
        event, and `offset_s`, s.
    correlation : of the least alike event, at best 1.
    events : how many there were.
    """

    offset_s: float
    residual_s: float
    correlation: float
    events: int


def jolts(block: Block) -> list[float]:
    """Times of the events in one sensor's samples, s: where its jolts are strongest."""
    excess = np.abs(_length(block) - STANDARD_GRAVITY_M_S2)
    found: list[float] = []
    for i in np.argsort(-excess, kind="stable").tolist():
        if excess[i] < _JOLT_M_S2:
            break
        time_s = float(block.time_s[i])
        if all(abs(time_s - other) > _APART_S for other in found):
            found.append(time_s)
    return sorted(found)


def align(first: Block, second: Block, events_s: list[float] | None = None) -> Alignment:
    """Compare two sensors around events that both felt.

    Parameters
    ----------
    first, second : samples of the two; the first one's clock stays as it is.
    events_s : session times of the events, s; None to look for them in the first one's samples.

    Raises
    ------
    StreamError : no such event, or the two did not feel the same.
    """
    wanted = jolts(first) if events_s is None else events_s
    events = [time_s for time_s in wanted if _covers(first, time_s) and _covers(second, time_s)]
    if not events:
        raise StreamError(
            "there is no tap or jump that both sensors felt",
            "Hold both together and tap them three times, or jump three times.",
        )
    found = [_lag(first, second, time_s - AROUND_S, time_s + AROUND_S) for time_s in events]
    alike = [lag for lag in found if lag[1] >= _ALIKE]
    if not alike:
        raise StreamError(
            "the two sensors did not feel the same",
            "Hold both together and tap them three times, or jump three times.",
        )
    offset_s = median(lag_s for lag_s, _ in alike)
    parts = [lag_s for lag_s, _ in alike] if len(alike) > 1 else _halves(first, second, events)
    return Alignment(
        offset_s=offset_s,
        residual_s=max(abs(lag_s - offset_s) for lag_s in parts),
        correlation=min(likeness for _, likeness in alike),
        events=len(alike),
    )


def _halves(first: Block, second: Block, events: list[float]) -> list[float]:
    """The lags of what came before and after the middle of a single event, s."""
    middle = events[0]
    return [
        _lag(first, second, middle - AROUND_S, middle + 0.02)[0],
        _lag(first, second, middle - 0.02, middle + AROUND_S)[0],
    ]


def _covers(block: Block, time_s: float) -> bool:
    """Whether samples reach far enough to both sides of an event."""
    wide = AROUND_S + SEARCH_S
    return len(block) > 1 and bool(
        block.time_s[0] <= time_s - wide and time_s + wide <= block.time_s[-1]
    )


def _lag(first: Block, second: Block, begin_s: float, end_s: float) -> tuple[float, float]:
    """What to add to the second one's times, s, and how alike the two are then."""
    here = np.arange(begin_s, end_s, 1.0 / _RATE_HZ)
    reach = round(SEARCH_S * _RATE_HZ)
    wide = begin_s + (np.arange(len(here) + 2 * reach) - reach) / _RATE_HZ
    one = _centred(np.interp(here, first.time_s, _length(first)))
    other = np.interp(wide, second.time_s, _length(second))
    windows = np.lib.stride_tricks.sliding_window_view(other, len(here))
    centred = windows - windows.mean(axis=1, keepdims=True)
    norms = np.linalg.norm(centred, axis=1) * np.linalg.norm(one)
    likeness = (centred * one).sum(axis=1) / np.maximum(norms, 1e-12)
    best = int(np.argmax(likeness))
    place = best + _between(likeness[max(best - 1, 0) : best + 2])
    return (reach - place) / _RATE_HZ, float(likeness[best])


def _between(peak: Floats) -> float:
    """How far a parabola through three values has its top from the middle one, in steps."""
    if len(peak) < 3:
        return 0.0
    left, middle, right = (float(value) for value in peak)
    curve = left - 2.0 * middle + right
    return 0.0 if curve >= 0.0 else 0.5 * (left - right) / curve


def _length(block: Block) -> Floats:
    """(n,) length of the specific force, m/s²."""
    return np.linalg.norm(block.acc_m_s2, axis=1)


def _centred(values: Floats) -> Floats:
    return values - values.mean()
