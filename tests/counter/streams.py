"""Sessions for the tracker, ways to cut and shuffle them, and what comes out, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from imu.counter.tracker import Tracker
from imu.events import AnyEvent
from imu.feed import commands_of, part
from imu.recording import Recording, read_recording, round_block
from imu.samples import Block, Command, CommandKind, Floats, Session, Side
from imu.settings import Settings
from imu.simulator import Foil, Plan, Radio, SetPlan, simulate
from imu.simulator.plan import replace as changed

SAMPLES = Path(__file__).resolve().parents[2] / "recordings"

Item = Block | Command


@dataclass(frozen=True)
class Stream:
    """All samples by side, and the commands in the order of time."""

    blocks: Mapping[Side, Block]
    commands: tuple[Command, ...] = ()

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that a tracker must be told of."""
        return tuple(self.blocks)


@dataclass(frozen=True)
class Outcome:
    """What a tracker said: each event and the session as JSON, which keeps every bit."""

    events: tuple[bytes, ...]
    session: bytes


_QUIET = Foil(kind="quiet", duration_s=2.5)
_WALK = Foil(kind="walk", duration_s=4.0)
_SET = SetPlan(reps=4, settle_s=1.5)

_PLANS: dict[str, tuple[Plan, int]] = {
    # Two sensors, packets lost here and there and for a second now and then, nothing told.
    "two-sensors": (
        Plan(
            activities=(_QUIET, _WALK, _SET, _WALK, changed(_SET, side="left"), _QUIET),
            sensors=("left", "right"),
            radio=Radio(rate_hz=50.0, loss=0.04, bursts_per_min=2.0, packet=4),
        ),
        3,
    ),
    "armed": (
        Plan(
            activities=(_QUIET, _WALK, changed(_SET, reps=5), _WALK, _SET, _QUIET),
            armed=True,
            radio=Radio(rate_hz=104.0, loss=0.02),
        ),
        3,
    ),
    "moved-sensor": (
        Plan(
            activities=(
                *(_QUIET, _WALK, _SET, Foil(kind="move-sensor", duration_s=6.0)),
                *(_QUIET, changed(_SET, side="left"), _QUIET),
            ),
            radio=Radio(rate_hz=52.0),
        ),
        3,
    ),
}

_MORE: dict[str, tuple[Command, ...]] = {
    "armed": (
        Command(28.0, CommandKind.UNDO),
        Command(31.33, CommandKind.CALIBRATE, "right"),
        Command(44.1, CommandKind.SENSOR_MOVED, "right"),
        Command(57.7, CommandKind.PAIN_STOP),
    ),
    "two-sensors": (
        Command(20.01, CommandKind.SET_START, "right"),
        Command(33.3, CommandKind.SET_STOP),
    ),
}
"""Commands in the midst of it all, at times of no meaning."""

SIMULATED = tuple(_PLANS)
COMMITTED = ("simulated_right", "simulated_left-right")


@cache
def stream_called(name: str) -> Stream:
    """Give a simulated session or a committed sample by its name."""
    if name in COMMITTED:
        return stream_of(read_recording(SAMPLES / name))
    plan, seed = _PLANS[name]
    session = simulate(plan, seed)
    commands = sorted([*session.commands, *_MORE.get(name, ())], key=lambda command: command.time_s)
    blocks: dict[Side, Block] = {side: round_block(block) for side, block in session.blocks.items()}
    return Stream(blocks, tuple(commands))


def stream_of(recording: Recording) -> Stream:
    """Give the samples and commands of a recording."""
    blocks: dict[Side, Block] = {s: stream.block for s, stream in recording.streams.items()}
    return Stream(blocks, tuple(commands_of(recording)))


def outcome_of(events: Sequence[AnyEvent], session: Session) -> Outcome:
    """Give what was said as bytes."""
    return Outcome(tuple(map(msgspec.json.encode, events)), msgspec.json.encode(session))


def nothing(tracker: Tracker) -> Tracker:
    """Leave the tracker as it is."""
    return tracker


def run(
    items: Iterator[Item],
    sides: tuple[Side, ...],
    settings: Settings | None = None,
    between: Callable[[Tracker], Tracker] = nothing,
) -> tuple[list[AnyEvent], Session]:
    """Feed a tracker; `between` may exchange it for another one before every item."""
    tracker = Tracker(settings, sides)
    events: list[AnyEvent] = []
    for item in items:
        tracker = between(tracker)
        events += tracker.feed(item)
    session, last = between(tracker).finish()
    return events + last, session


def in_order(stream: Stream, samples: int = 100) -> Iterator[Item]:
    """Give samples and commands in the order of time, a second or two at once."""
    return shuffled(stream, lambda _: samples, lambda _: 0)


def plain_run(stream: Stream, settings: Settings | None = None) -> tuple[list[AnyEvent], Session]:
    """Run a stream in the order of time; how it is cut makes no difference: see `test_any_cut`."""
    return run(in_order(stream), stream.sides, settings)


@cache
def plain_outcome(name: str) -> Outcome:
    """Give what the tracker says of the stream of this name when nothing is odd."""
    return outcome_of(*plain_run(stream_called(name)))


def shuffled(
    stream: Stream, size: Callable[[Side], int], pick: Callable[[int], int]
) -> Iterator[Item]:
    """Give samples and commands in an order that keeps to the tracker's contract.

    A command comes before samples that are later than it is, a `sensor-off` after its side's.

    Parameters
    ----------
    size : how many samples the next block of a side holds; 0 is fine now and then.
    pick : which one to feed, given how many may be fed next.
    """
    waiting: dict[Side, Block] = dict(stream.blocks)
    commands = list(stream.commands)
    while commands or any(len(block) for block in waiting.values()):
        ready: list[tuple[float, Item, Side | None]] = []
        for side, block in waiting.items():
            piece = _next_piece(side, block, commands, size)
            if piece is not None:
                ready.append((float(block.time_s[len(piece) - 1]), piece, side))
        if commands and _may_be_told(commands[0], waiting):
            ready.append((commands[0].time_s, commands[0], None))
        ready.sort(key=lambda entry: (entry[0], entry[2] is not None))
        _, item, side = ready[pick(len(ready))]
        if side is None:
            commands.pop(0)
        else:
            waiting[side] = part(
                waiting[side], len(item) if isinstance(item, Block) else 0, 1 << 60
            )
        yield item


def _next_piece(
    side: Side, block: Block, commands: Sequence[Command], size: Callable[[Side], int]
) -> Block | None:
    """Cut the next block off, unless a command must come first."""
    until = commands[0].time_s if commands else np.inf
    allowed = int(np.searchsorted(block.time_s, until, side="right"))
    return part(block, 0, min(size(side), allowed)) if allowed else None


def _may_be_told(command: Command, waiting: Mapping[Side, Block]) -> bool:
    if command.kind is not CommandKind.SENSOR_OFF:
        return True
    sides: list[Side] = [command.side] if command.side else list(waiting)
    return not any(
        len(waiting[side]) and float(waiting[side].time_s[0]) <= command.time_s for side in sides
    )


def turned(stream: Stream, rotations: Mapping[Side, Floats]) -> Stream:
    """Give the same movement of sensors that are strapped on otherwise: (3, 3) by side."""
    blocks: dict[Side, Block] = {}
    for side, block in stream.blocks.items():
        acc, gyr = (values @ rotations[side].T for values in (block.acc_m_s2, block.gyr_rad_s))
        blocks[side] = replace(block, acc_m_s2=acc, gyr_rad_s=gyr)
    return Stream(blocks, stream.commands)


def random_rotation(rng: np.random.Generator) -> Floats:
    """Give a rotation matrix (3, 3), all equally likely (Shoemake 1992)."""
    w, x, y, z = (q := rng.standard_normal(4)) / np.linalg.norm(q)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
