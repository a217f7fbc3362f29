"""The comparison of two legs as it is shown: each measure with the dots that it is made of.

No words and no sizes. What is said of a difference is the comparison's (`imu.asymmetry`) and comes
through here as it is.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from imu.asymmetry import Comparison, Finding, LegSession, Verdict
from imu.report import Report, Worked
from imu.report.curves import Curve
from imu.targets import Range

DEPTH = "depth_deg"
"""The only measure that a band is aimed at for."""


@dataclass(frozen=True, slots=True)
class SetDots:
    """One set of one leg.

    Attributes
    ----------
    leg : "left", "right", "A" or "B".
    number : of the set on this leg, from 1.
    values : of its valid reps, in their order, in the measure's unit.
    """

    leg: str
    number: int
    values: tuple[float, ...]

    @property
    def median(self) -> float | None:
        """The one number that the set gives; None without a value."""
        return statistics.median(self.values) if self.values else None


@dataclass(frozen=True, slots=True)
class LegRow:
    """One measure.

    Attributes
    ----------
    finding : what is said of it.
    sets : its dots, leg by leg.
    band : what was aimed at, in its unit; open where nothing was.
    """

    finding: Finding
    sets: tuple[SetDots, ...]
    band: Range

    @property
    def is_called(self) -> bool:
        """Whether a difference is called one."""
        return self.finding.verdict in (Verdict.THIS_SESSION, Verdict.CONSISTENT)


@dataclass(frozen=True, slots=True)
class LegsView:
    """One session's legs beside each other.

    Attributes
    ----------
    comparison : all that is said.
    rows : the measure chosen beforehand first.
    curves : by leg the mean course of its reps.
    is_simulated : nobody wore the sensors.
    """

    comparison: Comparison
    rows: tuple[LegRow, ...]
    curves: tuple[tuple[str, Curve], ...]
    is_simulated: bool = False

    @property
    def legs(self) -> tuple[str, ...]:
        """The legs, in their order."""
        return tuple(one.leg for one in self.comparison.findings[0].legs)

    @property
    def is_named(self) -> bool:
        """Whether it is known which leg is which."""
        return set(self.legs) <= {"left", "right"}


def legs_view(report: Report, worked: Sequence[Worked]) -> LegsView:
    """What there is to show of a report's newest session.

    Parameters
    ----------
    report : made of `worked`.
    worked : the recordings.
    """
    session = next(one.legs for one in worked if one.facts is report.session)
    rows = tuple(
        LegRow(
            finding,
            _dots(session, finding.metric),
            report.session.band if finding.metric == DEPTH else Range(),
        )
        for finding in report.comparison.findings
    )
    curves = tuple((one.leg, one.curve) for one in report.session.legs if one.curve is not None)
    return LegsView(report.comparison, rows, curves, report.session.simulated)


def _dots(session: LegSession, metric: str) -> tuple[SetDots, ...]:
    return tuple(
        SetDots(leg, number, tuple(one.values.get(metric, ())))
        for leg, sets in session.legs.items()
        for number, one in enumerate(sets, start=1)
    )
