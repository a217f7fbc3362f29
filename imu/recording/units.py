"""Are the numbers in m/s² and rad/s, as the names of the columns promise? See rule R12.

A unit mistake does not crash anything: it gives wrong results that look like results. So what
cannot be true is refused. The limits are wide: accelerometers with an offset of 4 m/s² exist, and
so do falls and jumps.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from imu.errors import UnitError
from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats

_MIN_ROWS = 20
"""Fewer rows say nothing about a unit."""
_FALL_S = 2.0
"""s. No fall lasts this long (20 m), so a shorter time without weight may be one."""
_MAX_GYRO_RAD_S = 40.0
"""rad/s. The widest range of consumer gyroscopes is 2000 deg/s = 34.9 rad/s."""
_SPIKES = 0.005
"""Share of rows that a few broken values may make up; more than this is no accident."""

_COLUMN_ADVICE = "Convert the columns, or use: kickstand import"


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a median acceleration within `low` and `high` (m/s², if the unit were right) means."""

    low: float
    high: float
    problem: str
    advice: str


_ACC_GUESSES = (
    _Guess(
        0.5,
        2.0,
        "looks like g, not m/s²",
        f"Multiply the acc columns by {STANDARD_GRAVITY_M_S2}, or use: kickstand import",
    ),
    _Guess(
        500.0,
        2000.0,
        "looks like milli-g, not m/s²",
        f"Multiply the acc columns by {STANDARD_GRAVITY_M_S2 / 1000}, or use: kickstand import",
    ),
    _Guess(40.0, np.inf, "looks like raw sensor counts, not m/s²", _COLUMN_ADVICE),
)


def check_units(path: Path, block: Block) -> None:
    """Refuse samples whose numbers cannot be in m/s² and rad/s.

    Raises
    ------
    UnitError : says which unit it looks like, and what to do.
    """
    if len(block) < _MIN_ROWS:
        return
    with np.errstate(all="ignore"):  # a damaged file may hold 1e300, whose square is infinite
        _check_acceleration(path, block)
        _check_gyroscope(path, block)


def _check_acceleration(path: Path, block: Block) -> None:
    median = float(np.median(np.linalg.norm(block.acc_m_s2, axis=1)))
    found = f"the median acceleration is {median:.3g} where about 9.81 is due"
    for guess in _ACC_GUESSES:
        if guess.low <= median <= guess.high:
            raise UnitError(path, f"{found}: it {guess.problem}", guess.advice)
    if median < _ACC_GUESSES[0].low and block.time_s[-1] - block.time_s[0] > _FALL_S:
        advice = "Export the raw acceleration, with gravity in it"
        raise UnitError(path, f"{found}: gravity seems to have been taken out", advice)


def _check_gyroscope(path: Path, block: Block) -> None:
    advice = "Multiply the gyr columns by 0.0174533 (pi / 180), or use: kickstand import"
    is_too_fast = np.abs(block.gyr_rad_s) > _MAX_GYRO_RAD_S
    too_fast = int(np.sum(np.any(is_too_fast, axis=1))) if np.any(is_too_fast) else 0
    if too_fast >= max(3, _SPIKES * len(block)):
        problem = f"the turn rate exceeds {_MAX_GYRO_RAD_S:.0f} in {too_fast} rows"
        raise UnitError(path, f"{problem}: it looks like deg/s, not rad/s", advice)
    gain = tilt_per_turn(block)
    if gain is not None and gain < _MIN_GAIN:
        problem = f"the turn rate is {1 / gain:.0f} times what the turning of gravity shows"
        raise UnitError(path, f"{problem}: it looks like deg/s, not rad/s", advice)


_BLOCK_S = 0.1
"""s. Means over this long take footfalls and noise out of the direction of the acceleration."""
_LAG_S = 0.5
"""s. Turns are compared over this long: long against noise, short against drift."""
_MIN_GAIN = 0.1
"""deg/s gives 1/57 = 0.018. The real recordings that are clear enough give 0.6 to 1.2, the low end
from accelerometers with a large offset."""
_MIN_CORRELATION = 0.8
_MIN_TURN_RAD = 0.02
"""rad, root mean square over `_LAG_S`. A sensor that is hardly tilted at all proves nothing."""


def tilt_per_turn(block: Block) -> float | None:
    """How far gravity turns in the sensor frame for each radian that the gyroscope reports.

    A gyroscope in rad/s gives about 1, one in deg/s 1/57, however slow the movement is: this
    catches what a limit on the rate cannot. Gravity, being fixed in the world, must move in the
    sensor frame as ``du = -(ω x u) dt``; this is the slope of a least-squares line through
    measured against predicted moves.

    Returns
    -------
    None where the two do not go together well enough to tell (still, shaken, spun about gravity).
    """
    measured, predicted = _gravity_moves(block)
    power = float(np.sum(predicted * predicted))
    common = float(np.sum(predicted * measured))
    moved = float(np.sum(measured * measured))
    if not moved > _MIN_TURN_RAD**2 * len(measured):
        return None
    if not common > _MIN_CORRELATION * np.sqrt(power * moved):
        return None
    return common / power


def _gravity_moves(block: Block) -> tuple[Floats, Floats]:
    """(m, 3) moves of the gravity direction over `_LAG_S`: measured, and from the gyroscope."""
    step = float(np.median(np.diff(block.time_s)))
    rows = max(1, round(_BLOCK_S / step))
    time_s, acc, gyr = (
        _means(x, rows) for x in (block.time_s[:, None], block.acc_m_s2, block.gyr_rad_s)
    )
    up = acc / np.linalg.norm(acc, axis=1, keepdims=True)
    duration = np.diff(time_s, axis=0)
    turn = (gyr[1:] + gyr[:-1]) / 2 * duration
    measured = np.diff(up, axis=0)
    predicted = np.cross((up[1:] + up[:-1]) / 2, turn)
    usable = (duration < 2 * _BLOCK_S + step) & np.isfinite(measured) & np.isfinite(predicted)
    lag = max(1, round(_LAG_S / (rows * step)))
    return _lagged(np.where(usable, measured, 0.0), lag), _lagged(
        np.where(usable, predicted, 0.0), lag
    )


def _means(values: Floats, rows: int) -> Floats:
    """(n // rows, k) means over `rows` rows each."""
    count = len(values) // rows
    return values[: count * rows].reshape(count, rows, values.shape[1]).mean(axis=1)


def _lagged(moves: Floats, lag: int) -> Floats:
    """(m, 3) sums over `lag` moves each."""
    total = np.cumsum(moves, axis=0)
    return total[lag:] - total[:-lag]
