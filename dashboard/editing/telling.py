"""What is said about movements, sets and questions, in the language in use."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import words
from imu.edits import Difference
from imu.view.editing import Bar, EditView, Lane

_MOST_SETS = 6
"""Sets that have a line each: what the exercise asks for. More leave no room for questions."""

_OTHER = {"left": "right", "right": "left"}


def clock(time_s: float) -> str:
    """Minutes, seconds and tenths."""
    minutes, seconds = divmod(round(max(0.0, time_s), 1), 60.0)
    return words.EDIT_CLOCK.format(minutes=int(minutes), seconds=seconds)


def title_of(bar: Bar) -> str:
    """Which movement it is."""
    side = words.SIDE_NAMES[bar.side]
    if not bar.is_rep:
        return words.EDIT_REJECTED.format(side=side)
    if bar.count is None:
        return words.EDIT_UNCOUNTED.format(set=bar.set_number, side=side)
    return words.EDIT_REP.format(count=bar.count, set=bar.set_number, side=side)


def lines_of(bar: Bar) -> Iterator[str]:
    """Everything that is known about a movement."""
    length_s = bar.end_s - bar.start_s
    yield words.EDIT_TIMES.format(start=clock(bar.start_s), end=clock(bar.end_s), length=length_s)
    yield words.EDIT_DEPTH.format(depth=bar.depth_deg)
    if bar.down_s is not None and bar.hold_s is not None and bar.up_s is not None:
        yield words.EDIT_TEMPO.format(down=bar.down_s, hold=bar.hold_s, up=bar.up_s)
    if not bar.is_rep:
        yield words.EDIT_WHY.format(reason=words.short_reason(bar.reason))
    known = {**words.FLAGS, **words.EDIT_FLAGS}
    if bar.flags:
        yield ", ".join(known.get(flag, flag) for flag in bar.flags)


def sums_of(view: EditView) -> Iterator[str]:
    """Reps of each leg in all, and set by set; of many sets only the counts."""
    is_long = sum(len(lane.sets) for lane in view.lanes) > _MOST_SETS
    for lane in view.lanes:
        yield _total(lane)
        if is_long:
            counts = " · ".join(str(one.count) for one in lane.sets)
            yield words.EDIT_SETS.format(counts=counts)
            continue
        for number, one in enumerate(lane.sets, start=1):
            text = words.EDIT_SET if one.depth_deg is not None else words.EDIT_SET_BARE
            yield text.format(set=number, reps=reps_of(one.count), depth=one.depth_deg or 0.0)


def _total(lane: Lane) -> str:
    side = _begun(words.SIDE_NAMES[lane.side])
    total = words.EDIT_TOTAL.format(side=side, reps=reps_of(lane.count))
    before = words.EDIT_BEFORE.format(found=lane.found, announced=lane.announced)
    return f"{total} ({before})"


def question_of(asked: Difference) -> str:
    """One difference between the live count and review as a question."""
    side, when = words.SIDE_NAMES[asked.side], clock(asked.time_s)
    by, other = words.EDIT_BY[asked.counted_by], words.EDIT_BY[_other(asked.counted_by)]
    if asked.reason == "other-leg":
        there = words.SIDE_NAMES[_OTHER.get(asked.side, asked.side)]
        return words.EDIT_ASK_LEG.format(
            time=when, side=side, there=there, by=_begun(by), other=other
        )
    reason = words.short_reason(asked.reason) if asked.reason else words.EDIT_NOT_SEEN
    return words.EDIT_ASK.format(time=when, side=side, by=_begun(by), other=other, reason=reason)


def reps_of(count: int) -> str:
    """So many reps."""
    return words.EDIT_REPS["one" if count == 1 else "more"].format(count=count)


def _begun(text: str) -> str:
    """As the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _other(by: str) -> str:
    return "review" if by == "live" else "live"


def change_of(before: EditView, after: EditView) -> str:
    """What a correction has done to the counts."""
    told: list[str] = []
    for lane in after.lanes:
        was = before.lane(lane.side)
        count = was.count if was is not None else 0
        if count != lane.count:
            side = words.SIDE_NAMES[lane.side]
            told.append(words.EDIT_CHANGED.format(side=side, before=count, after=lane.count))
    return " ".join(told) or words.EDIT_SAME
