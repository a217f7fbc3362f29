"""The one file that knows pyqtgraph: a plot of the last seconds with curves, marks and a band.

What keeps a frame short (measured, see `kickstand bench dashboard`): fixed ranges, pens one pixel
wide, no grid, and items that are made once and then only moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pyqtgraph as pg  # pyright: ignore[reportMissingTypeStubs]
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dashboard.lookback import WINDOW_S
from dashboard.theme import DARK, Theme, colour
from imu.samples import Floats

_pg = cast("Any", pg)
_AXIS_EM = 3.8
"""Room for the axis' numbers in font sizes, the same in all plots so that their times line up."""

_MARK_SYMBOLS = {"rep": "o", "dot": "t1", "refused": "x"}


@dataclass(frozen=True, slots=True)
class CurveStyle:
    """A curve's name, its colour's name in the theme, and whether it is dashed."""

    name: str
    ink: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at a session time, s, and a value; some have a word or a number."""

    at_s: float
    value: float
    kind: str
    label: str = ""


class _Curve(_pg.PlotCurveItem):  # pyright: ignore[reportUntypedBaseClass]
    """A curve that is said to fill the plot: looking for its real bounds takes longer than to draw.

    Attributes
    ----------
    area : the plot's ranges.
    """

    def __init__(self, area: QRectF) -> None:
        super().__init__(connect="finite")  # pyright: ignore[reportUnknownMemberType]
        self.area = area

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """The whole plot."""
        return self.area


class Plot(QWidget):
    """A titled plot from `WINDOW_S` ago until now.

    Parameters
    ----------
    title : what is drawn, and in which unit.
    low, high : the range of values at first.
    styles : the curves.
    with_time : whether the time axis has numbers.

    Attributes
    ----------
    range : lowest and highest value shown now.
    """

    def __init__(
        self,
        title: str,
        low: float,
        high: float,
        styles: Sequence[CurveStyle],
        *,
        with_time: bool = False,
    ) -> None:
        super().__init__()
        self._styles = tuple(styles)
        self.range = (low, high)
        self._title = QLabel(title)
        self._title.setTextFormat(Qt.TextFormat.RichText)
        self._widget = _bare_plot(with_time=with_time)
        self._widget.setYRange(low, high, padding=0)
        self._band = _pg.LinearRegionItem(orientation="horizontal", movable=False)
        self._curves: dict[str, Any] = {style.name: _Curve(_area(low, high)) for style in styles}
        self._marks = _pg.ScatterPlotItem(pxMode=True)
        self._labels: list[Any] = []
        self._shown_marks: tuple[Mark, ...] = ()
        self._marks_from_s = 0.0
        self._band.setVisible(False)
        for item in (self._band, *self._curves.values()):
            self._widget.addItem(item)
        self._theme, self._font = DARK, QFont()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self._widget, 1)
        self.setAccessibleName(title)

    def dispose(self) -> None:
        """Let go of what pyqtgraph makes beside the plot: its menus belong to no window."""
        self._labels.clear()
        self._curves.clear()
        self._widget.close()  # takes it out of the window
        self._widget.deleteLater()

    def set_title(self, title: str) -> None:
        """Change the title; simple HTML may colour its words."""
        self._title.setText(title)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        self._widget.setBackground(theme.panel)
        for name in ("left", "bottom"):
            axis = self._widget.getAxis(name)
            axis.setPen(colour(theme.line))
            axis.setTextPen(colour(theme.dim))
        for style in self._styles:
            line = Qt.PenStyle.DashLine if style.dashed else Qt.PenStyle.SolidLine
            pen = _pg.mkPen(getattr(theme, style.ink), width=1, style=line)
            self._curves[style.name].setPen(pen)
        self._band.setBrush(colour(theme.text, 0.12))
        for line in self._band.lines:
            line.setPen(colour(theme.line))
        for label in self._labels:
            label.setColor(colour(theme.text))
        if self._shown_marks:
            self._lay_out_marks(self._shown_marks)

    def set_text_px(self, px: int) -> None:
        """Write title and axes in this size."""
        font = QFont()
        font.setPixelSize(px)
        self._title.setFont(font)
        self._font = font
        for label in self._labels:
            label.setFont(font)
        for name in ("left", "bottom"):
            self._widget.getAxis(name).setTickFont(font)
        self._widget.getAxis("left").setWidth(round(_AXIS_EM * px))

    def set_curve(self, name: str, ago_s: Floats, values: Floats) -> None:
        """Draw a curve: values (n,) at times (n,) relative to now, s; NaN breaks the line."""
        self._curves[name].setData(ago_s, values)

    def curve(self, name: str) -> tuple[Floats, Floats]:
        """Times and values of a curve as they are drawn."""
        return self._curves[name].getData()

    def set_range(self, low: float, high: float) -> None:
        """Show these values from now on."""
        if (low, high) != self.range:
            self.range = (low, high)
            self._widget.setYRange(low, high, padding=0)
            for curve in self._curves.values():
                curve.area = _area(low, high)

    def set_band(self, low: float | None, high: float | None) -> None:
        """Shade these values; None for no band."""
        self._band.setVisible(low is not None)
        if low is not None and high is not None and self._band.getRegion() != (low, high):
            self._band.setRegion((low, high))

    def set_marks(self, marks: tuple[Mark, ...], now_s: float) -> None:
        """Draw these signs, and the labels of those that have one.

        The signs are laid out only when they change; from frame to frame they are just moved.
        """
        if marks != self._shown_marks:
            self._shown_marks = marks
            self._lay_out_marks(marks)
        self._marks.setPos(self._marks_from_s - now_s, 0.0)
        labelled = (mark for mark in marks if mark.label)
        for label, mark in zip(self._labels, labelled, strict=False):
            label.setPos(mark.at_s - now_s, mark.value)

    def _lay_out_marks(self, marks: tuple[Mark, ...]) -> None:
        if self._marks.scene() is None:  # most plots never have any
            self._widget.addItem(self._marks)
        inks = {"rep": self._theme.text, "dot": self._theme.dim, "refused": self._theme.warn}
        self._marks_from_s = marks[0].at_s if marks else 0.0
        self._marks.setData(
            x=[mark.at_s - self._marks_from_s for mark in marks],
            y=[mark.value for mark in marks],
            symbol=[_MARK_SYMBOLS[mark.kind] for mark in marks],
            size=9,
            pen=[_pg.mkPen(inks[mark.kind]) for mark in marks],
            brush=[_pg.mkBrush(inks[mark.kind]) for mark in marks],
        )
        labels = [mark.label for mark in marks if mark.label]
        while len(self._labels) < len(labels):
            self._labels.append(self._new_label())
        for n, label in enumerate(self._labels):
            label.setVisible(n < len(labels))
            if n < len(labels):
                label.setText(labels[n])

    def _new_label(self) -> Any:  # noqa: ANN401 - pyqtgraph has no types
        label = _pg.TextItem(color=colour(self._theme.text), anchor=(0.5, 1.15))
        label.setFont(self._font)
        self._widget.addItem(label, ignoreBounds=True)
        return label


def _area(low: float, high: float) -> QRectF:
    """A plot's ranges, with room for the pen."""
    margin = 0.05 * (high - low)
    return QRectF(-WINDOW_S - 0.1, low - margin, WINDOW_S + 0.2, high - low + 2 * margin)


def _bare_plot(*, with_time: bool) -> Any:  # noqa: ANN401 - pyqtgraph has no types
    """A plot without menus, mouse or automatic ranges; their cost is paid at every frame."""
    widget = _pg.PlotWidget(enableMenu=False)
    widget.setMouseEnabled(False, False)
    widget.hideButtons()
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.getPlotItem().getViewBox().disableAutoRange()
    widget.setXRange(-WINDOW_S, 0.0, padding=0)
    if not with_time:
        widget.hideAxis("bottom")
    widget.setMinimumHeight(60)
    return widget


def ago(time_s: Floats, now_s: float) -> Floats:
    """Times relative to now, s."""
    return np.asarray(time_s - now_s, dtype=np.float64)
