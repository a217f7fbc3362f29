"""The view-model: what a training screen shows, without a screen."""

from imu.view.model import View
from imu.view.side import sentence
from imu.view.snapshot import (
    LastRep,
    NotCounted,
    SetDone,
    SideView,
    Snapshot,
    Tempo,
    Word,
)

__all__ = [
    "LastRep",
    "NotCounted",
    "SetDone",
    "SideView",
    "Snapshot",
    "Tempo",
    "View",
    "Word",
    "sentence",
]
