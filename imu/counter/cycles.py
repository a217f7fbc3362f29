"""What the rep machine speaks of: phases, and cycles away from the top and back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TICK_HZ = 25
"""Hz. Steps of the machine; 40 ms is below the announcement budget of 150 ms."""


class Phase(StrEnum):
    """Where in a rep the thigh is."""

    TOP = "top"
    ECCENTRIC = "eccentric"
    BOTTOM = "bottom"
    CONCENTRIC = "concentric"


class Close(StrEnum):
    """How a cycle ended."""

    RETURNED = "returned"  # within 5 % of its depth from tall
    STALLED = "stalled"  # near tall and standing still
    TURNED = "turned"  # went down again after coming more than half-way up
    TORN = "torn"  # the stream broke off near the top


@dataclass(frozen=True, slots=True)
class Cycle:
    """One excursion from the top and back, in ticks of the machine.

    `low_tick` is the last time at the top before it, `first_peak_tick` the deepest before it first
    turned (it names the cycle), `peak_tick` the deepest of all, `end_tick` its end,
    `decided_tick` when that was known. Levels are sagittal tilt in degrees: `base_deg` the tall
    baseline it started from, `peak_deg`, `end_deg`.
    """

    low_tick: int
    first_peak_tick: int
    peak_tick: int
    end_tick: int
    decided_tick: int
    base_deg: float
    peak_deg: float
    end_deg: float
    pulses: int
    close: Close
    torn_s: float


@dataclass(frozen=True, slots=True)
class BottomTurn:
    """The thigh has turned at the bottom: an armed rep may be announced here."""

    tick: int
    low_tick: int
    peak_tick: int
    base_deg: float
    peak_deg: float

    def so_far(self) -> Cycle:
        """The cycle as if it had come back at this very tick."""
        return Cycle(
            low_tick=self.low_tick,
            first_peak_tick=self.peak_tick,
            peak_tick=self.peak_tick,
            end_tick=self.tick,
            decided_tick=self.tick,
            base_deg=self.base_deg,
            peak_deg=self.peak_deg,
            end_deg=self.base_deg,
            pulses=0,
            close=Close.RETURNED,
            torn_s=0.0,
        )
