"""Like with like: what has to be the same where the figures of two sessions are put together."""

from __future__ import annotations

import msgspec

from imu.counter.onerate import SAME
from imu.samples import Mode


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be the same where two sessions are put together; None where it is not known."""

    exercise: str | None = None
    rung: str | None = None
    stance: str | None = None
    load: str | None = None
    load_kg: float | None = None
    hand_support: str | None = None
    rate_hz: float | None = None
    metrics_version: int = 0
    settings_hash: str = ""
    mode: Mode = "review"


_NAMES = {
    "exercise": "exercise",
    "rung": "rung",
    "stance": "stance",
    "load": "load",
    "load_kg": "load in kg",
    "hand_support": "hand support",
    "metrics_version": "version of the metrics",
    "settings_hash": "settings",
    "mode": "way of counting",
}


def unlike(other: Conditions, reference: Conditions) -> list[str]:
    """Every condition in which a session is not like the reference, each in a few words."""
    reasons = [
        f"{name} {_said(getattr(other, field))} instead of {_said(getattr(reference, field))}"
        for field, name in _NAMES.items()
        if getattr(other, field) != getattr(reference, field)
    ]
    if rates_differ(other.rate_hz, reference.rate_hz):
        reasons.append(f"{_hz(other.rate_hz)} instead of {_hz(reference.rate_hz)}")
    return reasons


def _said(value: object) -> str:
    return "not noted" if value is None else str(value)


def _hz(rate_hz: float | None) -> str:
    return "unknown rate" if rate_hz is None else f"{rate_hz:.0f} Hz"


def rates_differ(first: float | None, second: float | None) -> bool:
    """Whether two rates, Hz, are two: an unknown one is like no known one."""
    if first is None or second is None:
        return first is not second
    return max(first, second) >= SAME * min(first, second)
