"""The view-model: what a training screen shows, without a screen."""

from imu.view.change import LegChange
from imu.view.curves import Curves, curves_of, recent_rms
from imu.view.done import LegDone, NotCountedKind, Spread, legs_done
from imu.view.model import View
from imu.view.side import sentence
from imu.view.snapshot import (
    Band,
    LastRep,
    NotCounted,
    RepRow,
    SetDone,
    SideView,
    Snapshot,
    Tempo,
    Word,
)

__all__ = [
    "Band",
    "Curves",
    "LastRep",
    "LegChange",
    "LegDone",
    "NotCounted",
    "NotCountedKind",
    "RepRow",
    "SetDone",
    "SideView",
    "Snapshot",
    "Spread",
    "Tempo",
    "View",
    "Word",
    "curves_of",
    "legs_done",
    "recent_rms",
    "sentence",
]
