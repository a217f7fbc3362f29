"""Whether gyroscope and accelerometer tell of the same turning: signs, order and scale of the axes.

While a sensor turns slowly, the direction of gravity that the accelerometer shows must move as the
gyroscope says: ``du/dt = u x rate`` (elementary kinematics of a vector that stands still in the
earth's frame). A thigh accelerates as well; to first order that is a lever times angular
acceleration and the square of the rate, so three numbers for the lever are fitted beside nine for
the gyroscope's axes. Everything is a sum over moments, so memory is fixed.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field

import numpy as np

from imu.samples import STANDARD_GRAVITY_M_S2, Floats, Health, Ints

POINT = 25
"""Grid samples in one point: 0.25 s, over the trembling of a leg, under the quickest rep. A stride
of the chain holds a whole number of them."""

_SLOWEST, _FASTEST = math.radians(8.0), math.radians(60.0)
"""rad/s. Less says nothing, more comes with accelerations that no single lever explains."""

_CALM_M_S2 = 1.0
"""m/s². Specific force further from gravity than this is not only gravity."""

_TERMS = 12
"""Nine for the gyroscope's matrix, row by row, three for the lever."""

_EVERY = 20
"""Moments between two verdicts: a few reps."""

_FEWEST = 50
"""Moments that a verdict needs: 10 s of slow turning."""

_CLEARER = 2.0
"""The right order and signs leave so much less unexplained than those there are. 416 simulated
sessions with good sensors stay under 1.75; a wrong axis that matters gives 3 and more."""

_EXPLAINED = 0.7
"""of the movement of gravity, for a verdict on scale: then the scale is known to a tenth."""

_SCALE = (0.52, 1.5)
"""A gyroscope that reads so much of what gravity turned by. Good simulated ones: 0.53 to 1.1,
all but a few over 0.67."""


def axis_orders() -> Floats:
    """(48, 3, 3) all ways to name and point three axes; the first is the right one."""
    found: list[Floats] = []
    for order in itertools.permutations(range(3)):
        for signs in itertools.product((1.0, -1.0), repeat=3):
            matrix = np.zeros((3, 3))
            matrix[range(3), order] = signs
            found.append(matrix)
    return np.array(found)


_ORDERS = axis_orders().reshape(-1, 9)
_AXES = np.eye(3)

_ACROSS = np.array(
    [
        [0, 0, 0],
        [0, 0, -1],
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 0],
        [-1, 0, 0],
        [0, -1, 0],
        [1, 0, 0],
        [0, 0, 0],
    ],
    dtype=np.float64,
)
"""(9, 3): makes of a vector, row by row, the matrix of its cross product with others."""

_WEIGHTS = np.array([[0.5], [1.0], [0.5]])
"""of three points in a row: Simpson-like, the middle counts twice."""


def _no_points() -> Floats:
    return np.zeros((0, 6))


def _no_numbers() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class TurnState:
    """The last points (up to 4, 6) with their numbers, and the sums of all moments.

    `normal` is (12, 12), `right` (12,), `power` their counterpart of gravity's movement alone.
    """

    points: Floats = field(default_factory=_no_points)
    numbers: Ints = field(default_factory=_no_numbers)
    normal: Floats = field(default_factory=lambda: np.zeros((_TERMS, _TERMS)))
    right: Floats = field(default_factory=lambda: np.zeros(_TERMS))
    power: float = 0.0
    moments: int = 0
    judged: int = 0


class TurnCheck:
    """Looks at the poses point by point."""

    def __init__(self, rate_hz: int, state: TurnState | None = None) -> None:
        self.state = state or TurnState()
        self._period_s = POINT / rate_hz

    def look(self, index: Ints, poses: Floats) -> list[Health]:
        """Take (n, 9) poses at increasing grid `index` (n,); give what is certain by now."""
        starts = (index[: max(0, len(index) - POINT + 1)] % POINT == 0).nonzero()[0]
        whole = index[starts + POINT - 1] - index[starts] == POINT - 1  # no hole in it
        starts = starts[whole]
        if not len(starts):
            return []
        inside = starts[:, None] + np.arange(POINT)
        state = self.state
        points = np.concatenate([state.points, poses[inside, 3:].sum(axis=1) / POINT])
        numbers = np.concatenate([state.numbers, index[starts] // POINT])
        state.points, state.numbers = points[-4:].copy(), numbers[-4:].copy()
        in_row = numbers[4:] - numbers[:-4] == 4
        found: list[Health] = []
        for first in (in_row & _are_told(points[2:-2])).nonzero()[0].tolist():
            self._add(points[first : first + 5])
            found += self._due_verdict()
        return found

    def _due_verdict(self) -> list[Health]:
        state = self.state
        if state.moments < _FEWEST or state.moments - state.judged < _EVERY:
            return []
        state.judged = state.moments
        return self._verdict()

    def _add(self, points: Floats) -> None:
        """Put the moment in the middle of five points into the sums."""
        terms = np.empty((3, _TERMS))
        terms[:, :9] = _turned(points, self._period_s)
        terms[:, 9:] = _levers(points, self._period_s)
        moved = (points[3, 3:] - points[1, 3:]) / STANDARD_GRAVITY_M_S2
        state = self.state
        state.normal = state.normal + terms.T @ terms
        state.right = state.right + moved @ terms
        state.power += float((moved * moved).sum())
        state.moments += 1

    def _verdict(self) -> list[Health]:
        normal, right, power = self._without_lever()
        fits = np.maximum(_ORDERS @ right, 0.0)
        scales = fits / np.maximum(((_ORDERS @ normal) * _ORDERS).sum(axis=1), 1e-12)
        left = power - scales * fits  # with the best scale for each order
        if left[0] > _CLEARER * left.min():
            return [_WRONG_AXES]
        explained = 1.0 - float(left[0]) / max(power, 1e-12)
        reads = 1.0 / max(float(scales[0]), 1e-6)
        if explained < _EXPLAINED or _SCALE[0] <= reads <= _SCALE[1]:
            return []
        return [_wrong_scale(reads)]

    def _without_lever(self) -> tuple[Floats, Floats, float]:
        """The sums for the nine terms alone, with the best lever for any choice of them."""
        normal, right = self.state.normal, self.state.right
        lever = normal[9:, 9:] + 1e-9 * _AXES
        share = np.linalg.solve(lever, np.concatenate([normal[9:, :9], right[9:, None]], axis=1))
        return (
            normal[:9, :9] - normal[:9, 9:] @ share[:, :9],
            right[:9] - normal[:9, 9:] @ share[:, 9],
            self.state.power - float(right[9:] @ share[:, 9]),
        )


def _are_told(points: Floats) -> np.ndarray:
    """Whether each moment, a point of (n, 6), turns slowly, under gravity and little else: (n,)."""
    speed, force = (np.sqrt((part * part).sum(axis=1)) for part in (points[:, :3], points[:, 3:]))
    calm = np.abs(force - STANDARD_GRAVITY_M_S2) < _CALM_M_S2
    return calm & (speed > _SLOWEST) & (speed < _FASTEST)


def _turned(points: Floats, period_s: float) -> Floats:
    """(3, 9) how far gravity moves about each axis for the rate that each sensor axis reads."""
    forces = points[1:4, 3:] * _WEIGHTS * (period_s / STANDARD_GRAVITY_M_S2)
    return (_ACROSS @ (forces.T @ points[1:4, :3])).reshape(3, 9)


def _levers(points: Floats, period_s: float) -> Floats:
    """(3, 3) change of specific force from one end to the other, for a lever along each axis."""
    ahead, behind = (
        _lever(points[at, :3], (points[at + 1, :3] - points[at - 1, :3]) / (2 * period_s))
        for at in (3, 1)
    )
    return (ahead - behind) / STANDARD_GRAVITY_M_S2


def _lever(rate: Floats, turning: Floats) -> Floats:
    """(3, 3) acceleration of a point one metre out along each axis: about `turning` and `rate`."""
    across = (_ACROSS @ turning).reshape(3, 3)
    return across + rate[:, None] * rate[None, :] - float((rate * rate).sum()) * _AXES


_WRONG_AXES = Health(
    "gyroscope-axes",
    "Gyroscope and accelerometer disagree on which way the sensor turns: an axis is named or"
    " pointed wrongly. Angles are wrong and the count may be; look at the sensor's driver or the"
    " file's columns.",
)


def _wrong_scale(reads: float) -> Health:
    return Health(
        "gyroscope-scale",
        f"The gyroscope reads about {reads:.1f} times as much turning as gravity shows. Depth and"
        " speed are off; look at the range that the sensor's driver or the file assumes.",
    )
