"""What stands on the card at each stage of a plan."""

from __future__ import annotations

from dashboard import words
from dashboard.control.timeline import clock_text
from dashboard.glance.card import Card
from dashboard.glance.dots import leg_name
from imu.coach.shot import CoachShot, SetShot, Stage, Steady

WELL_SHARE = 0.75
"""Share of reps as planned from which on that is said; below it, that the set is done is enough."""


def card_of(shot: CoachShot) -> Card | None:
    """The card; None in a set, where nothing but the count matters."""
    make = _CARDS.get(shot.stage)
    return make(shot) if make is not None else None


def clock_of(shot: CoachShot) -> str:
    """What is left: a number in the last seconds, minutes and seconds before."""
    if shot.left_s is None:
        return ""
    if shot.stage is Stage.COUNTDOWN:
        return str(max(1, round(shot.left_s)))
    return clock_text(shot.left_s)


def _get_ready(shot: CoachShot) -> Card:
    stance = words.STAGE_STAND if shot.leg == "both" else words.STAGE_STEP_ON
    hint = words.STAGE_HELD if shot.is_held else words.STAGE_READY_HINT
    clock = "" if shot.is_held else clock_of(shot)
    return Card(words.STAGE_READY, clock, (stance, _which_set(shot)), hint)


def _rest(shot: CoachShot) -> Card:
    hint = words.STAGE_HELD if shot.is_held else words.STAGE_READY_HINT
    lines = _summary(shot.last)
    if shot.is_changing_leg:
        lines = (words.STAGE_NEXT_LEG.format(side=leg_name(shot.leg)), *lines)
    return Card(words.STAGE_REST, clock_of(shot), lines, hint)


def _which_set(shot: CoachShot) -> str:
    numbers = {"set": min(shot.set_number, shot.planned_sets), "sets": shot.planned_sets}
    return words.STAGE_WHICH_SET.format(**numbers, reps=shot.planned_reps)


def _summary(last: SetShot | None) -> tuple[str, ...]:
    """The set in plain words, the friendly one first; nothing of it is a score."""
    if last is None:
        return ()
    said = [_reps(last)]
    if last.good is not None and last.count:
        reason = (
            words.STAGE_MOSTLY.format(reason=last.reason.rstrip(".").lower()) if last.reason else ""
        )
        said.append(words.STAGE_PLANNED.format(good=last.good, reps=last.count) + reason)
    if last.steady is not None:
        said.append(words.STEADY_WORDS[last.steady.value])
    if last.step_offs:
        said.append(words.STAGE_STEP_OFFS.format(times=last.step_offs))
    return tuple(said)


def _reps(last: SetShot) -> str:
    reps = words.STAGE_REPS.format(reps=last.count)
    share = (last.good or 0) / last.count if last.count else 0.0
    is_well = share >= WELL_SHARE or last.steady is Steady.STEADIER
    if last.is_short or last.stopped == "pain":
        return reps
    return f"{reps}  {words.STAGE_WELL if is_well else words.STAGE_DONE_SO}"


def _countdown(shot: CoachShot) -> Card:
    return Card(clock=clock_of(shot))


def _change(shot: CoachShot) -> Card:
    where = words.SIDE_NAMES.get(shot.leg, shot.leg)
    lines = (words.STAGE_FREE_FOOT, words.STAGE_MOVE.format(side=where))
    return Card(words.STAGE_CHANGE, "", lines, words.STAGE_SITS)


def _restrap(shot: CoachShot) -> Card:
    where = words.SIDE_NAMES.get(shot.leg, "")
    lines = (
        (words.STAGE_OFF_AND_ON, words.STAGE_SAME_LEG.format(side=where))
        if where
        else (words.STAGE_OFF_AND_ON,)
    )
    return Card(words.STAGE_RESTRAP, "", lines, words.STAGE_SITS)


def _pain(shot: CoachShot) -> Card:
    del shot
    return Card(words.STAGE_STOPPED, "", words.STAGE_PAIN_LINES, words.STAGE_PAIN_HINT)


def _done(shot: CoachShot) -> Card:
    lines = (*_summary(shot.last), words.STAGE_OFF)
    return Card(words.STAGE_DONE, "", lines, words.STAGE_DONE_HINT)


_CARDS = {
    Stage.GET_READY: _get_ready,
    Stage.COUNTDOWN: _countdown,
    Stage.REST: _rest,
    Stage.CHANGE: _change,
    Stage.RESTRAP: _restrap,
    Stage.PAIN: _pain,
    Stage.DONE: _done,
}
