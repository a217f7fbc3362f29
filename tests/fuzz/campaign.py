"""Many inputs against one target, watched: what failed, how long the longest took, what it kept."""

from __future__ import annotations

import hashlib
import signal
import time
import traceback
import tracemalloc
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.contract import Target

HANG_S = 20.0
"""s for one input. The slowest honest one takes a twentieth of it on a machine that is busy."""

MOST_MB = 64.0
"""MB that one input may take at a time, all that it makes included."""

_WEIGHED = 50
"""Every so many inputs one is weighed, and any that is slow: weighing doubles the time."""

_SLOW_S = 1.0


class HangError(Exception):
    """An input took longer than anybody waits."""


@dataclass
class Tally:
    """What a target went through.

    Attributes
    ----------
    inputs : tried in all.
    failed : by the last line of its traceback, the first input that did so.
    slowest_s : the longest time for one input, s. `peak_mb` : the most that a weighed one took.
    """

    name: str
    inputs: int = 0
    failed: dict[str, bytes] = field(default_factory=dict[str, bytes])
    seconds: float = 0.0
    slowest_s: float = 0.0
    peak_mb: float = 0.0


class Campaign:
    """Tries inputs on a target, one at a time, and keeps those that fail.

    Parameters
    ----------
    target : the surface.
    kept : the folder for failing inputs; None to keep them in `tally` alone.
    """

    def __init__(self, target: Target, kept: Path | None = None) -> None:
        self.target = target
        self.tally = Tally(target.name)
        self._kept = kept

    def try_one(self, data: bytes) -> bool:
        """Whether an input went well."""
        began_s = time.perf_counter()
        self.tally.inputs += 1
        is_well = self._tried(data, weighs=self.tally.inputs % _WEIGHED == 1)
        took_s = time.perf_counter() - began_s
        self.tally.seconds += took_s
        self.tally.slowest_s = max(self.tally.slowest_s, took_s)
        if took_s > _SLOW_S and is_well:
            is_well = self._tried(data, weighs=True)
        return is_well

    def _tried(self, data: bytes, *, weighs: bool) -> bool:
        try:
            if weighs:
                self._weigh(data)
            else:
                with hung_after(HANG_S):
                    self.target.run(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
            self._keep(error, data)
            return False
        return True

    def _weigh(self, data: bytes) -> None:
        tracemalloc.start()
        try:
            with hung_after(4.0 * HANG_S):
                self.target.run(data)
            peak = tracemalloc.get_traced_memory()[1] / 1e6
        finally:
            tracemalloc.stop()
        self.tally.peak_mb = max(self.tally.peak_mb, peak)
        assert peak <= MOST_MB, f"took {peak:.0f} MB"

    def _keep(self, error: Exception, data: bytes) -> None:
        """One input for each place in the code: a thousand that fail alike teach nothing."""
        frames = [one for one in traceback.extract_tb(error.__traceback__) if one.line]
        ours = [one for one in frames if "/imu/" in one.filename] or frames
        last = ours[-1]
        where = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if where in self.tally.failed:
            return
        self.tally.failed[where] = data
        if self._kept is None:
            return
        name = f"{self.target.name}-{hashlib.sha256(data).hexdigest()[:12]}"
        self._kept.mkdir(parents=True, exist_ok=True)
        (self._kept / name).write_bytes(data)
        (self._kept / f"{name}.txt").write_text("".join(traceback.format_exception(error)))


@contextmanager
def hung_after(seconds: float) -> Generator[None]:
    """Raise `HangError` in what takes longer; without effect where there are no such alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise HangError(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
