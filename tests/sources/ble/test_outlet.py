"""The order in which a session gets what its links have."""

from __future__ import annotations

import numpy as np

from imu.samples import Block, Command, Side
from imu.sources.ble.outlet import Item, Outlet
from tests.sources.ble.quick import now_s, quickly


def block(side: Side, *times_s: float) -> Block:
    n = len(times_s)
    return Block(side, np.array(times_s), np.ones((n, 3)), np.zeros((n, 3)), np.arange(n))


async def taken(outlet: Outlet, n: int) -> list[Item]:
    return [await outlet.take() for _ in range(n)]


def test_samples_that_come_together_are_handed_on_together() -> None:
    async def whole() -> None:
        outlet = Outlet(now_s)
        outlet.samples("left", block("left", 0.1))
        outlet.samples("right", block("right", 0.11))
        outlet.samples("left", block("left", 0.12, 0.13))
        items = await taken(outlet, 2)
        blocks = [item for _, item in items if isinstance(item, Block)]
        assert [one.time_s.tolist() for one in blocks] == [[0.1, 0.12, 0.13], [0.11]]
        assert [time_s for time_s, _ in items] == [0.13, 0.11]
        assert blocks[0].seq is not None
        assert blocks[0].seq.tolist() == [0, 0, 1]

    quickly(whole())


def test_side_gives_nothing_older_than_the_time_at_which_it_is_switched_on() -> None:
    async def whole() -> None:
        outlet = Outlet(now_s)
        outlet.samples("left", block("left", 1.0))
        outlet.switch("right", on=True)
        outlet.samples("right", block("right", 0.98, 0.99, 1.0, 1.01))
        _, (_, on), (_, rest) = await taken(outlet, 3)
        assert isinstance(on, Command)
        assert 1.0 < on.time_s < 1.000001
        assert isinstance(rest, Block)
        assert rest.time_s.tolist() == [1.01]
        assert outlet.dropped == 3

    quickly(whole())


def test_commands_come_after_the_samples_before_them_and_never_at_one_time() -> None:
    async def whole() -> None:
        outlet = Outlet(now_s)
        outlet.switch("left", on=False)
        outlet.switch("left", on=True)
        outlet.samples("left", block("left", 0.5))
        outlet.switch("left", on=False)
        outlet.switch("left", on=True)
        items = [item for _, item in await taken(outlet, 5)]
        assert isinstance(items[2], Block)
        times = [item.time_s for item in items if isinstance(item, Command)]
        assert times == sorted(set(times))
        assert times[1] < 0.5 < times[2]

    quickly(whole())
