"""The list of recordings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dashboard import words
from dashboard.library.lines import row_texts
from dashboard.theme import DARK, Theme
from imu.library import Entry

_SHARES = (0.19, 0.18, 0.09, 0.14, 0.095, 0.105, 0.20)
"""Widths of the columns."""

_ROW = 2.0
"""Height of a row in font sizes."""

_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class EntryModel(QAbstractTableModel):
    """Recordings, turned into texts when they come into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self._texts: dict[int, tuple[str, ...]] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these from now on."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self._texts.clear()
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Number of recordings."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _TOP) -> int:  # noqa: N802 - Qt's name
        """Number of columns."""
        return 0 if parent.isValid() else len(_SHARES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Text of a cell; what is cut off is in its tip; a row is read out as a whole."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._row(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in self._row(index.row()) if text)
        return None

    def _row(self, row: int) -> tuple[str, ...]:
        """Texts of a row. Kept: Qt asks for each cell by itself, again at every picture."""
        if row not in self._texts:
            self._texts[row] = row_texts(self.entries[row])
        return self._texts[row]

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Headings and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        texts = {
            Qt.ItemDataRole.DisplayRole: words.LIBRARY_COLUMNS,
            Qt.ItemDataRole.ToolTipRole: words.LIBRARY_TIPS,
        }
        return texts[Qt.ItemDataRole(role)][section] if role in texts else None


class EntryTable(QTableView):
    """One recording is chosen at a time; arrows go through them, other keys are the page's."""

    chosen = Signal()
    """Another recording is chosen, or none."""

    opened = Signal()
    """The chosen one was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._theme, self._header_px = DARK, 12
        self._rows = EntryModel()
        self.setModel(self._rows)
        self.setAccessibleName(words.LIBRARY_TITLE)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # Tab goes on to what is beside
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._dress_headers()
        self.selectionModel().currentRowChanged.connect(self.chosen)
        self.doubleClicked.connect(self.opened)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return self._rows.entries

    @property
    def entry(self) -> Entry | None:
        """The chosen recording."""
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def show_entries(self, entries: Sequence[Entry], path: Path | None) -> None:
        """List these.

        Parameters
        ----------
        entries : what is listed.
        path : which one to choose. Where it is not listed, the one that stands in its place now.
        """
        before = self.currentIndex().row()
        self._rows.show_entries(entries)
        found = (row for row, one in enumerate(entries) if one.folder == path)
        self.choose(next(found, max(0, min(before, len(entries) - 1))))
        self.chosen.emit()

    def choose(self, row: int) -> None:
        """Choose the recording in this row."""
        self.setCurrentIndex(self._rows.index(row, 0))

    def set_font(self, font: QFont) -> None:
        """Write in this font."""
        self.setFont(font)
        self._header_px = round(0.9 * font.pixelSize())
        self.set_theme(self._theme)
        self.verticalHeader().setDefaultSectionSize(round(_ROW * font.pixelSize()))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours. The chosen row is filled, and has a frame while keys are about it."""
        self._theme = theme
        self.setStyleSheet(
            f"QTableView {{ background: {theme.back}; color: {theme.text}; outline: none;"
            f" border: 1px solid {theme.line}; border-radius: 6px; }}"
            f"QTableView:focus {{ border: 2px solid {theme.text}; }}"
            f"QTableView::item {{ padding: 0 6px; }}"
            f"QTableView::item:selected {{ background: {theme.text}; color: {theme.back}; }}"
            f"QHeaderView::section {{ background: {theme.panel}; color: {theme.dim};"
            f" border: none; padding: 4px 9px; font-size: {self._header_px}px; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Only what moves is this table's: Qt would search for letters."""
        if event.key() == Qt.Key.Key_Home:
            self.choose(0)
        elif event.key() == Qt.Key.Key_End:  # Qt's own would go along the row
            self.choose(len(self.entries) - 1)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Something is chosen as soon as keys are about the list."""
        super().focusInEvent(event)
        if self.entry is None and self.entries:
            self.choose(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES[:-1]):
            self.setColumnWidth(column, round(share * width))

    def _dress_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
