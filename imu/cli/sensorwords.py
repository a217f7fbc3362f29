"""Sensors, and what a check has found, in words."""

from __future__ import annotations

from collections.abc import Sequence

from imu.cli.tables import counted, folded, indented, table
from imu.remembered import Sensor
from imu.sensorcheck import Report, Status
from imu.sensorlist import Family, Unusable

_MARKS: dict[Status, str] = {"pass": "ok", "fail": "FAIL", "note": "note", "open": "open"}


def list_text(
    families: Sequence[Family], unusable: Sequence[Unusable], remembered: Sequence[Sensor]
) -> str:
    """All families, the first that a newcomer should think of first, and what was used before."""
    lines: list[str] = []
    for number, family in enumerate(families, start=1):
        lines += [f"{number}  {family.title}  [{family.family}]", *_facts(family), ""]
    lines += [*_refused(unusable), ""]
    if not remembered:
        return "\n".join([*lines, "No sensor was used before on this computer."])
    return "\n".join([*lines, "Used before:", *indented(_used(remembered), 2)])


def _facts(family: Family) -> list[str]:
    others = ", ".join(f"{rate:g}" for rate in family.rates_hz if rate != family.rate_hz)
    status = f"{family.status}; see {family.page}" if family.page else family.status
    facts = [
        ("needs", family.needs),
        ("rate", f"{family.rate_hz:g} Hz" + (f"; {others} can be asked for" if others else "")),
        ("range", _range(family)),
        ("its time", family.timestamps),
        ("delay", family.latency),
        ("status", status),
    ]
    return [line for name, text in facts for line in folded(f"   {name:<10}{text}", 13)]


def _refused(unusable: Sequence[Unusable]) -> list[str]:
    rows = [f"   {kind.title} {kind.reason}." for kind in unusable]
    return ["Recognised, not usable:", *(line for row in rows for line in folded(row, 5))]


def _range(family: Family) -> str:
    if family.acc_range_g is None or family.gyr_range_deg_s is None:
        return "as the phone is built"
    return f"±{family.acc_range_g:g} g, ±{family.gyr_range_deg_s:g}°/s"


def _used(sensors: Sequence[Sensor]) -> list[str]:
    rows = [
        (
            one.called,
            one.family,
            one.last_side,
            "usual" if one.rate_hz is None else f"{one.rate_hz:g} Hz",
            f"{one.last_seen:%Y-%m-%d}",
            one.serial or "-",
        )
        for one in sensors
    ]
    return table(("Name", "Family", "Leg", "Rate", "Last seen", "Serial"), rows, "<<<<<<")


def report_text(report: Report) -> str:
    """All findings of a check, what to do about them, and how many are left."""
    head = f"{report.sensor}: {report.duration_s:.1f} s, {counted(report.samples, 'sample')}"
    width = max((len(one.code) for one in report.findings), default=0)
    lines = [head, ""]
    for one in report.findings:
        lines.append(f"{_MARKS[one.status]:<5} {one.code:<{width}}  {one.sentence}")
        if one.advice:
            lines.append(f"{'':<5} {'':<{width}}  -> {one.advice}")
    left = f"To be mended: {len(report.failed) or 'nothing'}."
    if report.open:
        left += f" Not tried yet: {len(report.open)}."
    return "\n".join([*lines, "", left])
