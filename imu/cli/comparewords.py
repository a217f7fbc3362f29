"""What `kickstand compare` tells a person: raw values first, then the difference and its doubt."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from imu.asymmetry import Comparison, Conditions, Finding, LegValues, Verdict
from imu.cli.tables import WIDTH, counted, indented, table

LIMITS = (
    "Values are the median of all reps with the smallest and the largest. A difference with a plus"
    " is more on the leg named second. The 95 % interval holds what strapping a sensor on adds to a"
    " leg, too: it misses the truth in one session of 20, if that is as large as assumed. The"
    " measures after the first are judged together: one of them may lie outside of 0 by chance, and"
    " is not called a difference then. Of the thigh, not of hip or spine; no diagnosis."
)


def text_of(comparison: Comparison) -> str:
    """All of it."""
    legs = [one.leg for one in comparison.findings[0].legs]
    whose = f" ({comparison.person})" if comparison.person else ""
    lines = [f"{comparison.recording}{whose}: {' against '.join(legs) or 'no leg'}"]
    lines += indented(list(_about(comparison)), 2)
    lines += ["", *indented(_values(comparison.findings, legs), 2), ""]
    for finding in comparison.findings:
        lines += _wrapped(f"{_title(finding)}: {_verdict(finding)}", 2)
    lines += ["", *_remarks(comparison), *textwrap.wrap(LIMITS, WIDTH)]
    return "\n".join(lines)


def conditions_text(conditions: Conditions) -> str:
    """Under which conditions it was, in a line."""
    load = conditions.load or "load not noted"
    if conditions.load_kg is not None:
        load = f"{load}, {conditions.load_kg:g} kg"
    rate = "rate unknown" if conditions.rate_hz is None else f"{conditions.rate_hz:.0f} Hz"
    parts = (
        f"step {conditions.rung}" if conditions.rung else "step not noted",
        load,
        f"hand: {conditions.hand_support}" if conditions.hand_support else "hand not noted",
        rate,
        f"metrics version {conditions.metrics_version}",
    )
    return "; ".join(parts)


def more_text(value: float, finding: Finding) -> str:
    """A difference with the leg that shows more: "right 9 % more"."""
    leg = finding.legs[1 if value > 0.0 else 0].leg
    return f"{leg} {_amount(abs(value), finding)} more"


def _amount(value: float, finding: Finding) -> str:
    return f"{value:.{_digits(finding)}f} {finding.difference_unit}"


def _signed(value: float, finding: Finding) -> str:
    """A difference with its sign; what rounds to nothing has none."""
    text = f"{value:+.{_digits(finding)}f}"
    return text.lstrip("+-") if float(text) == 0.0 else text


def _digits(finding: Finding) -> int:
    return 0 if finding.difference_unit == "%" else 1


def _about(comparison: Comparison) -> Iterator[str]:
    yield conditions_text(comparison.conditions)
    yield "; ".join(_dose(one) for one in comparison.findings[0].legs)
    if comparison.first_leg:
        yield f"the {comparison.first_leg} leg began"
    earlier = comparison.sessions[1:]
    if earlier:
        yield f"with {' and '.join(earlier)} before it"
    if comparison.checks:
        yield f"re-strap check: {', '.join(comparison.checks)}"


def _values(findings: Sequence[Finding], legs: Sequence[str]) -> list[str]:
    head = ["", *legs, "difference", "95 % interval"]
    rows = [_row(finding) for finding in findings]
    return table(head, rows, f"<{'>' * (len(head) - 1)}")


def _dose(values: LegValues) -> str:
    return f"{values.leg}: {counted(values.sets, 'set')}, {counted(values.reps, 'rep')}"


def _row(finding: Finding) -> list[str]:
    row = [f"{finding.title}, {finding.unit}", *(_spread(one) for one in finding.legs)]
    if finding.difference is None or finding.low is None or finding.high is None:
        return [*row, "-", "-"]
    low, high = (_signed(end, finding) for end in (finding.low, finding.high))
    unit = finding.difference_unit
    return [*row, f"{_signed(finding.difference, finding)} {unit}", f"{low} to {high} {unit}"]


def _spread(values: LegValues) -> str:
    if values.median is None:
        return "-"
    return f"{values.median:.1f} ({values.low:.1f}–{values.high:.1f})"


def _title(finding: Finding) -> str:
    if finding.is_headline:
        return f"{finding.title} (chosen beforehand)"
    return f"{finding.title} (guided)" if finding.is_guided else finding.title


def _verdict(finding: Finding) -> str:
    """The verdict and what belongs to it, in one or two sentences."""
    said = finding.verdict.value
    if finding.verdict is Verdict.NOT_ENOUGH or finding.difference is None:
        return f"{said}. {finding.reason[:1].upper()}{finding.reason[1:]}."
    if finding.verdict is Verdict.NOT_DETECTED:
        seen = _amount(finding.smallest or 0.0, finding)
        return f"{said}. One of under {seen} would not have shown in this session."
    said += f", {more_text(finding.difference, finding)}"
    if finding.verdict is Verdict.CONSISTENT:
        return f"{said}, as in {' and '.join(finding.agreeing[1:])}."
    return f"{said}. Not called consistent: {'; '.join(finding.wanting)}."


def _remarks(comparison: Comparison) -> list[str]:
    lines: list[str] = []
    for note in comparison.notes:
        lines += _wrapped(f"Note: {note}", 0)
    for one in comparison.left_out:
        lines += _wrapped(f"Left out: {one.recording}: {one.reason}.", 0)
    return lines


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)
    )
