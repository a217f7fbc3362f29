"""What is measured after a rep: the return to tall, and how steadily the leg then stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from imu.counter.history import History
from imu.counter.items import Settled, Stood
from imu.counter.stillness import MARGIN_S, WINDOW_S, windows_before
from imu.counter.tilt import HingeFrame, sagittal_deg

_SETTLE_S = 0.3
"""s after the end of a rep in which the return to tall is measured."""


@dataclass(slots=True)
class Tail:
    """A cycle about which there is more to be learnt, and whether its return is known."""

    key: int
    last_index: int
    base_deg: float
    settled: bool = False


def measure_tails(
    tails: Sequence[Tail],
    history: History,
    index: int,
    frame: HingeFrame,
    rate_hz: int,
    *,
    force: bool,
) -> Iterator[Settled | Stood]:
    """What is known of all `tails` at grid `index`, each thing once; see `measure_tail`."""
    for tail in tails:
        yield from measure_tail(tail, history, index, frame, rate_hz, force=force)


def measure_tail(
    tail: Tail, history: History, index: int, frame: HingeFrame, rate_hz: int, *, force: bool
) -> Iterator[Settled | Stood]:
    """Give what is known of `tail` at grid `index`, once; `force`: there will be no later look."""
    last = tail.last_index
    settle = last + round(_SETTLE_S * rate_hz)
    if not tail.settled and (force or index >= settle):
        tail.settled = True
        _, poses = history.between(last, min(settle, index))
        if len(poses):
            tilt = sagittal_deg(poses[:, :3], frame)
            yield Settled(tail.key, float(np.min(tilt)) - tail.base_deg)
    if is_over(tail, index, rate_hz):
        first = last + round(MARGIN_S * rate_hz)
        stance = history.between(first + 1, first + round(WINDOW_S * rate_hz))
        windows = windows_before(*stance, frame, rate_hz, "after")
        if windows:
            yield Stood(tail.key, windows)


def is_due(tails: Sequence[Tail], index: int, rate_hz: int) -> bool:
    """Whether at grid `index` any tail may have something to tell; asked at every tick."""
    for tail in tails:
        wait_s = MARGIN_S + WINDOW_S if tail.settled else _SETTLE_S
        if index >= tail.last_index + round(wait_s * rate_hz):
            return True
    return False


def is_over(tail: Tail, index: int, rate_hz: int) -> bool:
    """Whether at grid `index` all has been seen of a tail that ever will be."""
    return index >= tail.last_index + round((MARGIN_S + WINDOW_S) * rate_hz)
