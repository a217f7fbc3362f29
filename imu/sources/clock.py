"""From what a driver decoded to samples with a frozen time on the session clock.

Three kinds of sensors, one way: a sensor's ticks, else its counter at the nominal rate, else the
count of what came (`imu.sources.tally`) are its own scale of time. A line under all arrivals
(`imu.sources.envelope`) maps that to the session clock, and time follows the line without steps
(`imu.sources.steady`). What was heard twice is dropped, what was overtaken is put in order
(`imu.sources.order`), and a sensor that begins to count anew begins a new epoch on the same session
clock (`imu.sources.epoch`). See `firmware_notes/timing.md` for how good that is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Sized
from dataclasses import dataclass

import numpy as np

from imu.errors import StreamError
from imu.samples import Block, Floats, Ints, Side
from imu.sources.envelope import Envelope
from imu.sources.epoch import Epoch
from imu.sources.heard import CRYSTAL_TRUST, Sample, Timing
from imu.sources.quality import LinkQuality, Pace
from imu.sources.steady import Steady
from imu.sources.unwrap import is_usable


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A sample with its time, s, and its number over all epochs, -1 for none."""

    time_s: float
    seq: int
    sample: Sample


def shared_line() -> Envelope:
    """A line for sensors whose hardware shares its ticks: give it to each of their clocks."""
    return Envelope(CRYSTAL_TRUST)


class SensorClock:
    """The clock of one sensor. Pure: the times of arrival are given, nothing is asked.

    What comes out depends on samples and their arrivals alone, not on how many of one arrival are
    handed in at a time. Samples wait inside for half a second at the beginning of each connection,
    and for a moment where others seem to have been overtaken or held up.

    Parameters
    ----------
    side : the thigh that the sensor sits on.
    timing : how it tells time.
    line : `shared_line`, where sensors share their ticks; until it begins to count anew.
    """

    def __init__(self, side: Side, timing: Timing, line: Envelope | None = None) -> None:
        self.side: Side = side
        self._timing = timing
        self._epoch = Epoch(timing, line=line)
        self._steady = Steady()
        self._pace = Pace()
        self._arrival_s = -math.inf
        self._shift_s = -timing.latency_s
        self._is_new_epoch = True
        self._is_told_anew = False
        self._ready: list[_Stamped] = []
        self._seq_shift = 0
        self._seq: int | None = None
        self._received = self._refused = self._restarts = 0
        self._lost = self._repeats = self._late = 0

    def push(
        self,
        arrival_s: float,
        acc_m_s2: Floats,
        gyr_rad_s: Floats,
        sensor_time_s: Floats | None = None,
        seq: Sequence[int] | Ints | None = None,
    ) -> Block:
        """Take what one notification held; the samples that are complete now, perhaps none.

        Parameters
        ----------
        arrival_s : session time of arrival, s; one before the last counts as the last.
        acc_m_s2, gyr_rad_s : (n, 3) specific force, m/s², and angular rate, rad/s.
        sensor_time_s : (n,) the sensor's own time as it came, s, or None.
        seq : (n,) its counter as it came, or None.

        Raises
        ------
        StreamError : arrays of unequal length, or an arrival that is no time. Nothing of them has
            been taken then.
        """
        _check(arrival_s, acc_m_s2, gyr_rad_s, sensor_time_s, seq)
        self._arrival_s = max(self._arrival_s, arrival_s)
        times = [math.nan] * len(acc_m_s2) if sensor_time_s is None else sensor_time_s
        counts = [-1] * len(acc_m_s2) if seq is None else seq
        for acc, gyr, time_s, count in zip(acc_m_s2, gyr_rad_s, times, counts, strict=True):
            if _is_fit(acc, gyr, None if sensor_time_s is None else float(time_s), count):
                self._hear(acc, gyr, float(time_s), int(count))
            else:
                self._refused += 1
        return self._block()

    def reconnected(self) -> None:
        """The next sample comes over a new connection, on which the sensor may count anew."""
        self._is_told_anew = True

    def shift(self, by_s: float) -> None:
        """From now on let all times be later by `by_s` s; they get there without a step."""
        self._shift_s += by_s

    def flush(self) -> Block:
        """The samples that still wait, for the end of the stream."""
        self._stamp(self._epoch.flush())
        return self._block()

    @property
    def quality(self) -> LinkQuality:
        """What was seen of the link so far."""
        epoch, line = self._epoch, self._epoch.line
        is_known = line is not None and not line.is_empty
        return LinkQuality(
            nominal_hz=self._timing.rate_hz,
            real_hz=self._pace.rate_hz,
            received=self._received,
            lost=self._lost + epoch.lost,
            repeats=self._repeats + epoch.order.repeats,
            late=self._late + epoch.order.late,
            refused=self._refused,
            restarts=self._restarts,
            jitter_s=line.jitter_s if line is not None else 0.0,
            drift_ppm=(line.slope - 1.0) * 1e6 if line is not None and is_known else None,
        )

    def _hear(self, acc: Floats, gyr: Floats, time_s: float, count: int) -> None:
        """Hand a sample to its epoch, and give those a time whose turn it is."""
        sample = Sample(self._arrival_s, acc, gyr, time_s, count)
        ready = self._epoch.hear(sample, self._is_told_anew)
        self._is_told_anew = False
        if ready is None:
            self._begin_epoch()
            sample = Sample(self._arrival_s, acc, gyr, time_s, count)
            ready = self._epoch.hear(sample, told_anew=False) or []
        self._stamp(ready)

    def _begin_epoch(self) -> None:
        """The sensor counts anew."""
        before = self._epoch
        self._stamp(before.flush())
        self._lost += before.lost
        self._repeats += before.order.repeats
        self._late += before.order.late
        self._restarts += 1
        self._epoch = Epoch(self._timing, before=before.line)
        self._is_new_epoch = True

    def _stamp(self, samples: list[Sample]) -> None:
        line = self._epoch.line
        for sample in samples:
            assert line is not None
            if self._is_new_epoch:
                self._steady.begin(sample.at_s, line.time_of(sample.at_s) + self._shift_s)
            last_s = self._steady.last_s
            time_s = self._steady.time_of(sample.at_s, line, self._shift_s)
            seq = self._number(sample.seq, time_s - last_s) if sample.seq >= 0 else -1
            self._is_new_epoch = False
            self._ready.append(_Stamped(time_s, seq, sample))
            self._received += 1
            self._pace.note(time_s, self._received + self._lost + self._epoch.lost)

    def _number(self, seq: int, step_s: float) -> int:
        """The counter as it goes on over epochs; nobody knows how much was lost between them."""
        if self._is_new_epoch and self._seq is not None:
            lost = max(round(step_s * self._timing.rate_hz), 1)
            self._seq_shift = self._seq + lost - seq
        self._seq = seq + self._seq_shift
        return self._seq

    def _block(self) -> Block:
        ready, self._ready = self._ready, []
        samples = [stamped.sample for stamped in ready]
        ticks = [sample.sensor_time_s for sample in samples]
        has_count = any(sample.seq >= 0 for sample in samples)
        return Block(
            side=self.side,
            time_s=np.array([stamped.time_s for stamped in ready], dtype=np.float64),
            acc_m_s2=_rows([sample.acc_m_s2 for sample in samples]),
            gyr_rad_s=_rows([sample.gyr_rad_s for sample in samples]),
            seq=np.array([s.seq for s in ready], dtype=np.int64) if has_count else None,
            host_time_s=np.array([sample.arrival_s for sample in samples], dtype=np.float64),
            sensor_time_s=np.array(ticks) if any(map(math.isfinite, ticks)) else None,
        )


def _rows(rows: list[Floats]) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _is_fit(acc: Floats, gyr: Floats, time_s: float | None, count: float) -> bool:
    """Whether a sample holds nothing but numbers that can be meant."""
    values = (*acc.tolist(), *gyr.tolist())
    is_told = time_s is None or is_usable(time_s)
    return all(map(math.isfinite, values)) and is_told and is_usable(float(count))


def _check(arrival_s: float, acc: Floats, gyr: Floats, *others: Sized | None) -> None:
    n = len(acc)
    if acc.shape != (n, 3) or gyr.shape != (n, 3):
        raise StreamError("acceleration and angular rate need three numbers for each sample")
    if any(other is not None and len(other) != n for other in others):
        raise StreamError(f"a packet of {n} samples has times or counters of another number")
    if not math.isfinite(arrival_s):
        raise StreamError(f"a packet cannot arrive at {arrival_s} s")
