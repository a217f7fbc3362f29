"""What the core says of two legs, made by the core itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from imu.asymmetry import Conditions, LegSession, compare, shortage, unlike
from imu.asymmetry.comparing import NOT_NOTED, ORDER
from imu.counter.strap import _LOOSE  # pyright: ignore[reportPrivateUsage]
from tests.asymmetry.people import LIKE, apart, around, check, two_legs

_ODD = Conditions(
    exercise="kickstand hinge", rung="one-leg", stance="one-leg", load="red band", load_kg=2.5,
    hand_support="chair", rate_hz=50.0, metrics_version=9, settings_hash="other", mode="live",
)  # fmt: skip

_REFUSAL = "the two sensors' rates differ, and only review brings them to one"


def said_of_legs() -> set[str]:
    """Each half sentence that may come."""
    return {one for one in _said() if one} | {NOT_NOTED, ORDER}


def _said() -> Iterator[str]:
    yield from (
        shortage(reps)
        for reps in ({}, {"left": [9]}, {"A": [9], "B": []}, {"left": [9, 9], "right": [3, 3]})
    )
    yield f"{shortage({'left': [9, 9], 'right': [9]})} that have this value"
    yield f"{shortage({'left': [9, 9], 'right': [3, 3]})} that have this value"
    yield from unlike(_ODD, LIKE)
    yield from unlike(msgspec.structs.replace(LIKE, rate_hz=None, rung=None, load=None), LIKE)
    yield f"the sensor on the left leg: {_LOOSE.message.rstrip('.')}"
    yield "it is not over 2.5°"
    yield _REFUSAL
    for sessions in _lives():
        found = compare(sessions)
        yield from (reason for finding in found.findings for reason in finding.wanting)
        yield from (one.reason for one in found.left_out if "; " not in one.reason)


def _lives() -> Iterator[list[LegSession]]:
    """Persons' sessions in which everything happens that keeps one from being used."""
    now = apart(30.0, name="now", day=9.0)
    yield [now]
    yield [apart(15.0)]
    yield [check(), apart(30.0, name="before", day=5.0), now]
    yield [check(), apart(30.0, name="before", day=5.0, first=None), replace(now, first_leg=None)]
    yield [replace(now, started_s=0.0), now]
    yield [apart(30.0, name="before", day=None), now]
    yield [apart(30.0, name="before", day=8.99), now]
    one_leg = replace(apart(30.0, name="before"), legs={"left": now.legs["left"]})
    yield [one_leg, now]
    yield [two_legs(around(30.0), around(30.0), name="before"), now]
    yield [replace(check(), conditions=_ODD), now]
    yield [replace(check(), refusal=_REFUSAL), now]
