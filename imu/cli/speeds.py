"""How long the programme takes for one hour of one sensor, piece by piece and as a whole process.

Times are those of the processor where the system tells them: other programmes do not count, only
how much they slow down a shared processor. On an idle machine the clock on the wall says the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from imu.baseline import baseline_bottoms_s
from imu.cli.benchhistory import Figure, figure_of
from imu.counter.tracker import Tracker
from imu.feed import part
from imu.recording import read_recording, write_recording
from imu.samples import Block

BLOCKS = (1, 10, 100, 1000)
"""Samples at a time: from the most chatty radio to a file."""

_TRACKER, _RATIO = "tracker in blocks of 10", "analyze / bare"

AIMS = {_TRACKER: 2.5, _RATIO: 2.5, "kickstand --version": 0.3}
"""What the design asks for, in the unit of the figure, for an hour."""

_ABOUT = 0.1
"""Hours by which an hour may be longer or shorter: it is made of whole rounds."""

_SHORT = 10
"""Blocks of one sample are fed a tenth of the time, and told for all of it: they take so long."""

_BARE = """
import sys
import numpy as np, vqf
a = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
vqf.VQF(0.01).updateBatch(a[:, 4:7].copy(), a[:, 1:4].copy())
"""
_ANALYZE = (
    "import sys; from imu.cli.app import run; sys.exit(run(['analyze', sys.argv[1], '--json']))"
)


def measure_speed(block: Block, folder: Path, repeats: int) -> list[Figure]:
    """Measure everything.

    Parameters
    ----------
    block : what one sensor felt.
    folder : an empty one, for files.
    repeats : of each measurement.
    """
    aims = _aims(float(block.time_s[-1] - block.time_s[0]) / 3600.0)

    def figure(name: str, times_s: Sequence[float]) -> Figure:
        return figure_of(name, times_s, "s", aim=aims.get(name))

    figures = [
        figure(f"tracker in blocks of {size}", [_fed_s(block, size) for _ in range(repeats)])
        for size in BLOCKS
    ]
    write_recording(folder / "hour", [block])
    path = folder / "hour" / "right.imu.csv"
    figures.append(figure("reading the CSV", _times(lambda: read_recording(path), repeats)))
    baseline_bottoms_s(block)  # imports scipy.signal, once
    peaks_s = _times(lambda: baseline_bottoms_s(block), repeats)
    figures.append(figure("find_peaks baseline", peaks_s))
    python = [sys.executable, "-c"]
    bare_s = [_process_s([*python, _BARE, str(path)]) for _ in range(repeats)]
    analyze_s = [_process_s([*python, _ANALYZE, str(path)]) for _ in range(repeats)]
    ratios = [ours / theirs for ours, theirs in zip(analyze_s, bare_s, strict=True)]
    figures += [
        figure("bare: numpy reads, VQF filters", bare_s),
        figure("analyze, whole process", analyze_s),
        figure_of(_RATIO, ratios, "times", aim=aims.get(_RATIO), scales=False),
    ]
    script = Path(sys.executable).with_name("kickstand")
    if script.is_file():
        version_s = [_process_s([str(script), "--version"]) for _ in range(max(repeats, 3))]
        figures.append(figure("kickstand --version", version_s))
    return figures


def _aims(hours: float) -> dict[str, float]:
    """The aims for another length: the tracker's goes with it, what is short is mostly starting."""
    if abs(hours - 1.0) <= _ABOUT:
        return AIMS
    aims = AIMS | {_TRACKER: AIMS[_TRACKER] * hours}
    if hours < 1.0:
        del aims[_RATIO]
    return aims


def _times(work: Callable[[], object], repeats: int) -> list[float]:
    return [_time_s(work) for _ in range(repeats)]


def _time_s(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _fed_s(block: Block, size: int) -> float:
    """The tracker from the first sample to the last in blocks of so many samples."""
    share = _SHORT if size == 1 else 1
    fed = part(block, 0, len(block) // share)
    pieces = [part(fed, first, first + size) for first in range(0, len(fed), size)]
    tracker = Tracker(sides=(block.side,))

    def feed() -> None:
        for piece in pieces:
            tracker.feed(piece)
        tracker.finish()

    return share * _time_s(feed)


def _process_s(command: Sequence[str]) -> float:
    """A whole process, s of a processor; of the clock on the wall where that is not told."""
    before, begun = os.times(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    passed, after = time.perf_counter() - begun, os.times()
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return spent or passed
