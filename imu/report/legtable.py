"""Left and right: the raw values first, then the difference, its interval, and what can be said."""

from __future__ import annotations

from collections.abc import Sequence

from imu.asymmetry import Comparison, Finding, LegValues, Verdict
from imu.asymmetry.words import amount_text, signed_text, spread_text
from imu.report.pieces import Table, counted, minus, plain, sentence
from imu.report.words import Words

_NAME = 40
"""Characters of a recording's name."""


def legs_title(comparison: Comparison, words: Words) -> str:
    """Which legs it is about."""
    legs = [words.leg(one.leg) for one in comparison.findings[0].legs]
    if len(legs) == 2:
        return sentence(words.AGAINST.format(first=legs[0], second=legs[1]))
    return words.ONE_LEG.format(leg=legs[0]) if legs else words.NO_LEG


def legs_table(comparison: Comparison, words: Words) -> Table:
    """A row for each measure, the one chosen beforehand first."""
    first = comparison.findings[0]
    head = [words.MEDIANS, *(_leg(one, words) for one in first.legs)]
    is_pair = len(first.legs) == 2
    if is_pair:
        one, two = (words.leg(values.leg) for values in first.legs)
        head += [
            words.DIFFERENCE.format(first=one, second=two),
            words.INTERVAL,
            words.COULD_SHOW,
            words.SAID,
        ]
    rows = [_row(finding, words, is_pair=is_pair) for finding in comparison.findings]
    return Table(tuple(head), tuple(rows), wide=(len(head) - 1,) if is_pair else ())


def legs_remarks(comparison: Comparison, words: Words) -> tuple[str, ...]:
    """The rule's sentences, and what else a reader of the table should know."""
    findings = comparison.findings
    said = [
        sentence(_rule(one, words))
        for one in findings
        if one.is_headline or one.verdict in (Verdict.THIS_SESSION, Verdict.CONSISTENT)
        if one.difference is not None
    ]
    lacking = dict.fromkeys(one.reason for one in findings if one.reason)
    said += [words.NOT_ENOUGH.format(reason=words.of_core(reason)) for reason in lacking]
    if len(findings[0].legs) == 2:
        said += [words.of_core(note) for note in comparison.notes]
    said += [
        words.LEFT_OUT.format(
            recording=plain(one.recording, _NAME), reason=_reasons(one.reason.split("; "), words)
        )
        for one in comparison.left_out[:2]
    ]
    return tuple(said)


def _rule(finding: Finding, words: Words) -> str:
    """What the rule says of a difference that was found or looked for."""
    amount = abs(finding.difference or 0.0)
    if finding.verdict is Verdict.NOT_DETECTED:
        amount = finding.smallest or 0.0
    return words.RULE[finding.verdict].format(
        title=_title(finding, words),
        verdict=words.VERDICTS[finding.verdict],
        leg=words.leg(finding.legs[1 if (finding.difference or 0.0) > 0.0 else 0].leg),
        amount=words.number(amount_text(amount, finding)),
        reasons=_reasons(finding.wanting, words),
        recordings=words.AND.join(finding.agreeing[1:]),
    )


def _reasons(reasons: Sequence[str], words: Words) -> str:
    return "; ".join(words.of_core(reason) for reason in reasons)


def _title(finding: Finding, words: Words) -> str:
    """The measure's name, and what a reader has to know of it beforehand."""
    title = words.MEASURES[finding.metric]
    if finding.is_headline:
        return words.CHOSEN.format(title=title)
    return words.GUIDED.format(title=title) if finding.is_guided else title


def _leg(values: LegValues, words: Words) -> str:
    reps, sets = counted(values.reps, words.SHORT_REPS), counted(values.sets, words.SETS)
    return words.LEG_HEAD.format(leg=words.leg(values.leg), reps=reps, sets=sets)


def _row(finding: Finding, words: Words, *, is_pair: bool) -> tuple[str, ...]:
    values = [
        words.NONE if one.median is None else words.number(minus(spread_text(one)))
        for one in finding.legs
    ]
    title = words.MEASURES[finding.metric] if finding.is_headline else _title(finding, words)
    row = [words.WITH_UNIT.format(title=title, unit=finding.unit), *values]
    if not is_pair:
        return tuple(row)
    if finding.difference is None or finding.low is None or finding.high is None:
        return (*row, words.NONE, words.NONE, words.NONE, words.VERDICTS[finding.verdict])
    unit = f" {finding.difference_unit}"
    interval = words.TO.format(
        low=words.number(signed_text(finding.low, finding)),
        high=words.number(signed_text(finding.high, finding)),
        unit=unit,
    )
    return (
        *row,
        words.number(minus(signed_text(finding.difference, finding) + unit)),
        minus(interval),
        words.number(amount_text(finding.smallest or 0.0, finding)),
        words.VERDICTS[finding.verdict],
    )
