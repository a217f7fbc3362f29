"""``edits.json``: what a person has corrected in the count, one edit after the other (R32 to R34).

Samples, commands and announcements stay as they were. An edit is never removed: an `Undo` says that
another one holds no longer, and may be undone itself.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec

from imu.errors import RecordingError
from imu.recording.jsonfile import check_schema_version, convert, read_object, write_object
from imu.recording.layout import EDITS_FILE, SCHEMA_VERSION
from imu.recording.lock import writing_in
from imu.recording.place import cannot_write
from imu.recording.session import UtcTime
from imu.samples import Side

_DIGITS = 12


class AnEdit(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """Root of all edits.

    Attributes
    ----------
    id : its number in the file, from 1 on; 0 before it is written.
    made_at : when it was made, with time zone.
    why : the person's own words.
    """

    id: int = 0
    made_at: UtcTime | None = None
    why: str = ""


class Reject(AnEdit, frozen=True, kw_only=True, tag="reject"):
    """The listed rep of that leg at `time_s` (s) was none."""

    side: Side
    time_s: float


class Add(AnEdit, frozen=True, kw_only=True, tag="add"):
    """There was a rep of that leg between these times, s, standing before and after included."""

    side: Side
    start_s: float
    end_s: float


class Move(AnEdit, frozen=True, kw_only=True, tag="side"):
    """The reps of one leg whose bottom is between these times, s, were the leg's called `to`."""

    side: Side
    to: Side
    start_s: float
    end_s: float


class Swap(AnEdit, frozen=True, kw_only=True, tag="swap"):
    """Left was right and right was left between these times, s."""

    start_s: float
    end_s: float


class Split(AnEdit, frozen=True, kw_only=True, tag="split"):
    """A set of that leg ended at `time_s` (s), and what follows was another."""

    side: Side
    time_s: float


class Join(AnEdit, frozen=True, kw_only=True, tag="join"):
    """The set of that leg at or before `time_s` (s) and the one after it were one."""

    side: Side
    time_s: float


class Exclude(AnEdit, frozen=True, kw_only=True, tag="exclude"):
    """The rep of that leg at `time_s` (s) counts, but says nothing of how the person trained."""

    side: Side
    time_s: float


class Restore(AnEdit, frozen=True, kw_only=True, tag="restore"):
    """The movement of that leg at `time_s` (s) is a rep: excluded, partial or rejected before."""

    side: Side
    time_s: float


class Undo(AnEdit, frozen=True, kw_only=True, tag="undo"):
    """The edit of that number holds no longer."""

    edit: int


Edit = Reject | Add | Move | Swap | Split | Join | Exclude | Restore | Undo


class _File(msgspec.Struct, frozen=True, kw_only=True):
    schema_version: int = SCHEMA_VERSION
    edits: tuple[Edit, ...] = ()


def read_edits(path: Path) -> tuple[Edit, ...]:
    """Read an ``edits.json``.

    Raises
    ------
    RecordingError : unreadable, no JSON, a kind of edit that is not known, a newer version, numbers
        that do not count up, or a span that ends before it starts.
    """
    raw = read_object(path)
    check_schema_version(path, raw)
    edits = convert(path, raw, _File).edits
    for number, edit in enumerate(edits, start=1):
        if edit.id != number:
            raise RecordingError(path, f"edit {number} has the number {edit.id}", "Mend it")
        check_edit(path, edit)
    return edits


def check_edit(path: Path, edit: Edit) -> None:
    """Refuse an edit that can mean nothing.

    Raises
    ------
    RecordingError : names `path` and what is wrong.
    """
    if isinstance(edit, Add | Move | Swap):
        if not -math.inf < edit.start_s < edit.end_s < math.inf:
            problem = f"an edit starts at {edit.start_s:g} s but ends at {edit.end_s:g} s"
            raise RecordingError(path, problem, "Mend the two times")
    elif isinstance(edit, Undo):
        if not 0 < edit.edit < (edit.id or math.inf):
            problem = f"an undo names edit {edit.edit}, which is none before it"
            raise RecordingError(path, problem, "Mend it")
    elif not math.isfinite(edit.time_s):
        raise RecordingError(path, "an edit has a time that is not a finite number", "Mend it")
    if isinstance(edit, Move) and edit.side == edit.to:
        raise RecordingError(path, f"an edit moves reps from {edit.side} to {edit.to}", "Mend it")


def in_force(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that hold, in their order: without those that were undone, and without undos."""
    undone: set[int] = set()
    kept: list[Edit] = []
    for edit in reversed(edits):
        if edit.id in undone:
            continue
        if isinstance(edit, Undo):
            undone.add(edit.edit)
        else:
            kept.append(edit)
    return tuple(reversed(kept))


def edits_hash(edits: Sequence[Edit]) -> str:
    """12 hex digits over what edits say, whenever and for whatever reason; "" for none."""
    if not edits:
        return ""
    bare = [msgspec.structs.replace(edit, id=0, made_at=None, why="") for edit in edits]
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()[:_DIGITS]


def append_edit(folder: Path, edit: Edit, known: Sequence[Edit] | None = None) -> tuple[Edit, ...]:
    """Write one more edit into a recording, atomically.

    Parameters
    ----------
    folder : the recording.
    edit : its `id` is given here.
    known : the edits that the person has seen, or None: where there are others by now, this one may
        mean something else, and is refused.

    Returns
    -------
    All edits of the recording.

    Raises
    ------
    RecordingError : the edit means nothing, or the file cannot be read or written; it is untouched.
    """
    try:
        with writing_in(folder):
            return _append(folder / EDITS_FILE, edit, known)
    except OSError as error:
        raise cannot_write(folder / EDITS_FILE, error) from error


def _append(path: Path, edit: Edit, known: Sequence[Edit] | None) -> tuple[Edit, ...]:
    before = read_edits(path) if path.exists() else ()
    if known is not None and before != tuple(known):
        raise RecordingError(path, "was changed by another programme", "Open the recording again")
    edits: tuple[Edit, ...] = (*before, msgspec.structs.replace(edit, id=len(before) + 1))
    check_edit(path, edits[-1])
    write_object(path, _File(edits=edits))
    return edits
