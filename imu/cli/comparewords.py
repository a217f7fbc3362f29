"""What `kickstand compare` tells a person: raw values first, then the difference and its doubt."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from imu.asymmetry import Comparison, Finding, LegValues
from imu.asymmetry.words import (
    conditions_text,
    signed_text,
    spread_text,
    title_text,
    verdict_text,
)
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
        lines += _wrapped(f"{title_text(finding)}: {verdict_text(finding)}", 2)
    lines += ["", *_remarks(comparison), *textwrap.wrap(LIMITS, WIDTH)]
    return "\n".join(lines)


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
    row = [f"{finding.title}, {finding.unit}", *(spread_text(one) for one in finding.legs)]
    if finding.difference is None or finding.low is None or finding.high is None:
        return [*row, "-", "-"]
    low, high = (signed_text(end, finding) for end in (finding.low, finding.high))
    unit = finding.difference_unit
    return [*row, f"{signed_text(finding.difference, finding)} {unit}", f"{low} to {high} {unit}"]


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
