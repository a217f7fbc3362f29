"""Tables of reps and of what was not counted, as Qt models over the view's rows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dashboard import words
from imu.counter.quality import SENTENCES, Measured, unmet
from imu.targets import Range, Targets
from imu.view import Band, NotCounted, RepRow, SideView

_RUN_S = 5.0
"""s between two refusals for the same reason that still are one affair."""

_CELL_AIR_PX = 10
"""Room beside a text in its cell, px."""

_ROW = 1.9
"""Height of a table's row in font sizes."""

_MEASURED_ROWS = 60
"""The newest rows that columns are fitted to: more than are ever seen at once."""

_DISPLAY, _ALIGNMENT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_TO_THE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
"""Looked up once: a table asks thousands of times."""

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
R = TypeVar("R")
Line = tuple[str, R]
"""A side's name and its row."""


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows that are told anew as a whole, and turned into texts when they are shown.

    Parameters
    ----------
    columns : the headings; tips : what they mean.
    texts : a side and a row as one text a column.
    """

    def __init__(
        self,
        columns: Sequence[str],
        texts: Callable[[str, R], Sequence[str]],
        tips: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._columns, self._texts, self._tips = tuple(columns), texts, tuple(tips)
        self._lines: tuple[Line[R], ...] = ()
        self._cells: dict[int, Sequence[str]] = {}

    def set_lines(self, lines: tuple[Line[R], ...]) -> bool:
        """Show these from now on. Returns whether they differ from those before."""
        if lines is self._lines or lines == self._lines:
            return False
        self.beginResetModel()
        self._lines, self._cells = lines, {}
        self.endResetModel()
        return True

    def cells(self, row: int) -> Sequence[str]:
        """A row's texts, made once: a table asks for each cell several times."""
        if row not in self._cells:
            self._cells[row] = self._texts(*self._lines[row])
        return self._cells[row]

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Text and alignment of a cell."""
        if role == _DISPLAY:
            return self.cells(index.row())[index.column()]
        if role == _ALIGNMENT and index.column() < len(self._columns) - 1:
            return _TO_THE_RIGHT
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.ToolTipRole and self._tips:
            return self._tips[section]
        return None


def rep_model() -> RowsModel[JudgedRow]:
    """The table of reps."""
    return RowsModel(words.REP_COLUMNS, _rep_texts, words.REP_TIPS)


@dataclass(frozen=True, slots=True)
class Refusals:
    """Movements in a row that were not counted for the same reason.

    Attributes
    ----------
    at_s : when the first began after the start of the stream, s.
    sentence : why.
    times : how many.
    """

    at_s: float
    sentence: str
    times: int


def rejected_model() -> RowsModel[Refusals]:
    """The table of what was not counted."""
    return RowsModel(words.REJECTED_COLUMNS, _rejected_texts)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A rep and, in a few words, the first of the person's targets that it missed."""

    row: RepRow
    missed: str = ""


def rep_lines(sides: Sequence[SideView], band: Band | None) -> tuple[Line[JudgedRow], ...]:
    """Reps of all sides in the order of time, against the band of this session."""
    lines = [(side.side, row) for side in sides for row in side.reps]
    lines.sort(key=lambda line: line[1].start_s)
    return tuple((side, JudgedRow(row, missed_by(row, band))) for side, row in lines)


@lru_cache(maxsize=4096)
def missed_by(row: RepRow, band: Band | None) -> str:
    """The first target that a counted, finished rep missed; "" for none.

    Kept: with every new rep all of an hour's are told again.
    """
    if band is None or not row.counted or row.end_s is None:
        return ""
    targets = Targets(depth_deg=Range(band.low_deg, band.high_deg))
    missed = unmet(Measured(depth_deg=row.depth_deg, return_deg=row.return_deg), targets)
    return SENTENCES[missed[0]].rstrip(".").lower() if missed else ""


def rejected_lines(sides: Sequence[SideView], start_s: float) -> tuple[Line[Refusals], ...]:
    """What was not counted on all sides, the newest first; every step of a walk on one line."""
    lines = [(one.side, run) for one in sides for run in _runs(one.rejected, start_s)]
    return tuple(sorted(lines, key=lambda line: -line[1].at_s))


def _runs(movements: Sequence[NotCounted], start_s: float) -> Iterator[Refusals]:
    for _, group in itertools.groupby(_numbered(movements), key=lambda pair: pair[0]):
        run = [movement for _, movement in group]
        yield Refusals(run[0].start_s - start_s, run[0].sentence, len(run))


def _numbered(movements: Sequence[NotCounted]) -> Iterator[tuple[int, NotCounted]]:
    """Each movement with the number of its run."""
    number, before = 0, None
    for movement in movements:
        same = before is not None and before.reason == movement.reason
        if not (same and before is not None and movement.start_s - before.end_s < _RUN_S):
            number += 1
        yield number, movement
        before = movement


class Table(QTableView):
    """A table that keeps its newest row in sight.

    Parameters
    ----------
    model : what is shown.
    newest_last : whether that is the last row, not the first.
    """

    def __init__(self, model: RowsModel[Any], *, newest_last: bool) -> None:
        super().__init__()
        self._rows, self._newest_last = model, newest_last
        self.setModel(model)

    def show_newest(self) -> None:
        """Scroll to the newest row, and make room for its texts.

        Columns only ever grow. Qt's own fitting asks for every row, at each change, several times:
        at the end of an hour that took a second.
        """
        self._widen()
        self._scroll()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Do so again when there is more or less room, and when rows become higher."""
        super().updateGeometries()
        self._scroll()

    def fit(self, font: QFont) -> None:
        """Write in this font."""
        self.setFont(font)
        header = self.horizontalHeader()
        header.setFont(font)
        self.verticalHeader().setDefaultSectionSize(round(_ROW * font.pixelSize()))
        for column in range(self._rows.columnCount()):
            header.resizeSection(column, header.sectionSizeHint(column))
        self._widen()

    def _scroll(self) -> None:
        if self._newest_last:
            self.scrollToBottom()
        else:
            self.scrollToTop()

    def _widen(self) -> None:
        rows = self._rows.rowCount()
        first = max(0, rows - _MEASURED_ROWS) if self._newest_last else 0
        seen = [self._rows.cells(row) for row in range(first, min(rows, first + _MEASURED_ROWS))]
        header, metrics = self.horizontalHeader(), QFontMetrics(self.font())
        for column, texts in enumerate(zip(*seen, strict=True)):
            needed = max(metrics.horizontalAdvance(text) for text in set(texts)) + _CELL_AIR_PX
            if needed > header.sectionSize(column):
                header.resizeSection(column, needed)


def table_of(model: RowsModel[Any], name: str, *, newest_last: bool = False) -> Table:
    """A table that shows the model, and takes no keys away from the window."""
    table = Table(model, newest_last=newest_last)
    table.setAccessibleName(name)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setMinimumSectionSize(1)
    return table


def _rep_texts(side: str, judged: JudgedRow) -> Sequence[str]:
    row = judged.row
    remarks = [words.FLAGS.get(flag, flag) for flag in row.flags]
    if judged.missed and "not-tall" not in row.flags:
        remarks.append(judged.missed)
    return (
        words.SIDE_NAMES[side],
        str(row.set_number),
        "–" if row.count is None else str(row.count),
        f"{row.depth_deg:.0f}°",
        _number(row.eccentric_s, " s"),
        _number(row.hold_s, " s"),
        _number(row.concentric_s, " s"),
        _number(row.frontal_deg, "°"),
        _number(row.transverse_deg, "°"),
        ", ".join(remarks),
    )


def _rejected_texts(side: str, row: Refusals) -> Sequence[str]:
    minutes, seconds = divmod(max(0, round(row.at_s)), 60)
    times = f" (×{row.times})" if row.times > 1 else ""
    return (
        f"{minutes}:{seconds:02d}",
        words.SIDE_NAMES[side],
        f"{words.of_core(row.sentence)}{times}",
    )


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else words.MEASURE.format(value=value, unit=unit)
