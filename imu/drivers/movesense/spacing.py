"""The instants of a packet's samples, of which it tells only the first, in milliseconds.

The chip's clock is a few per cent off its nominal rate (its own oscillator), the stamps are not:
counted at the nominal rate, the last sample of a packet would lie milliseconds beside the first of
the next. So the period is measured over the last second of packets.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from imu.drivers.movesense.packets import STAMP_WRAP, Packet
from imu.samples import Floats

_WINDOW = 16
"""Packets; there are 13 in a second."""
_NEEDED = 4
"""Packets of which a period is measured: with fewer, a stamp's millisecond weighs too much."""
_OFF = 0.1
"""Part by which a period may differ from the nominal; beyond, a packet is missing."""


class Spacing:
    """Instants for one stream.

    Parameters
    ----------
    rate_hz : its nominal rate.
    """

    def __init__(self, rate_hz: float) -> None:
        self._period_ms = 1000.0 / rate_hz
        self._packets: deque[tuple[int, int]] = deque(maxlen=_WINDOW)

    def times(self, packet: Packet) -> Floats:
        """(n,) s, still wrapped, rounded to the microsecond."""
        steps = np.arange(len(packet.acc_m_s2))
        times_ms = (packet.stamp_ms + steps * np.float64(self._period(packet))) % STAMP_WRAP
        times: Floats = np.round(times_ms / 1000.0, 6)
        return times

    def _period(self, packet: Packet) -> float:
        """Time between two samples, ms."""
        if self._packets:
            stamp_ms, n = self._packets[-1]
            if not self._is_near((packet.stamp_ms - stamp_ms) % STAMP_WRAP / n):
                self._packets.clear()
        before = list(self._packets)
        self._packets.append((packet.stamp_ms, len(packet.acc_m_s2)))
        if len(before) < _NEEDED:
            return self._period_ms
        passed_ms = (packet.stamp_ms - before[0][0]) % STAMP_WRAP
        return passed_ms / sum(n for _, n in before)

    def _is_near(self, period_ms: float) -> bool:
        # A stamp's millisecond is a quarter of a packet of a single sample at 208 Hz.
        slack_ms = max(_OFF * self._period_ms, 1.0)
        return abs(period_ms - self._period_ms) <= slack_ms
