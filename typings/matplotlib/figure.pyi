from collections.abc import Mapping
from typing import IO, Literal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from numpy import float64
from numpy.typing import NDArray

class Figure:
    axes: list[Axes]
    texts: list[Text]
    patch: Rectangle
    def __init__(self, figsize: tuple[float, float]) -> None: ...
    def get_size_inches(self) -> NDArray[float64]: ...
    def add_axes(self, rect: tuple[float, float, float, float]) -> Axes: ...
    def add_artist(self, artist: Line2D) -> Line2D: ...
    def text(
        self,
        x: float,
        y: float,
        s: str,
        *,
        fontsize: float,
        fontfamily: str = ...,
        fontweight: str = ...,
        color: str = ...,
        ha: str = ...,
        va: str = ...,
        parse_math: bool = ...,
    ) -> Text: ...
    def savefig(
        self,
        fname: IO[bytes],
        *,
        format: Literal["svg", "pdf", "png"],
        transparent: bool = ...,
        metadata: Mapping[str, str | None] = ...,
    ) -> None: ...
