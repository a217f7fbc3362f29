"""Prescribed against done, leg by leg."""

from __future__ import annotations

from collections.abc import Sequence

from imu.report.content import Report
from imu.report.facts import LegFacts
from imu.report.pieces import Table, sentence, some
from imu.report.words import Words
from imu.trend.done import BOTH

_SETS_SHOWN = 8
"""Sets of a leg whose reps are listed one by one."""


def dose_table(report: Report, words: Words) -> Table:
    """A row for each leg that was measured or prescribed."""
    measured = report.session.legs
    there = {one.leg for one in measured}
    missing = [leg for leg in report.done.planned_legs if leg not in {*there, BOTH}]
    rows = [_row(report, one, words) for one in measured]
    rows += [_missing(report, leg, words) for leg in missing]
    return Table(words.DOSE_HEAD, tuple(rows), wide=(1, 2, 3, 4, 5, 6))


def dose_remarks(report: Report, words: Words) -> tuple[str, ...]:
    """How much of the plan was done, and what was missed most."""
    share = report.share
    said = [words.NO_PLAN if share is None else words.SHARE.format(percent=100.0 * share)]
    session = report.session
    if {session.eccentric_s, session.concentric_s, session.rest_s} != {None}:
        said.append(words.IN_BRACKETS)
    said += [
        words.MOSTLY.format(leg=sentence(words.leg(one.leg)), reason=_reason(one.missed, words))
        for one in report.session.legs
        if one.missed
    ]
    return tuple(said)


def _reason(missed: str, words: Words) -> str:
    """A sentence of the core within another one."""
    bare = missed.rstrip(".")
    return words.of_core(bare[:1].lower() + bare[1:])


def _row(report: Report, one: LegFacts, words: Words) -> tuple[str, ...]:
    session = report.session
    wanted = (session.eccentric_s, None, session.concentric_s)
    has_tempo = any(value is not None for value in wanted)
    tempo = _times(one.tempo_s, words.NONE, words)
    rest = words.NONE if one.rest_s is None else f"{one.rest_s:.0f}"
    return (
        words.leg(one.leg),
        _prescribed(report, one.leg, words),
        " · ".join(some([str(reps) for reps in one.sets], _SETS_SHOWN, words)) or words.NO_REPS,
        f"{tempo} ({_times(wanted, words.ANY, words)})" if has_tempo else tempo,
        rest if session.rest_s is None else f"{rest} ({session.rest_s:.0f})",
        words.NONE if one.met is None else words.AS_PLANNED.format(met=one.met, judged=one.judged),
        _stopped(one.stopped, words),
    )


def _missing(report: Report, leg: str, words: Words) -> tuple[str, ...]:
    nothing = [words.NONE] * (len(words.DOSE_HEAD) - 3)
    return (words.leg(leg), _prescribed(report, leg, words), words.NO_REPS, *nothing)


def _prescribed(report: Report, leg: str, words: Words) -> str:
    done = report.done
    if done.planned_sets is None or not {leg, BOTH} & set(done.planned_legs):
        return words.NONE
    return words.PRESCRIBED.format(sets=done.planned_sets, reps=done.planned_reps)


def _times(seconds: Sequence[float | None], absent: str, words: Words) -> str:
    if all(value is None for value in seconds):
        return absent
    return "–".join(absent if value is None else words.number(f"{value:.1f}") for value in seconds)


def _stopped(stopped: Sequence[str], words: Words) -> str:
    said = [
        words.STOPPED[why].format(number=number)
        for number, why in enumerate(stopped, start=1)
        if why in words.STOPPED
    ]
    return "; ".join(some(said, 2, words)) or words.NONE
