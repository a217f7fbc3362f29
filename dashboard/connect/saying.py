"""What the connect screen says, and which buttons make sense, for what is so. Without widgets."""

from __future__ import annotations

from dashboard import words
from imu.live.connecting import SENSOR_LOGGERS
from imu.view.connect import MOST_SENSORS
from imu.view.connectshot import ConnectShot, Lack, Row


def saying_of(shot: ConnectShot) -> str:
    """How the search stands, and the one thing to do about it."""
    if shot.problem:
        problem, advice = words.of_core(shot.problem), words.of_core(shot.advice)
        return f"{problem.rstrip('.')}.\n{advice.rstrip('.')}."
    return "\n".join(words.CONNECT_SEARCH.get(shot.search, ("", ""))).strip()


def enter_means(shot: ConnectShot, selected: Row) -> str:
    """What Enter does: "use" the selected sensor, or "start"."""
    if selected.is_chosen:
        return "use" if selected.refusal else "start"
    is_of_use = not selected.refusal and len(shot.chosen) < MOST_SENSORS
    return "use" if is_of_use or not shot.is_ready else "start"


def hint_of(shot: ConnectShot, selected: Row | None) -> str:
    """What is still to be done, or how it will begin."""
    if shot.lack is not Lack.NOTHING:
        is_stuck = any(row.refusal or row.advice for row in shot.chosen)
        return "" if is_stuck and shot.lack is Lack.LINK else words.CONNECT_LACK[shot.lack]
    if selected is not None and enter_means(shot, selected) == "use":
        return words.CONNECT_READY_MORE
    chosen = shot.chosen
    if len(chosen) != 1:
        return _ready_two(shot)
    text = words.CONNECT_READY_BOTH if shot.both_legs else words.CONNECT_READY_ONE
    return text.format(side=words.SIDE_NAMES[chosen[0].side])


def _ready_two(shot: ConnectShot) -> str:
    if shot.agree_s is None:
        return words.CONNECT_READY_TWO
    text = words.CONNECT_READY_AGREED if shot.aligns else words.CONNECT_READY_MAY_AGREE
    return text.format(seconds=shot.agree_s)


def enabled(shot: ConnectShot, selected: Row | None, *, is_list: bool) -> frozenset[str]:
    """The names of the buttons that make sense now."""
    if not is_list:
        return frozenset({"phyphox", "back"})
    chosen, names = shot.chosen, {"look", "back"}
    if not chosen or (len(chosen) == 1 and _may_be_followed(chosen[0])):
        names.add("phone")
    if shot.is_ready:
        names.add("start")
    if chosen:
        names |= {"left", "right"}
    if len(chosen) == 1:
        names.add("both")
    if len(chosen) > 1:
        names.add("swap")
    if shot.agree_s is not None:
        names.add("align")
    if selected is not None and selected.is_chosen:
        names.add("release")
    elif selected is not None and not selected.refusal:
        names.add("use")
    return frozenset(names)


def _may_be_followed(row: Row) -> bool:
    """Whether it is a phone that sends, so that one more may join it."""
    return row.is_live and row.key in SENSOR_LOGGERS.values()
