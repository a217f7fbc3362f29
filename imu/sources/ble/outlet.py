"""Where all links hand in what they have: one queue, in an order that a replay finds again.

A replay sorts samples and commands by time. So that it decides as was decided live, a side is
switched on and off at the time that all sides together have reached, and a side that was just
switched on gives nothing older: some samples at most, right behind a hole of seconds.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

import numpy as np

from imu.feed import part
from imu.recording import round_block
from imu.samples import Block, Command, CommandKind, Floats, Ints, Side
from imu.sources.news import LinkReport, News, SensorCard

Item = tuple[float, Block | Command | News]
"""As `imu.live.source.StreamItem`: session time at which it is complete, s, and the item."""

GATHER_S = 0.02
"""s. Samples that come within it are handed on together: a radio brings several at a time, and a
picture is drawn every 33 ms. Handed on one by one they cost the counter several times as much."""

ASIDE_S = 5e-7
"""s. Half of the resolution of sample times: a command at such a time is never at a sample's."""

NEXT_S = 1e-9
"""s between two commands without a sample in between: of equal times, a replay would sort them."""


class Outlet:
    """The items of a session, ready to be taken.

    Parameters
    ----------
    now_s : gives session time, s.
    gather_s : see `GATHER_S`.
    """

    def __init__(self, now_s: Callable[[], float], gather_s: float = GATHER_S) -> None:
        self._now_s = now_s
        self._gather_s = gather_s
        self._queue: asyncio.Queue[Item | BaseException] = asyncio.Queue()
        self._gathered: dict[Side, list[Block]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._last_s: dict[Side, float] = {}
        self._reached_s = self._switched_s = 0.0
        self.dropped = 0
        """Samples left out because they were older than the time their side was switched on."""

    async def take(self) -> Item:
        """The next item; waits for one.

        Raises
        ------
        Exception : what was given to `fail`.
        """
        item = await self._queue.get()
        if isinstance(item, BaseException):
            raise item
        return item

    def samples(self, side: Side, block: Block) -> None:
        """Take samples of a side that is switched on; they are handed on in a moment."""
        if not len(block):
            return
        self._gathered.setdefault(side, []).append(block)
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._gather_s, self.flush)

    def flush(self) -> None:
        """Hand on at once what was gathered."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        gathered, self._gathered = self._gathered, {}
        for side, blocks in gathered.items():
            self._hand_on(side, round_block(joined(blocks)))

    def _hand_on(self, side: Side, block: Block) -> None:
        """Put samples into the queue that are later than all before of their side."""
        first = int(np.searchsorted(block.time_s, self._last_s.get(side, -math.inf), "right"))
        self.dropped += first
        if first == len(block):
            return
        last_s = float(block.time_s[-1])
        self._last_s[side] = last_s
        self._reached_s = max(self._reached_s, last_s)
        self._queue.put_nowait((last_s, part(block, first, len(block))))

    def switch(self, side: Side, *, on: bool) -> None:
        """From now on the other side has to wait for this one's samples, or need not."""
        self.flush()
        kind = CommandKind.SENSOR_ON if on else CommandKind.SENSOR_OFF
        time_s = max(self._reached_s + ASIDE_S, self._switched_s + NEXT_S)
        self._switched_s = time_s
        if on:
            self._last_s[side] = max(self._last_s.get(side, -math.inf), time_s)
        self._queue.put_nowait((time_s, Command(time_s, kind, side)))

    def tell(self, news: LinkReport | SensorCard) -> None:
        """Take news; they overtake samples that are still being gathered."""
        self._queue.put_nowait((self._now_s(), news))

    def fail(self, error: BaseException) -> None:
        """Let whoever takes items have this error next."""
        self._queue.put_nowait(error)

    def look_at(self, task: asyncio.Task[None]) -> None:
        """To be called when a task is over: a bug in it shall end the session, not hide."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self.fail(error)

    def close(self) -> None:
        """Hand nothing more on by itself."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def joined(blocks: list[Block]) -> Block:
    """Blocks of one side one after another; of optional columns, those that all have."""
    if len(blocks) == 1:
        return blocks[0]
    first = blocks[0]
    seq: list[Ints] = [block.seq for block in blocks if block.seq is not None]
    return Block(
        side=first.side,
        time_s=np.concatenate([block.time_s for block in blocks]),
        acc_m_s2=np.concatenate([block.acc_m_s2 for block in blocks]),
        gyr_rad_s=np.concatenate([block.gyr_rad_s for block in blocks]),
        seq=np.concatenate(seq) if len(seq) == len(blocks) else None,
        host_time_s=_column([block.host_time_s for block in blocks]),
        sensor_time_s=_column([block.sensor_time_s for block in blocks]),
    )


def _column(columns: list[Floats | None]) -> Floats | None:
    there = [column for column in columns if column is not None]
    return np.concatenate(there) if len(there) == len(columns) else None
