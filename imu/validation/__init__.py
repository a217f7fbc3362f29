"""How good the counter is on recordings whose truth is known: scores and totals.

`score_recording` judges one recording: reps counted live, in review and by the public baseline
against the labels (windows, or counts per set), their times and depths against exact truth, tilt
against a reference system.
`totals_of` sums up many, never mixing simulated and real ones.
"""

from imu.validation.counttotals import CountGroup, CountTotals, is_by_count
from imu.validation.model import (
    CountScore,
    Errors,
    FoilScore,
    Method,
    MethodScore,
    RecordingScore,
    RepError,
    SetScore,
    SideScore,
    TiltScore,
)
from imu.validation.score import is_simulated, score_recording
from imu.validation.statistics import Share, Spread, spread_of, wilson
from imu.validation.totals import GroupTotals, MethodTotals, Origin, totals_of

__all__ = [
    "CountGroup",
    "CountScore",
    "CountTotals",
    "Errors",
    "FoilScore",
    "GroupTotals",
    "Method",
    "MethodScore",
    "MethodTotals",
    "Origin",
    "RecordingScore",
    "RepError",
    "SetScore",
    "Share",
    "SideScore",
    "Spread",
    "TiltScore",
    "is_by_count",
    "is_simulated",
    "score_recording",
    "spread_of",
    "totals_of",
    "wilson",
]
