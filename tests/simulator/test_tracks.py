"""Jets and tracks against numerical differentiation and against what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.simulator.jets import Jet, rotate_x, rotate_y, rotate_z, sin_cos
from imu.simulator.tracks import (
    HUM_SINES,
    STILL,
    Burst,
    Glide,
    Piece,
    Step,
    Track,
    Wave,
    draw_hum,
    minimum_jerk,
)

TIME = np.arange(0.0, 12.0, 1e-3)

PIECES = [
    Step(1.0, 2.5, -30.0),
    Glide(1.0, 6.0, 15.0, ramp_s=1.5),
    Wave(0.5, 8.0, 0.9, ((0, 5.0, 0.0), (1, 20.0, 1.0), (2, 3.0, 0.5)), 0.8, drift=STILL),
    Wave(
        0.5, 8.0, 1.1, ((1, 20.0, 1.0),), 0.8, drift=draw_hum(np.random.default_rng(1), 0.3, 0.1, 1)
    ),
    Burst(2.0, 0.4, 2.0, 12.0),
]


def assert_is_derivative(jet: Jet, step_s: float, tolerance: float = 2e-3) -> None:
    """Compare the derivatives a jet carries with central differences, relative to their size."""
    for lower, upper in ((jet.value, jet.rate), (jet.rate, jet.curve)):
        numeric = (lower[2:] - lower[:-2]) / (2.0 * step_s)
        assert np.max(np.abs(numeric - upper[1:-1])) <= tolerance * np.max(np.abs(upper))


def track_of(*pieces: Piece) -> Track:
    track = Track(4.0)
    for piece in pieces:
        track.add(piece)
    return track


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_carries_its_derivatives(piece: Piece) -> None:
    assert_is_derivative(track_of(piece).at(TIME), 1e-3)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_leaves_behind_what_it_says(piece: Piece) -> None:
    track = track_of(piece)
    assert track.at(np.array([0.0, 11.9])).value == pytest.approx([4.0, 4.0 + piece.rise])
    assert track.level == pytest.approx(4.0 + piece.rise)


def test_pieces_add_up_in_any_order() -> None:
    forwards, backwards = track_of(*PIECES).at(TIME), track_of(*reversed(PIECES)).at(TIME)
    total = sum(track_of(piece).at(TIME).value - 4.0 for piece in PIECES)
    assert forwards.value == pytest.approx(4.0 + total)
    assert backwards.curve == pytest.approx(forwards.curve)


def test_a_track_can_be_read_at_any_instants() -> None:
    track = track_of(*PIECES)
    assert track.at(TIME[::7]).value == pytest.approx(track.at(TIME).value[::7])
    assert track.at(TIME[3000:3001]).curve == pytest.approx(track.at(TIME).curve[3000])


def test_a_step_starts_and_ends_at_rest() -> None:
    ends = minimum_jerk(np.array([0.0, 2.0]), 2.0)
    assert ends.value == pytest.approx([0.0, 1.0])
    assert ends.rate == pytest.approx([0.0, 0.0])
    assert ends.curve == pytest.approx([0.0, 0.0])


@given(st.floats(0.1, 10.0))
def test_a_step_is_the_same_backwards(duration_s: float) -> None:
    tau = np.linspace(0.0, duration_s, 101)
    step = minimum_jerk(tau, duration_s)
    assert step.value + step.value[::-1] == pytest.approx(np.ones(101))
    assert step.rate == pytest.approx(step.rate[::-1])


def test_a_step_peaks_as_the_literature_says() -> None:
    step = minimum_jerk(np.linspace(0.0, 2.0, 20001), 2.0)
    assert np.max(step.rate) == pytest.approx(1.875 / 2.0)
    assert np.max(step.curve) == pytest.approx(5.7735 / 4.0, rel=1e-4)


def test_moving_to_a_level_gets_there() -> None:
    track = Track(1.0)
    track.to(1.0, 1.0, 7.0)
    track.to(2.0, 1.0, -2.0)
    track.to(3.0, 0.0, 99.0)
    track.nudge(4.0, 1.0, 5.0)
    values = track.at(np.array([0.5, 2.0, 3.5, 4.5, 6.0])).value
    assert values == pytest.approx([1.0, 7.0, -2.0, 3.0, -2.0])


@pytest.mark.parametrize("seed", range(4))
def test_a_hum_is_as_strong_as_it_was_ordered(seed: int) -> None:
    hum = draw_hum(np.random.default_rng(seed), 0.7, 0.3, 3.0)
    jet = hum.at(np.arange(0.0, 600.0, 0.05))
    assert np.sqrt(np.mean(jet.value**2)) == pytest.approx(0.7, rel=0.05)
    assert_is_derivative(hum.at(TIME), 1e-3)


def test_a_hum_stays_in_its_band() -> None:
    hum = draw_hum(np.random.default_rng(3), 1.0, 6.0, 12.0)
    assert len(hum.frequencies_hz) == HUM_SINES
    assert np.all((hum.frequencies_hz >= 6.0) & (hum.frequencies_hz <= 12.0))


def test_the_rules_of_differentiation() -> None:
    x = Jet(TIME, np.ones_like(TIME), np.zeros_like(TIME))
    sine, cosine = sin_cos(x * x * 0.2)
    vector = rotate_z(rotate_y(rotate_x((sine, x, cosine), x * 0.5), x * -0.3), sine)
    for jet in (*vector, sine * cosine - x * 3.0, -(sine + 2.0)):
        assert_is_derivative(jet, 1e-3)


def test_turning_keeps_the_length() -> None:
    x = Jet(TIME, np.ones_like(TIME), np.zeros_like(TIME))
    a, b, c = rotate_x(rotate_y(rotate_z((x, x * 2.0, x * -1.0), x), x * 0.7), x * 2.0)
    assert (a * a + b * b + c * c).value == pytest.approx(6.0 * TIME**2)
