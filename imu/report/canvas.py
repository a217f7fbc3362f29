"""Where a picture is drawn, and how it looks: sizes in millimetres, legs that differ in grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imu.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

INCH_MM = 25.4
INK, SOFT, GRID = "#000000", "#505050", "#c8c8c8"
TEXT_PT, SMALL_PT = 7.0, 6.0


@dataclass(frozen=True, slots=True)
class Look:
    """How one leg is drawn.

    The colours are of Okabe and Ito's set, the blue darkened: that tells them apart in grey, too.
    """

    colour: str
    marker: str
    line: str
    filled: bool

    @property
    def face(self) -> str:
        """What its marker is filled with."""
        return self.colour if self.filled else "#ffffff"


FIRST = Look("#004d80", "o", "-", filled=True)
SECOND = Look("#d55e00", "^", "--", filled=False)
LOOKS = {"left": FIRST, "A": FIRST, "right": SECOND, "B": SECOND, "both": FIRST}


def millimetres(length: float) -> float:
    """A length of so many millimetres in inches, which matplotlib counts in."""
    return length / INCH_MM


def number_in(axis: Axis, words: Words) -> None:
    """Number the ticks of an axis with the decimal sign of the language."""
    from matplotlib.ticker import ScalarFormatter

    class Spoken(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return words.number(super().__call__(x, pos))

    axis.set_major_formatter(Spoken())


@dataclass(frozen=True, slots=True)
class Canvas:
    """A part of a figure.

    Attributes
    ----------
    figure : to draw in.
    left, bottom, width, height : of the part, mm from the figure's lower left corner.
    """

    figure: Figure
    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def whole(cls, figure: Figure) -> Canvas:
        """All of a figure."""
        width, height = (INCH_MM * float(inches) for inches in figure.get_size_inches())
        return cls(figure, 0.0, 0.0, width, height)

    def axes(self, *, left: float, bottom: float, right: float = 1.0, top: float = 1.0) -> Axes:
        """New axes with these margins to the edges of the part, mm."""
        width, height = (INCH_MM * float(inches) for inches in self.figure.get_size_inches())
        axes = self.figure.add_axes(
            (
                (self.left + left) / width,
                (self.bottom + bottom) / height,
                (self.width - left - right) / width,
                (self.height - bottom - top) / height,
            )
        )
        axes.tick_params(labelsize=SMALL_PT, length=2.0, width=0.5, pad=1.5, colors=INK)
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_linewidth(0.5)
        axes.set_axisbelow(True)
        axes.patch.set_visible(False)
        return axes
