"""A recording as a stream: its samples and commands in the order in which they were lived."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from heapq import merge

import numpy as np

from imu.recording import Recording
from imu.samples import Block, Command, CommandKind, Side

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


def commands_of(recording: Recording) -> list[Command]:
    """The recorded commands in the order of time, and when each sensor was there.

    A side that is not there from beginning to end gets `sensor-off` and `sensor-on`, unless they
    were recorded.
    """
    commands = list(recording.commands)
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
    recording: Recording, block_s: float = 0.04
) -> Iterator[tuple[float, Block | Command]]:
    """Samples and commands in the order of time, as they would have come live.

    Parameters
    ----------
    recording : what to stream.
    block_s : samples are handed out in pieces of this length, s.

    Yields
    ------
    The session time at which the item is complete, and the item. A command comes before samples of
    its own time, but a `sensor-off` after them.
    """
    told = [
        (command.time_s, 2 if command.kind is CommandKind.SENSOR_OFF else 0, n, command)
        for n, command in enumerate(commands_of(recording))
    ]
    told.sort(key=_order)
    sides = (
        _pieces(stream.block, block_s, n) for n, stream in enumerate(recording.streams.values())
    )
    for time_s, _, _, item in merge(told, *sides, key=_order):
        yield time_s, item


_Entry = tuple[float, int, int, "Block | Command"]
"""Time, rank among what has the same time, number, and the item itself."""


def _order(entry: _Entry) -> tuple[float, int, int]:
    return entry[:3]


def _pieces(block: Block, block_s: float, n: int) -> Iterator[_Entry]:
    """The block in pieces of `block_s`, each at the time of its own last sample."""
    cell = np.floor(block.time_s / block_s)
    cuts = [0, *(np.flatnonzero(np.diff(cell)) + 1).tolist(), len(block)]
    for first, last in itertools.pairwise(cuts):
        if last > first:
            yield float(block.time_s[last - 1]), 1, n, part(block, first, last)


def sides_of(recording: Recording) -> tuple[Side, ...]:
    """The sides that have samples, in the order in which the tracker reports them."""
    return tuple(recording.streams)
