"""Leads a person through the check of a sensor that sends now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import cast

from imu.live import Source, StreamItem
from imu.samples import Block
from imu.sensorcheck import SensorCheck

_LOOK_S = 1.0
"""s of stream time between two looks at what was done: as long as a pose has to be held."""


def watch(source: Source, check: SensorCheck, tell: Callable[[str], None]) -> bool:
    """Take samples and say what to do next until all was tried, or the source ends.

    Returns
    -------
    Whether it came to its end; false if the person broke it off. What was found by then is there.

    Raises
    ------
    ImuError : the source says that it cannot go on.
    """
    try:
        asyncio.run(_watch(source, check, tell))
    except KeyboardInterrupt:
        return False
    return True


async def _watch(source: Source, check: SensorCheck, tell: Callable[[str], None]) -> None:
    said, due_s = "", -float("inf")
    # Closed at once on leaving, so that the sensor is let go of.
    async with aclosing(cast("AsyncGenerator[StreamItem]", aiter(source))) as items:
        async for time_s, item in items:
            if not isinstance(item, Block):
                continue
            check.push(item)
            if time_s < due_s:
                continue
            due_s = time_s + _LOOK_S
            step = check.next_step()
            if not step:
                return
            if step != said:
                tell(step)
                said = step
