"""Spectral arc length, against the definition worked out by another road."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.counter.smoothness import MAX_HZ, THRESHOLD, spectral_arc_length
from imu.samples import Floats

RATE_HZ = 100.0


def minimum_jerk(seconds: float, size: float = 1.0) -> Floats:
    """Speed of one movement of minimum jerk."""
    t = np.arange(round(seconds * RATE_HZ) + 1) / (seconds * RATE_HZ)
    return size * 30.0 * t**2 * (1.0 - t) ** 2


def by_definition(speed: Floats) -> float:
    """The integral over a dense grid of frequencies, each Fourier sum written out."""
    hertz = np.arange(0.0, MAX_HZ, 0.002)
    times = np.arange(len(speed)) / RATE_HZ
    spectrum = np.abs(np.exp(-2j * np.pi * hertz[:, None] * times[None, :]) @ speed)
    spectrum /= spectrum[0]
    last = np.flatnonzero(spectrum >= THRESHOLD)[-1] + 1
    slope = np.gradient(spectrum[:last], hertz[:last])
    band = hertz[last - 1]
    return -float(np.trapezoid(np.sqrt((1.0 / band) ** 2 + slope**2), hertz[:last]))


@pytest.mark.parametrize("seconds", [0.6, 1.2, 4.0])
def test_a_minimum_jerk_movement_has_the_published_value(seconds: float) -> None:
    """About -1.4 in Balasubramanian et al. 2015, figure 3, whatever the duration."""
    assert spectral_arc_length(minimum_jerk(seconds), RATE_HZ) == pytest.approx(-1.41, abs=0.03)


@pytest.mark.parametrize(
    "speed",
    [
        minimum_jerk(1.5),
        np.concatenate([minimum_jerk(0.8), minimum_jerk(0.8)]),
        np.concatenate([minimum_jerk(0.8), np.zeros(30), minimum_jerk(1.2)]),
    ],
    ids=["one", "two", "two with a stop"],
)
def test_it_is_what_its_definition_says(speed: Floats) -> None:
    assert spectral_arc_length(speed, RATE_HZ) == pytest.approx(by_definition(speed), abs=0.03)


@given(st.floats(0.01, 1000.0))
def test_size_does_not_matter(size: float) -> None:
    one = spectral_arc_length(minimum_jerk(1.0), RATE_HZ)
    assert spectral_arc_length(minimum_jerk(1.0, size), RATE_HZ) == pytest.approx(one)


def test_more_movements_are_less_smooth() -> None:
    found = [
        spectral_arc_length(np.concatenate([minimum_jerk(0.8)] * n), RATE_HZ) for n in (1, 2, 3)
    ]
    values = [value for value in found if value is not None]
    assert len(values) == 3
    assert values == sorted(values, reverse=True)


def test_tremor_is_less_smooth() -> None:
    speed = minimum_jerk(1.5)
    shaking = np.abs(speed + 0.4 * np.sin(2 * np.pi * 7.0 * np.arange(len(speed)) / RATE_HZ))
    calm, shaken = (spectral_arc_length(one, RATE_HZ) for one in (speed, shaking))
    assert calm is not None
    assert shaken is not None
    assert shaken < calm


@pytest.mark.parametrize("speed", [np.ones(19), np.zeros(50)])
def test_too_little_to_judge(speed: Floats) -> None:
    assert spectral_arc_length(speed, RATE_HZ) is None


TREMBLING = np.abs(minimum_jerk(1.5) + 0.4 * np.sin(2 * np.pi * 7.0 * np.arange(151) / RATE_HZ))


@pytest.mark.parametrize(
    ("speed", "theirs"),
    [
        (np.exp(-5.0 * np.arange(-1.0, 1.0, 0.01) ** 2), -1.414031),
        (minimum_jerk(1.5), -1.402541),
        (np.concatenate([minimum_jerk(1.5), minimum_jerk(1.5)]), -2.293508),
        (TREMBLING, -2.054423),
    ],
    ids=["bell", "minimum jerk", "two", "trembling"],
)
def test_an_independent_package_says_the_same(speed: Floats, theirs: float) -> None:
    """`theirs`: `monalysa.quality.smoothness.sparc(speed, 100.0)` of monalysa 0.2.1 (PyPI)."""
    assert spectral_arc_length(speed, RATE_HZ) == pytest.approx(theirs, abs=0.01)
