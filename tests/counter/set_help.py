"""Sets under way, and what was said about them."""

from __future__ import annotations

from imu.counter.sets import SetKeeper
from imu.events import AnyEvent, RejectedEvent, SetEvent
from tests.counter.builders import at, judge_all, keeper


def kinds(events: list[AnyEvent]) -> list[str]:
    return [type(event).__name__.removesuffix("Event").lower() for event in events]


def series(n: int, first_s: float = 2.0) -> list[float]:
    return [first_s + 3.0 * i for i in range(n)]


def armed(at_bottom: bool = False) -> SetKeeper:
    sets = keeper(at_bottom=at_bottom)
    sets.arm(0.0, True)
    return sets


def a_set(n: int) -> SetKeeper:
    """An unarmed set of `n` reps under way; the last one ends 0.6 s before 2 + 3 n."""
    sets = keeper()
    judge_all(sets, *[at(start) for start in series(n)])
    return sets


def ends(events: list[AnyEvent]) -> list[SetEvent]:
    return [e for e in events if isinstance(e, SetEvent) and e.state == "end"]


def rejections(events: list[AnyEvent]) -> list[RejectedEvent]:
    return [e for e in events if isinstance(e, RejectedEvent)]
