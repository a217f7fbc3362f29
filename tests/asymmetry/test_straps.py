"""What a person's own re-strap check says about strapping."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from imu.asymmetry import HEADLINE
from imu.asymmetry.interval import variance
from imu.asymmetry.straps import PRIOR_DF, is_checked, strap_term
from tests.asymmetry.people import apart, around, check, two_legs

LEGS = ("left", "right")


def test_without_a_check_the_working_value_is_taken_as_given() -> None:
    assert strap_term(HEADLINE, []).sd == pytest.approx(math.log(1.04))
    assert math.isinf(strap_term(HEADLINE, [], [apart(0.0)]).df)


def test_a_check_is_pooled_with_the_working_value() -> None:
    of_leg = variance([math.log(30.0), math.log(30.0 * 1.10)])
    term = strap_term(HEADLINE, [check(scatter=0.10)])
    pooled = (PRIOR_DF * math.log(1.04) ** 2 + 2.0 * of_leg) / (PRIOR_DF + 2.0)
    assert term.sd == pytest.approx(math.sqrt(pooled))
    assert term.df == PRIOR_DF + 2.0


def test_a_quiet_check_makes_it_smaller_and_a_loud_one_larger() -> None:
    usual = strap_term(HEADLINE, []).sd
    assert strap_term(HEADLINE, [check(scatter=0.001)]).sd < usual
    assert strap_term(HEADLINE, [check(scatter=0.20)]).sd > usual


def test_what_sets_scatter_by_themselves_is_not_the_straps() -> None:
    loud = two_legs(around(28.0, 30.0, 32.0), around(28.0, 30.0, 32.0))
    whole = strap_term(HEADLINE, [check(scatter=0.10)], [])
    less = strap_term(HEADLINE, [check(scatter=0.10)], [loud])
    assert less.sd < whole.sd
    none_left = strap_term(HEADLINE, [check(scatter=0.01)], [loud])
    floor = math.log(1.04) * math.sqrt(PRIOR_DF / (PRIOR_DF + 2.0))
    assert none_left.sd == pytest.approx(floor)


def test_two_checks_weigh_more_than_one() -> None:
    one, two = [check()], [check(), check(name="again")]
    assert strap_term(HEADLINE, two).df == PRIOR_DF + 4.0
    assert strap_term(HEADLINE, two).sd < strap_term(HEADLINE, one).sd


def test_both_legs_have_to_be_checked() -> None:
    whole = check()
    half = replace(whole, legs={**whole.legs, "right": whole.legs["right"][:1]})
    other = replace(whole, legs={**whole.legs, "left": ()})
    assert is_checked(HEADLINE, [whole], LEGS)
    assert not is_checked(HEADLINE, [], LEGS)
    assert not is_checked(HEADLINE, [half], LEGS)
    assert is_checked(HEADLINE, [half, other], LEGS)
    assert not is_checked(HEADLINE, [whole], ("A", "B"))
