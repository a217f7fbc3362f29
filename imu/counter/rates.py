"""Whether a sensor sends often enough, and as often as it says."""

from __future__ import annotations

from dataclasses import dataclass

from imu.samples import Floats, Health

_SAMPLES = 500
"""Intervals that a rate is measured over: ten seconds of a slow sensor."""

_HOLE_S = 0.25
"""s. A longer interval is a hole in the stream and says nothing about the rate."""

_FOR_COUNTING_HZ = 40.0
"""Hz. Counting needs 50 (`firmware_notes/metrics.md`); some sensors of 50 Hz lose a few samples."""

_FOR_SMOOTHNESS_HZ = 80.0
"""Hz. Smoothness and wobble need 100; the same allowance."""

_OFF = 0.2
"""A rate that is off by more than this share is another rate, not a bad clock or a lossy link."""


@dataclass(slots=True)
class RateState:
    """Time of the last sample, s; number of intervals that are no holes, and their sum, s."""

    last_s: float | None = None
    intervals: int = 0
    covered_s: float = 0.0


class RateWatch:
    """Measures the rate over the first samples of a stream."""

    def __init__(self, state: RateState | None = None) -> None:
        self.state = state or RateState()

    def look(self, time_s: Floats) -> tuple[float, list[Health]]:
        """Take the times (n,) of new samples; give findings and when they became certain, s."""
        state = self.state
        if state.intervals >= _SAMPLES:
            return 0.0, []
        for now in time_s.tolist():
            step = _HOLE_S if state.last_s is None else now - state.last_s
            state.last_s = now
            if step < _HOLE_S:
                state.intervals += 1
                state.covered_s += step
            if state.intervals >= _SAMPLES:
                return now, too_slow(state.intervals / state.covered_s)
        return 0.0, []


def too_slow(rate_hz: float) -> list[Health]:
    """What is to be said of a stream at this rate."""
    if rate_hz < _FOR_COUNTING_HZ:
        return [
            Health(
                "rate-too-slow",
                f"The sensor sends {rate_hz:.0f} samples a second; counting needs 50. Reps may be"
                " missed: choose a higher rate in the sensor's settings.",
            )
        ]
    if rate_hz < _FOR_SMOOTHNESS_HZ:
        return [
            Health(
                "rate-low",
                f"The sensor sends {rate_hz:.0f} samples a second. That is enough to count;"
                " smoothness and steadiness need 100: choose a higher rate if the sensor has one.",
            )
        ]
    return []


def differs(measured_hz: float | None, told_hz: float | None) -> list[Health]:
    """What is to be said when a sensor or a file states another rate than it has."""
    if not measured_hz or not told_hz or abs(measured_hz - told_hz) <= _OFF * told_hz:
        return []
    return [
        Health(
            "rate-differs",
            f"The samples come {measured_hz:.0f} times a second, not {told_hz:.0f} times as is"
            " stated. Their own times are used; look at the file or the sensor's settings if"
            " tempo seems wrong.",
        )
    ]
