"""`kickstand bench library`: from the key to the filled list of all recordings."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.bench import unseen
from dashboard.benchfigures import library_figures
from dashboard.measuring import Spread
from imu.cli.benchhistory import history_file, new_run, yardstick_ms
from imu.cli.benchreport import HistoryFile, kept, tell
from imu.cli.places import recordings_folder

if TYPE_CHECKING:
    from dashboard.flow import Flow

RECORDINGS = 1000
"""In the list, unless told otherwise."""

ROUNDS = 5
"""Times that the list is opened with its index."""

_PEOPLE = ("anna", "ben", "cleo")
_REPS = "side,set,rep,counted,flags\n" + "".join(
    f"{side},{n},{rep},true,\n" for side in ("left", "right") for n in (1, 2, 3) for rep in range(8)
)
_SAMPLES = (
    "time_s,acc_x_m_s2,acc_y_m_s2,acc_z_m_s2,gyr_x_rad_s,gyr_y_rad_s,gyr_z_rad_s\n"
    + "".join(f"{n / 100:.2f},0,9.81,0,0,0,0\n" for n in range(200))
)


@dataclass(frozen=True, slots=True)
class LibraryFigures:
    """What is measured.

    Attributes
    ----------
    recordings : in the library.
    first_s : from the key to the filled list without an index, s.
    again_s : the same with one, s.
    frame_ms : a row further down and its painting, ms.
    """

    recordings: int
    first_s: float
    again_s: Spread
    frame_ms: Spread


def library(
    recordings: Annotated[
        int, typer.Option("--recordings", min=1, max=100_000, help="How many there are.")
    ] = RECORDINGS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Measure how long all recordings take to be listed, with an index and without one.

    Made of small files in a folder that goes afterwards; opens no window on a display.
    """
    file, yardstick = history or history_file(), yardstick_ms()
    with unseen():
        put_recordings(recordings_folder(), recordings)
        figures = measure_library(recordings)
    name = "library" if recordings == RECORDINGS else f"library of {recordings} recordings"
    report = kept(new_run(name, library_figures(figures), yardstick), file)
    tell(asdict(figures), as_text(figures), report, as_json=as_json)
    return 0


def put_recordings(folder: Path, number: int) -> None:
    """Write so many small recordings."""
    for n in range(number):
        path = folder / f"r{n:05d}"
        path.mkdir(parents=True)
        day = date(2020, 1, 1) + timedelta(days=n % 3000)
        told = {
            "schema_version": 1,
            "complete": True,
            "started_at": f"{day.isoformat()}T18:00:00Z",
            "person": _PEOPLE[n % 3],
            "rung": "one-leg",
            "sides": ["left", "right"],
            "notes": "as ever",
        }
        (path / "session.json").write_text(json.dumps(told), encoding="utf-8")
        (path / "reps.csv").write_text(_REPS, encoding="utf-8")
        for side in ("left", "right"):
            (path / f"{side}.imu.csv").write_text(_SAMPLES, encoding="utf-8")


def measure_library(recordings: int, rounds: int = ROUNDS) -> LibraryFigures:
    """Open the list of the person's own recordings, again and again, and go through it."""
    from PySide6.QtCore import Qt

    from dashboard.app import application
    from dashboard.showing import a_flow

    application()
    with a_flow() as flow:
        flow.shell.resize(1280, 720)
        flow.shell.show()
        times = [_listed_s(flow, recordings) for _ in range(rounds + 1)]
        frames = [_pressed_s(flow, Qt.Key.Key_Down) for _ in range(min(200, recordings))]
    return LibraryFigures(
        recordings,
        first_s=round(times[0], 3),
        again_s=Spread.of(times[1:], 3),
        frame_ms=Spread.of([1e3 * one for one in frames], 2),
    )


def as_text(figures: LibraryFigures) -> str:
    """The figures as sentences."""
    again, frame = figures.again_s, figures.frame_ms
    return "\n".join(
        (
            f"{figures.recordings} recordings, from the key to the filled list:",
            f"  without an index {figures.first_s:g} s",
            f"  with one         {again.median:g} s (largest {again.largest:g})",
            f"  one row further  {frame.median:g} ms (p95 {frame.p95:g})",
        )
    )


def _listed_s(flow: Flow, number: int) -> float:
    """From the key L at home until all are listed and painted, s."""
    from PySide6.QtCore import Qt

    from dashboard.library import LibraryPage

    flow.home()
    _live()
    begun = time.perf_counter()
    _press(flow, Qt.Key.Key_L)
    page = flow.shell.page
    assert isinstance(page, LibraryPage)
    while len(page.table.entries) < number:
        _live()
    page.grab()
    return time.perf_counter() - begun


def _pressed_s(flow: Flow, key: int) -> float:
    begun = time.perf_counter()
    _press(flow, key)
    _live()  # which paints
    return time.perf_counter() - begun


def _press(flow: Flow, key: int) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    page = flow.shell.page
    assert page is not None
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.focusWidget() or page, event)


def _live() -> None:
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.processEvents()
