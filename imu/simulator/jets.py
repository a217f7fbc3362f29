"""Numbers that carry their first two derivatives in time, so that acceleration is exact.

The simulated body is a chain of rotations whose angles are known as functions of time. Writing the
chain with `Jet`s gives position, velocity and acceleration together by the product and chain rules
(forward-mode differentiation), without a step size and without the noise of numerical differences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imu.samples import Floats


@dataclass(frozen=True, slots=True)
class Jet:
    """A quantity at n instants with its first two time derivatives.

    Attributes
    ----------
    value, rate, curve : (n,) the quantity in its unit, unit/s and unit/s².
    """

    value: Floats
    rate: Floats
    curve: Floats

    def __add__(self, other: Jet | float) -> Jet:
        if isinstance(other, Jet):
            return Jet(self.value + other.value, self.rate + other.rate, self.curve + other.curve)
        return Jet(self.value + other, self.rate, self.curve)

    def __mul__(self, other: Jet | float) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value * other, self.rate * other, self.curve * other)
        return Jet(
            self.value * other.value,
            self.rate * other.value + self.value * other.rate,
            self.curve * other.value + 2.0 * self.rate * other.rate + self.value * other.curve,
        )

    def __neg__(self) -> Jet:
        return Jet(-self.value, -self.rate, -self.curve)

    def __sub__(self, other: Jet | float) -> Jet:
        return self + (-other)


JetVector = tuple[Jet, Jet, Jet]
"""A vector (x, y, z) of jets."""


def constant(value: float, n: int) -> Jet:
    """A quantity that stays `value` at all n instants."""
    return Jet(np.full(n, value), np.zeros(n), np.zeros(n))


def sin_cos(angle: Jet) -> tuple[Jet, Jet]:
    """Sine and cosine of an angle in radians."""
    s, c, square = np.sin(angle.value), np.cos(angle.value), angle.rate * angle.rate
    sine = Jet(s, c * angle.rate, c * angle.curve - s * square)
    cosine = Jet(c, -s * angle.rate, -s * angle.curve - c * square)
    return sine, cosine


def rotate_x(vector: JetVector, angle: Jet) -> JetVector:
    """Turn a vector about x by an angle in radians (right-handed)."""
    (x, y, z), (s, c) = vector, sin_cos(angle)
    return x, c * y - s * z, s * y + c * z


def rotate_y(vector: JetVector, angle: Jet) -> JetVector:
    """Turn a vector about y by an angle in radians (right-handed)."""
    (x, y, z), (s, c) = vector, sin_cos(angle)
    return c * x + s * z, y, c * z - s * x


def rotate_z(vector: JetVector, angle: Jet) -> JetVector:
    """Turn a vector about z by an angle in radians (right-handed)."""
    (x, y, z), (s, c) = vector, sin_cos(angle)
    return c * x - s * y, s * x + c * y, z


def add_vectors(first: JetVector, second: JetVector) -> JetVector:
    """Sum of two vectors."""
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]
