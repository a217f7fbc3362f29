"""`kickstand bench dashboard`: how long a frame takes, what the window costs, how late it is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from dashboard.benchfigures import scrubbing_figures, window_figures
from dashboard.measuring import Figures, Spread, measure
from dashboard.scrubbing import Scrubbing, measure_scrubbing
from imu.cli.benchhistory import history_file, new_run, yardstick_ms
from imu.cli.benchreport import HistoryFile, kept, tell
from imu.cli.places import DATA_VARIABLE
from imu.library.index import CACHE_VARIABLE
from imu.privatefile import FOLDER_VARIABLE

SECONDS = 40.0
"""Of each measurement, unless told otherwise."""


def dashboard(
    seconds: Annotated[
        float, typer.Option("--seconds", min=5.0, max=86400.0, help="Length of each measurement.")
    ] = SECONDS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Measure the window on this machine: frames, load, latency, start, memory.

    Opens no window on a display: Qt draws into memory, which costs a processor more than a graphics
    card would.
    """
    file, yardstick = history or history_file(), yardstick_ms()
    with unseen():
        figures = measure(seconds)
    name = "dashboard" if seconds == SECONDS else f"dashboard of {seconds:g} s"
    report = kept(new_run(name, window_figures(figures), yardstick), file)
    tell(asdict(figures), as_text(figures), report, as_json=as_json)
    return 0


def scrubbing(
    minutes: Annotated[
        float, typer.Option("--minutes", min=4.0, max=600.0, help="Length of the recording.")
    ] = 60.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Measure how smoothly a long recording of two sensors is scrubbed in the window.

    The demo's session, repeated for that long, is opened with the details shown, and its timeline
    dragged to and fro for ten seconds, a step each frame. As for 'bench dashboard', nothing is
    shown on a display.
    """
    file, yardstick = history or history_file(), yardstick_ms()
    with unseen():
        figures = measure_scrubbing(60.0 * minutes)
    name = "scrubbing" if minutes == 60.0 else f"scrubbing of {minutes:g} min"
    report = kept(new_run(name, scrubbing_figures(figures), yardstick), file)
    tell(asdict(figures), scrubbing_text(figures), report, as_json=as_json)
    return 0


def scrubbing_text(figures: Scrubbing) -> str:
    """The same as a table."""
    return "\n".join(
        (
            f"{figures.length_s / 60.0:.0f} min of two sensors, known after {figures.survey_s:g} s",
            f"{figures.pictures_hz:g} new pictures a second while the hand moves",
            "",
            f"{'':<34}{'median':>9}{'p95':>9}{'largest':>9}",
            _row("a frame while the hand moves, ms", figures.frame_ms),
            _row("the window's own work in it, ms", figures.work_ms),
            _row("a jump to its picture, ms", figures.followed_ms),
        )
    )


def as_text(figures: Figures) -> str:
    """The figures as a table."""
    size = f"{figures.size[0]}×{figures.size[1]}"
    sensors = f"{figures.sensors} simulated sensors at {figures.rate_hz:g} Hz"
    lines = [
        f"{sensors}, {size}, {figures.seconds:g} s a layer, 30 frames a second",
        "",
        f"{'':<34}{'median':>9}{'p95':>9}{'largest':>9}",
        _row("programme start to first window, s", figures.start_s),
    ]
    for one in figures.layers:
        lines += [
            _row(f"{one.layer}: frame, ms", one.frame_ms),
            _row(f"{one.layer}: queue to pixel, ms", one.latency_ms),
        ]
    if figures.spoken_ms is not None:
        lines.append(_row("announced to sound device, ms", figures.spoken_ms))
    lines.append("")
    for one in figures.layers:
        growth = one.memory_mb_per_min
        lines.append(
            f"{one.layer}: {one.window_thread_percent:g} % of a core to draw, "
            f"{one.process_percent:g} % with radio, counter and sound"
            + ("" if growth is None else f"; memory {growth:+.2f} MB a minute")
        )
    if figures.memory_mb is not None:
        lines.append(f"memory in all: {figures.memory_mb:.0f} MB")
    return "\n".join(lines)


@contextmanager
def unseen() -> Generator[None]:
    """Nothing is shown or heard, nothing of the person's is read, nothing is remembered."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("KICKSTAND_AUDIO", "null")
    with tempfile.TemporaryDirectory() as folder:
        for variable in (DATA_VARIABLE, CACHE_VARIABLE, FOLDER_VARIABLE):
            os.environ[variable] = str(Path(folder) / variable)
        yield


def _row(name: str, spread: Spread) -> str:
    return f"{name:<34}{spread.median:>9g}{spread.p95:>9g}{spread.largest:>9g}"
