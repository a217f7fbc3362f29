"""A recording as a stream: its samples and commands in the order in which they were lived."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from heapq import merge

import numpy as np

from imu.counter.legchange import LEG_COMMANDS, first_leg
from imu.counter.tracker import Tracker
from imu.recording import Recording, Stream
from imu.samples import SIDES, Block, Command, CommandKind, Side
from imu.settings import Settings

_ABSENT_S = 2.0
"""s. A side that starts so much later, or ends so much earlier, than the recording was not there:
one sensor moved from leg to leg. The other side's reps must not wait for it."""

_PRESENCE = (CommandKind.SENSOR_ON, CommandKind.SENSOR_OFF)


def part(block: Block, first: int, last: int) -> Block:
    """Samples ``first:last`` of a block (views, not copies)."""
    cut = slice(first, last)
    return Block(
        block.side,
        block.time_s[cut],
        block.acc_m_s2[cut],
        block.gyr_rad_s[cut],
        None if block.seq is None else block.seq[cut],
        None if block.host_time_s is None else block.host_time_s[cut],
        None if block.sensor_time_s is None else block.sensor_time_s[cut],
    )


def counted_streams(recording: Recording) -> dict[Side, Stream]:
    """What is counted of a recording, by side (R27).

    Where one sensor changed the leg, the stream of unknown side holds what it felt on the way.
    """
    changes = first_leg(recording.commands) is not None
    return {s: one for s, one in recording.streams.items() if not (changes and s == "unknown")}


def commands_of(recording: Recording) -> list[Command]:
    """The recorded commands in the order of time, and when each sensor was there.

    A side that is not there from beginning to end gets `sensor-off` and `sensor-on`, unless they
    were recorded, or the change of one sensor's leg was.
    """
    commands = list(recording.commands)
    if first_leg(commands) is not None:
        return sorted(commands, key=lambda command: command.time_s)
    told = {command.side for command in commands if command.kind in _PRESENCE}
    for side, stream in recording.streams.items():
        if side in told or None in told:
            continue
        first, last = float(stream.block.time_s[0]), float(stream.block.time_s[-1])
        if first > recording.start_s + _ABSENT_S:
            commands.append(Command(recording.start_s, CommandKind.SENSOR_OFF, side))
            commands.append(Command(first, CommandKind.SENSOR_ON, side))
        if last < recording.end_s - _ABSENT_S:
            commands.append(Command(last, CommandKind.SENSOR_OFF, side))
    return sorted(commands, key=lambda command: command.time_s)


def stream_of(
    recording: Recording,
    block_s: float = 0.04,
    from_s: float | None = None,
    until_s: float | None = None,
) -> Iterator[tuple[float, Block | Command]]:
    """Samples and commands in the order of time, as they would have come live.

    Parameters
    ----------
    recording : what to stream.
    block_s : samples are handed out in pieces of this length, s, cut once more at every command,
        so that what was decided before it does not depend on the length.
    from_s, until_s : only samples and commands with ``from_s <= time_s < until_s``, s.

    Yields
    ------
    The session time at which the item is complete, and the item. A command comes before samples of
    its own time, but a `sensor-off` after them.
    """
    first_s = -math.inf if from_s is None else from_s
    last_s = math.inf if until_s is None else until_s
    told = [
        (command.time_s, _rank(command), n, command)
        for n, command in enumerate(commands_of(recording))
        if first_s <= command.time_s < last_s
    ]
    told.sort(key=_order)
    sides = (
        _pieces(_between(stream.block, first_s, last_s), block_s, n, told)
        for n, stream in enumerate(counted_streams(recording).values())
    )
    for time_s, _, _, item in merge(told, *sides, key=_order):
        yield time_s, item


_Entry = tuple[float, int, int, "Block | Command"]
"""Time, rank among what has the same time, number, and the item itself."""

_STRETCH = 4096
"""Samples whose cuts are found at a time."""

_FIRST, _MIDDLE, _LAST = range(3)
"""Ranks: most commands, samples, a `sensor-off`."""


def _rank(command: Command) -> int:
    return _LAST if command.kind is CommandKind.SENSOR_OFF else _FIRST


def _order(entry: _Entry) -> tuple[float, int, int]:
    return entry[:3]


def _between(block: Block, first_s: float, last_s: float) -> Block:
    first, last = np.searchsorted(block.time_s, [first_s, last_s])
    return part(block, int(first), int(last))


def _pieces(
    block: Block, block_s: float, n: int, told: Sequence[tuple[float, int, int, Command]]
) -> Iterator[_Entry]:
    """The block in pieces of `block_s`, each at the time of its own last sample."""
    for first, last in itertools.pairwise(_cuts(block, block_s, told)):
        yield float(block.time_s[last - 1]), _MIDDLE, n, part(block, first, last)


def _cuts(
    block: Block, block_s: float, told: Sequence[tuple[float, int, int, Command]]
) -> Iterator[int]:
    """Where the block is cut, its ends with it, increasing.

    Found out a stretch at a time: whoever seeks in an hour wants only the first few.
    """
    at_commands = {
        int(np.searchsorted(block.time_s, time_s, "left" if rank == _FIRST else "right"))
        for time_s, rank, *_ in told
    }
    yield 0
    for first in range(1, len(block), _STRETCH):
        last = min(first + _STRETCH, len(block))
        cell = np.floor(block.time_s[first - 1 : last] / block_s)
        cuts = set((np.flatnonzero(np.diff(cell)) + first).tolist())
        yield from sorted(cuts | {cut for cut in at_commands if first <= cut < last})
    if len(block):
        yield len(block)


def sides_of(recording: Recording) -> tuple[Side, ...]:
    """The sides that are counted, in the order in which the tracker reports them.

    Those with samples, those that one sensor was said to be on, and those whose sensor was waited
    for and never came.
    """
    told = (*LEG_COMMANDS, *_PRESENCE)
    worn = {command.side for command in recording.commands if command.kind in told}
    worn.update(counted_streams(recording))
    return tuple(side for side in SIDES if side in worn)


def tracker_for(recording: Recording, settings: Settings | None = None) -> Tracker:
    """A tracker that a recording can be fed to."""
    return Tracker(settings, sides_of(recording), first_leg(recording.commands))
