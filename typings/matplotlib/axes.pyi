from collections.abc import Sequence
from typing import Literal

from matplotlib.axis import Axis
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from numpy import float64
from numpy.typing import NDArray

Numbers = Sequence[float] | NDArray[float64]

class Transform: ...

class Spines:
    def __getitem__(self, names: list[str]) -> Spines: ...
    def set_visible(self, b: bool) -> None: ...
    def set_linewidth(self, width: float) -> None: ...

class Axes:
    spines: Spines
    patch: Rectangle
    xaxis: Axis
    yaxis: Axis
    lines: Sequence[Line2D]
    texts: Sequence[Text]
    transAxes: Transform
    def get_xaxis_transform(self) -> Transform: ...
    def set_axisbelow(self, b: bool) -> None: ...
    def tick_params(
        self, *, labelsize: float, length: float, width: float, pad: float, colors: str
    ) -> None: ...
    def text(
        self,
        x: float,
        y: float,
        s: str,
        *,
        transform: Transform = ...,
        ha: str = ...,
        va: str = ...,
        fontsize: float = ...,
        weight: str = ...,
        color: str = ...,
    ) -> Text: ...
    def plot(
        self,
        x: float | Numbers,
        y: float | Numbers,
        fmt: str = ...,
        *,
        color: str,
        linewidth: float = ...,
        linestyle: str = ...,
        marker: str = ...,
        markersize: float = ...,
        markeredgewidth: float = ...,
        markerfacecolor: str = ...,
        label: str = ...,
    ) -> list[Line2D]: ...
    def errorbar(
        self,
        x: Numbers,
        y: Numbers,
        *,
        yerr: Sequence[Sequence[float]],
        fmt: str,
        linestyle: str,
        color: str,
        markerfacecolor: str,
        markersize: float,
        linewidth: float,
        elinewidth: float,
        capsize: float,
        label: str,
    ) -> object: ...
    def fill_between(
        self,
        x: Numbers,
        y1: Numbers,
        y2: Numbers,
        *,
        facecolor: str | tuple[str, float],
        edgecolor: str | tuple[str, float],
        hatch: str | None,
        linewidth: float,
    ) -> object: ...
    def axhspan(
        self, ymin: float, ymax: float, *, facecolor: str, edgecolor: str, zorder: float
    ) -> object: ...
    def axhline(self, y: float, *, color: str, linewidth: float, linestyle: str) -> Line2D: ...
    def axvline(self, x: float, *, color: str, linewidth: float, linestyle: str) -> Line2D: ...
    def set_xticks(self, ticks: Sequence[float], labels: Sequence[str] = ...) -> None: ...
    def set_yticks(self, ticks: Sequence[float], labels: Sequence[str] = ...) -> None: ...
    def get_xticks(self) -> NDArray[float64]: ...
    def get_xlim(self) -> tuple[float, float]: ...
    def get_ylim(self) -> tuple[float, float]: ...
    def set_xlim(self, left: float, right: float) -> None: ...
    def set_ylim(self, bottom: float = ..., top: float = ...) -> None: ...
    def set_xlabel(self, xlabel: str, *, fontsize: float, labelpad: float) -> None: ...
    def set_ylabel(self, ylabel: str, *, fontsize: float, labelpad: float) -> None: ...
    def legend(
        self,
        *,
        loc: Literal["lower center", "lower right"],
        bbox_to_anchor: tuple[float, float],
        fontsize: float,
        frameon: bool,
        handlelength: float,
        borderaxespad: float,
        ncols: int = ...,
        columnspacing: float = ...,
        labelspacing: float = ...,
    ) -> object: ...
