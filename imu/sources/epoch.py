"""One connection: for as long as a sensor counts on without beginning anew."""

from __future__ import annotations

import math

from imu.sources.envelope import WINDOW_S, Envelope
from imu.sources.heard import COUNT_TRUST, CRYSTAL_TRUST, Rhythm, Sample
from imu.sources.order import Order
from imu.sources.sharedline import SharedLine
from imu.sources.tally import Tally
from imu.sources.unwrap import STALL_S, Unwrapper

WARM_UP_S = 0.5
"""s of arrival for which the first samples wait, so that they are not stamped by a late packet."""

_WANDER = 20e-6, 0.002
"""How far ticks, and counts, may have drifted away since the connection before: temperature moves a
crystal by a few parts per million and the oscillator of a motion sensor by a few per mille."""

COUNTED_WINDOW_S = 5.0
"""s. A line under samples that carry no number has to follow what is lost unnoticed."""

_SILENT_S = 0.4
"""s. Nobody reconnects within less."""

_NEW_S = 1.0
"""s. A counter that begins anew is at most here when first heard, or has gone back by more."""

_EARLY_S = 1.0
"""s. A sample cannot arrive so long before it is taken."""


class Epoch:
    """Places the samples of one connection on the sensor's own scale of time, in order.

    Parameters
    ----------
    rhythm : how the sensor tells time.
    before : the line of the connection before, whose slope is still good; None for none.
    shared : the line to use, where sensors share their ticks; None for one of its own.
    """

    def __init__(
        self, rhythm: Rhythm, before: Envelope | None = None, shared: SharedLine | None = None
    ) -> None:
        self._rhythm = rhythm
        self._before = before
        self._ticks = Unwrapper(rhythm.tick_wrap_s, 1.0)
        self._counter = Unwrapper(rhythm.seq_wrap, rhythm.period_s)
        self._line: Envelope | None = None
        self._shared = shared
        self._origin_s: float | None = None
        self._newest_s = -math.inf
        self._first_arrival_s = self._last_arrival_s = 0.0
        self._early: list[Sample] = []
        self._tally: Tally | None = None
        self.order = Order(rhythm.period_s, rhythm.patience_s)

    @property
    def line(self) -> Envelope | None:
        """Where the sensor's time is on the session clock; None before the first sample."""
        return self._line

    @property
    def shared(self) -> SharedLine | None:
        """The line of several sensors, if its time is read off it; None before the first."""
        shared = self._shared
        return shared if shared is not None and self._line is shared.line else None

    @property
    def lost(self) -> int:
        """Samples that never came, as far as can be told."""
        inferred_s = 0.0 if self._tally is None else self._tally.lost_s
        return self.order.lost + round(inferred_s * self._rhythm.rate_hz)

    def hear(self, sample: Sample, told_anew: bool) -> list[Sample] | None:
        """Take a sample, its time and counter as they were heard; those whose turn it is now.

        None if it belongs to another epoch: the sensor counts anew. `told_anew` says that there was
        a new connection since the last sample.
        """
        if self._origin_s is None:
            self._begin(sample)
        if self._tally is not None:
            assert self._line is not None
            return self._through(self._tally.hear(sample, self._line), sample.arrival_s)
        self._place(sample)
        if not self._belongs(sample, told_anew):
            return None
        self._last_arrival_s = sample.arrival_s
        self._newest_s = max(self._newest_s, sample.at_s)
        if not self.order.is_fresh(sample):
            return []
        assert self._line is not None
        self._line.hear(sample.at_s, sample.arrival_s)
        self.order.is_open = self._is_warm_at(sample.arrival_s)
        return self.order.put(sample)

    def flush(self) -> list[Sample]:
        """All that still wait."""
        ready, self._early = self._early, []
        if self._tally is not None and self._line is not None:
            ready += self._tally.flush(self._line)
        return ready + self.order.flush()

    def _begin(self, sample: Sample) -> None:
        """The first sample shows how the sensor tells time."""
        self._first_arrival_s = self._last_arrival_s = sample.arrival_s
        has_ticks, has_count = math.isfinite(sample.sensor_time_s), sample.seq >= 0
        self._origin_s = 0.0
        if has_ticks:
            self._origin_s = sample.sensor_time_s
            self._join(sample)
        elif has_count:
            self._origin_s = sample.seq * self._rhythm.period_s
        else:
            self._tally = Tally(self._rhythm.period_s)
        if self._line is None:
            trust = CRYSTAL_TRUST if has_ticks else COUNT_TRUST
            before, wander = self._before, _WANDER[0 if has_ticks else 1]
            known = None if before is None else (math.hypot(before.doubt, wander), before.slope)
            window_s = WINDOW_S if has_ticks or has_count else COUNTED_WINDOW_S
            self._line = Envelope(*(known or (trust, 1.0)), window_s)

    def _join(self, sample: Sample) -> None:
        """Go by the line of those that share their ticks, if they are the same."""
        shared = self._shared
        if shared is None:
            return
        wrap_s = self._rhythm.tick_wrap_s
        lifted_s = shared.join(sample.sensor_time_s, sample.arrival_s, wrap_s)
        if lifted_s is not None:
            self._ticks.start(lifted_s, sample.arrival_s)
            self._origin_s, self._line = shared.origin_s, shared.line

    def _place(self, sample: Sample) -> None:
        assert self._origin_s is not None
        if sample.seq >= 0:
            sample.seq = int(self._counter.lift(sample.seq, sample.arrival_s))
        if math.isfinite(sample.sensor_time_s):
            sample.sensor_time_s = self._ticks.lift(sample.sensor_time_s, sample.arrival_s)
            sample.at_s = sample.sensor_time_s - self._origin_s
        else:
            sample.at_s = sample.seq * self._rhythm.period_s - self._origin_s

    def _belongs(self, sample: Sample, told_anew: bool) -> bool:
        """Whether a sensor that has not begun anew can send this sample now."""
        assert self._line is not None
        if self._line.is_empty or self._newest_s == -math.inf:
            return True
        lateness_s = self._line.lateness_s(sample.at_s, sample.arrival_s)
        if lateness_s < -_EARLY_S:
            return False
        back_s = self._newest_s - sample.at_s
        if back_s <= 0.0:
            return True
        if lateness_s > STALL_S + 1.0:
            return False
        was_silent = sample.arrival_s - self._last_arrival_s > _SILENT_S
        began = back_s > _NEW_S or self._count_s(sample) < _NEW_S
        return not ((was_silent or told_anew) and began)

    def _count_s(self, sample: Sample) -> float:
        """How far the sensor has counted, s."""
        if sample.seq >= 0:
            return sample.seq * self._rhythm.period_s
        return sample.sensor_time_s

    def _through(self, numbered: list[Sample], now_s: float) -> list[Sample]:
        """Samples that were numbered here: they are in order."""
        assert self._line is not None
        for sample in numbered:
            self._line.hear(sample.at_s, sample.arrival_s)
        self._early += numbered
        if not self._is_warm_at(now_s):
            return []
        ready, self._early = self._early, []
        return ready

    def _is_warm_at(self, now_s: float) -> bool:
        return now_s - self._first_arrival_s >= WARM_UP_S
