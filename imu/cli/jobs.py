"""The same work on many recordings: in this process or in several, results in the order given."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from imu.cli.output import remark
from imu.errors import ImuError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of one recording: a value, or the sentence that says why there is none."""

    path: Path
    value: T | None
    problem: str = ""


def outcomes(
    work: Callable[[Path], T], paths: Sequence[Path], jobs: int = 1
) -> Iterator[Outcome[T]]:
    """Do `work` on every path; give what became of each, in the order of `paths`.

    An `ImuError` is that path's outcome. On a terminal, stderr shows which one it is at.

    Parameters
    ----------
    work : a function of a module, or a `partial` of one, as other processes must find it.
    jobs : processes to use.

    Raises
    ------
    ImuError : a process of ours was killed from outside.
    """
    count = min(jobs, len(paths))
    every = _in_processes(work, paths, count) if count > 1 else _here(work, paths)
    for done, path in enumerate(paths):
        show_progress(f"{done + 1} of {len(paths)}: {path.name}")
        try:
            outcome = next(every)
        finally:
            show_progress("")
        yield outcome


def told_outcomes(
    work: Callable[[Path], T], paths: Sequence[Path], jobs: int = 1
) -> list[Outcome[T]]:
    """The same, all of them; what failed is said at once."""
    results: list[Outcome[T]] = []
    for result in outcomes(work, paths, jobs):
        if result.value is None:
            remark(result.problem)
        results.append(result)
    return results


def exit_code(results: Sequence[Outcome[T]]) -> int:
    """0 if all could be done, 1 if some failed, 2 if nothing could be done."""
    failed = sum(result.value is None for result in results)
    if not failed:
        return 0
    return 1 if failed < len(results) else 2


def show_progress(text: str) -> None:
    """Write `text` over the last line of the terminal; "" wipes it. Nothing where there is none."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{' ' * width}\r{text[:width]}")
        sys.stderr.flush()


def _here(work: Callable[[Path], T], paths: Sequence[Path]) -> Iterator[Outcome[T]]:
    for path in paths:
        yield _attempt(work, path)


def _in_processes(
    work: Callable[[Path], T], paths: Sequence[Path], jobs: int
) -> Iterator[Outcome[T]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Spawned, as on every system: a fork would copy whatever threads held at that moment.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _die_quietly)
    try:
        yield from pool.map(partial(_attempt, work), paths)
    except BrokenProcessPool as error:
        problem = "A process that worked on a recording was ended from outside"
        raise ImuError(problem, "If memory ran out, use fewer --jobs.") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _attempt(work: Callable[[Path], T], path: Path) -> Outcome[T]:
    try:
        return Outcome(path, work(path))
    except ImuError as error:
        return Outcome(path, None, str(error))


def _die_quietly() -> None:
    """Have Ctrl-C end this process at once, without a traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
