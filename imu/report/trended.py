"""The sessions before this one, in words."""

from __future__ import annotations

from imu.report import words
from imu.report.content import Report
from imu.trend import Line, Says
from imu.trend.lines import FEWEST


def trend_remarks(report: Report) -> tuple[str, ...]:
    """Which sessions were put together, where the numbers go, and what is suggested."""
    every, alike = len(report.sessions), len(report.series.recordings)
    if every < 2:
        return (words.FIRST, _step(report))
    said = [words.ALIKE.format(alike=alike, every=every)]
    lines = [one for one in report.series.lines if one.says is not Says.NOT_ENOUGH]
    said += [_direction(one) for one in lines if one.says is not Says.NOT_DETECTED]
    if lines and len(said) == 1:
        titles = dict.fromkeys(one.title for one in lines)
        said.append(
            words.NO_DIRECTION.format(title=", ".join(titles), says=Says.NOT_DETECTED.value)
        )
    return (*said, words.TOO_FEW.format(fewest=FEWEST), _step(report))


def _direction(line: Line) -> str:
    return words.DIRECTION.format(
        title=line.title,
        leg=line.leg,
        says=line.says.value,
        slope=line.per_week,
        low=line.per_week_low,
        high=line.per_week_high,
        unit=line.unit,
    )


def _step(report: Report) -> str:
    step = report.next_step
    rung = f" ({step.title})" if step.title else ""
    return words.STEP_SAID.format(
        direction=words.DIRECTIONS[step.direction], rung=rung, reason=step.reason
    )
