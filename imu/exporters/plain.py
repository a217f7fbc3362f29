"""Tables as CSV and results as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from imu.exporters.files import write_new
from imu.exporters.rows import Cell, Table
from imu.exporters.study import Study

JSON_FILE = "results.json"

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula. The list is that of OWASP's page on CSV
injection."""


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe before text that looks so.

    Lines in a text end in LF, as a lone CR would end the row for some readers.
    """
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if cell.startswith(_RISKY) else text


def write_csv(folder: Path, tables: Sequence[Table]) -> list[Path]:
    """Write each table as ``NAME.csv``: UTF-8, commas, decimal points, nothing where none is known.

    Raises
    ------
    ExportError : a file is there already, or cannot be written.
    """
    return [write_new(folder / f"{one.name}.csv", csv_text(one).encode()) for one in tables]


def csv_text(one: Table) -> str:
    """A table as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([harmless(name) for name in one.names])
    for row in one.rows:
        writer.writerow([_text(row.get(name)) for name in one.names])
    return out.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    # repr gives a number with every digit that it needs.
    return str(harmless(cell)) if isinstance(cell, str) else repr(cell)


def json_of(one: Study) -> dict[str, Any]:
    """A recording's result with what a person said about it, as plain JSON values.

    Free text (notes, reasons) is left out: it may name people.
    """
    meta = one.recording.session
    about = {
        "person": one.person,
        "started_at": meta.started_at.isoformat() if meta.started_at else None,
        "exercise": meta.exercise,
        "rung": meta.rung,
        "stance": meta.stance,
        "load": meta.load,
        "load_kg": meta.load_kg,
        "hand_support": meta.hand_support,
        "effort": meta.effort,
        "columns": dict(meta.columns),
    }
    return {"about": about, "result": msgspec.to_builtins(one.session)}


def write_json(folder: Path, results: Sequence[dict[str, Any]]) -> list[Path]:
    """Write all results as one JSON document.

    Raises
    ------
    ExportError : the file is there already, or cannot be written.
    """
    whole = {"schema_version": 1, "recordings": list(results)}
    data = msgspec.json.format(msgspec.json.encode(whole), indent=1)
    return [write_new(folder / JSON_FILE, data + b"\n")]
