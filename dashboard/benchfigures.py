"""What the window's benches measure as figures for the common history and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.measuring import Figures, LayerFigures, Spread
from dashboard.scrubbing import Scrubbing
from imu.cli.benchhistory import Figure

if TYPE_CHECKING:
    from dashboard.benchlibrary import LibraryFigures

_BY_CHANCE = 0.1
"""Share by which a percentile of a single run may differ: it has no repeats to tell."""


def window_figures(figures: Figures) -> list[Figure]:
    """Start, frames, latency and load of the window."""
    start = _figure("first window", "s", figures.start_s, aim=1.5)
    return [start, *(one for layer in figures.layers for one in _of_layer(layer))]


def scrubbing_figures(figures: Scrubbing) -> list[Figure]:
    """A frame while the hand moves, and a jump."""
    return [
        _one("scrubbing: frame, p95", "ms", figures.frame_ms.p95, aim=16.0),
        _one("scrubbing: frame, median", "ms", figures.frame_ms.median),
        _one("scrubbing: own work, p95", "ms", figures.work_ms.p95),
        _one("scrubbing: jump, median", "ms", figures.followed_ms.median),
        _one("all of it counted", "s", figures.survey_s),
    ]


def library_figures(figures: LibraryFigures) -> list[Figure]:
    """Listing without an index and with one, and a row further."""
    return [
        _one("listed without an index", "s", figures.first_s),
        _figure("listed with an index", "s", figures.again_s),
        _one("a row further, median", "ms", figures.frame_ms.median),
        _one("a row further, p95", "ms", figures.frame_ms.p95),
    ]


def _of_layer(layer: LayerFigures) -> list[Figure]:
    return [
        _one(f"{layer.layer}: frame, p95", "ms", layer.frame_ms.p95, aim=8.0),
        _one(f"{layer.layer}: queue to pixel, p95", "ms", layer.latency_ms.p95, aim=60.0),
        _one(f"{layer.layer}: share of a core", "%", layer.process_percent, aim=25.0),
    ]


def _figure(name: str, unit: str, spread: Spread, *, aim: float | None = None) -> Figure:
    low = min(spread.median, 2.0 * spread.median - spread.largest)
    return Figure(name=name, unit=unit, median=spread.median, low=low, high=spread.largest, aim=aim)


def _one(name: str, unit: str, value: float, *, aim: float | None = None) -> Figure:
    half = _BY_CHANCE / 2.0 * value
    return Figure(name=name, unit=unit, median=value, low=value - half, high=value + half, aim=aim)
