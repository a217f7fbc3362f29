"""How good the counter is on many simulated sessions whose truth is exact.

`suite.cases` names the sessions, `score.score_case` plays one and scores the live counter, the
review and the public baseline on it, `totals.totals_of` sums up each stratum. Simulated people are
no evidence about real ones: whatever shows these figures says so.
"""

from imu.accuracy.model import CaseScore, CounterScore, SetScore
from imu.accuracy.score import score_case
from imu.accuracy.suite import BLOCKS, BlockName, Case, cases
from imu.accuracy.totals import CounterTotals, StratumTotals, totals_of

__all__ = [
    "BLOCKS",
    "BlockName",
    "Case",
    "CaseScore",
    "CounterScore",
    "CounterTotals",
    "SetScore",
    "StratumTotals",
    "cases",
    "score_case",
    "totals_of",
]
