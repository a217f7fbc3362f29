"""What one side's chain of stages is made of, and what it remembers beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from imu.counter.aftermath import Tail
from imu.counter.calibration import Calibrator
from imu.counter.health import HealthWatch
from imu.counter.history import History
from imu.counter.orientation import PoseSource
from imu.counter.reps import RepDetector
from imu.samples import CommandKind, Gap

LONG_AGO = -(10**12)
"""A grid index before any stream (300 years at 100 Hz)."""


@dataclass(slots=True)
class ChainState:
    """What the chain itself remembers beside its stages: grid indices and cycles under way.

    `after_index` is where the last cycle ended, `rep_index` where the last one did that may be a
    rep: up to there a new frame cannot change what was told. `looked` and `checked` are the first
    that calibration and health have not looked at. `left_s` holds when the sensor left
    for the other leg, s.
    """

    index: int = LONG_AGO
    after_index: int = LONG_AGO
    rep_index: int = LONG_AGO
    busy: bool = False
    looked: int = LONG_AGO
    checked: int = LONG_AGO
    tails: list[Tail] = field(default_factory=list[Tail])
    commands: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    left_s: list[float] = field(default_factory=list[float])

    def queue(self, index: int, kind: CommandKind) -> None:
        """Keep a command until grid `index` is reached."""
        self.commands.append((index, kind.value))
        self.commands.sort()

    def due(self, index: int) -> list[str]:
        """Commands whose grid index is reached, removed from the queue."""
        due = [kind for at, kind in self.commands if at <= index]
        self.commands = [(at, kind) for at, kind in self.commands if at > index]
        return due

    def was_away(self, gap: Gap) -> bool:
        """Whether nothing is missing in a hole: the sensor was on the other leg."""
        return any(gap.start_s < left_s <= gap.end_s for left_s in self.left_s)


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages that a chain runs, each with its own state."""

    poses: PoseSource
    history: History
    calibrator: Calibrator
    detector: RepDetector
    health: HealthWatch
