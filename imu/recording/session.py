"""``session.json``: who did what, when, with which strap and plan, and whether it is complete."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec

from imu.recording.jsonfile import check_schema_version, convert, read_object, write_object
from imu.recording.layout import SCHEMA_VERSION
from imu.samples import Side

Score = Annotated[float, msgspec.Meta(ge=0, le=10)]
"""A person's own rating, 0 (none) to 10 (the worst, or the hardest, imaginable)."""

UtcTime = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time with its zone; written in UTC."""


class Pain(msgspec.Struct, frozen=True, kw_only=True):
    """One answer to "how much does it hurt, and where?".

    Attributes
    ----------
    when : "before", "between", "after", "next-day" or any other word.
    score : 0 to 10.
    where : the person's own word for the place.
    time_s : session time of the answer, s, where it was given during the session.
    """

    when: str
    score: Score
    where: str = ""
    time_s: float | None = None


class SessionMeta(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``session.json`` says. Each field may be missing in the file.

    Attributes
    ----------
    schema_version : version of the format that the recording was written in.
    complete : false from the first moment until the recording is closed in good order.
    started_at : when session time was 0, with time zone.
    monotonic_zero_s : what the computer's monotonic clock said at that moment, s.
    person : an alias, or None. Never a full name unless the person chose it.
    title : the person's own name for the recording, or "".
    exercise : what was done, in a word.
    sides : the thighs that were to wear a sensor.
    plan : the plan's name, or the plan itself as the program wrote it.
    rung : the step of the ladder.
    stance, hand_support, strap_site : as the person named them.
    load : in words ("red band"); `load_kg` : the same in kg where it has a weight.
    block_height_cm : height of the block behind the person, cm.
    first_leg : the leg that was trained first.
    restrap_check : true where the sensor was taken off and strapped on anew before each set (R29).
    pain_limit : the pain that a physiotherapist allows, 0 to 10; None for none at all.
    pain : answers in the order in which they were given.
    effort : how hard the session was, 0 to 10.
    stop_reason : why a set was broken off, in the person's own words.
    notes : the person's own text.
    remarks : what the program had to say about this recording (recovered, rows lost ...).
    saved_in : where all of it is, if this place has failed while it was recorded, or "".
    settings : the settings in force, as `imu.settings.Settings` writes them.
    versions : programs and metric definitions with their versions.
    columns : a study's own facts, name -> text, which every exported row repeats (R30).
    extra : fields that this version does not know, kept as they are when the file is rewritten.
    """

    schema_version: int = SCHEMA_VERSION
    complete: bool = False
    started_at: UtcTime | None = None
    monotonic_zero_s: float | None = None
    person: str | None = None
    title: str = ""
    exercise: str | None = None
    sides: tuple[Side, ...] = ()
    plan: str | dict[str, Any] | None = None
    rung: str | int | None = None
    stance: str | None = None
    load: str | None = None
    load_kg: float | None = None
    block_height_cm: float | None = None
    hand_support: str | None = None
    strap_site: str | None = None
    first_leg: Side | None = None
    restrap_check: bool = False
    pain_limit: Score | None = None
    pain: tuple[Pain, ...] = ()
    effort: Score | None = None
    stop_reason: str = ""
    notes: str = ""
    remarks: tuple[str, ...] = ()
    saved_in: str = ""
    settings: dict[str, Any] = {}
    versions: dict[str, str] = {}
    columns: dict[str, str] = {}
    extra: dict[str, Any] = {}


_KNOWN = frozenset(SessionMeta.__struct_fields__) - {"extra"}


def read_session(path: Path) -> SessionMeta:
    """Read a ``session.json``.

    Raises
    ------
    RecordingError : unreadable, no JSON, a field of the wrong type, or written by a newer version.
    """
    raw = read_object(path)
    check_schema_version(path, raw)
    known = {name: value for name, value in raw.items() if name in _KNOWN}
    extra = {name: value for name, value in raw.items() if name not in _KNOWN}
    return convert(path, {**known, "extra": extra}, SessionMeta)


def write_session(path: Path, meta: SessionMeta) -> None:
    """Write a ``session.json`` atomically, unknown fields of an older reading included.

    Raises
    ------
    OSError : it cannot be written; an older file is untouched.
    """
    write_object(path, fields_of(meta))


def fields_of(meta: SessionMeta) -> dict[str, Any]:
    """What a ``session.json`` says, by field."""
    if meta.started_at is not None:
        meta = msgspec.structs.replace(meta, started_at=meta.started_at.astimezone(UTC))
    fields = {name: getattr(meta, name) for name in meta.__struct_fields__ if name != "extra"}
    return {**meta.extra, **fields}
