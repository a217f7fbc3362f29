"""Tables as one Excel workbook, a sheet for each."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from imu.exporters.files import write_new
from imu.exporters.plain import harmless
from imu.exporters.rows import Cell, Table

WORKBOOK_FILE = "kickstand.xlsx"

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold."""
_LONGEST = 32_767
"""Characters that a cell takes: Excel's specifications and limits."""


def write_workbook(folder: Path, tables: Sequence[Table]) -> list[Path]:
    """Write a workbook whose first row stays in sight in every sheet.

    Raises
    ------
    ExportError : it is there already, or cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for one in tables:
        sheet = book.create_sheet(one.name)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(name) for name in one.names])
        for row in one.rows:
            sheet.append([_cell(row.get(name)) for name in one.names])
    out = io.BytesIO()
    book.save(out)
    return [write_new(folder / WORKBOOK_FILE, out.getvalue())]


def _cell(cell: Cell) -> Cell:
    cell = harmless(cell)
    return _UNFIT.sub(" ", cell)[:_LONGEST] if isinstance(cell, str) else cell
