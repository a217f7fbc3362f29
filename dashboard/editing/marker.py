"""Marking a rep by keys: the mark goes along the time, Enter keeps it, arrows change the leg."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from dashboard.editing.canvas import Canvas, Marking

_STEP = 0.005
"""Of what is seen: five or six pixels."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Marker:
    """Keys while a rep is being marked.

    Parameters
    ----------
    canvas : shows the mark.
    told : hears that the mark's beginning is kept, or that all of it is left.
    """

    def __init__(self, canvas: Canvas, told: Callable[[], None]) -> None:
        self._canvas, self._told = canvas, told

    @property
    def is_on(self) -> bool:
        """Whether a rep is being marked."""
        return self._canvas.state.marking is not None

    def begin(self, span_s: tuple[float, float] | None = None, side: str = "") -> None:
        """Mark from what is chosen on, or from the middle; or have a span, s, marked already."""
        view, seen, bar = (getattr(self._canvas.state, n) for n in ("view", "span", "chosen"))
        if view is None or not view.lanes or seen is None:
            return
        leg = view.lane(side) or (view.lane(bar.side) if bar else None) or view.lanes[0]
        if span_s is not None:
            self._canvas.change(marking=Marking(leg.side, span_s[1], span_s[0]))
            self._canvas.bring(*span_s)
            return
        at_s = (seen.start_s + seen.end_s) / 2.0
        if bar is not None and seen.start_s <= bar.end_s <= seen.end_s:
            at_s = bar.end_s
        self._canvas.change(marking=Marking(leg.side, at_s))

    def leave(self) -> None:
        """Mark nothing."""
        self._canvas.change(marking=None)
        self._told()

    def press(self, key: int, *, is_far: bool) -> None:
        """One key: arrows, Enter, Esc."""
        marking, span = self._canvas.state.marking, self._canvas.state.span
        if marking is None or span is None:
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            sign = 1.0 if key == Qt.Key.Key_Right else -1.0
            step_s = sign * _STEP * span.length_s * (10.0 if is_far else 1.0)
            at_s = min(span.last_s, max(span.first_s, marking.at_s + step_s))
            self._canvas.change(marking=replace(marking, at_s=at_s))
            self._canvas.bring(at_s, at_s)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_leg(marking)
        elif key in _ENTER:
            self._keep(marking)
        elif key == Qt.Key.Key_Escape:
            self.leave()

    def _keep(self, marking: Marking) -> None:
        if marking.from_s is None:
            self._canvas.change(marking=replace(marking, from_s=marking.at_s))
            self._told()
        elif marking.from_s != marking.at_s:
            self._canvas.marked.emit(marking.side, marking.from_s, marking.at_s)

    def _change_leg(self, marking: Marking) -> None:
        view = self._canvas.state.view
        sides = [lane.side for lane in view.lanes] if view is not None else []
        if marking.side in sides:
            other = sides[(sides.index(marking.side) + 1) % len(sides)]
            self._canvas.change(marking=replace(marking, side=other))
