"""What a comparison says, in words for a person: the same in the terminal and on the report."""

from __future__ import annotations

from imu.asymmetry.conditions import Conditions
from imu.asymmetry.model import Finding, LegValues, Verdict


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
    return f"{leg} {amount_text(abs(value), finding)} more"


def amount_text(value: float, finding: Finding) -> str:
    """A size, without a sign, in the unit in which differences of this measure are told."""
    return f"{value:.{_digits(finding)}f} {finding.difference_unit}"


def signed_text(value: float, finding: Finding) -> str:
    """A difference with its sign; what rounds to nothing has none."""
    text = f"{value:+.{_digits(finding)}f}"
    return text.lstrip("+-") if float(text) == 0.0 else text


def _digits(finding: Finding) -> int:
    return 0 if finding.difference_unit == "%" else 1


def spread_text(values: LegValues) -> str:
    """One leg's values: the median with the smallest and the largest."""
    if values.median is None:
        return "-"
    return f"{values.median:.1f} ({values.low:.1f}–{values.high:.1f})"


def title_text(finding: Finding) -> str:
    """The measure's name, and what a reader has to know of it beforehand."""
    if finding.is_headline:
        return f"{finding.title} (chosen beforehand)"
    return f"{finding.title} (guided)" if finding.is_guided else finding.title


def verdict_text(finding: Finding) -> str:
    """The verdict and what belongs to it, in one or two sentences."""
    said = finding.verdict.value
    if finding.verdict is Verdict.NOT_ENOUGH or finding.difference is None:
        return f"{said}. {finding.reason[:1].upper()}{finding.reason[1:]}."
    if finding.verdict is Verdict.NOT_DETECTED:
        seen = amount_text(finding.smallest or 0.0, finding)
        return f"{said}. One of under {seen} would not have shown in this session."
    said += f", {more_text(finding.difference, finding)}"
    if finding.verdict is Verdict.CONSISTENT:
        return f"{said}, as in {' and '.join(finding.agreeing[1:])}."
    return f"{said}. Not called consistent: {'; '.join(finding.wanting)}."
