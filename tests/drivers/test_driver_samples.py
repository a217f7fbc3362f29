"""Samples, their stamps and their scales."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.drivers.samples import NO_SAMPLES, Samples, join
from imu.drivers.scaling import Scale, acc_scale, gyr_scale
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError


def some(n: int, first: int, *, stamped: bool = True) -> Samples:
    rows = np.arange(first, first + n, dtype=np.float64)
    axes = np.column_stack([rows] * 3)
    return Samples(axes, -axes, rows / 10 if stamped else None, np.arange(first, first + n))


def test_join_puts_samples_one_after_another() -> None:
    got = join([some(3, 0), NO_SAMPLES, some(2, 3)])
    assert len(got) == 5
    assert got.acc_m_s2[:, 0].tolist() == [0, 1, 2, 3, 4]
    assert got.gyr_rad_s[:, 2].tolist() == [0, -1, -2, -3, -4]
    assert got.seq is not None
    assert got.sensor_time_s is not None
    assert got.seq.tolist() == [0, 1, 2, 3, 4]
    assert got.sensor_time_s.tolist() == [0.0, 0.1, 0.2, 0.3, 0.4]


def test_stamps_that_a_part_lacks_are_dropped() -> None:
    got = join([some(3, 0), some(2, 3, stamped=False)])
    assert got.sensor_time_s is None
    assert got.seq is not None


@pytest.mark.parametrize("parts", [[], [NO_SAMPLES], [NO_SAMPLES, NO_SAMPLES]])
def test_nothing_joined_is_nothing(parts: list[Samples]) -> None:
    got = join(parts)
    assert len(got) == 0
    assert got.acc_m_s2.shape == got.gyr_rad_s.shape == (0, 3)


def test_a_slice_keeps_the_stamps() -> None:
    got = some(5, 0)[1:3]
    assert len(got) == 2
    assert got.seq is not None
    assert got.sensor_time_s is not None
    assert got.seq.tolist() == [1, 2]
    assert got.sensor_time_s.tolist() == [0.1, 0.2]
    assert NO_SAMPLES[0:3].seq is None


@pytest.mark.parametrize("scale", [acc_scale(2), acc_scale(16), gyr_scale(125), gyr_scale(2000)])
def test_every_count_comes_back(scale: Scale) -> None:
    counts = np.arange(-(2**15), 2**15)
    values = scale.values(counts)
    np.testing.assert_array_equal(scale.counts(values), counts)
    np.testing.assert_allclose(values, counts * scale.unit, rtol=0, atol=0.051 * scale.unit)


@given(st.floats(1e-9, 1e3))
def test_rounding_is_a_tenth_of_a_count_at_most(unit: float) -> None:
    scale = Scale(unit)
    assert 10.0**-scale.decimals <= max(unit / 10.0 * (1 + 1e-9), 1.0 if unit >= 10.0 else 0.0)
    assert scale.decimals >= 0


def test_counts_saturate() -> None:
    scale = acc_scale(8)
    assert scale.counts(np.array([[1e9, -1e9, 0.0]])).tolist() == [[32767, -32768, 0]]


def test_troubles_count_and_keep_the_last() -> None:
    troubles = Troubles()
    assert troubles.last is None
    for k in range(5):
        troubles.note(DecodeError("toy", f"number {k}"))
    assert troubles.count == 5
    assert str(troubles.last) == "toy: number 4"
