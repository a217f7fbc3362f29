"""What is lost, doubled and late over virtual Bluetooth: the figures of the page on links.

``python -m tests.link_figures``; takes five minutes, of a machine with nothing else to do.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, redirect_stdout
from pathlib import Path
from typing import cast
from unittest.mock import patch

import numpy as np

from imu.cli import shows
from imu.cli.terminal import in_terminal
from imu.drivers.kickstand.control import Command as Order
from imu.drivers.registry import find_drivers, named
from imu.live import LiveSession, Playback, Worker
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Block, Command, CommandKind, Session, Side
from imu.sources.ble import BleSource, Wanted
from imu.sources.ble.outlet import Item
from imu.virtual import Bursts, Motion
from imu.virtual.director import Mishap, Script
from imu.virtual.source import VirtualSource
from tests.hinges import hinges, in_a_row
from tests.live.live_help import end_of, rest_of
from tests.sources.ble.fakes import DRIVERS, World, kickstand

RATE_HZ = 200.0
LENGTH_S = 60.0
STARTS_S: dict[Side, list[float]] = {
    "left": [*in_a_row(5, 3.0), *in_a_row(4, 40.0)],
    "right": in_a_row(5, 22.0),
}
ARMED: tuple[tuple[float, Side], ...] = ((2.0, "left"), (21.0, "right"), (39.0, "left"))
COUNTS = {"left": [5, 4], "right": [5]}
FROZEN_S = 2.0
LOAD_S = 30.0


def say(*words: str) -> None:
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


def motions(rate_hz: float) -> dict[Side, Motion]:
    blocks: dict[Side, Block] = {
        side: hinges(starts_s, LENGTH_S, side=side, rate_hz=rate_hz)
        for side, starts_s in STARTS_S.items()
    }
    return {side: Motion.of_block(block, rate_hz) for side, block in blocks.items()}


def air(
    rate_hz: float,
    mishaps: tuple[Mishap, ...] = (),
    sides: tuple[Side, ...] = ("left", "right"),
    bursts: Bursts | None = None,
) -> VirtualSource:
    felt: dict[Side, Motion] = {
        side: one for side, one in motions(rate_hz).items() if side in sides
    }
    told = tuple(Command(at_s, CommandKind.ARM, side) for at_s, side in ARMED if side in felt)
    driver = named(find_drivers().drivers, "kickstand")
    script = Script(told, mishaps)
    return VirtualSource("air", felt, driver, script=script, rate_hz=rate_hz, bursts=bursts)


def counts(session: Session | None) -> dict[str, list[int]]:
    assert session is not None
    return {side: [one.count for one in result.sets] for side, result in session.sides.items()}


def dropped(folder: Path, bursts: Bursts | None) -> None:
    """Two sensors for a minute, two broken links each."""
    say("air that hands on at once" if bursts is None else f"air in bursts: {bursts}")
    mishaps = (
        Mishap("right", 8.0),
        Mishap("right", 40.0, away_s=3.0),
        Mishap("left", 20.0, away_s=3.0),
        Mishap("left", 35.0),
    )
    source = air(RATE_HZ, mishaps, bursts=bursts)
    recorder = RecordingWriter(folder, SessionMeta())
    with Worker() as worker:
        session = LiveSession(source, recorder=recorder)
        session.start(worker)
        ended = end_of(rest_of(session, patience_s=300.0))
    recording = read_recording(folder)
    found = counts(ended.session)
    say("counts", str(found), "as felt" if found == COUNTS else f"felt: {COUNTS}")
    for side in STARTS_S:
        told(recording, side, [one for one in mishaps if one.side == side])


def told(recording: Recording, side: Side, mishaps: list[Mishap]) -> None:
    block = recording.streams[side].block
    assert block.seq is not None
    steps = np.diff(block.seq)
    holes = np.flatnonzero(steps > 1)
    back_s = block.time_s[1:][holes]
    say(
        side,
        f"{len(block)} samples",
        f"{len(holes)} holes, {len(mishaps)} broken links",
        f"{int((steps < 1).sum())} doubled",
        f"{int((steps[holes] - 1).sum())} taken while the link was down",
    )
    for mishap, first_s in zip(mishaps, back_s, strict=False):
        assert mishap.back_s is not None
        away = f"away for {mishap.away_s:g} s" if mishap.away_s else "dropped"
        say("", away, f"samples again {first_s - mishap.back_s:.2f} s after it could be found")


def frozen() -> None:
    """A window that takes no update for two seconds, again and again."""
    session = LiveSession(air(100.0, sides=("left",)))
    with Worker() as worker:
        session.start(worker)
        updates = session.updates(wait_s=5.0)
        while not session.ended:
            time.sleep(FROZEN_S)
            updates += session.updates()
    ended = end_of(updates)
    assert ended.session is not None
    result = ended.session.sides["left"]
    say(f"frozen for {FROZEN_S:g} s at a time", f"{result.count} reps", f"{len(result.gaps)} gaps")


class Timed:
    """A source that ends after a while, and knows what its time has cost."""

    def __init__(self, source: BleSource, world: World) -> None:
        self._source = source
        self._world = world
        self.name, self.sides, self.span_s = source.name, source.sides, source.span_s
        self.share = 0.0

    def now_s(self) -> float | None:
        return self._source.now_s()

    async def __aiter__(self) -> AsyncIterator[Item]:
        begun: tuple[float, float] | None = None
        items = cast("AsyncGenerator[Item]", aiter(self._source))
        async with self._world, aclosing(items):
            async for time_s, item in items:
                yield time_s, item
                wall_s, taken_s = time.monotonic(), time.process_time()
                if begun is None and isinstance(item, Block):
                    begun = wall_s, taken_s
                if begun is not None and wall_s - begun[0] >= LOAD_S:
                    self.share = (taken_s - begun[1]) / (wall_s - begun[0])
                    return


class Nobody:
    """Listens to a sensor, and does nothing with it."""

    is_up = True
    dropped = None

    def listens(self, role: str) -> bool:
        return role == "data"

    def notify(self, role: str, data: bytes) -> None:
        del role, data


def pretending(motion: Block) -> float:
    """What pretending a sensor takes, as a share of a core."""
    sensor = kickstand(motion=motion)
    sensor.client = Nobody()
    sensor.peripheral.write("control", bytes([Order.START]))
    begun_s = time.process_time()
    for n in range(round(LOAD_S * 100.0)):
        sensor.live_until(n / 100.0)
    assert len(sensor.delivered) > LOAD_S * 90.0
    return (time.process_time() - begun_s) / LOAD_S


def load() -> None:
    """One sensor at 100 Hz in the terminal: its share of a core.

    The radio is pretended: what the system's Bluetooth takes is not in here.
    """
    motion = hinges(in_a_row(8, 3.0), LOAD_S + 5.0)
    own = pretending(motion)
    say("pretending a sensor at 100 Hz", f"{100.0 * own:.1f} % of a core, taken off below")
    for name, draws in (("a line for each event", False), ("the picture", True)):
        world = World(kickstand(motion=motion))
        timed = Timed(BleSource({"right": Wanted()}, DRIVERS, radio=world.radio()), world)
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            patch.object(shows, "can_draw", return_value=draws),
        ):
            in_terminal(Playback(timed), as_json=False)
        share = 100.0 * (timed.share - own)
        say("live --no-window at 100 Hz", name, f"{share:.1f} % of a core")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        dropped(Path(folder) / "at-once", None)
        dropped(Path(folder) / "in-bursts", Bursts())
    frozen()
    load()


if __name__ == "__main__":
    main()
