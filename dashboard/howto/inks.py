"""Colours and pens of the drawings: a quiet body, and a working leg that stands out without colour.

The working leg is full of its leg's colour with an edge in the text's; everything else is pale with
a quiet edge. Printed in grey, the edge and the word under the foot are left.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from dashboard.theme import Theme, colour

EDGE = 0.008
"""Thickness of outlines as a share of the figure's height."""


@dataclass(frozen=True, slots=True)
class Inks:
    """What is drawn in what.

    Attributes
    ----------
    ground : behind everything.
    edge, body, far : outlines, the body, and what of it is on the far side.
    near_leg, far_leg : the legs' colours; None for one that does not work.
    mark : arrows, the working leg's edge.
    band : an exercise band.
    """

    ground: QColor
    edge: QColor
    body: QColor
    far: QColor
    near_leg: QColor | None
    far_leg: QColor | None
    mark: QColor
    band: QColor


def inks_of(theme: Theme, leg: str) -> Inks:
    """The colours for one working leg, "left" or "right", or for "both"."""
    near = "right" if leg == "both" else leg
    return Inks(
        ground=colour(theme.panel),
        edge=blend(theme.line, theme.dim, 0.5),
        body=blend(theme.line, theme.panel, 0.3),
        far=blend(theme.line, theme.panel, 0.6),
        near_leg=colour(theme.side(near)),
        far_leg=colour(theme.left) if leg == "both" else None,
        mark=colour(theme.text),
        band=colour(theme.z),
    )


def blend(one: str, two: str, share: float) -> QColor:
    """A colour between two of a theme."""
    a, b = QColor(one), QColor(two)
    parts = [
        round(x + share * (y - x))
        for x, y in zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    ]
    return QColor(*parts)


def pen(ink: QColor, width: float = EDGE) -> QPen:
    """A round pen."""
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, _ROUND)


_ROUND = Qt.PenJoinStyle.RoundJoin
