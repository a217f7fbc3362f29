"""Measures the window as it is used: two simulated sensors at 200 Hz, 30 frames a second."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from imu.demonstration import NAME, NOTE, REPS, SEED, demo_plan
from imu.events import RepEvent
from imu.live import Playback, ReplaySource, Tick, Update
from imu.simulated import at_rate, recording_of
from imu.simulator import simulate

if TYPE_CHECKING:
    from dashboard.sessionpage import SessionPage

RATE_HZ = 200.0
FRAME_S = 1 / 30
STARTS = 5
"""Starts of the whole programme; the first finds cold disks and is left out."""

SETTLE_S = 3.0
"""s of frames that are not measured: caches fill, fonts are found."""

Layer = Literal["glance", "details"]
_PAGE_BYTES = 4096
_REMEMBERED = 300
_START = """
import time
from dashboard.measuring import first_window
first_window()
print(time.time())
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """Some values in short: middle, 95th percentile, largest."""

    median: float
    p95: float
    largest: float

    @classmethod
    def of(cls, values: Sequence[float], digits: int) -> Spread:
        """Of at least one value."""
        middle, high = np.percentile(values, [50, 95])
        return cls(*(round(float(v), digits) for v in (middle, high, max(values))))


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """One layer of the window.

    Attributes
    ----------
    frame_ms : taking updates and painting, ms a frame.
    window_thread_percent, process_percent : of one core, at 30 frames a second.
    latency_ms : from the worker's handing out a picture of the stream to its being painted, ms.
    memory_mb_per_min : growth of the process, MB a minute.
    """

    layer: Layer
    frame_ms: Spread
    window_thread_percent: float
    process_percent: float
    latency_ms: Spread
    memory_mb_per_min: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured.

    Attributes
    ----------
    start_s : from the start of the programme to the first painted window, s.
    spoken_ms : from the announcement of a rep to the first sample's way into the sound device, ms;
        None without a device.
    """

    sensors: int
    rate_hz: float
    size: tuple[int, int]
    seconds: float
    start_s: Spread
    layers: tuple[LayerFigures, ...]
    spoken_ms: Spread | None
    memory_mb: float | None


def measure(
    seconds: float,
    size: tuple[int, int] = (1920, 1080),
    starts: int = STARTS,
    settle_s: float = SETTLE_S,
) -> Figures:
    """Measure everything.

    Parameters
    ----------
    seconds : length of each layer's measurement, s.
    size : of the window, px.
    starts : starts of the programme that are timed, after one that is not.
    settle_s : s of frames before each measurement.
    """
    started_s = [_start_s() for _ in range(starts + 1)][1:]
    spoken: list[float] = []
    layers = tuple(
        _layer(layer, (settle_s, seconds), size, spoken) for layer in ("glance", "details")
    )
    return Figures(
        sensors=2,
        rate_hz=RATE_HZ,
        size=size,
        seconds=seconds,
        start_s=Spread.of(started_s, 2),
        layers=layers,
        spoken_ms=Spread.of(spoken, 1) if spoken else None,
        memory_mb=memory_mb(),
    )


# -- the start -------------------------------------------------------------------------------------


def _start_s() -> float:
    begun = time.time()
    printed = subprocess.check_output([sys.executable, "-c", _START], text=True)
    return float(printed.split()[-1]) - begun


def first_window() -> None:
    """Open the demo's window as `kickstand demo` does, and return when it has been painted."""
    from dashboard.app import application, opened

    app = application()
    with opened(_playback(100.0)) as window:
        window.show()
        painted = _Painted()
        app.installEventFilter(painted.filter)
        while not painted.times:
            app.processEvents()
        app.removeEventFilter(painted.filter)


# -- a layer ---------------------------------------------------------------------------------------


@dataclass
class _Log:
    """When the worker handed out each picture of the stream, by its stream time."""

    handed_out: dict[float, float] = field(default_factory=dict[float, float])
    announced: int = 0

    def hear(self, update: Update) -> None:
        """Take note; called in the worker's thread."""
        if isinstance(update, Tick):
            if len(self.handed_out) > _REMEMBERED:  # most ticks are never the newest at a frame
                self.handed_out.clear()
            self.handed_out[update.time_s] = time.perf_counter()
        elif isinstance(update, RepEvent):
            self.announced += 1


def _layer(
    layer: Layer, spans_s: tuple[float, float], size: tuple[int, int], spoken: list[float]
) -> LayerFigures:
    """Measure one layer; `spans_s` are the lengths of settling and measuring, s."""
    from dashboard.app import application

    application()
    with _opened(layer, size) as (window, log):
        settle_s, seconds = spans_s
        _run(window, log, settle_s)
        before_mb = memory_mb()
        run = _run(window, log, seconds, spoken)
        after_mb = memory_mb()
    growth = None
    if before_mb is not None and after_mb is not None:
        growth = round((after_mb - before_mb) * 60.0 / seconds, 2)
    return LayerFigures(
        layer=layer,
        frame_ms=Spread.of(run.frames_ms, 2),
        window_thread_percent=round(100.0 * run.thread_s / run.wall_s, 1),
        process_percent=round(100.0 * run.process_s / run.wall_s, 1),
        latency_ms=Spread.of(run.latencies_ms, 1),
        memory_mb_per_min=growth,
    )


@dataclass
class _Run:
    frames_ms: list[float] = field(default_factory=list[float])
    latencies_ms: list[float] = field(default_factory=list[float])
    wall_s: float = 0.0
    thread_s: float = 0.0
    process_s: float = 0.0


def _run(window: SessionPage, log: _Log, seconds: float, spoken: list[float] | None = None) -> _Run:
    """Draw frame after frame, thirty a second, and time each."""
    from PySide6.QtCore import QCoreApplication

    run, seen = _Run(), -1.0
    wall, thread, process = time.perf_counter(), time.thread_time(), time.process_time()
    end, due = wall + seconds, wall
    announced = log.announced
    while (begun := time.perf_counter()) < end:
        window.conductor.tick()
        QCoreApplication.processEvents()
        done = time.perf_counter()
        run.frames_ms.append(1000.0 * (done - begun))
        now_s = window.conductor.snapshot.time_s
        handed_out = log.handed_out.pop(now_s, None)
        if handed_out is not None and now_s != seen:
            run.latencies_ms.append(1000.0 * (done - handed_out))
        seen = now_s
        if spoken is not None and log.announced != announced:
            announced = log.announced
            _note_spoken(window, spoken)
        if window.conductor.snapshot.is_ended:
            window.conductor.start_over()
        due += FRAME_S
        time.sleep(max(0.0, due - time.perf_counter()))
    run.wall_s = time.perf_counter() - wall
    run.thread_s = time.thread_time() - thread
    run.process_s = time.process_time() - process
    return run


def _note_spoken(window: SessionPage, spoken: list[float]) -> None:
    delay_s = window.sound.delay_s if window.sound is not None else None
    if delay_s is not None:
        spoken.append(1000.0 * delay_s)


@contextmanager
def _opened(layer: Layer, size: tuple[int, int]) -> Generator[tuple[SessionPage, _Log]]:
    """A window in its layer, in the middle of a set, drawn by us and not by its timer."""
    from dashboard.app import opened

    log = _Log()
    with opened(_playback(RATE_HZ), also=log.hear) as window:
        window.resize(*size)
        window.show()
        if (layer == "details") != window.detail.isVisible():
            window.press("detail")
        window.conductor.hold()
        yield window, log


def _playback(rate_hz: float) -> Playback:
    plan = at_rate(demo_plan(), rate_hz)
    recording = recording_of(simulate(plan, SEED), NAME, NOTE)
    source = ReplaySource(recording)
    return Playback(source, speed=1.0, target=REPS, notes=recording.notes, is_simulated=True)


class _Painted:
    """Notes when anything has been painted."""

    def __init__(self) -> None:
        from PySide6.QtCore import QEvent, QObject

        times: list[float] = []

        class Filter(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
                del watched
                if event.type() is QEvent.Type.Paint:
                    times.append(time.perf_counter())
                return False

        self.filter, self.times = Filter(), times


def memory_mb() -> float | None:
    """What the process holds in memory, MB; None where that cannot be read."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    return round(pages * _PAGE_BYTES / 1e6, 1)
