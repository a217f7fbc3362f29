"""How good the counter is on recordings whose truth is known: scores and totals.

`score_recording` judges one recording: reps counted live, in review and by the public baseline
against the labels, their times and depths against exact truth, tilt against a reference system.
`totals_of` sums up many, never mixing simulated and real ones.
"""

from imu.validation.model import (
    Errors,
    Method,
    MethodScore,
    RecordingScore,
    RepError,
    SideScore,
    TiltScore,
)
from imu.validation.score import is_simulated, score_recording
from imu.validation.statistics import Share, Spread, spread_of, wilson
from imu.validation.totals import GroupTotals, MethodTotals, Origin, totals_of

__all__ = [
    "Errors",
    "GroupTotals",
    "Method",
    "MethodScore",
    "MethodTotals",
    "Origin",
    "RecordingScore",
    "RepError",
    "Share",
    "SideScore",
    "Spread",
    "TiltScore",
    "is_simulated",
    "score_recording",
    "spread_of",
    "totals_of",
    "wilson",
]
