"""Somebody who lays a sensor on one side after the other, and what a sensor makes of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from imu.drivers.samples import Samples, Timing
from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats
from imu.sensorcheck import Expected, Finding, Report, SensorCheck
from imu.simulator import Radio
from imu.simulator.plan import Sensor
from imu.simulator.radio import sample_times, transmit
from imu.simulator.sensor import Reading, draw_errors, read
from tests.hinges import smooth

ALL_SIDES = "xxxzzzy"
"""Turns by 90 degrees about the sensor's own axes that lay it on all six sides, +z first."""

TURN_S, REST_S = 1.2, 3.5
FINE = 4
"""Instants a sample at which the motion is worked out."""


@dataclass
class Take:
    """A take and what it is of."""

    sensor: Sensor = field(default_factory=Sensor)
    radio: Radio = field(default_factory=Radio)
    turns: str = ALL_SIDES
    crooked_deg: float = 1.5
    rest_s: float = REST_S
    seed: int = 0

    def samples(self) -> tuple[Floats, Reading, Floats]:
        """True times (n,), what the sensor says, and its own time (n,)."""
        rng = np.random.default_rng(self.seed)
        length_s = self.rest_s + len(self.turns) * (TURN_S + self.rest_s)
        clock = sample_times(self.radio, length_s, rng)
        exact = self._exact(clock.true_s, rng)
        errors = draw_errors(self.sensor, rng)
        return (
            clock.true_s,
            read(exact, self.sensor, errors, self.radio.rate_hz, rng),
            clock.sensor_s,
        )

    def _exact(self, time_s: Floats, rng: np.random.Generator) -> Reading:
        """A turn about one axis after the other; gravity follows; hands shake meanwhile."""
        step_s = float(time_s[1] - time_s[0]) / FINE
        fine_s = time_s[0] + step_s * np.arange(-FINE // 2, FINE * len(time_s))
        rate = np.zeros((len(fine_s), 3))
        moving = np.zeros(len(fine_s))
        for n, axis in enumerate(self.turns):
            start_s = self.rest_s + n * (TURN_S + self.rest_s)
            angle = np.radians(90.0 + rng.normal(0.0, self.crooked_deg))
            about = np.eye(3)["xyz".index(axis)] + np.radians(rng.normal(0.0, self.crooked_deg, 3))
            turned = angle * smooth((fine_s - start_s) / TURN_S)
            rate += np.gradient(turned, step_s)[:, None] * about
            moving += np.sin(np.pi * np.clip((fine_s - start_s) / TURN_S, 0.0, 1.0)) ** 2
        up = _followed(rate, step_s, rng, self.crooked_deg)
        shake = moving[:, None] * rng.normal(0.0, 0.8, (1, 3)) * np.sin(9.0 * fine_s)[:, None]
        at = np.searchsorted(fine_s, time_s - step_s / 2.0)
        return Reading((STANDARD_GRAVITY_M_S2 * up + shake)[at], rate[at])


def _followed(rate: Floats, step_s: float, rng: np.random.Generator, crooked_deg: float) -> Floats:
    """Up in the sensor's frame, which stands still in the room."""
    now = np.array((0.0, 0.0, 1.0)) + np.radians(rng.normal(0.0, crooked_deg, 3))
    now /= np.linalg.norm(now)
    sizes = np.linalg.norm(rate, axis=1) * step_s
    up = np.tile(now, (len(rate), 1))
    last = 0
    for n in np.flatnonzero(sizes > 0.0).tolist():
        up[last:n] = now
        now = _turned_back(now, rate[n] * (step_s / sizes[n]), float(sizes[n]))
        last = n
    up[last:] = now
    return up


def _turned_back(up: Floats, axis: Floats, angle: float) -> Floats:
    """Rodrigues' formula, against the sensor's own turn by `angle`, rad, about a unit axis."""
    (x, y, z), (a, b, c) = up.tolist(), axis.tolist()
    cosine, sine = math.cos(angle), math.sin(angle)
    along = (a * x + b * y + c * z) * (1.0 - cosine)
    crossed = (y * c - z * b, z * a - x * c, x * b - y * a)
    pairs = zip((x, y, z), crossed, (a, b, c), strict=True)
    return np.array([cosine * u + sine * v + along * w for u, v, w in pairs])


def block_of(take: Take, *, stamped: bool = True) -> Block:
    """What a source would give: in order, losses and all."""
    true_s, reading, own_s = take.samples()
    delivery = transmit(take.radio, true_s, np.random.default_rng(take.seed + 1))
    seq = delivery.samples()
    sizes = delivery.last - delivery.first
    return Block(
        "unknown",
        np.round(true_s[seq], 6),
        reading.acc_m_s2[seq],
        reading.gyr_rad_s[seq],
        seq if stamped else None,
        np.repeat(delivery.arrival_s, sizes),
        own_s[seq] if stamped else None,
    )


def checked(block: Block, rate_hz: float | None = 100.0) -> SensorCheck:
    check = SensorCheck(Expected("test", rate_hz))
    check.push(block)
    return check


def report_of(take: Take | None = None, rate_hz: float | None = 100.0) -> Report:
    return checked(block_of(take or Take()), rate_hz).report()


def heard(take: Take, rate_hz: float = 100.0) -> SensorCheck:
    """The same as a driver decodes it: late packets, repeats, and a counter of 16 bits."""
    true_s, reading, own_s = take.samples()
    wire = transmit(take.radio, true_s, np.random.default_rng(take.seed + 1)).wire
    check = SensorCheck(Expected("test", rate_hz, Timing("ticks", 4294.967296, 65536)))
    for first, last, arrival_s, zero in zip(
        wire.first, wire.last, wire.arrival_s, wire.zero, strict=True
    ):
        rows = slice(int(first), int(last))
        check.hear(
            float(arrival_s),
            Samples(
                reading.acc_m_s2[rows],
                reading.gyr_rad_s[rows],
                own_s[rows] - own_s[int(zero)],
                (np.arange(int(first), int(last)) - int(zero)) % 65536,
            ),
        )
    return check


def found(report: Report, code: str) -> Finding:
    (finding,) = [one for one in report.findings if one.code == code]
    return finding


def failed(report: Report) -> set[str]:
    return {one.code for one in report.failed}


def with_axes(block: Block, order: Sequence[int], signs: Sequence[int], of: str = "gyr") -> Block:
    """The block with the axes of one sensor in another order, and with other signs."""
    acc, gyr = block.acc_m_s2, block.gyr_rad_s
    mixed = (gyr if of == "gyr" else acc)[:, list(order)] * np.array(signs)
    gyr, acc = (mixed, acc) if of == "gyr" else (gyr, mixed)
    return Block(
        block.side, block.time_s, acc, gyr, block.seq, block.host_time_s, block.sensor_time_s
    )


def scaled(block: Block, acc: float | Floats = 1.0, gyr: float | Floats = 1.0) -> Block:
    """The block in other units, or with other scales of the axes."""
    return Block(
        block.side,
        block.time_s,
        block.acc_m_s2 * acc,
        block.gyr_rad_s * gyr,
        block.seq,
        block.host_time_s,
        block.sensor_time_s,
    )
