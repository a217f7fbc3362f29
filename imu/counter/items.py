"""What one side's chain hands on to the referee: small facts with their time."""

from __future__ import annotations

import msgspec

from imu.counter.candidates import Candidate
from imu.counter.evidence import NOTHING, Evidence
from imu.counter.metrics import Metrics
from imu.samples import Gap, Health, StillWindow


class Judged(msgspec.Struct, frozen=True, tag=True):
    """A cycle is over: its evidence, the gate's reason against it ("" for none), its metrics.

    `key` is the same as that of the `AtBottom` before it. `evidence` is for the set that the rep
    will be part of. `past`: it was over long ago, and what came after it is told next.
    """

    candidate: Candidate
    reason: str
    metrics: Metrics
    key: int
    evidence: Evidence = NOTHING
    past: bool = False


class AtBottom(msgspec.Struct, frozen=True, tag=True):
    """A cycle has turned at the bottom and so far nothing speaks against it."""

    key: int
    start_s: float
    bottom_s: float
    depth_deg: float


class Settled(msgspec.Struct, frozen=True, tag=True):
    """How tall the person stood just after the cycle `key`: tilt above the baseline, degrees."""

    key: int
    return_deg: float


class Stood(msgspec.Struct, frozen=True, tag=True):
    """After the cycle `key` the leg stood still for a while."""

    key: int
    still: tuple[StillWindow, ...]


class Busy(msgspec.Struct, frozen=True, tag=True):
    """The thigh has left the top (`busy`) or is back without a cycle, at `since_s` (s)."""

    busy: bool
    since_s: float


class Calibrated(msgspec.Struct, frozen=True, tag=True):
    """The hinge frame was found, refined or lost."""

    state: str
    epoch: int
    confidence: float


class Retracted(msgspec.Struct, frozen=True, tag=True):
    """Cycles since `since_s` (s) were seen in a frame that was wrong: they are judged anew."""

    since_s: float


class Hole(msgspec.Struct, frozen=True, tag=True):
    """Samples are missing."""

    gap: Gap


class Finding(msgspec.Struct, frozen=True, tag=True):
    """Something about the sensor that a person should know."""

    health: Health


Fact = Judged | AtBottom | Settled | Stood | Busy | Calibrated | Retracted | Hole | Finding


class Item(msgspec.Struct, frozen=True):
    """A fact and the stream time at which it became certain, s."""

    time_s: float
    fact: Fact
