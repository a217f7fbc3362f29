"""What a comparison says on the screen, in the language in use. Its words are those of the rule."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import words
from dashboard.comparing.curves import Course, CurvesState
from dashboard.comparing.dots import DotsState
from dashboard.comparing.table import Interval, TableRow, TableState
from imu.asymmetry import Comparison, Finding, LegValues, Verdict
from imu.view.legs import LegRow, LegsView


def headline_text(view: LegsView) -> str:
    """The verdict on the measure chosen beforehand, with the leg that shows more."""
    return _capital(verdict_text(view.rows[0].finding))


def subject_text(view: LegsView) -> str:
    """What the headline is about."""
    return _title(view.rows[0].finding)


def sets_text(count: int) -> str:
    """So many sets."""
    return words.LEGS_SETS[count != 1].format(count=count)


def reps_text(count: int) -> str:
    """So many reps."""
    return words.LEGS_REPS[count != 1].format(count=count)


def verdict_text(finding: Finding) -> str:
    """One of the four verdicts; a difference with its leg and size."""
    verdict = words.LEGS_VERDICTS[finding.verdict]
    if finding.difference is None or finding.verdict is Verdict.NOT_DETECTED:
        return verdict
    return words.LEGS_SAID.format(
        verdict=verdict,
        leg=words.LEGS_NAMES[finding.legs[1 if finding.difference > 0.0 else 0].leg],
        amount=_amount(abs(finding.difference), finding),
        unit=finding.difference_unit,
    )


def reason_text(finding: Finding) -> str:
    """What belongs to the verdict, in a sentence: what is missing, or how sure it is."""
    if finding.verdict is Verdict.NOT_ENOUGH:
        return f"{_capital(words.of_core(finding.reason))}."
    if finding.verdict is Verdict.NOT_DETECTED:
        amount = _amount(finding.smallest or 0.0, finding)
        return words.LEGS_SMALLEST.format(amount=amount, unit=finding.difference_unit)
    if finding.verdict is Verdict.CONSISTENT:
        return words.LEGS_AS_IN.format(recordings=words.LEGS_AND.join(finding.agreeing[1:]))
    reasons = "; ".join(words.of_core(one) for one in finding.wanting)
    return words.LEGS_WANTING.format(reasons=reasons)


def measure_text(finding: Finding) -> str:
    """The measure, what a reader has to know of it, and both legs' values."""
    values = [
        words.LEGS_VALUES.format(
            leg=words.LEGS_NAMES[one.leg], values=_spread(one), unit=finding.unit
        )
        for one in finding.legs
        if one.median is not None
    ]
    title = [] if finding.is_headline else [_title(finding)]  # that stands above
    return _capital(".  ".join([*title, ", ".join(values)] if values else title))


def about_text(comparison: Comparison) -> str:
    """Which recording it is, and what there is of each leg."""
    parts = [comparison.recording, *([comparison.person] if comparison.person else [])]
    parts += [
        words.LEGS_DOSE.format(
            leg=words.LEGS_NAMES[one.leg], sets=sets_text(one.sets), reps=reps_text(one.reps)
        )
        for one in comparison.findings[0].legs
    ]
    if comparison.first_leg:
        parts.append(words.LEGS_BEGAN.format(leg=words.LEGS_NAMES[comparison.first_leg]))
    for text, recordings in (
        (words.LEGS_BEFORE, comparison.sessions[1:]),
        (words.LEGS_CHECKED, comparison.checks),
    ):
        if recordings:
            parts.append(text.format(recordings=words.LEGS_AND.join(recordings)))
    return "  ·  ".join(parts)


def table_state(view: LegsView, chosen: int) -> TableState:
    """The table; with only one leg, or none, only its values."""
    median, interval, said = words.LEGS_COLUMNS
    head, sides, legend = [median, *(words.LEGS_NAMES[leg] for leg in view.legs)], view.legs, ""
    is_pair = len(view.legs) == 2
    if is_pair:
        first, second = (words.LEGS_SHORT[leg] for leg in view.legs)
        head += [words.LEGS_MINUS.format(first=first, second=second), interval, said]
        if any(row.finding.difference is not None for row in view.rows):
            legend = words.LEGS_MORE_ON.format(first=first, second=second)
    rows = tuple(_row(row, is_pair=is_pair) for row in view.rows)
    every = ("", *sides, *("" for _ in head[1 + len(sides) :]))
    return TableState(tuple(head), every, rows, chosen, legend)


def dots_state(row: LegRow) -> DotsState:
    """The dots of one measure."""
    title = words.LEGS_MEASURES[row.finding.metric]
    return DotsState(words.LEGS_DOTS.format(title=title, unit=row.finding.unit), row.sets, row.band)


def curves_state(view: LegsView) -> CurvesState:
    """The mean course of each leg."""
    curves = tuple(
        Course(
            words.LEGS_COURSE.format(leg=words.LEGS_NAMES[leg], reps=reps_text(curve.reps)),
            leg,
            number > 0,
            curve.mean_deg,
            curve.spread_deg,
        )
        for number, (leg, curve) in enumerate(view.curves)
    )
    return CurvesState(words.LEGS_CURVES, curves, words.LEGS_NO_CURVES)


def notes_text(view: LegsView) -> str:
    """All that a reader should know, a paragraph each."""
    return "\n\n".join(_notes(view))


def _notes(view: LegsView) -> Iterator[str]:
    if view.is_simulated:
        yield f"{words.LEGS_SIMULATED}."
    if not view.is_named:
        yield words.LEGS_UNNAMED
    yield from (words.of_core(note) for note in view.comparison.notes if len(view.legs) == 2)
    for one in view.comparison.left_out:
        reason = "; ".join(words.of_core(part) for part in one.reason.split("; "))
        yield words.LEGS_LEFT_OUT.format(recording=one.recording, reason=reason)
    yield from words.LEGS_LIMITS


def _row(row: LegRow, *, is_pair: bool) -> TableRow:
    finding = row.finding
    title = words.LEGS_MEASURES[finding.metric] if finding.is_headline else _title(finding)
    cells = [
        words.LEGS_WITH_UNIT.format(title=title, unit=finding.unit),
        *(_spread(one) for one in finding.legs),
    ]
    if not is_pair:
        return TableRow(tuple(cells))
    verdict = words.LEGS_VERDICTS[finding.verdict]
    if finding.difference is None or finding.low is None or finding.high is None:
        return TableRow((*cells, words.LEGS_NOTHING, words.LEGS_NOTHING, verdict))
    unit = finding.difference_unit
    low, high = _signed(finding.low, finding), _signed(finding.high, finding)
    return TableRow(
        (
            *cells,
            f"{_signed(finding.difference, finding)} {unit}",
            words.LEGS_INTERVAL.format(low=low, high=high, unit=unit),
            verdict,
        ),
        Interval(
            finding.low, finding.difference, finding.high, unit, finding.is_headline, row.is_called
        ),
    )


def _title(finding: Finding) -> str:
    title = words.LEGS_MEASURES[finding.metric]
    if finding.is_headline:
        return words.LEGS_CHOSEN.format(title=title)
    return words.LEGS_GUIDED.format(title=title) if finding.is_guided else title


def _spread(values: LegValues) -> str:
    if values.median is None or values.low is None or values.high is None:
        return words.LEGS_NOTHING
    text = words.LEGS_SPREAD.format(median=values.median, low=values.low, high=values.high)
    return text.replace("-", "−")


def _amount(value: float, finding: Finding) -> str:
    text = words.LEGS_WHOLE if finding.difference_unit == "%" else words.LEGS_TENTH
    return text.format(value=value)


def _signed(value: float, finding: Finding) -> str:
    """With its sign; what rounds to nothing has none."""
    text = _amount(abs(value), finding)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{'+' if value > 0.0 else '−'}{text}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
