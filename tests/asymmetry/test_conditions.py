"""Like with like: every condition is asked, in both directions."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.asymmetry import Conditions, unlike
from imu.asymmetry.conditions import rates_differ
from tests.asymmetry.people import LIKE

OTHER: dict[str, object] = {
    "exercise": "squat",
    "rung": "both-feet",
    "stance": "both-feet",
    "load": "red band",
    "load_kg": 3.0,
    "hand_support": "free",
    "rate_hz": 25.0,
    "metrics_version": 99,
    "settings_hash": "other",
    "mode": "live",
}


def test_every_condition_is_tried_here() -> None:
    assert set(OTHER) == set(Conditions.__struct_fields__)


def test_nothing_differs_from_itself_known_or_not() -> None:
    assert unlike(LIKE, LIKE) == []
    assert unlike(Conditions(), Conditions()) == []


@pytest.mark.parametrize("field", OTHER)
def test_one_condition_is_one_reason_either_way(field: str) -> None:
    other = msgspec.structs.replace(LIKE, **{field: OTHER[field]})
    assert len(unlike(other, LIKE)) == len(unlike(LIKE, other)) == 1


def test_all_that_differs_is_named() -> None:
    assert len(unlike(msgspec.convert(OTHER, Conditions), LIKE)) == len(OTHER)


@given(st.floats(10.0, 100.0), st.floats(10.0, 100.0))
def test_rates_are_two_from_a_tenth_on_whichever_is_the_faster(first: float, second: float) -> None:
    assert rates_differ(first, second) == rates_differ(second, first)
    share = max(first, second) / min(first, second)
    if abs(share - 1.1) > 1e-9:
        assert rates_differ(first, second) is (share > 1.1)


def test_a_rate_that_is_not_known_is_like_no_known_one() -> None:
    assert rates_differ(None, 50.0)
    assert rates_differ(50.0, None)
    assert not rates_differ(None, None)
