"""Simulated faults and what should be said of them."""

from __future__ import annotations

import numpy as np
import pytest

from imu.accuracy.health_truth import (
    FAULTS,
    Detection,
    Fault,
    codes_of,
    detection,
    false_alarms,
    heard,
    true_codes,
)
from imu.simulator import random_plan, simulate

BY_NAME = {fault.name: fault for fault in FAULTS}


def test_names_tell_faults_apart_and_each_has_a_code() -> None:
    assert len(BY_NAME) == len(FAULTS)
    assert all(fault.codes for fault in FAULTS)


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        ("forces in mg", 0),
        ("gyroscope of the other hand", 0),
        ("gyroscope reads double", 0),
        ("25 samples a second", 0),
        ("loose strap", 2),
        ("sides swapped", 1),
        ("strapped on anew", 3),
    ],
)
def test_a_fault_is_named(name: str, seed: int) -> None:
    found = detection(BY_NAME[name], [seed])
    assert (found.fault, found.named, found.sessions) == (name, 1, 1)


def test_what_is_said_beside_it_is_listed() -> None:
    other = Fault("nothing", frozenset({"no-such-code"}), BY_NAME["25 samples a second"].change)
    assert detection(other, [0]) == Detection("nothing", 0, 1, {"rate-too-slow": 1})


def test_review_says_it_too() -> None:
    session = heard(BY_NAME["gyroscope of the other hand"], 0)
    assert all("gyroscope-axes" in codes for codes in codes_of(session, "review").values())


def test_a_fault_of_the_samples_leaves_time_and_forces() -> None:
    bent = heard(BY_NAME["gyroscope reads double"], 1)
    plain = simulate(random_plan(1, "partials"), 1)
    for side, block in plain.blocks.items():
        assert np.array_equal(bent.blocks[side].acc_m_s2, block.acc_m_s2)
        assert np.array_equal(bent.blocks[side].gyr_rad_s, 2.0 * block.gyr_rad_s)


def test_a_leg_that_is_changed_in_silence_is_one_stream() -> None:
    session = heard(BY_NAME["leg changed, never told"], 2)
    (block,) = session.blocks.values()
    assert (np.diff(block.time_s) > 0).all()
    assert {command.side for command in session.commands} <= {None, block.side}


def test_good_sensors_of_a_stratum_are_not_blamed() -> None:
    assert false_alarms("clean", [0]) == []


def test_what_is_true_of_a_session_is_no_false_alarm() -> None:
    slow = simulate(random_plan(0, "fifty-hertz"), 0)
    (side,) = slow.blocks
    assert true_codes(slow, side) == {"rate-low"}
    slipping = simulate(random_plan(2, "slipping"), 2)
    assert "sensor-slipped" in true_codes(slipping, next(iter(slipping.blocks)))
