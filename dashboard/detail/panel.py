"""The detail layer: takes a snapshot and the traces, and gives every part its share of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dashboard import words
from dashboard.detail.balance import (
    MOST_DOTS,
    Bubble,
    BubbleDisc,
    DotStrips,
    RepDots,
    rep_dots,
)
from dashboard.detail.header import Header
from dashboard.detail.signal import link_lines, quality_text
from dashboard.detail.tables import (
    JudgedRow,
    Line,
    Refusals,
    rejected_lines,
    rejected_model,
    rep_lines,
    rep_model,
    table_of,
)
from dashboard.detail.traces import Traces
from dashboard.glance.states import shown_side
from dashboard.kept import Kept
from dashboard.sizes import scale
from dashboard.theme import Theme
from imu.live import Stretch
from imu.view import Curves, SideView, Snapshot, curves_of, recent_rms

GetStretch = Callable[[str], Stretch | None]
"""Gives a side's last seconds (`dashboard.lookback.WINDOW_S`), or None."""

_NONE = np.zeros(0)
_TRAIL_S = 2.0
_TRAIL_POINTS = 50
_TEXT, _LEAST_TEXT_PX = 0.0185, 11
"""Font size as a share of the panel's height, and the smallest that can be read, px."""

_REACHES_DEG = (4.0, 8.0, 16.0)
_PEAK_OVER_RMS = 2.5
"""Peaks of an irregular movement seldom exceed two and a half times its RMS."""

_SIGNAL_LINES = 3.5
"""Lines of the signal that are seen at once; what is more can be scrolled to."""


_SIGNAL_EVERY = 15
"""Frames between two looks at the signal: numbers that change faster cannot be read."""

_SELDOM = 3
"""Frames that a picture has stood after which the next one is a jump, not one of a stream: then one
part is drawn in a frame, for all of them together take as long as three frames."""

_REPS, _REJECTED, _DOTS, _TILT, _WOBBLE, _ACC, _GYR = range(7)
_TABLES = (_REPS, _REJECTED, _DOTS)
"""What changes seldom, and takes as long as all plots when it does: one in a frame."""

_AT_A_JUMP = (_TILT, _WOBBLE, _ACC, _GYR, *_TABLES)


class DetailPanel(QWidget):
    """Curves on the left, tables and balance on the right.

    Parameters
    ----------
    rate_hz : the tracker's grid.
    """

    def __init__(self, rate_hz: int = 100) -> None:
        super().__init__()
        self._rate_hz = rate_hz
        self._pinned = ""
        self._frame = 0
        self._shown: tuple[Snapshot | None, str] = (None, "")
        self._stood = self._turn = 0
        self._captioned = -_SIGNAL_EVERY
        self._due: list[int] = []
        self._rep_lines: Kept[tuple[Line[JudgedRow], ...]] = Kept()
        self._rejected_lines: Kept[tuple[Line[Refusals], ...]] = Kept()
        self._rep_dots: Kept[RepDots] = Kept()
        self.header, self.traces = Header(), Traces()
        self.disc, self.dots = BubbleDisc(), DotStrips()
        self.rep_model, self.rejected_model = rep_model(), rejected_model()
        self.reps = table_of(self.rep_model, words.REPS_TITLE, newest_last=True)
        self.rejected = table_of(self.rejected_model, words.REJECTED_TITLE)
        self.quality, self.caption = QPlainTextEdit(), QLabel()
        self._titles: list[QLabel] = []
        self._build()

    def pin(self, side: str) -> None:
        """Show this side's wobble and raw values whatever leg works; "" for the working leg's."""
        self._pinned = "" if side == self._pinned else side

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Texts follow the height."""
        super().resizeEvent(event)
        px = max(_LEAST_TEXT_PX, round(_TEXT * scale() * self.height()))
        font = QFont()
        font.setPixelSize(px)
        bold = QFont(font)
        bold.setBold(True)
        for label in self._titles:
            label.setFont(bold)
        for part in (self.quality, self.caption, self.disc, self.dots):
            part.setFont(font)
        for table in (self.reps, self.rejected):
            table.fit(font)
        self.quality.setFixedHeight(round(_SIGNAL_LINES * 1.35 * px))
        self.traces.set_text_px(px)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for part in (self.header, self.traces, self.disc, self.dots):
            part.set_theme(theme)
        for label in (self.quality, self.caption):
            label.setStyleSheet(f"color: {theme.dim}")

    def show_snapshot(self, snapshot: Snapshot, get: GetStretch) -> None:
        """Draw this from now on. What stands still is drawn now and then, for what comes late."""
        side = snapshot.side(self._pinned) or shown_side(snapshot)
        if side is None:
            return
        get = cache(get)  # the same seconds serve every part of a frame
        is_new = snapshot is not self._shown[0] or side.side != self._shown[1]
        jumps = is_new and self._stood >= _SELDOM
        self._shown, self._stood = (snapshot, side.side), 0 if is_new else self._stood + 1
        look = self._frame % _SIGNAL_EVERY == 0
        if jumps or (look and not is_new):
            # Each once: the tilt, then what has waited, then the rest.
            self._due = list(dict.fromkeys((_TILT, *self._due, *_AT_A_JUMP)))
        elif is_new:
            self._due = []
            self._draw(snapshot, side, get)
            self._fill(snapshot)
        elif self._stood == 1 and not self._due:
            self._raw(get(side.side), snapshot.time_s)
        if self._due:
            self._draw_part(self._due.pop(0), snapshot, side, get)
        elif not is_new:
            self._fill(snapshot)
        if look:
            self._signal(snapshot, get)
        self._frame += 1

    def _draw(self, snapshot: Snapshot, side: SideView, get: GetStretch) -> None:
        """Draw a picture of a stream: all of it that moves."""
        stretches = {one.side: get(one.side) for one in snapshot.sides}
        curves = {
            one.side: self._curves(one, stretches[one.side], wobble=one is side)
            for one in snapshot.sides
        }
        self.header.show_snapshot(snapshot, side)
        self.traces.show_tilt(snapshot, curves)
        self._wobble(snapshot, side, curves[side.side])
        self._raw(stretches[side.side], snapshot.time_s)

    def _draw_part(self, part: int, snapshot: Snapshot, side: SideView, get: GetStretch) -> None:
        """Draw one part of a picture that was jumped to."""
        if part == _TILT:
            self.header.show_snapshot(snapshot, side)
            sides = snapshot.sides
            curves = {one.side: self._curves(one, get(one.side), wobble=False) for one in sides}
            self.traces.show_tilt(snapshot, curves)
        elif part == _WOBBLE:
            self._wobble(snapshot, side, self._curves(side, get(side.side), wobble=True))
        elif part in _TABLES:
            self._fill_part(part, snapshot)
        elif (stretch := get(side.side)) is not None:
            show_raw = self.traces.show_acc if part == _ACC else self.traces.show_gyr
            show_raw(stretch, snapshot.time_s)

    def _wobble(self, snapshot: Snapshot, side: SideView, curves: Curves) -> None:
        reach = wobble_reach(snapshot.sides)
        self.traces.show_wobble(curves, snapshot.time_s, reach)
        self._balance(snapshot, side, curves, reach)

    def _raw(self, stretch: Stretch | None, now_s: float) -> None:
        """Draw the small plots in turns: fifteen a second look as smooth there."""
        if stretch is not None:
            show_raw = (self.traces.show_acc, self.traces.show_gyr)[self._frame % 2]
            show_raw(stretch, now_s)

    def _curves(self, side: SideView, stretch: Stretch | None, *, wobble: bool) -> Curves:
        frame = side.frame if stretch is not None else None
        if stretch is None or frame is None:
            return curves_of(_NONE, _NONE, None, 0.0, self._rate_hz)
        base = stretch.base_deg
        return curves_of(
            stretch.pose_time_s, stretch.poses, frame, base, self._rate_hz, wobble=wobble
        )

    def _balance(self, snapshot: Snapshot, side: SideView, curves: Curves, reach: float) -> None:
        works = side.is_in_set or bool(side.dots)
        recent = curves.time_s > snapshot.time_s - _TRAIL_S
        aside, turn = -curves.frontal_deg[recent], curves.transverse_deg[recent]
        step = max(1, len(aside) // _TRAIL_POINTS)
        trail = tuple(zip(aside[::step].tolist(), turn[::step].tolist(), strict=True))
        self.disc.show_state(Bubble(side.side, trail if works else (), reach))
        rms = recent_rms(curves) if works else None
        text = words.BALANCE_CAPTION
        if rms is None:
            self.caption.setText(text)
        elif self._frame >= self._captioned + _SIGNAL_EVERY:
            self._captioned = self._frame
            now = words.BALANCE_NOW.format(frontal=rms[0], transverse=rms[1])
            self.caption.setText(f"{now}\n{text}")

    def _fill(self, snapshot: Snapshot) -> None:
        """Tables and dots, in turns; all of them at first."""
        self._turn = (self._turn + 1) % len(_TABLES)
        for part in (_TABLES[self._turn],) if self._frame else _TABLES:
            self._fill_part(part, snapshot)

    def _fill_part(self, part: int, snapshot: Snapshot) -> None:
        sides = snapshot.sides
        reps, start_s = tuple(one.reps for one in sides), snapshot.start_s or 0.0
        if part == _REPS:
            lines = self._rep_lines.of(
                (snapshot.band, *reps), lambda: rep_lines(sides, snapshot.band)
            )
            if self.rep_model.set_lines(lines):
                self.reps.show_newest()
        elif part == _REJECTED:
            parts = (snapshot.start_s, *(one.rejected for one in sides))
            if self.rejected_model.set_lines(
                self._rejected_lines.of(parts, lambda: rejected_lines(sides, start_s))
            ):
                self.rejected.show_newest()
        else:
            self.dots.show_state(self._rep_dots.of(reps, lambda: rep_dots(snapshot)))

    def _signal(self, snapshot: Snapshot, get: GetStretch) -> None:
        stretches = {one.side: get(one.side) for one in snapshot.sides}
        lines = [
            quality_text(side, stretch.raw_time_s if stretch is not None else _NONE)
            for side in snapshot.sides
            for stretch in (stretches[side.side],)
        ]
        lines += link_lines(snapshot.sides)
        lines += [message for side in snapshot.sides for message in side.health]
        if snapshot.trouble:
            lines.append(snapshot.trouble)
        text = "\n".join(lines)
        if text != self.quality.toPlainText():
            self.quality.setPlainText(text)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self._title(words.REPS_TITLE))
        right.addWidget(self.reps, 5)
        right.addWidget(self._title(words.REJECTED_TITLE))
        right.addWidget(self.rejected, 3)
        right.addWidget(self._title(words.BALANCE_TITLE))
        balance = QHBoxLayout()
        balance.addWidget(self.disc, 2)
        balance.addWidget(self.dots, 5)
        right.addLayout(balance, 4)
        right.addWidget(self.caption)
        right.addWidget(self._title(words.QUALITY_TITLE))
        right.addWidget(self.quality)
        self.quality.setReadOnly(True)
        self.quality.setFrameShape(QFrame.Shape.NoFrame)
        self.quality.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.quality.setAccessibleName(words.QUALITY_TITLE)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.addWidget(self.header, 0, 0, 1, 2)
        grid.addWidget(self.traces, 1, 0)
        grid.addLayout(right, 1, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 8)
        grid.setColumnStretch(0, 6)
        grid.setColumnStretch(1, 5)

    def _title(self, text: str) -> QLabel:
        label = QLabel(text)
        self._titles.append(label)
        return label


def wobble_reach(sides: Sequence[SideView]) -> float:
    """Largest wobble, degrees, that plot and disc must show: wide enough for the reps so far."""
    known = [
        value
        for side in sides
        for row in side.reps[-MOST_DOTS:]
        for value in (row.frontal_deg, row.transverse_deg)
        if value is not None
    ]
    needed = _PEAK_OVER_RMS * max(known, default=0.0)
    return next((reach for reach in _REACHES_DEG if reach >= needed), _REACHES_DEG[-1])
