"""The page in words: what stands where, as plain text. Paper and terminal only lay it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo

from imu.days import local_time
from imu.language import Language
from imu.recording import Pain
from imu.report.content import Report
from imu.report.dose import dose_remarks, dose_table
from imu.report.facts import Facts
from imu.report.legtable import legs_remarks, legs_table, legs_title
from imu.report.pictured import pictures
from imu.report.pieces import Pair, Picture, Table, known, plain
from imu.report.remarked import remarks
from imu.report.sensors import SensorFacts
from imu.report.trended import trend_remarks
from imu.report.words import Words, words_of

_NAME, _WORDS, _NOTES = 40, 80, 400
"""Characters of a name, of a short text and of the notes: the page stays one page, and everything
is in the recording."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, from top to bottom.

    Attributes
    ----------
    language : that all of it is in.
    title, subtitle, warning : its head; the warning is "" unless it is a simulation.
    head : who, which step, with what.
    dose, dose_said : prescribed against done.
    felt : pain, effort, why it was stopped.
    legs_title, legs, legs_said : the comparison.
    pictures : in rows.
    trend : sentences on the sessions before.
    remarks : what was not counted, flags, sensors.
    notes : the person's own, "" where there are none.
    limits : the sentence that nobody may miss.
    method : sentences on how, by what, and within which limits.
    """

    language: Language
    title: str
    subtitle: str
    warning: str
    head: tuple[Pair, ...]
    dose: Table
    dose_said: tuple[str, ...]
    felt: tuple[Pair, ...]
    legs_title: str
    legs: Table
    legs_said: tuple[str, ...]
    pictures: tuple[tuple[Picture, ...], ...]
    trend: tuple[str, ...]
    remarks: tuple[str, ...]
    notes: str
    limits: str
    method: tuple[str, ...]


def page_of(report: Report, zone: tzinfo | None = UTC, language: Language = "en") -> Page:
    """Put a report into words.

    Parameters
    ----------
    report : what to say.
    zone : in which dates are told; None for that of this computer.
    language : of everything but what people wrote.
    """
    session, words = report.session, words_of(language)
    return Page(
        language=language,
        title=words.TITLE,
        subtitle=_when(session, zone, words),
        warning=words.SIMULATED if session.simulated else "",
        head=tuple(_head(session, words)),
        dose=dose_table(report, words),
        dose_said=dose_remarks(report, words),
        felt=tuple(_felt(session, words)),
        legs_title=legs_title(report.comparison, words),
        legs=legs_table(report.comparison, words),
        legs_said=legs_remarks(report.comparison, words),
        pictures=pictures(report, words),
        trend=trend_remarks(report, words),
        remarks=remarks(session, words),
        notes=plain(_notes(session, words), _NOTES),
        limits=words.NOT_MEDICAL,
        method=(words.LIMITS, _made_by(session, words)),
    )


def date_text(started_s: float, zone: tzinfo | None, words: Words) -> str:
    """A day and a time, as the language writes them."""
    return local_time(started_s, zone).strftime(words.MOMENT)


def _when(session: Facts, zone: tzinfo | None, words: Words) -> str:
    told = words.NO_DATE if session.started_s is None else date_text(session.started_s, zone, words)
    minutes, seconds = divmod(round(session.duration_s), 60)
    return f"{told} · {words.LENGTH.format(minutes=minutes, seconds=seconds)}"


def _head(session: Facts, words: Words) -> Iterator[Pair]:
    step = _named(session.rung, words.RUNGS)
    stance = _named(session.stance, words.STANCES)
    load = [plain(session.load, _NAME)]
    if session.load_kg is not None:
        load.append(words.KILOGRAMS.format(value=session.load_kg))
    block = session.block_height_cm
    yield Pair(words.PERSON, known(plain(session.person, _NAME), words))
    yield Pair(words.EXERCISE, known(_named(session.exercise, words.EXERCISES), words))
    yield Pair(words.STEP, known(step or stance, words))
    yield Pair(words.LOAD, known(", ".join(part for part in load if part), words))
    yield Pair(
        words.BLOCK, words.NOT_NOTED if block is None else words.CENTIMETRES.format(value=block)
    )
    yield Pair(words.HAND, known(_named(session.hand_support, words.SUPPORTS), words))
    for one in session.sensors:
        yield Pair(f"{words.SENSOR} {words.leg(one.leg)}", _sensor(one, words))


def _named(text: str | None, known_names: Mapping[str, str]) -> str:
    """What the program has a name for by that name, and what a person wrote as it is."""
    return known_names.get(text or "", plain(text, _NAME))


def _sensor(one: SensorFacts, words: Words) -> str:
    parts = [_named(one.name, words.SENSORS) or words.UNNAMED_SENSOR]
    if one.firmware:
        parts.append(words.FIRMWARE.format(version=plain(one.firmware, 16)))
    if one.rate_hz is not None:
        parts.append(words.HERTZ.format(value=one.rate_hz))
    return ", ".join(parts)


def _felt(session: Facts, words: Words) -> Iterator[Pair]:
    by_when: dict[str, list[Pain]] = {}
    for one in session.pain:
        by_when.setdefault(one.when, []).append(one)
    for when, name in words.PAIN.items():
        told = by_when.pop(when, [])
        if told or when in ("before", "after"):
            yield Pair(name, known(_worst(told, words), words))
    for when, told in list(by_when.items())[:2]:
        yield Pair(words.OTHER_PAIN.format(when=plain(when, 20)), _worst(told, words))
    if session.pain_limit is not None:
        yield Pair(words.LIMIT, words.SCORE.format(score=session.pain_limit))
    effort = "" if session.effort is None else words.SCORE.format(score=session.effort)
    yield Pair(words.EFFORT, known(effort, words))
    if session.stop_reason:
        yield Pair(words.STOP_REASON, plain(session.stop_reason, _WORDS))


def _worst(told: list[Pain], words: Words) -> str:
    """The worst answer with its place; "" where there is none."""
    if not told:
        return ""
    worst = max(told, key=lambda one: one.score)
    where = _named(worst.where, words.PLACES)
    if not where:
        return words.SCORE.format(score=worst.score)
    return words.PAIN_AT.format(score=worst.score, where=where)


def _notes(session: Facts, words: Words) -> str:
    """What the person wrote; what a simulation did is the program's."""
    return words.of_core(session.notes) if session.simulated else session.notes


def _made_by(session: Facts, words: Words) -> str:
    return words.MADE_BY.format(
        recording=plain(session.recording, _NAME),
        counted=words.COUNTED.get(session.mode, session.mode),
        version=session.version,
        metrics=session.metrics_version,
        settings=session.settings_hash,
        samples=session.input_hash,
    )
