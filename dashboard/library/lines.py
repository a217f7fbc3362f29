"""A recording in words: a row of the table, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import words
from dashboard.when import moment_text
from imu.cli.librarywords import sets_text
from imu.library import Entry

_LEGS = ("left", "right")


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg's name, and its sets and reps."""

    side: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a recording.

    Attributes
    ----------
    called : its name.
    when : day and time, and how long.
    what : the exercise as it was chosen, or "".
    legs : one for each leg that has sets.
    counted : where the counts come from.
    remarks : flags, states and answers, one a line.
    problem : why it cannot be used as it is, or "".
    """

    called: str
    when: str
    what: str
    legs: tuple[Leg, ...]
    counted: str
    remarks: tuple[str, ...]
    problem: str


def row_texts(one: Entry) -> tuple[str, ...]:
    """When, name, person, step, both legs, remarks."""
    at = one.started_at.astimezone() if one.started_at else None
    return (
        f"{at:%Y-%m-%d %H:%M}" if at else "–",
        one.called,
        one.person or "–",
        rung_word(one),
        *(sets_text(one.sets.get(leg, ())) if one.sets.get(leg) else "–" for leg in _LEGS),
        ", ".join((*_states(one), *_flags(one))),
    )


def about(one: Entry) -> About:
    """Everything that is known of a recording without analysing it."""
    sides = (*_LEGS, *(side for side in one.sets if side not in _LEGS))
    return About(
        called=one.called,
        when=" · ".join(part for part in (_moment(one), _length(one)) if part),
        what=" · ".join(part for part in (rung_word(one, ""), _load(one), _support(one)) if part),
        legs=tuple(Leg(side, _sets(one.sets[side])) for side in sides if one.sets.get(side)),
        counted="" if one.problem else words.LIBRARY_COUNTED[one.counted_from],
        remarks=tuple(line for line in (*_own_states(one), *_flags(one), *_answers(one)) if line),
        problem=_problem(one),
    )


def rung_word(one: Entry, else_: str = "–") -> str:
    """The step of the ladder, or what was chosen instead of one."""
    return words.RUNGS.get(one.rung, one.rung) or one.exercise or else_


def _sets(counts: tuple[int, ...]) -> str:
    return words.LIBRARY_SETS.format(sets=sets_text(counts), reps=sum(counts))


def _moment(one: Entry) -> str:
    if one.started_at is None:
        return words.LIBRARY_NO_DATE
    return moment_text(one.started_at)


def _length(one: Entry) -> str:
    if one.duration_s is None:
        return ""
    minutes, seconds = divmod(round(one.duration_s), 60)
    return words.LIBRARY_LENGTH.format(minutes=minutes, seconds=seconds)


def _load(one: Entry) -> str:
    weight = "" if one.load_kg is None else words.PLAN_KGS.format(f"{one.load_kg:g}")
    return " ".join(part for part in (one.load, weight) if part)


def _support(one: Entry) -> str:
    if not one.support:
        return ""
    return words.LIBRARY_HAND.format(support=words.SUPPORTS.get(one.support, one.support))


def _states(one: Entry) -> tuple[str, ...]:
    so = {
        "unreadable": bool(one.problem),
        "unfinished": not one.is_complete,
        "edited": one.edits > 0,
        "labelled": one.is_labelled,
        "unknown": bool(one.sets.get("unknown")),
    }
    return tuple(words.LIBRARY_STATES[name] for name, is_so in so.items() if is_so)


def _own_states(one: Entry) -> tuple[str, ...]:
    edits = words.LIBRARY_EDITS.format(edits=one.edits) if one.edits else ""
    return (edits, words.LIBRARY_STATES["labelled"] if one.is_labelled else "")


def _flags(one: Entry) -> tuple[str, ...]:
    return tuple(f"{words.FLAGS.get(flag, flag)} {times}×" for flag, times in one.flags.items())


def _answers(one: Entry) -> tuple[str, ...]:
    return (
        "" if one.effort is None else words.LIBRARY_EFFORT.format(score=f"{one.effort:g}"),
        "" if one.pain is None else words.LIBRARY_PAIN.format(score=f"{one.pain:g}"),
    )


def _problem(one: Entry) -> str:
    if one.problem:
        return words.of_core(one.problem)
    if one.saved_in:
        return words.LIBRARY_ELSEWHERE.format(place=one.saved_in)
    return "" if one.is_complete else words.LIBRARY_OPEN
