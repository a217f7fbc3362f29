"""How a sensor moves right now, for "move this leg": for the eye, never for counting."""

from __future__ import annotations

import math

import numpy as np

from imu.samples import Block, Floats

BRISK_RAD_S = 1.5
"""rad/s that fill the bar: a hinge of 45° in 1.5 s has about half as much at its quickest, so that
it shows well, and walking fills it. Own."""

EASE_S = 0.25
"""s. Time constant of both values: as quick as an eye that looks for which bar moves. Own."""


class Feeler:
    """Turns samples of one sensor into movement and tilt. Whichever way round it is strapped."""

    def __init__(self) -> None:
        self.movement = 0.0
        """0 for still, 1 for `BRISK_RAD_S` or more."""
        self.tilt_deg = 0.0
        """How far gravity has turned since the first samples, degrees."""
        self._last_s: float | None = None
        self._up: Floats | None = None
        self._first: Floats | None = None

    def push(self, block: Block) -> None:
        """Take samples. Rows with a number that is none are passed over."""
        if not len(block):
            return
        rates = np.linalg.norm(block.gyr_rad_s, axis=1)
        is_good = np.isfinite(rates) & np.isfinite(block.acc_m_s2).all(axis=1)
        if not is_good.any():
            return
        now_s = float(block.time_s[-1])
        weight = 1.0 if self._last_s is None else 1.0 - math.exp((self._last_s - now_s) / EASE_S)
        self._last_s = now_s
        level = min(float(rates[is_good].max()) / BRISK_RAD_S, 1.0)
        self.movement += weight * (level - self.movement)
        self._turn(block.acc_m_s2[is_good].mean(axis=0), weight)

    def _turn(self, acc: Floats, weight: float) -> None:
        """Follow gravity."""
        self._up = acc if self._up is None else self._up + weight * (acc - self._up)
        if self._first is None:
            self._first = self._up
        size = float(np.linalg.norm(self._up) * np.linalg.norm(self._first))
        if size > 0.0:
            cosine = float((self._up * self._first).sum()) / size
            self.tilt_deg = math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))
