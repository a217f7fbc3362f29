"""Which unit a foreign number is in: by its name, by the sensor's maker, or by physics.

Gravity and the turning of gravity do not lie. So names are believed first and then held against
them, as labels get edited: one public phyphox export says deg/s above numbers in rad/s.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import numpy as np

from imu.errors import UnitError, UsageError
from imu.importers.model import FoundUnit, Track, Units
from imu.recording.units import tilt_per_turn
from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats

ACC_UNITS = {"m/s²": 1.0, "g": STANDARD_GRAVITY_M_S2, "mg": STANDARD_GRAVITY_M_S2 / 1000.0}
"""m/s² in one of each."""
GYR_UNITS = {"rad/s": 1.0, "deg/s": math.pi / 180.0}
"""rad/s in one of each."""
TIME_UNITS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
"""s in one of each."""

_SPELLINGS = {
    "m/s2": "m/s²",
    "m/s^2": "m/s²",
    "ms-2": "m/s²",
    "°/s": "deg/s",
    "dps": "deg/s",
    "degree/s": "deg/s",
    "degrees/s": "deg/s",
    "µs": "us",
    "μs": "us",
    "sec": "s",
    "seconds": "s",
    "milliseconds": "ms",
    "microseconds": "us",
    "nanoseconds": "ns",
}
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_AT_END = re.compile(r"_(m_s2|mps2|g|mg|rad_s|rads|deg_s|dps|s|ms|us|ns)$", re.IGNORECASE)
_ENDINGS = {"m_s2": "m/s²", "mps2": "m/s²", "rad_s": "rad/s", "rads": "rad/s", "deg_s": "deg/s"}

_REST_S = 0.5
"""s. Stillness is looked for in windows of this length."""
_QUIETEST = 0.1
"""Share of the windows that stand for rest."""
_NEAR = 1.7
"""Lengths at rest within this factor of gravity are gravity: real sensors read up to 1.35 times."""
_FAST_RAD_S = 35.0
"""The widest range of consumer gyroscopes is 2000 deg/s = 34.9 rad/s."""
_STRETCH_S = 5.0
"""s. About two reps: long enough for gravity to turn, short enough to lie between walks."""
_FEWEST_ROWS = 20
_FEWEST_TOLD = 2
"""Stretches that must tell: one alone may be chance."""
_TURN = (0.2, 5.0)
"""Tilt per turn within these is a right unit: deg/s and rad/s are 57 apart."""


def parse_units(text: str) -> Units:
    """Units as a person writes them: ``g,deg/s,ms``, in any order.

    Raises
    ------
    UsageError : one is not known, or two are for the same thing.
    """
    found: dict[str, str] = {}
    for word in re.split(r"[,;\s]+", text.strip()):
        unit = spelled(word)
        tables = {"acc": ACC_UNITS, "gyr": GYR_UNITS, "time": TIME_UNITS}
        kind = next((name for name, table in tables.items() if unit in table), None)
        if kind is None or kind in found:
            known = ", ".join([*ACC_UNITS, *GYR_UNITS, *TIME_UNITS])
            problem = f"{word!r} is no unit" if kind is None else f"{text!r} says a unit twice"
            raise UsageError(problem, f"Name at most one of each kind from {known}.")
        found[kind] = unit
    return Units(**found)


def spelled(word: str) -> str:
    """A unit in the one spelling that is used here; unknown ones as they are."""
    word = word.strip()
    return _SPELLINGS.get(word.lower(), word if word.lower() not in _ALL else word.lower())


_ALL = {*ACC_UNITS, *GYR_UNITS, *TIME_UNITS}


def unit_in_name(name: str) -> str:
    """The unit that a column's name tells: ``Accel_X (m/s^2)``, ``gx[dps]``, ``acc_x_g``; or ""."""
    for inside in reversed(_IN_BRACKETS.findall(name)):
        unit = spelled(inside)
        if unit in _ALL:
            return unit
    match = _AT_END.search(name)
    return "" if match is None else _ENDINGS.get(match[1].lower(), spelled(match[1]))


def rest_length(time_s: Floats, values: Floats) -> float:
    """Length of the accelerometer's vector where it is stillest, in its own unit.

    Parameters
    ----------
    time_s : (n,) increasing, s.
    values : (n, 3).
    """
    length = np.linalg.norm(values, axis=1)
    window = np.floor((time_s - time_s[0]) / _REST_S).astype(np.int64)
    starts = np.flatnonzero(np.diff(window, prepend=-1))
    count = np.diff(np.append(starts, len(values)))
    mean = np.add.reduceat(values, starts) / count[:, None]
    spread = np.add.reduceat((values - mean[np.repeat(np.arange(len(starts)), count)]) ** 2, starts)
    quiet = spread.sum(axis=1) / count
    usual = count >= 0.5 * np.median(count)
    quiet[~usual] = np.inf
    best = np.argsort(quiet, kind="stable")[: max(1, round(_QUIETEST * len(starts)))]
    return float(np.median(length[np.isin(np.repeat(np.arange(len(starts)), count), best)]))


def find_acc_unit(path: Path, track: Track, wished: str | None) -> tuple[FoundUnit, float]:
    """The accelerometer's unit, and its length at rest in m/s².

    Raises
    ------
    UnitError : no unit makes gravity of the length at rest, or another one than was told.
    """
    rest = rest_length(track.time_s, track.values)
    fits = [unit for unit, size in ACC_UNITS.items() if _is_gravity(rest * size)]
    told, by = (wished, "as wished") if wished else (track.told, track.told_by)
    found = f"the accelerometer's length at rest is {rest:.4g}"
    if not fits:
        if rest * ACC_UNITS.get(told or "m/s²", 1.0) < STANDARD_GRAVITY_M_S2 / _NEAR:
            advice = "Export the acceleration with gravity in it"
            raise UnitError(path, f"{found}: gravity seems to have been taken out", advice)
        raise UnitError(path, f"{found}, which is gravity in no unit", "Convert the columns first")
    if not told:
        return FoundUnit(fits[0], f"{found}"), rest * ACC_UNITS[fits[0]]
    if told not in fits:
        problem = f"{found}: that is {fits[0]}, not {told} ({by})"
        raise UnitError(path, problem, f"If that is so, say --units {fits[0]}")
    return FoundUnit(told, by), rest * ACC_UNITS[told]


def _is_gravity(rest_m_s2: float) -> bool:
    return STANDARD_GRAVITY_M_S2 / _NEAR < rest_m_s2 < STANDARD_GRAVITY_M_S2 * _NEAR


def find_gyr_unit(path: Path, track: Track, block: Block, wished: str | None) -> FoundUnit:
    """The gyroscope's unit.

    Parameters
    ----------
    track : the turn rates as they stand in the file.
    block : accelerations in m/s² with these turn rates as if they were rad/s.

    Raises
    ------
    UnitError : nothing tells, or the numbers contradict what was told.
    """
    told, by = (wished, "as wished") if wished else (track.told, track.told_by)
    turned = _turned(block)
    fits = [] if turned is None else [u for u, size in GYR_UNITS.items() if _fits(turned / size)]
    if told:
        if fits and told not in fits:
            share = turned / GYR_UNITS[told] if turned else 0.0
            problem = (
                f"the turn rate is said to be in {told} ({by}), but gravity turns {share:.3g} times"
                f" as far: it is in {fits[0]}"
            )
            raise UnitError(path, problem, f"If that is so, say --units {fits[0]}")
        return FoundUnit(told, by)
    if fits:
        return FoundUnit(fits[0], "gravity turns as far in the accelerometer")
    fastest = float(np.quantile(np.abs(track.values), 0.999))
    if fastest > _FAST_RAD_S:
        return FoundUnit("deg/s", f"it reaches {fastest:.0f}, and no gyroscope that in rad/s")
    problem = "nothing tells whether the turn rate is in deg/s or rad/s"
    raise UnitError(path, problem, "Say which it is: --units deg/s or --units rad/s")


def _turned(block: Block) -> float | None:
    """How far gravity turns for each unit of turn rate; None where nothing in the block tells.

    Over a whole session steps and knocks may hide it. So where the whole does not tell, stretches
    are asked, and what most of those say that do is believed.
    """
    whole = tilt_per_turn(block) if len(block) > 1 else None
    if whole is not None:
        return whole
    edges = np.arange(block.time_s[0], block.time_s[-1], _STRETCH_S)
    cuts = [*np.searchsorted(block.time_s, edges).tolist(), len(block)]
    told = [
        found
        for first, last in pairwise(cuts)
        if last - first > _FEWEST_ROWS
        and (found := tilt_per_turn(_part(block, first, last))) is not None
    ]
    return float(np.median(told)) if len(told) >= _FEWEST_TOLD else None


def _part(block: Block, first: int, last: int) -> Block:
    rows = slice(first, last)
    return Block(block.side, block.time_s[rows], block.acc_m_s2[rows], block.gyr_rad_s[rows])


def _fits(turned: float) -> bool:
    return _TURN[0] < turned < _TURN[1]
