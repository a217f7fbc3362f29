"""What benches have measured on this machine before, so that a regression shows.

One JSON object a line, the oldest first. A machine is not always equally fast: others use it, it
gets warm. So each run holds how long a fixed piece of work took, the yardstick, and times are
compared as multiples of it.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from imu.cli.places import data_folder
from imu.version import __version__

SHOWN = 5
"""The latest runs that a new one is held against."""

LEAST = 0.03
"""Share. What differs by less is noise, however alike the repeats were."""

LEAST_REPEATABLE = 0.001
"""Share. The same for what one programme measures alike each time: rounding, nothing else."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measured figure.

    Attributes
    ----------
    name, unit : what was measured.
    median, low, high : of the repeats.
    aim : what the design asks for at most (at least, where more is better); None for nothing.
    scales : whether it is a time, and so longer on a slower machine.
    more_is_better : whether the aim is a least one.
    is_repeatable : whether the same programme measures the same each time, as where sessions of
        fixed seeds are counted: nothing of a change is chance then.
    """

    name: str
    unit: str
    median: float
    low: float
    high: float
    aim: float | None = None
    scales: bool = True
    more_is_better: bool = False
    is_repeatable: bool = False


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What one bench has measured once; `at` is local time, `yardstick_ms` that of the machine."""

    schema_version: int = 1
    bench: str
    at: str
    machine: str
    version: str
    commit: str
    yardstick_ms: float
    figures: list[Figure]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A figure against earlier runs.

    Attributes
    ----------
    share : how much larger it is than before, as a share of the size of that; 0.1 is 10 % larger.
        None where it was 0 and no longer is.
    spread : within which it may differ by chance, as such a share; None where it was 0.
    is_worse : whether it got worse by more than that.
    runs : how many earlier ones there were.
    """

    share: float | None
    spread: float | None
    is_worse: bool
    runs: int


def figure_of(
    name: str, values: Sequence[float], unit: str, *, aim: float | None = None, scales: bool = True
) -> Figure:
    """A figure of at least one repeat."""
    middle = statistics.median(values)
    return Figure(
        name=name,
        unit=unit,
        median=middle,
        low=min(values),
        high=max(values),
        aim=aim,
        scales=scales,
    )


def counted_figure(
    name: str, value: float, unit: str, *, aim: float | None = None, more_is_better: bool = False
) -> Figure:
    """A figure that the same programme measures alike each time, on any machine."""
    return Figure(
        name=name,
        unit=unit,
        median=value,
        low=value,
        high=value,
        aim=aim,
        scales=False,
        more_is_better=more_is_better,
        is_repeatable=True,
    )


def yardstick_ms(rounds: int = 7) -> float:
    """A fixed piece of work in this Python, ms of the processor: the best of some rounds."""
    return 1000.0 * min(_work_s() for _ in range(rounds))


def new_run(bench: str, figures: Sequence[Figure], yardstick: float) -> Run:
    """A run that was made now, on this machine."""
    return Run(
        bench=bench,
        at=time.strftime("%Y-%m-%d %H:%M"),
        machine=_machine(),
        version=__version__,
        commit=_commit(),
        yardstick_ms=round(yardstick, 2),
        figures=list(figures),
    )


def history_file() -> Path:
    """Where runs are kept unless another file is named. It may not exist yet."""
    return data_folder() / "bench.jsonl"


def read_runs(path: Path) -> list[Run]:
    """All runs of a file, the oldest first; lines that cannot be understood are passed over."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return []
    return [run for line in lines if (run := _parsed(line)) is not None]


def add_run(path: Path, run: Run) -> None:
    """Add a run to a file.

    Raises
    ------
    OSError : it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(msgspec.json.encode(run) + b"\n")


def earlier(runs: Iterable[Run], run: Run) -> list[Run]:
    """The latest of the `runs` before `run` that are of the same bench and machine."""
    same = [one for one in runs if (one.bench, one.machine) == (run.bench, run.machine)]
    return same[-SHOWN:]


def change_of(figure: Figure, run: Run, before: Sequence[Run]) -> Change | None:
    """How a figure of `run` has changed; None where nothing was measured before."""
    known = [
        (old, one)
        for old in before
        for one in old.figures
        if (one.name, one.unit) == (figure.name, figure.unit)
    ]
    if not known:
        return None
    now = _scaled(figure.median, figure, run)
    was = [_scaled(one.median, figure, old) for old, one in known]
    middle, apart = statistics.median(was), max(was) - min(was)
    size = abs(middle)
    by_chance = max(apart, size * _noise(figure, [one for _, one in known]))
    is_worse = (middle - now if figure.more_is_better else now - middle) > by_chance
    if size == 0.0:
        share = None if now else 0.0
        return Change(share=share, spread=None, is_worse=is_worse, runs=len(known))
    share, spread = (now - middle) / size, by_chance / size
    return Change(share=share, spread=spread, is_worse=is_worse, runs=len(known))


def _noise(figure: Figure, before: Sequence[Figure]) -> float:
    """How far repeats lie apart, as a share."""
    if figure.is_repeatable:
        return LEAST_REPEATABLE
    widths = ((one.high - one.low) / abs(one.median) for one in (figure, *before) if one.median)
    return max(LEAST, *widths)


def _scaled(value: float, figure: Figure, run: Run) -> float:
    return value / run.yardstick_ms if figure.scales else value


def _work_s() -> float:
    begun = time.process_time()
    total, texts = 0, dict[int, str]()
    for n in range(200_000):
        total += n * n % 7
        if n % 10 == 0:
            texts[n % 1000] = str(total)
    return time.process_time() - begun


def _machine() -> str:
    """Processor, cores, system and Python: what makes figures comparable."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{_processor()} × {os.cpu_count()}, {system}"


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = ""
    names = [line.partition(":")[2].strip() for line in told.splitlines() if "model name" in line]
    return names[0] if names else platform.processor() or "unknown processor"


def _commit() -> str:
    """The commit of the code that runs; "" where it is no working copy, or without git."""
    root = Path(__file__).parents[2]
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "rev-parse", "--short", "HEAD"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()


def _parsed(line: bytes) -> Run | None:
    try:
        return msgspec.json.decode(line, type=Run)
    except msgspec.MsgspecError:
        return None
