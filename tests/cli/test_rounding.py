"""Rounded JSON."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.cli.rounding import json_line, rounded


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("start_s", 1.23456789, 1.2346),
        ("depth_deg", 24.12345, 24.123),
        ("peak_concentric_deg_s", 85.123456, 85.1235),
        ("rate_hz", 109.99987, 109.9999),
        ("flags", ["a"], ["a"]),
        ("counted", True, True),
        ("samples", 6120, 6120),
        ("announced_s", None, None),
    ],
)
def test_values_are_rounded_by_their_names(name: str, value: object, expected: object) -> None:
    assert rounded({name: value}) == {name: expected}


def test_lists_take_the_name_that_they_stand_under() -> None:
    assert rounded({"depths_deg": (1.00049, 2.0)}) == {"depths_deg": [1.0, 2.0]}


def test_percentiles_are_in_the_unit_above_them() -> None:
    value = {"depth_deg": {"median": 1.23456}, "start_s": {"median": 1.23456, "n": 3}}
    expected = {"depth_deg": {"median": 1.235}, "start_s": {"median": 1.2346, "n": 3}}
    assert rounded(value) == expected


def test_a_line_is_one_line_of_json() -> None:
    line = json_line({"note": "two\nlines", "time_s": math.nan, "x": 0.00001})
    assert "\n" not in line
    assert msgspec.json.decode(line) == {"note": "two\nlines", "time_s": None, "x": 0.0}


@given(st.floats(-1e4, 1e4))
def test_rounding_again_changes_nothing(value: float) -> None:
    once = rounded({"a_deg": value, "b_s": value})
    assert rounded(once) == once
    assert once["b_s"] == pytest.approx(value, abs=5.1e-5)
