"""From what a person has chosen and pressed to the edit that it means."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from imu.edits import Difference
from imu.errors import UsageError
from imu.recording.edits import Add, Edit, Exclude, Join, Move, Reject, Restore, Split
from imu.samples import Side
from imu.view.editing import Bar, EditView

_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
_AROUND_S = 0.3
"""s beyond a rep in which its bottom surely is."""

_STANDING_S = 0.5
"""s before and after what was announced in which the person surely stood."""


class Order(StrEnum):
    """What can be done with the chosen movement."""

    REJECT = "reject"
    RESTORE = "restore"
    OTHER_LEG = "other-leg"
    SET_OTHER_LEG = "set-other-leg"
    SPLIT = "split"
    JOIN = "join"
    EXCLUDE = "exclude"


def edit_of(order: Order, bar: Bar | None, view: EditView) -> Edit:
    """The edit that an order means.

    Parameters
    ----------
    order : what was pressed.
    bar : the chosen movement, or None.
    view : what is shown.

    Raises
    ------
    UsageError : nothing is chosen, or it makes no sense there.
    """
    if bar is None:
        raise UsageError("No movement is chosen", "Click on one, or choose one with ← →.")
    if order is Order.RESTORE or (order is Order.EXCLUDE and bar.is_excluded):
        return Restore(side=bar.side, time_s=bar.bottom_s)
    if not bar.is_rep:
        raise UsageError("What is chosen is no rep", "Choose a rep, or press R to make it one.")
    return _MEANT[order](bar, view)


def added(side: Side, one_s: float, other_s: float) -> Add:
    """The rep between two times, s, whichever comes first."""
    return Add(side=side, start_s=min(one_s, other_s), end_s=max(one_s, other_s))


def around(asked: Difference) -> tuple[float, float]:
    """The times, s, between which a rep that only the live count has may be marked."""
    return asked.start_s - _STANDING_S, asked.end_s + _STANDING_S


def needs_edit(asked: Difference, *, is_yes: bool) -> bool:
    """Whether an answer to "was it one, on that leg?" means that review is wrong."""
    return is_yes == (asked.counted_by == "live")


def _moved(bar: Bar, start_s: float, end_s: float) -> Move:
    if bar.side not in _OTHER:
        advice = "Say which leg it was with 'kickstand edit side'."
        raise UsageError("The side of this sensor is not known", advice)
    return Move(
        side=bar.side,
        to=_OTHER[bar.side],
        start_s=start_s - _AROUND_S,
        end_s=end_s + _AROUND_S,
    )


def _set_of(bar: Bar, view: EditView) -> tuple[float, float]:
    lane = view.lane(bar.side)
    if lane is None or bar.set_number > len(lane.sets):
        return bar.start_s, bar.end_s
    one = lane.sets[bar.set_number - 1]
    return one.start_s, one.end_s


_MEANT: dict[Order, Callable[[Bar, EditView], Edit]] = {
    Order.REJECT: lambda bar, _: Reject(side=bar.side, time_s=bar.bottom_s),
    Order.EXCLUDE: lambda bar, _: Exclude(side=bar.side, time_s=bar.bottom_s),
    Order.SPLIT: lambda bar, _: Split(side=bar.side, time_s=bar.start_s),
    Order.JOIN: lambda bar, _: Join(side=bar.side, time_s=bar.start_s),
    Order.OTHER_LEG: lambda bar, _: _moved(bar, bar.start_s, bar.end_s),
    Order.SET_OTHER_LEG: lambda bar, view: _moved(bar, *_set_of(bar, view)),
}
