"""``labels.json``: a person's word on where the reps are. Truth for `kickstand validate`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from imu.errors import RecordingError, UsageError
from imu.recording.jsonfile import check_schema_version, convert, read_object, write_object
from imu.recording.layout import SCHEMA_VERSION
from imu.recording.lock import writing_in
from imu.samples import Side

LabelSide = Side | Literal["both"]
"""Which thigh moved: a side, or "both" when one movement moved both."""


class LabelledRep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rep that a person marked, ``start_s < end_s``, session time in seconds.

    Attributes
    ----------
    bottom_s : the deepest instant, s. `depth_deg` : thigh tilt there, degrees.
    set : number of the set it belongs to. `kind` : what kind of rep, in the labeller's words.
    """

    side: LabelSide
    start_s: float
    end_s: float
    bottom_s: float | None = None
    depth_deg: float | None = None
    set: int | None = None
    kind: str | None = None


class LabelledSet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One set whose reps a person counted, ``[start_s, end_s)`` in session time, seconds (R18a).

    Attributes
    ----------
    count : full reps in it; the shallow ones that are no reps are left out.
    kind : what kind of set, in the labeller's words.
    """

    side: LabelSide
    start_s: float
    end_s: float
    count: int
    kind: str | None = None


class Foil(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A span ``[start_s, end_s)`` in which nothing is to be counted on any side, seconds (R18b).

    Attributes
    ----------
    kind : what was done in it, in the labeller's words.
    """

    start_s: float
    end_s: float
    kind: str | None = None


Mark = LabelledSet | Foil
"""What a person who counts can say: so many reps in a span, or none."""

Span = LabelledRep | Mark
"""Anything in the labels that has a start and an end."""

S = TypeVar("S", bound=Span)


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The labels of a recording.

    Attributes
    ----------
    quality : how they were made, in words.
    exhaustive : true if every rep of the recording is marked, so that others are false ones.
    reps : in the order of the file; windows may overlap.
    sets : reps that were counted, not marked one by one. Those of one side do not overlap.
    foils : spans without a rep. None overlaps a set.
    """

    schema_version: int = SCHEMA_VERSION
    quality: str = ""
    exhaustive: bool = False
    reps: tuple[LabelledRep, ...] = ()
    sets: tuple[LabelledSet, ...] = ()
    foils: tuple[Foil, ...] = ()


def read_labels(path: Path) -> Labels:
    """Read a ``labels.json``. Unknown fields are ignored.

    Raises
    ------
    RecordingError : unreadable, no JSON, a wrong type, a newer version, a span that ends before it
        starts, or spans that contradict each other.
    """
    raw = read_object(path)
    check_schema_version(path, raw)
    labels = convert(path, raw, Labels)
    check_labels(path, labels)
    return labels


def check_labels(path: Path, labels: Labels) -> None:
    """Refuse labels that cannot be true (R18 to R18c).

    Raises
    ------
    RecordingError : names `path` and the span.
    """
    reps = _named("rep", labels.reps)
    marks: tuple[tuple[str, Mark], ...]
    marks = (*_named("set", labels.sets), *_named("foil", labels.foils))
    for name, span in (*reps, *marks):
        if not -math.inf < span.start_s < span.end_s < math.inf:
            problem = f"{name} starts at {span.start_s:g} s but ends at {span.end_s:g} s"
            raise RecordingError(path, problem, "Mend the two times")
    for name, span in marks:
        if isinstance(span, LabelledSet) and span.count < 0:
            problem = f"{name} has {span.count} reps"
            raise RecordingError(path, problem, "Give the number that was counted, 0 or more")
    for known, (name, span) in enumerate(marks):
        for other_name, other in (*reps, *marks[:known]):
            if _contradict(span, other):
                problem = f"{name} ({_times(span)}) overlaps {other_name} ({_times(other)})"
                raise RecordingError(path, problem, "Mend the times of one of them")


def _named(word: str, spans: Sequence[S]) -> tuple[tuple[str, S], ...]:
    return tuple((f"{word} {number}", span) for number, span in enumerate(spans, start=1))


def _times(span: Span) -> str:
    return f"{span.start_s:g} to {span.end_s:g} s"


def _contradict(mark: Mark, other: Span) -> bool:
    """Whether both cannot be true: reps counted twice, or reps where there are none."""
    if mark.end_s <= other.start_s or other.end_s <= mark.start_s:
        return False
    if isinstance(mark, Foil) or isinstance(other, Foil):
        return not (isinstance(mark, Foil) and isinstance(other, Foil))
    return isinstance(other, LabelledSet) and (
        mark.side == other.side or "both" in (mark.side, other.side)
    )


def plain_labels(labels: Labels) -> dict[str, Any]:
    """The labels as plain values, as they stand in the file: no sets and foils where none are.

    What was written before there were sets comes out, and hashes, as it did.
    """
    plain: dict[str, Any] = msgspec.to_builtins(labels)
    return _without_empty(plain)


def _without_empty(plain: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in plain.items() if v or k not in ("sets", "foils")}


def write_labels(path: Path, labels: Labels) -> None:
    """Write a ``labels.json`` atomically.

    Raises
    ------
    OSError : it cannot be written; an older file is untouched.
    """
    write_object(path, plain_labels(labels))


def extend_labels(
    path: Path,
    sets: Sequence[LabelledSet],
    foils: Sequence[Foil],
    *,
    quality: str | None = None,
    exhaustive: bool | None = None,
    anew: bool = False,
) -> Labels:
    """Add sets and foils to a ``labels.json``, atomically, or begin one.

    All else in the file stays as it is, fields that we do not know included.

    Parameters
    ----------
    quality, exhaustive : the new values; None leaves the old ones.
    anew : drop the sets and foils that are in the file.

    Raises
    ------
    RecordingError : the file cannot be read, or the labels would not be true; it is untouched.
    OSError : it cannot be written; an older file is untouched.
    """
    with writing_in(path.parent):
        return _extended(path, sets, foils, {"quality": quality, "exhaustive": exhaustive}, anew)


def _extended(
    path: Path, sets: Sequence[LabelledSet], foils: Sequence[Foil], new: dict[str, Any], anew: bool
) -> Labels:
    raw = plain_labels(Labels())
    if path.exists():
        read_labels(path)
        raw |= read_object(path)
    for name, added in (("sets", sets), ("foils", foils)):
        old: list[Any] = [] if anew else raw.pop(name, [])
        raw[name] = [*old, *msgspec.to_builtins(added)]
    raw |= {name: value for name, value in new.items() if value is not None}
    labels = convert(path, raw, Labels)
    check_labels(path, labels)
    write_object(path, _without_empty(raw))
    return labels


def replace_reps(
    path: Path,
    reps: Sequence[LabelledRep],
    *,
    quality: str,
    exhaustive: bool,
    anew: bool = False,
) -> Labels:
    """Put windows of reps into a ``labels.json``, atomically, or begin one; all else in it stays.

    Parameters
    ----------
    reps : the windows.
    quality, exhaustive : the new values.
    anew : replace windows that are there already.

    Raises
    ------
    UsageError : there are windows already.
    RecordingError : the file cannot be read, or the labels would not be true; it is untouched.
    OSError : it cannot be written; an older file is untouched.
    """
    with writing_in(path.parent):
        raw = plain_labels(Labels())
        if path.exists():
            if read_labels(path).reps and not anew:
                raise UsageError(f"{path} marks reps already", "Say that they are to be replaced.")
            raw |= read_object(path)
        raw["reps"] = msgspec.to_builtins(tuple(reps))
        raw |= {"quality": quality, "exhaustive": exhaustive}
        labels = convert(path, raw, Labels)
        check_labels(path, labels)
        write_object(path, _without_empty(raw))
        return labels
