"""The saved state of a tracker: that of every stage of every side, and of the referee."""

from __future__ import annotations

from dataclasses import dataclass, field

from imu.counter.calibration import CalibrationState
from imu.counter.chainstate import ChainState
from imu.counter.grid import GridState
from imu.counter.health import HealthState
from imu.counter.history import HistoryState
from imu.counter.orientation import OrientationState
from imu.counter.referee import RefereeState
from imu.counter.reps import RepState
from imu.samples import Gap, Health, Side
from imu.targets import ToldTargets


@dataclass(slots=True)
class SideState:
    """The saved state of one side's stages."""

    grid: GridState = field(default_factory=GridState)
    orientation: OrientationState = field(default_factory=OrientationState)
    history: HistoryState = field(default_factory=HistoryState)
    calibration: CalibrationState = field(default_factory=CalibrationState)
    reps: RepState = field(default_factory=RepState)
    health: HealthState = field(default_factory=HealthState)
    chain: ChainState = field(default_factory=ChainState)
    gaps: list[Gap] = field(default_factory=list[Gap])
    findings: list[Health] = field(default_factory=list[Health])


@dataclass(slots=True)
class TrackerState:
    """The saved state of a tracker; `one_sensor` as in `imu.counter.tracker.Tracker`."""

    settings_hash: str = ""
    sides: dict[Side, SideState] = field(default_factory=dict[Side, SideState])
    referee: RefereeState = field(default_factory=RefereeState)
    one_sensor: bool = False
    told: list[ToldTargets] = field(default_factory=list[ToldTargets])
