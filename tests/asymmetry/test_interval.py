"""The interval against scipy's, and what the strap term does to it."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from imu.asymmetry.interval import ALPHA, Estimate, StrapTerm, estimate, holm, variance

NO_STRAP = StrapTerm(0.0)
some_medians = st.lists(st.floats(-3.0, 3.0).map(lambda x: round(x, 3)), min_size=2, max_size=5)


@given(some_medians, some_medians)
def test_without_a_strap_term_it_is_welchs_interval(
    first: list[float], second: list[float]
) -> None:
    from scipy import stats

    assume(min(variance(first), variance(second)) > 1e-4)  # scipy warns of nothing but rounding
    ours = estimate(first, second, NO_STRAP)
    theirs = stats.ttest_ind(second, first, equal_var=False)
    low, high = theirs.confidence_interval(0.95)
    half = ours.half_width()
    assert ours.p == pytest.approx(theirs.pvalue, abs=1e-9)
    assert ours.df == pytest.approx(theirs.df)
    assert ours.middle - half == pytest.approx(low, abs=1e-9)
    assert ours.middle + half == pytest.approx(high, abs=1e-9)


def test_welchs_degrees_of_freedom_by_hand() -> None:
    first, second = [1.0, 2.0, 3.0], [2.0, 6.0, 10.0, 14.0]
    one = estimate(first, second, NO_STRAP)
    variances = 1.0 / 3.0, (80.0 / 3.0) / 4.0
    assert one.middle == pytest.approx(6.0)
    assert one.error == pytest.approx(math.sqrt(sum(variances)))
    by_hand = sum(variances) ** 2 / (variances[0] ** 2 / 2 + variances[1] ** 2 / 3)
    assert one.df == pytest.approx(by_hand)


@given(some_medians, some_medians, st.floats(0.001, 0.2))
def test_a_given_strap_term_widens_the_error_by_twice_its_square(
    first: list[float], second: list[float], sd: float
) -> None:
    plain, wide = estimate(first, second, NO_STRAP), estimate(first, second, StrapTerm(sd))
    assert wide.middle == plain.middle
    assert wide.error**2 == pytest.approx(plain.error**2 + 2.0 * sd * sd)
    assert wide.df >= plain.df or math.isinf(plain.df)


def test_a_strap_term_that_is_barely_known_costs_degrees_of_freedom() -> None:
    sets = [0.0, 0.01], [0.2, 0.21]
    sure, vague = (estimate(*sets, StrapTerm(0.04, df)) for df in (math.inf, 4.0))
    assert vague.error == sure.error
    assert vague.df < sure.df
    assert vague.half_width() > sure.half_width()
    assert vague.p > sure.p


def test_the_strap_term_alone_is_a_normal_interval() -> None:
    one = estimate([1.0, 1.0], [1.0, 1.0], StrapTerm(0.04))
    assert one.half_width() == pytest.approx(1.96 * math.sqrt(2.0) * 0.04, rel=1e-3)
    assert one.mdc95 == pytest.approx(one.half_width(), rel=1e-6)
    assert one.p == 1.0


@pytest.mark.parametrize(("middle", "p"), [(0.0, 1.0), (0.1, 0.0), (-0.1, 0.0)])
def test_without_any_scatter_every_difference_is_one(middle: float, p: float) -> None:
    one = Estimate(middle, 0.0, math.inf)
    assert (one.p, one.half_width()) == (p, 0.0)


@given(some_medians, some_medians, st.floats(0.01, 0.2))
def test_p_is_below_five_percent_exactly_where_the_interval_leaves_zero_out(
    first: list[float], second: list[float], sd: float
) -> None:
    one = estimate(first, second, StrapTerm(sd))
    outside = abs(one.middle) > one.half_width()
    if abs(one.p - ALPHA) > 1e-9:
        assert (one.p < ALPHA) is outside


def test_smallest_detectable_change_is_that_of_two_legs() -> None:
    one = estimate([0.0, 0.1], [0.3, 0.4], StrapTerm(0.04))
    sem = math.sqrt(0.005 / 2.0 + 0.04**2)  # of either leg
    assert one.mdc95 == pytest.approx(1.96 * math.sqrt(2.0) * sem, rel=1e-4)


def test_holm_by_hand() -> None:
    # Holm 1979: the smallest times 4, then 3, 2, 1, and never falling.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.5]) == [1.0, 1.0]
    assert holm([]) == []


@given(st.lists(st.floats(0.0, 1.0), max_size=8))
def test_holm_never_makes_anything_likelier_and_keeps_the_order(ps: list[float]) -> None:
    adjusted = holm(ps)
    assert all(p <= q <= 1.0 for p, q in zip(ps, adjusted, strict=True))
    order = sorted(range(len(ps)), key=lambda k: ps[k])
    assert all(adjusted[a] <= adjusted[b] for a, b in pairwise(order))


@given(st.lists(st.floats(-5.0, 5.0), min_size=2, max_size=6))
def test_variance_is_numpys(values: list[float]) -> None:
    assert variance(values) == pytest.approx(float(np.var(values, ddof=1)), abs=1e-9)
