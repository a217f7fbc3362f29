"""The sessions before this one, in words."""

from __future__ import annotations

from imu.report.content import Report
from imu.report.words import Words
from imu.trend import Line, Says
from imu.trend.lines import FEWEST


def trend_remarks(report: Report, words: Words) -> tuple[str, ...]:
    """Which sessions were put together, where the numbers go, and what is suggested."""
    every, alike = len(report.sessions), len(report.series.recordings)
    if every < 2:
        return (words.FIRST, _step(report, words))
    said = [words.ALIKE.format(alike=alike, every=every)]
    lines = [one for one in report.series.lines if one.says is not Says.NOT_ENOUGH]
    said += [_direction(one, words) for one in lines if one.says is not Says.NOT_DETECTED]
    if lines and len(said) == 1:
        titles = dict.fromkeys(words.MEASURES[one.metric] for one in lines)
        said.append(
            words.NO_DIRECTION.format(title=", ".join(titles), says=words.SAYS[Says.NOT_DETECTED])
        )
    return (*said, words.TOO_FEW.format(fewest=FEWEST), _step(report, words))


def _direction(line: Line, words: Words) -> str:
    return words.DIRECTION.format(
        title=words.MEASURES[line.metric],
        leg=words.leg(line.leg),
        says=words.SAYS[line.says],
        slope=line.per_week,
        low=line.per_week_low,
        high=line.per_week_high,
        unit=line.unit,
    )


def _step(report: Report, words: Words) -> str:
    step = report.next_step
    title = words.RUNGS.get(step.rung or "", step.title)
    rung = f" ({title})" if title else ""
    return words.STEP_SAID.format(
        direction=words.DIRECTIONS[step.direction], rung=rung, reason=words.of_core(step.reason)
    )
