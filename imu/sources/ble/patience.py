"""How long is waited for what, and work that may not take longer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

_LAST_S = 0.5
"""s that work gets to notice that it is cancelled; then it is left behind."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a link waits, s. The defaults are for people; tests are in more of a hurry.

    Attributes
    ----------
    search_s : for a sensor to be heard of, each time. Twice the longest usual interval of sleepy
        sensors, and so short that the other sensor may have its turn.
    settle_s : for a better heard one, where several may be meant; and for the other side's.
    connect_s : for a connection. The library's own default is 30 s; nobody stands that long.
    step_s : for one read or write. An ATT transaction times out after 30 s (Core Specification,
        vol 3, part F, 3.3.3), but who needs more than this has gone.
    setup_s : for everything that a driver does at the beginning; Polar's takes seconds.
    first_s : for the first sample after that.
    stall_s : without a sample until a person is told.
    silent_s : without a sample until the connection is given up. Radios stall up to 2 s without
        losing anything (`firmware_notes/timing.md`), and the other leg waits all that time.
    retry_s : before the next attempt, and the one after it ...; the last goes on.
    again_s : in place of the first of these, where a connection broke off that was good: as a rule
        the sensor is there, and each second costs samples.
    good_s : of streaming, after which attempts are counted anew.
    battery_s : between two questions for the charge.
    align_s : for the clocks of two sensors to agree, where their hardware can, besides what they
        have to be left alone for. It begins with switching both on.
    pace : seconds of the sensors in one second: of a sensor that is not virtual, 1.
    give_up_s : until a session of which no sensor was ever connected ends.
    stop_s, leave_s : for the last words to a sensor, and for disconnecting.
    """

    search_s: float = 10.0
    settle_s: float = 2.0
    connect_s: float = 15.0
    step_s: float = 8.0
    setup_s: float = 30.0
    first_s: float = 5.0
    stall_s: float = 1.0
    silent_s: float = 2.5
    retry_s: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)
    again_s: float = 0.1
    good_s: float = 10.0
    battery_s: float = 60.0
    align_s: float = 60.0
    pace: float = 1.0
    give_up_s: float = 90.0
    stop_s: float = 2.0
    leave_s: float = 3.0

    def before_attempt(self, failures: int, *, broke_off: bool = False) -> float:
        """How long to wait after so many failures in a row, s; `broke_off` as for `again_s`."""
        if broke_off and failures == 1:
            return self.again_s
        return self.retry_s[min(max(failures, 1), len(self.retry_s)) - 1]


async def within(seconds: float, work: Coroutine[Any, Any, object]) -> bool:
    """Do something, but not for longer: whoever does not even heed being cancelled is left behind.

    What it raises is raised, but not what it raises after its time.

    Returns
    -------
    Whether it came to its end.
    """
    task = asyncio.ensure_future(work)
    is_late = True
    try:
        await asyncio.wait({task}, timeout=seconds)
        is_late = not task.done()
    finally:
        if is_late:
            await give_up(task)
    if is_late or task.cancelled():
        return False
    task.result()
    return True


async def give_up(task: asyncio.Future[Any]) -> None:
    """Cancel a task that nobody waits for any more; how it ends is of no interest."""
    task.cancel()
    await asyncio.wait({task}, timeout=_LAST_S)
    task.add_done_callback(forget)


def forget(task: asyncio.Future[Any]) -> None:
    """Look at how it ended, so that nobody complains that nobody did."""
    if not task.cancelled():
        task.exception()
