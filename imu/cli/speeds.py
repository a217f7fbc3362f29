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

AIMS = {"tracker in blocks of 10": 2.5, "analyze / bare": 2.5, "kickstand --version": 0.3}
"""What the design asks for, in the unit of the figure, for an hour."""

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
    figures = [
        _figure(f"tracker in blocks of {size}", [_fed_s(block, size) for _ in range(repeats)])
        for size in BLOCKS
    ]
    write_recording(folder / "hour", [block])
    path = folder / "hour" / "right.imu.csv"
    figures.append(_figure("reading the CSV", _times(lambda: read_recording(path), repeats)))
    baseline_bottoms_s(block)  # imports scipy.signal, once
    peaks_s = _times(lambda: baseline_bottoms_s(block), repeats)
    figures.append(_figure("find_peaks baseline", peaks_s))
    python = [sys.executable, "-c"]
    bare_s = [_process_s([*python, _BARE, str(path)]) for _ in range(repeats)]
    analyze_s = [_process_s([*python, _ANALYZE, str(path)]) for _ in range(repeats)]
    ratios = [ours / theirs for ours, theirs in zip(analyze_s, bare_s, strict=True)]
    figures += [
        _figure("bare: numpy reads, VQF filters", bare_s),
        _figure("analyze, whole process", analyze_s),
        figure_of("analyze / bare", ratios, "times", aim=AIMS["analyze / bare"], scales=False),
    ]
    script = Path(sys.executable).with_name("kickstand")
    if script.is_file():
        version_s = [_process_s([str(script), "--version"]) for _ in range(max(repeats, 3))]
        figures.append(_figure("kickstand --version", version_s))
    return figures


def _figure(name: str, times_s: Sequence[float]) -> Figure:
    return figure_of(name, times_s, "s", aim=AIMS.get(name))


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
