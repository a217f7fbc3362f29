"""The guided check: takes samples as they come, says what to do next, and what it has found."""

from __future__ import annotations

from dataclasses import dataclass

from imu.drivers.samples import Samples, Timing
from imu.samples import Block
from imu.sensorcheck.finding import Finding, Report
from imu.sensorcheck.levels import bias_of, check_bias, check_ends
from imu.sensorcheck.poses import FACES, check_faces, faces_of, force_unit
from imu.sensorcheck.stream import check_stream
from imu.sensorcheck.take import Take, joined, stills
from imu.sensorcheck.turns import check_turns, rate_factor, turns_of
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm

LEAST_S = 30.0
"""s. So long it has to send at least: over less, clock and losses say little."""

_FIRST_S = 3.0
"""s to begin with, so that there is a pose at all."""

_LONGEST_S = 1800.0
"""s. What comes later is not kept: a check takes minutes, and memory is not without end."""


_NO_TIME = Timing("none")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is promised of a sensor.

    Attributes
    ----------
    name : what it is called.
    rate_hz : its nominal rate, Hz; None where nobody says.
    timing : how its stamps are to be read, where raw ones are heard.
    """

    name: str = "sensor"
    rate_hz: float | None = None
    timing: Timing = _NO_TIME


class SensorCheck:
    """Checks one sensor. Feed it either blocks or what was heard, then ask.

    Parameters
    ----------
    expected : what is promised.
    """

    def __init__(self, expected: Expected | None = None) -> None:
        self.expected = expected or Expected()
        self._blocks: list[Block] = []
        self._clock: SensorClock | None = None

    def push(self, block: Block) -> None:
        """Take samples that have a time already, as every source and every recording gives them.

        Where `host_time_s` is there, the clock is checked against it.
        """
        first_s = float(self._blocks[0].time_s[0]) if self._blocks else None
        if len(block) and (first_s is None or block.time_s[-1] - first_s <= _LONGEST_S):
            self._blocks.append(block)

    def hear(self, arrival_s: float, samples: Samples) -> None:
        """Take what a driver decoded from one notification, heard at `arrival_s`, s.

        Repeats, resets and what was overtaken are seen only here: in blocks they are in order.

        Raises
        ------
        StreamError : arrays of unequal length, or an arrival that is no time.
        UsageError : no rate is expected, and without one samples cannot be given times.
        """
        if self._clock is None:
            rate_hz = self.expected.rate_hz or 0.0
            self._clock = SensorClock("unknown", Rhythm.of(self.expected.timing, rate_hz))
        self.push(self._clock.push(arrival_s, samples))

    def next_step(self) -> str:
        """What the person is to do now, one sentence; "" when everything was tried."""
        take = joined(self._blocks)
        found = stills(take)
        if take.duration_s < _FIRST_S or not found:
            return "Lay the sensor on a table and leave it alone."
        faces = faces_of(found)
        missing = [face for face in FACES if face not in faces]
        if missing:
            seen = len(FACES) - len(missing)
            to_do = f"{'up' if missing[0][0] == '+' else 'down'}"
            return (
                f"{seen} of 6 sides done. Turn it by 90° on to another side, so that its"
                f" {missing[0][1]} axis points {to_do}, and let go for two seconds."
            )
        _, unturned = check_turns(turns_of(take, found, bias_of(found)))
        if unturned:
            return f"Turn it by 90° about its {unturned[0]} axis, and let go for two seconds."
        left_s = LEAST_S - take.duration_s
        return f"Leave it alone for {left_s:.0f} more seconds." if left_s > 0.0 else ""

    def report(self) -> Report:
        """Everything that can be said by now."""
        take = joined(self._blocks)
        quality = self._clock.quality if self._clock is not None else None
        findings = check_stream(take, self.expected.rate_hz, quality) if len(take.time_s) else []
        return Report(
            sensor=self.expected.name,
            duration_s=take.duration_s,
            samples=len(take.time_s),
            findings=(*findings, *_values(take)),
        )


def _values(take: Take) -> list[Finding]:
    found = stills(take)
    unit, acc_factor = force_unit(found)
    turns = turns_of(take, found, bias_of(found))
    turned, _ = check_turns(turns)
    gyr_factor = rate_factor(turns)
    return [
        unit,
        *check_faces(faces_of(found), acc_factor),
        *turned,
        check_bias(found, gyr_factor),
        *(check_ends(take, acc_factor, gyr_factor) if len(take.time_s) else ()),
    ]
