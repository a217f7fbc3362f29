"""What `kickstand import` says about files that were read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.tables import counted, table
from imu.importers import Imported, Told, facts_of, first_rows


def report_import(imported: Imported, place: Path, told: Told, *, as_json: bool) -> None:
    """Say what was written where; what is to be noted goes to stderr, or into the JSON."""
    facts = facts_of(imported)
    if as_json:
        about = {"recording": place.name, "path": str(place), **_told(told)}
        say(json_line({"schema_version": 1, **about, **facts}))
        return
    say(f"{place}: {imported.title}, {_size(facts)}")
    for note in imported.notes:
        remark(f"{place}: {note}")


def report_preview(imported: Imported, told: Told, *, as_json: bool) -> None:
    """Show what would be read, and its first rows."""
    facts, rows = facts_of(imported), first_rows(imported)
    if as_json:
        about = {"recording": None, "path": None, **_told(told)}
        say(json_line({"schema_version": 1, **about, **facts, "rows": rows}))
        return
    names = ", ".join(source.path.name for source in imported.sources)
    say(f"{names}: {imported.title}, {_size(facts)}")
    for what, columns in imported.taken.items():
        say(f"  {_WORDS.get(what, what):22}{columns}")
    say(f"  {'acceleration in':22}{imported.acc_unit.unit} ({imported.acc_unit.why})")
    say(f"  {'turn rate in':22}{imported.gyr_unit.unit} ({imported.gyr_unit.why})")
    say(f"  {'at rest':22}{imported.rest_m_s2:.2f} m/s²")
    if imported.started_at:
        say(f"  {'began':22}{imported.started_at:%Y-%m-%d %H:%M:%S} UTC")
    for note in imported.notes:
        say(f"  {'note':22}{note}")
    head = list(rows[0])
    cells = [[f"{value:.4f}" for value in row.values()] for row in rows]
    say("\n".join(table(head, cells, ">" * len(head))))


_WORDS = {
    "total": "acceleration from",
    "linear": "without gravity from",
    "gravity": "gravity from",
    "rotation": "turn rate from",
    "time": "times from",
}


def _told(told: Told) -> dict[str, Any]:
    return {"person": told.person, "columns": dict(told.columns)}


def _size(facts: dict[str, Any]) -> str:
    rate = f"{facts['rate_hz']:.1f} Hz" if facts["rate_hz"] else "no rate"
    gaps = f", {counted(facts['gaps'], 'gap')}" if facts["gaps"] else ""
    side = f"side {facts['side']}"
    return f"{facts['samples']} samples, {facts['duration_s']:.1f} s, {rate}, {side}{gaps}"
