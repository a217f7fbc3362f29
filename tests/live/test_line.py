"""Whenever a person says what: the recording of it, fed in one go, gives the same events."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.counter.legchange import LEG_COMMANDS
from imu.counter.tracker import Tracker
from imu.feed import sides_of, stream_of
from imu.live import Tick, Update
from imu.live.line import Line, Wish
from imu.recording import Recording, RecordingWriter
from imu.samples import Block, Command, CommandKind, Side
from tests.hinges import hinges, in_a_row, recording
from tests.live.live_help import events_in, in_one_go

LIVED = recording(
    hinges(in_a_row(4, first_s=0.8), 15.0, side="left", depth_deg=22.0, hole_s=(7.0, 7.9)),
    hinges(in_a_row(4, first_s=1.0), 15.0, first_s=0.003),
)
ITEMS = list(stream_of(LIVED, 0.05))

KINDS = [k for k in CommandKind if not k.startswith(("side", "sensor")) and k not in LEG_COMMANDS]
KINDS.remove(CommandKind.TARGETS)  # the only one that needs a text of its own
WISHES = st.builds(Wish, st.sampled_from(KINDS), st.sampled_from([None, "left", "right"]))
AHEAD_S = st.sampled_from([None, -0.02, 0.0, 0.0137, 0.05])


class Memory:
    """A recorder that keeps everything."""

    problem = None

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.commands: list[Command] = []

    def write(self, block: Block) -> None:
        self.blocks.append(block)

    def command(self, command: Command) -> None:
        self.commands.append(command)

    def write_event(self, _: object) -> None:
        pass

    def close(self) -> bool:
        return True

    def recording(self) -> Recording:
        """What reading it back would give."""
        sides: list[Side] = ["left", "right"]
        return recording(*(self._joined(side) for side in sides), commands=self.commands)

    def _joined(self, side: Side) -> Block:
        parts = [block for block in self.blocks if block.side == side]
        return Block(
            side,
            np.concatenate([part.time_s for part in parts]),
            np.concatenate([part.acc_m_s2 for part in parts]),
            np.concatenate([part.gyr_rad_s for part in parts]),
            np.concatenate([part.seq for part in parts if part.seq is not None]),
        )


def lived(wishes: dict[int, tuple[Wish, float | None]]) -> tuple[list[Update], Memory]:
    """Live the recording; before item n, a person wishes something, as seen so much ahead of it."""
    updates: list[Update] = []
    memory = Memory()
    sides = sides_of(LIVED)
    line = Line(Tracker(sides=sides), sides, cast("RecordingWriter", memory), updates.append)
    before_s = 0.0
    for n, (time_s, item) in enumerate(ITEMS):
        if n in wishes:
            wish, ahead_s = wishes[n]
            line.wish(
                line.check(wish), None if ahead_s is None else min(before_s + ahead_s, time_s)
            )
        line.take(time_s, item)
        before_s = time_s
    line.finish()
    return updates, memory


@settings(max_examples=6)
@given(st.dictionaries(st.integers(0, len(ITEMS) - 1), st.tuples(WISHES, AHEAD_S), max_size=6))
def test_a_replay_is_exact_whatever_was_commanded_when(
    wishes: dict[int, tuple[Wish, float | None]],
) -> None:
    updates, memory = lived(wishes)
    assert len(memory.commands) == len(wishes)
    assert events_in(updates) == in_one_go(memory.recording())[0]


def test_pictures_are_told_in_the_order_of_time() -> None:
    updates, _ = lived({})
    times = [update.time_s for update in updates if isinstance(update, Tick)]
    assert all(a < b for a, b in pairwise(times))


def test_wish_before_any_samples_comes_true_with_the_first_of_them() -> None:
    """What a source says of its sensors while it connects them is no beginning."""
    memory = Memory()
    line = Line(Tracker(), ("left", "right"), cast("RecordingWriter", memory), lambda _: None)
    line.wish(Wish(CommandKind.ARM), None)
    line.take(0.0, Command(0.0, CommandKind.SENSOR_OFF, "right"))
    assert [command.kind for command in memory.commands] == [CommandKind.SENSOR_OFF]
    first = next(item for _, item in ITEMS if isinstance(item, Block))
    line.take(float(first.time_s[-1]), first)
    arm = memory.commands[-1]
    assert (arm.kind, arm.time_s) == (CommandKind.ARM, float(first.time_s[0]))
