"""What a recording loses when its process is killed: the figures of the page on faults.

``python -m tests.kill_figures --kills 200``; takes some minutes. A process that records two sensors
at 200 Hz is killed with SIGKILL at a random moment, as often as that; then it is looked at what is
on the disk. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np

from imu.errors import RecordingError
from imu.library import mend, open_library, unfinished
from imu.live import LiveSession, StreamItem, Worker
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.recording.recover import QUIET_S
from imu.samples import Block, Command, CommandKind, Side
from tests.recording.examples import swinging

RATE_HZ = 200.0
SIZE = 10
"""Samples at a time, as a sensor packs them."""

FIRST_S, LAST_S = 0.0, 3.0
"""s after the first samples between which it is killed."""

PROMISED_S = 0.2
SIDES: tuple[Side, ...] = ("left", "right")

Fed = tuple[Side, float]
"""Side and time of the last sample of a block that was handed to the session."""


@dataclass
class Beating:
    """Two sensors that send in real time; what was sent is told before the session gets it."""

    told: Connection
    blocks: list[Block] = field(default_factory=list[Block])
    name: str = "beating"
    sides: tuple[Side, ...] = SIDES
    span_s: tuple[float, float] | None = None

    def now_s(self) -> float | None:
        return None

    async def __aiter__(self) -> AsyncIterator[StreamItem]:
        yield 0.0, Command(0.0, CommandKind.ARM)
        begun_s = time.monotonic()
        for block in self.blocks:
            due_s = float(block.time_s[-1])
            await asyncio.sleep(max(0.0, begun_s + due_s - time.monotonic()))
            self.told.send((block.side, due_s))
            yield due_s, block


@dataclass(frozen=True)
class Killed:
    """What one kill has left; `lost_s` is the worse of both sides, None where it did not open.

    One that `is_empty` was killed before anything had to be on the disk: nothing is to be opened.
    """

    path: Path
    lost_s: float | None
    why: str = ""
    is_empty: bool = False


def blocks_of_both() -> list[Block]:
    """Swings of both thighs, longer than anybody lives here, in the order of time."""
    count = int((LAST_S + 3.0) * RATE_HZ / SIZE)
    step_s = SIZE / RATE_HZ
    made = [
        swinging(SIZE, start_s=step_s * number, rate_hz=RATE_HZ, side=side)
        for number in range(count)
        for side in SIDES
    ]
    return sorted(made, key=lambda block: float(block.time_s[-1]))


def record(path: Path, told: Connection, blocks: list[Block]) -> None:
    """What the process does that is killed: all that `kickstand live` does, but for showing it."""
    recorder = RecordingWriter(path, SessionMeta(person="M", sides=SIDES))
    with Worker() as worker:
        session = LiveSession(Beating(told, blocks), recorder=recorder)
        session.start(worker)
        session.wait(60.0)


def kill(process: BaseProcess, told: Connection, after_s: float) -> dict[Side, float]:
    """Kill it so long after its first samples; by side, the time of the last sample it got."""
    fed: dict[Side, float] = {}

    def hear(until_s: float) -> None:
        while told.poll(max(0.0, until_s - time.monotonic())):
            side, time_s = told.recv()
            fed[side] = time_s

    assert told.poll(60.0), "it does not begin"
    hear(time.monotonic() + after_s)
    process.kill()
    process.join()
    try:
        while True:  # what it said between the last look and its end
            side, time_s = told.recv()
            fed[side] = time_s
    except (EOFError, OSError):
        return fed


def look(path: Path, fed: dict[Side, float]) -> Killed:
    """How much of what was handed over is on the disk."""
    if not any(file.stat().st_size for file in path.glob("*.imu.csv")):
        return Killed(path, max(fed.values()), is_empty=True)
    try:
        recording = read_recording(path)
    except RecordingError as error:
        return Killed(path, None, str(error))
    if not is_true(recording):
        return Killed(path, None, f"{path}: other samples than those that were sent")
    lost = [time_s - last_s(recording, side) for side, time_s in fed.items()]
    return Killed(path, max(lost))


def last_s(recording: Recording, side: Side) -> float:
    """Time of the last sample of a side; 0 where none was kept."""
    stream = recording.streams.get(side)
    return float(stream.block.time_s[-1]) if stream is not None else 0.0


def is_true(recording: Recording) -> bool:
    """Whether it holds what was sent from the beginning on, without a hole."""
    for side, stream in recording.streams.items():
        sent = swinging(len(stream.block), rate_hz=RATE_HZ, side=side)
        if not np.allclose(sent.time_s, stream.block.time_s, atol=1e-6):
            return False
    return not recording.session.complete


def try_kills(folder: Path, kills: int, seed: int) -> list[Killed]:
    """Record and kill, one process after the other."""
    dice, blocks, context = (
        random.Random(seed),
        blocks_of_both(),
        multiprocessing.get_context("fork"),
    )
    found: list[Killed] = []
    for number in range(kills):
        path = folder / f"killed-{number:03d}"
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=record, args=(path, theirs, blocks), daemon=True)
        process.start()
        theirs.close()
        found.append(look(path, kill(process, ours, dice.uniform(FIRST_S, LAST_S))))
        ours.close()
    return found


def report(folder: Path, found: list[Killed]) -> list[str]:
    """What is wrong, one sentence each; the figures are printed."""
    time.sleep(QUIET_S)
    offered = {one.folder for one in unfinished(open_library(folder).entries)}
    wrong = [one.why for one in found if one.lost_s is None]
    full = [one.path for one in found if not one.is_empty]
    wrong += [f"{path}: not offered" for path in full if path.resolve() not in offered]
    wrong += [f"{path}: not closed" for path in full if not mend(path).session.complete]
    lost = np.array([one.lost_s for one in found if one.lost_s is not None])
    over = [one for one in found if one.lost_s is not None and one.lost_s > PROMISED_S]
    wrong += [f"{one.path}: lost {one.lost_s:.3f} s" for one in over]
    median, p95, most = np.percentile(lost, [50, 95, 100])
    empty = len(found) - len(full)
    words = f"{len(found)} kills, {empty} before anything was written: "
    words += f"{len(lost) - empty} open, {len(offered)} offered; lost s: "
    sys.stdout.write(f"{words}median {median:.3f}, p95 {p95:.3f}, most {most:.3f}\n")
    counts, edges = np.histogram(lost, bins=np.arange(0.0, 0.2501, 0.025))
    for count, low in zip(counts.tolist(), edges.tolist(), strict=False):
        sys.stdout.write(f"  {low:.3f} s and more  {count:4d}\n")
    return wrong


def main() -> int:
    """Try, and report; 1 if anything was not as it is promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = try_kills(Path(folder), asked.kills, asked.seed)
        wrong = report(Path(folder), found)
    for sentence in wrong:
        sys.stdout.write(f"{sentence}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
