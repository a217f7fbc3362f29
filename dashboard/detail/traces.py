"""The four plots of the detail layer: tilt with its marks, wobble, specific force, angular rate."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dashboard import words
from dashboard.lookback import WINDOW_S
from dashboard.plots import CurveStyle, Mark, Plot, ago
from dashboard.theme import DARK, Theme
from imu.live import Stretch
from imu.samples import SIDES, Floats
from imu.view import Curves, SideView, Snapshot

_BELOW_TALL_DEG = -12.0
"""degrees. A leg swung back goes below zero. Two beyond the last tick, or its number is cut off."""

_HEADROOM = 1.2
"""Above the deepest rep there must be room for its number."""

_WOBBLE_DEG = 4.0
_HEADROOM_WOBBLE = 1.12
_ACC_M_S2 = 23.0
_GYR_DEG_S = 230.0
"""Ranges of the plots: a wobbly stance, two g, a quick hinge, each with room for the last number;
what is beyond is cut off."""

_SMALLEST_TOP_DEG = 42.0

_AXES = ("x", "y", "z")


class Traces(QWidget):
    """Tilt of both legs, wobble and raw values of one."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        legs = [CurveStyle(side, side) for side in SIDES]
        self.tilt = Plot(words.TILT_TITLE, _BELOW_TALL_DEG, _SMALLEST_TOP_DEG, legs)
        wobble = [CurveStyle("frontal", "frontal"), CurveStyle("transverse", "transverse")]
        self.wobble = Plot(words.WOBBLE_TITLE, -_WOBBLE_DEG, _WOBBLE_DEG, wobble)
        raw = [CurveStyle(axis, axis) for axis in _AXES]
        self.acc = Plot(words.ACC_TITLE, -_ACC_M_S2, _ACC_M_S2, raw)
        self.gyr = Plot(words.GYR_TITLE, -_GYR_DEG_S, _GYR_DEG_S, raw, with_time=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for plot, share in ((self.tilt, 4), (self.wobble, 3), (self.acc, 2), (self.gyr, 2)):
            layout.addWidget(plot, share)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for plot in (self.tilt, self.wobble, self.acc, self.gyr):
            plot.set_theme(theme)
        self.wobble.set_title(
            words.WOBBLE_TITLE.format(
                frontal=f'<span style="color:{theme.frontal}">{words.FRONTAL}</span>',
                transverse=f'<span style="color:{theme.transverse}">{words.TRANSVERSE}</span>',
            )
        )
        axes = " ".join(
            f'<span style="color:{getattr(theme, axis)}">{axis}</span>' for axis in _AXES
        )
        self.acc.set_title(f"{words.ACC_TITLE} — {axes}")
        self.gyr.set_title(f"{words.GYR_TITLE} — {axes}")

    def dispose(self) -> None:
        """Let go of everything that would outlive the window."""
        for plot in (self.tilt, self.wobble, self.acc, self.gyr):
            plot.dispose()

    def set_text_px(self, px: int) -> None:
        """Write titles and axes in this size."""
        for plot in (self.tilt, self.wobble, self.acc, self.gyr):
            plot.set_text_px(px)

    def show_tilt(self, snapshot: Snapshot, curves: Mapping[str, Curves]) -> None:
        """Draw the tilt of every side with the marks on it."""
        now_s = snapshot.time_s
        for side in SIDES:
            found = curves.get(side)
            time_s, tilt = (found.time_s, found.tilt_deg) if found is not None else _NOTHING
            self.tilt.set_curve(side, ago(time_s, now_s), tilt)
        deepest = max((side.deepest_deg for side in snapshot.sides), default=0.0)
        high = _SMALLEST_TOP_DEG
        if deepest * _HEADROOM > high:
            high = 2.0 + 20.0 * math.ceil(deepest * _HEADROOM / 20.0)
        self.tilt.set_range(_BELOW_TALL_DEG, high)
        band = snapshot.band
        self.tilt.set_band(band.low_deg if band else None, band.high_deg if band else None)
        marks = (mark for side in snapshot.sides for mark in marks_of(side, now_s, high))
        self.tilt.set_marks(tuple(marks), now_s)

    def show_wobble(self, curves: Curves, now_s: float, reach_deg: float) -> None:
        """Draw the wobble of one side, up to `reach_deg` either way."""
        self.wobble.set_range(-_HEADROOM_WOBBLE * reach_deg, _HEADROOM_WOBBLE * reach_deg)
        at = ago(curves.time_s, now_s)
        self.wobble.set_curve("frontal", at, curves.frontal_deg)
        self.wobble.set_curve("transverse", at, curves.transverse_deg)

    def show_acc(self, stretch: Stretch, now_s: float) -> None:
        """Draw the specific force that one sensor felt."""
        _show_axes(self.acc, stretch.raw_time_s, stretch.acc_m_s2, now_s)

    def show_gyr(self, stretch: Stretch, now_s: float) -> None:
        """Draw the angular rate that one sensor felt."""
        _show_axes(self.gyr, stretch.raw_time_s, np.degrees(stretch.gyr_rad_s), now_s)


_CELL_HZ = 100.0
"""Hz. Of a faster sensor one sample a hundredth of a second is drawn: a plot has fewer pixels. The
cells lie still in time, so a curve does not flicker as it moves on."""


def _show_axes(plot: Plot, time_s: Floats, values: Floats, now_s: float) -> None:
    """Draw (n, 3) values; at a hole the lines break."""
    kept = np.flatnonzero(np.diff(np.floor(time_s * _CELL_HZ), prepend=-np.inf))
    time_s, values = time_s[kept], values[kept]
    values[_holes(time_s)] = np.nan
    at = ago(time_s, now_s)
    for n, axis in enumerate(_AXES):
        plot.set_curve(axis, at, values[:, n])


_NOTHING: tuple[Floats, Floats] = (np.zeros(0), np.zeros(0))

_WORD_S = 0.6
"""s. A word about a moment closer to the plot's left edge would be cut off."""

_HOLE_STEPS = 3.0
"""A pause of more than three sampling steps is a hole; two happen when one sample is late."""


def _holes(time_s: Floats) -> np.ndarray:
    """Indices of the first samples after a hole."""
    if len(time_s) < 3:
        return np.zeros(0, dtype=np.int64)
    steps = np.diff(time_s)
    return np.flatnonzero(steps > _HOLE_STEPS * np.median(steps)) + 1


def marks_of(side: SideView, now_s: float, high_deg: float) -> Iterator[Mark]:
    """What happened on one side within the window: reps with their number, dots, refusals."""
    first_s = now_s - WINDOW_S
    top = 0.98 * high_deg
    for row in reversed(side.reps):
        if row.bottom_s < first_s:
            break
        if row.counted:
            label = "" if row.count is None else str(row.count)
            yield Mark(row.bottom_s, min(row.depth_deg, top), "rep", label)
    for bottom_s in side.dot_bottoms_s:
        if bottom_s >= first_s:
            yield Mark(bottom_s, 0.0, "dot")
    for movement in reversed(side.rejected):
        at_s = (movement.start_s + movement.end_s) / 2
        if at_s < first_s + _WORD_S:
            break
        depth = min(max(movement.depth_deg, 0.0), top)
        yield Mark(at_s, depth, "refused", words.short_reason(movement.reason))
