"""Left and right: the raw values first, then the difference, its interval, and what can be said."""

from __future__ import annotations

from imu.asymmetry import Comparison, Finding, LegValues, Verdict
from imu.asymmetry.words import (
    amount_text,
    signed_text,
    spread_text,
    title_text,
    verdict_text,
)
from imu.report import words
from imu.report.pieces import Table, counted, minus, plain, sentence

_NAME = 40
"""Characters of a recording's name."""


def legs_title(comparison: Comparison) -> str:
    """Which legs it is about."""
    legs = [one.leg for one in comparison.findings[0].legs]
    if len(legs) == 2:
        return sentence(words.AGAINST.format(first=legs[0], second=legs[1]))
    return words.ONE_LEG.format(leg=legs[0]) if legs else words.NO_LEG


def legs_table(comparison: Comparison) -> Table:
    """A row for each measure, the one chosen beforehand first."""
    first = comparison.findings[0]
    head = [words.MEDIANS, *(_leg(one) for one in first.legs)]
    is_pair = len(first.legs) == 2
    if is_pair:
        one, two = (values.leg for values in first.legs)
        head += [
            words.DIFFERENCE.format(first=one, second=two),
            words.INTERVAL,
            words.COULD_SHOW,
            words.SAID,
        ]
    rows = [_row(finding, is_pair=is_pair) for finding in comparison.findings]
    return Table(tuple(head), tuple(rows), wide=(len(head) - 1,) if is_pair else ())


def legs_remarks(comparison: Comparison) -> tuple[str, ...]:
    """The rule's sentences, and what else a reader of the table should know."""
    findings = comparison.findings
    said = [
        sentence(f"{title_text(one)}: {verdict_text(one)}")
        for one in findings
        if one.is_headline or one.verdict in (Verdict.THIS_SESSION, Verdict.CONSISTENT)
        if one.difference is not None
    ]
    lacking = dict.fromkeys(one.reason for one in findings if one.reason)
    said += [words.NOT_ENOUGH.format(reason=reason) for reason in lacking]
    said += comparison.notes if len(findings[0].legs) == 2 else ()
    said += [
        words.LEFT_OUT.format(recording=plain(one.recording, _NAME), reason=one.reason)
        for one in comparison.left_out[:2]
    ]
    return tuple(said)


def _leg(values: LegValues) -> str:
    reps, sets = counted(values.reps, words.REPS), counted(values.sets, words.SETS)
    return words.LEG_HEAD.format(leg=values.leg, reps=reps, sets=sets)


def _row(finding: Finding, *, is_pair: bool) -> tuple[str, ...]:
    values = [words.NONE if one.median is None else minus(spread_text(one)) for one in finding.legs]
    title = finding.title if finding.is_headline else title_text(finding)
    row = [f"{title}, {finding.unit}", *values]
    if not is_pair:
        return tuple(row)
    if finding.difference is None or finding.low is None or finding.high is None:
        return (*row, words.NONE, words.NONE, words.NONE, finding.verdict.value)
    unit = f" {finding.difference_unit}"
    interval = words.TO.format(
        low=signed_text(finding.low, finding), high=signed_text(finding.high, finding), unit=unit
    )
    return (
        *row,
        minus(signed_text(finding.difference, finding) + unit),
        minus(interval),
        amount_text(finding.smallest or 0.0, finding),
        finding.verdict.value,
    )
