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
from dataclasses import dataclass

import numpy as np

from imu.drivers.samples import Samples
from imu.errors import StreamError
from imu.samples import Block, Floats, Side
from imu.sources.epoch import Epoch
from imu.sources.heard import Rhythm, Sample
from imu.sources.quality import LinkQuality, Pace
from imu.sources.sharedline import SharedLine
from imu.sources.steady import Steady
from imu.sources.unwrap import is_usable


@dataclass(frozen=True, slots=True)
class _Stamped:
    """A sample with its time, s, and its number over all epochs, -1 for none."""

    time_s: float
    seq: int
    sample: Sample


class SensorClock:
    """The clock of one sensor. Pure: the times of arrival are given, nothing is asked.

    What comes out depends on samples and their arrivals alone, not on how many of one arrival are
    handed in at a time. Samples wait inside for half a second at the beginning of each connection,
    and for a moment where others seem to have been overtaken or held up.

    Parameters
    ----------
    side : the thigh that the sensor sits on.
    rhythm : how it tells time.
    shared : the line of several sensors whose hardware shares its ticks: the same for each of
        their clocks. It is used until this one begins to count anew.
    """

    def __init__(self, side: Side, rhythm: Rhythm, shared: SharedLine | None = None) -> None:
        self.side: Side = side
        self._rhythm = rhythm
        self._epoch = Epoch(rhythm, shared=shared)
        self._steady = Steady()
        self._pace = Pace()
        self._arrival_s = -math.inf
        self._shift_s = -rhythm.latency_s
        self._is_new_epoch = True
        self._is_told_anew = self._is_to_restart = False
        self._ready: list[_Stamped] = []
        self._seq_shift = 0
        self._seq: int | None = None
        self._received = self._refused = self._restarts = 0
        self._lost = self._repeats = self._late = 0

    def push(self, arrival_s: float, samples: Samples) -> Block:
        """Take what one notification held; the samples that are complete now, perhaps none.

        Parameters
        ----------
        arrival_s : session time of arrival, s; one before the last counts as the last.
        samples : what a driver decoded, with stamps as they came.

        Raises
        ------
        StreamError : arrays of unequal length, or an arrival that is no time. Nothing of them has
            been taken then.
        """
        _check(arrival_s, samples)
        self._arrival_s = max(self._arrival_s, arrival_s)
        n, told = len(samples), samples.sensor_time_s is not None
        times = [math.nan] * n if samples.sensor_time_s is None else samples.sensor_time_s.tolist()
        counts = [-1] * n if samples.seq is None else samples.seq.tolist()
        rows = zip(samples.acc_m_s2, samples.gyr_rad_s, times, counts, strict=True)
        for acc, gyr, time_s, count in rows:
            if _is_fit(acc, gyr, time_s if told else 0.0, count):
                self._hear(acc, gyr, time_s, count)
            else:
                self._refused += 1
        return self._block()

    def reconnected(self) -> None:
        """The next sample comes over a new connection, on which the sensor may count anew."""
        self._is_told_anew = True

    def restart(self) -> None:
        """From the next sample on, the sensor's time and counter have nothing to do with before."""
        self._is_to_restart = True

    def shift(self, by_s: float) -> None:
        """From now on let all times be later by `by_s` s; they get there without a step.

        At once where the line is shared: such sensors differ by nothing that could be shifted.
        """
        self._shift_s += by_s

    def flush(self) -> Block:
        """The samples that still wait, for the end of the stream."""
        self._stamp(self._epoch.flush())
        return self._block()

    @property
    def is_shared(self) -> bool:
        """Whether its times are read off a line that other sensors use, too."""
        return self._epoch.shared is not None

    @property
    def quality(self) -> LinkQuality:
        """What was seen of the link so far."""
        epoch, line = self._epoch, self._epoch.line
        is_known = line is not None and not line.is_empty
        return LinkQuality(
            nominal_hz=self._rhythm.rate_hz,
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
        if self._is_to_restart and not self._is_new_epoch:
            self._begin_epoch()
        sample = Sample(self._arrival_s, acc, gyr, time_s, count)
        ready = self._epoch.hear(sample, self._is_told_anew)
        self._is_to_restart = False
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
        self._epoch = Epoch(self._rhythm, before=before.line)
        self._is_new_epoch = True

    def _stamp(self, samples: list[Sample]) -> None:
        for sample in samples:
            last_s = self._steady.last_s
            time_s = self._time_of(sample.at_s)
            seq = self._number(sample.seq, time_s - last_s) if sample.seq >= 0 else -1
            self._is_new_epoch = False
            self._ready.append(_Stamped(time_s, seq, sample))
            self._received += 1
            self._pace.note(time_s, self._received + self._lost + self._epoch.lost)

    def _time_of(self, at_s: float) -> float:
        """The time of the next sample: on a path of its own, or on that of several sensors."""
        line, shared = self._epoch.line, self._epoch.shared
        assert line is not None
        if shared is not None:
            return self._steady.take(at_s, shared.time_of(at_s) + self._shift_s)
        if self._is_new_epoch:
            self._steady.begin(at_s, line.time_of(at_s) + self._shift_s)
        return self._steady.time_of(at_s, line, self._shift_s)

    def _number(self, seq: int, step_s: float) -> int:
        """The counter as it goes on over epochs; nobody knows how much was lost between them."""
        if self._is_new_epoch and self._seq is not None:
            lost = max(round(step_s * self._rhythm.rate_hz), 1)
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


def _is_fit(acc: Floats, gyr: Floats, time_s: float, count: int) -> bool:
    """Whether a sample holds nothing but numbers that can be meant."""
    values = (*acc.tolist(), *gyr.tolist())
    return all(map(math.isfinite, values)) and is_usable(time_s) and is_usable(count)


def _check(arrival_s: float, samples: Samples) -> None:
    n = len(samples)
    if samples.acc_m_s2.shape != (n, 3) or samples.gyr_rad_s.shape != (n, 3):
        raise StreamError("acceleration and angular rate need three numbers for each sample")
    stamps = (samples.sensor_time_s, samples.seq)
    if any(stamp is not None and len(stamp) != n for stamp in stamps):
        raise StreamError(f"a packet of {n} samples has times or counters of another number")
    if not math.isfinite(arrival_s):
        raise StreamError(f"a packet cannot arrive at {arrival_s} s")
