"""What one line of the library tells of a recording."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

Source = Literal["reps", "announced", ""]
"""Where counts come from: ``reps.csv``, what was counted aloud, or nobody has counted yet."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One recording, told without analysing it.

    Attributes
    ----------
    path : its folder, absolute.
    title : the person's own name for it, or "".
    person : an alias, or "".
    started_at : when it began, with time zone, or None.
    duration_s : from the first sample to the last of the longest stream, s; None if not known.
    exercise, rung, load, support : as they were chosen, or "".
    load_kg : the load's weight, kg, or None.
    sets : by leg, the counted reps of each set.
    counted_from : where `sets` comes from; "" where nothing is known.
    flags : how often each remark was made on a rep.
    is_complete : false for a recording that was never closed.
    is_labelled : whether a person has marked or counted its reps.
    edits : corrections of the count that hold.
    effort : 0 to 10, or None. `pain` : the worst that was told, 0 to 10, or None.
    notes : the person's own text.
    saved_in : where all of it was saved when its disk failed, or "".
    problem : why it cannot be read, in a sentence, or "".
    """

    path: str
    title: str = ""
    person: str = ""
    started_at: datetime | None = None
    duration_s: float | None = None
    exercise: str = ""
    rung: str = ""
    load: str = ""
    load_kg: float | None = None
    support: str = ""
    sets: dict[str, tuple[int, ...]] = {}
    counted_from: Source = ""
    flags: dict[str, int] = {}
    is_complete: bool = True
    is_labelled: bool = False
    edits: int = 0
    effort: float | None = None
    pain: float | None = None
    notes: str = ""
    saved_in: str = ""
    problem: str = ""

    @property
    def folder(self) -> Path:
        """Where the recording is."""
        return Path(self.path)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def called(self) -> str:
        """The name to show: the person's own, or the folder's."""
        return self.title or self.name

    @property
    def reps(self) -> int:
        """Counted reps of all legs and sets."""
        return sum(sum(counts) for counts in self.sets.values())
