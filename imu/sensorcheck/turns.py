"""Whether the gyroscope says what gravity did: sign, order, unit and scale of its axes.

Between two sides on which it lay, the sensor was turned by about 90 degrees. The accelerometer
knows from where to where. If the gyroscope is right, its rates lead there too, step by step; if
not, another order of its axes, other signs or another scale do, and which is said.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from imu.counter.turning import axis_orders
from imu.samples import Floats
from imu.sensorcheck.finding import Finding, untried, verdict
from imu.sensorcheck.poses import AXES
from imu.sensorcheck.take import Still, Take

_LEAST_DEG, _MOST_DEG = 45.0, 135.0
"""degrees. Smaller turns say little, of larger ones nobody knows about which axis they went."""

_LONGEST_S = 15.0
"""s. A turn that takes longer has many ways; drift adds up."""

_LONGEST_STEP_S = 0.1
"""s. Across a hole nothing can be added up."""

_MAINLY = 0.8
"""of the whole turn that is about one axis, so that it speaks for this axis: within 37 degrees."""

_LEADS_THERE_DEG = 25.0
"""degrees. A wrong sign or order ends 90 or 180 away; a tenth of scale and slow hands far less."""

_SCALE = 0.12
"""Data sheets: up to ±3 %. A pose that is 5 degrees crooked at either end makes up to another 8 %
of 90 degrees; over several turns it is less."""

_UNITS = (
    ("degrees a second", 180.0 / math.pi),
    ("thousandths of a degree a second", 180e3 / math.pi),
)
"""Units in which the rate may be by mistake, and how many of it are one rad/s."""

_UNIT_WIDTH = 1.6
"""A ratio within this factor of a unit's is that unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """The sensor was turned from one side on to another.

    Attributes
    ----------
    before, after : (3,) up in the sensor's frame, by the accelerometer.
    steps : (m, 3) rate times time from sample to sample without bias, rad if the unit is right.
    """

    before: Floats
    after: Floats
    steps: Floats

    @property
    def angle(self) -> float:
        """By how much up moved, rad."""
        return math.acos(float(np.clip(np.sum(self.before * self.after), -1.0, 1.0)))

    @property
    def sum(self) -> Floats:
        """(3,) all steps together."""
        return self.steps.sum(axis=0)


def turns_of(take: Take, stills: Sequence[Still], bias: Floats) -> list[Turn]:
    """Turns between neighbouring stills that can be added up."""
    return [
        turn
        for before, after in itertools.pairwise(stills)
        if (turn := _turn(take, before, after, bias)) is not None
    ]


def _turn(take: Take, before: Still, after: Still, bias: Floats) -> Turn | None:
    rows = slice(before.last - 1, after.first + 1)
    steps_s = np.diff(take.time_s[rows])
    if not len(steps_s) or steps_s.max() > _LONGEST_STEP_S or steps_s.sum() > _LONGEST_S:
        return None
    rate = take.gyr[rows] - bias
    turn = Turn(before.up, after.up, (rate[1:] + rate[:-1]) / 2.0 * steps_s[:, None])
    return turn if _LEAST_DEG <= math.degrees(turn.angle) <= _MOST_DEG else None


def check_turns(turns: Sequence[Turn]) -> tuple[list[Finding], tuple[str, ...]]:
    """All findings about the gyroscope's axes, and the axes about which nothing was turned yet."""
    if not turns:
        advice = "Turn the sensor on to another side, by 90 degrees about one of its edges."
        return [
            untried("gyroscope-turns", "It was not turned from side to side yet.", advice)
        ], AXES
    ratio = _ratio(turns)
    if ratio <= 0.0:
        sentence = "The gyroscope says nothing while the sensor is turned."
        advice = "Switch the gyroscope on, and look at its range and unit."
        return [verdict("gyroscope-turns", sentence, advice, good=False)], ()
    unit, unit_factor = _unit(ratio)
    matrix, off_deg = _axes(turns, ratio)
    found = [unit, _signs(matrix, off_deg)]
    scales = _scales(turns, matrix, unit_factor) if off_deg <= _LEADS_THERE_DEG else {}
    found += [_scale(name, scales[name]) for name in AXES if name in scales]
    missing = tuple(name for name in AXES if name not in scales)
    if off_deg <= _LEADS_THERE_DEG:
        found += [_unturned(name) for name in missing]
    return found, missing


def rate_factor(turns: Sequence[Turn]) -> float:
    """How many of the gyroscope's units are one rad/s: 1, unless turns show another unit."""
    return _unit(_ratio(turns))[1] if turns else 1.0


def _ratio(turns: Sequence[Turn]) -> float:
    """What the gyroscope reads over what gravity turned by."""
    return float(np.median([_size(turn.sum) / turn.angle for turn in turns]))


def _size(vector: Floats) -> float:
    return float(np.sqrt(np.sum(vector * vector)))


def _unit(ratio: float) -> tuple[Finding, float]:
    """The unit finding, and how many of the unit are one rad/s."""
    for name, factor in _UNITS:
        if factor / _UNIT_WIDTH < ratio < factor * _UNIT_WIDTH:
            sentence = f"Turned by 90°, the gyroscope says {90.0 * ratio:.0f}: it counts {name}."
            advice = f"Divide the rate by {factor:.5g}: it has to be in rad/s."
            return verdict("gyroscope-unit", sentence, advice, good=False, ratio=ratio), factor
    good = 1.0 / _UNIT_WIDTH < ratio < _UNIT_WIDTH
    sentence = f"Turned by 90°, the gyroscope says {90.0 * ratio:.0f}°."
    advice = "Look at its unit (rad/s) and its range."
    return verdict("gyroscope-unit", sentence, advice, good=good, ratio=ratio), 1.0


def _axes(turns: Sequence[Turn], ratio: float) -> tuple[Floats, float]:
    """The order and signs (3, 3) that lead from side to side, and how far off they end, degrees.

    The order that is there is kept unless it does not lead there and another one does.
    """
    orders = axis_orders()
    error = np.sqrt(np.mean([_ends_deg(turn, orders, ratio) ** 2 for turn in turns], axis=0))
    changed = np.array([float(np.abs(order - np.eye(3)).sum()) for order in orders])
    if error[0] <= _LEADS_THERE_DEG:
        return orders[0], float(error[0])
    best = min(range(len(orders)), key=lambda n: (round(error[n] / 5.0), changed[n], error[n]))
    return orders[best], float(error[best])


def _ends_deg(turn: Turn, orders: Floats, ratio: float) -> Floats:
    """(48,) angle between where each order leads and where the sensor lay, degrees.

    Up stands still in the room, so that in the sensor's frame it turns against the sensor's rate.
    """
    steps = np.einsum("oij,nj->noi", orders, turn.steps / ratio)
    up = np.broadcast_to(turn.before, (len(orders), 3)).copy()
    for step in steps:
        moved = _cross(up, step)
        up = up + moved + 0.5 * _cross(moved, step)
        up /= np.sqrt((up * up).sum(axis=1))[:, None]
    return np.degrees(np.arccos(np.clip(np.einsum("oi,i->o", up, turn.after), -1.0, 1.0)))


def _cross(a: Floats, b: Floats) -> Floats:
    """Cross products of the rows of (n, 3) arrays; `numpy.cross` takes twice as long."""
    return a[:, _NEXT] * b[:, _AFTER] - a[:, _AFTER] * b[:, _NEXT]


_NEXT, _AFTER = np.array((1, 2, 0)), np.array((2, 0, 1))


def _signs(matrix: Floats, off_deg: float) -> Finding:
    if off_deg > _LEADS_THERE_DEG:
        sentence = f"The gyroscope ends {off_deg:.0f}° from where the sensor was laid."
        advice = "No order of its axes helps: turn more slowly, one side at a time, and try again."
        return verdict("gyroscope-axes", sentence, advice, good=False, off_deg=off_deg)
    if np.array_equal(matrix, np.eye(3)):
        sentence = f"The gyroscope's axes and signs are right: it ends within {off_deg:.0f}°."
        return verdict("gyroscope-axes", sentence, good=True, off_deg=off_deg)
    named = ", ".join(
        f"{axis} is its {_named(row)}" for axis, row in zip(AXES, matrix, strict=True)
    )
    sentence = f"The gyroscope's axes are not the accelerometer's: {named}."
    advice = "Give both the same axes, right-handed: see firmware_notes/axes.md."
    return verdict("gyroscope-axes", sentence, advice, good=False, off_deg=off_deg)


def _named(row: Floats) -> str:
    column = int(np.argmax(np.abs(row)))
    return f"{'-' if row[column] < 0 else ''}{AXES[column]}"


def _scales(turns: Sequence[Turn], matrix: Floats, unit_factor: float) -> dict[str, float]:
    """By axis what the gyroscope reads over what gravity turned by, of turns mainly about it."""
    found: dict[str, list[float]] = {}
    for turn in turns:
        total = np.einsum("ij,j->i", matrix, turn.sum) / unit_factor
        axis = int(np.argmax(np.abs(total)))
        if abs(total[axis]) >= _MAINLY * _size(total):
            found.setdefault(AXES[axis], []).append(_size(total) / turn.angle)
    return {name: float(np.median(values)) for name, values in found.items()}


def _scale(name: str, scale: float) -> Finding:
    sentence = f"The gyroscope's {name} axis reads {scale:.3f} of the turn ({_allowed()})."
    advice = "Check the range that is set against the one that the numbers are divided by."
    good = abs(scale - 1.0) <= _SCALE
    return verdict(f"gyroscope-{name}", sentence, advice, good=good, scale=scale)


def _allowed() -> str:
    return f"{1.0 - _SCALE:.2f} to {1.0 + _SCALE:.2f}"


def _unturned(name: str) -> Finding:
    sentence = f"It was not turned about its {name} axis yet."
    advice = f"Turn it by 90 degrees about its {name} axis and lay it down."
    return untried(f"gyroscope-{name}", sentence, advice)
