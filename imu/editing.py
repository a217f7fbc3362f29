"""Correcting one recording: try an edit, keep it, take it back. For commands and windows."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path

import msgspec

from imu.analysis import Reviewed, analyze, reviewed
from imu.edits import Applied, Difference, differences, heard, to_labels
from imu.edits.labels import QUALITY
from imu.errors import RecordingError, UsageError
from imu.recording import (
    Edit,
    Labels,
    Recording,
    append_edit,
    in_force,
    read_recording,
    replace_reps,
    write_reps,
)
from imu.recording.edits import Undo
from imu.recording.layout import LABELS_FILE
from imu.recording.place import cannot_write
from imu.samples import Session, Side
from imu.settings import Settings
from imu.signals import Signals, signals_of


class Editor:
    """A recording that is being corrected.

    It is counted once, which takes seconds; each edit then takes a moment.

    Parameters
    ----------
    path : the recording's folder.
    settings : every threshold.

    Raises
    ------
    RecordingError : it cannot be read, is no folder, or was never closed.
    """

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        recording = read_recording(path)
        if not recording.path.is_dir():
            raise RecordingError(
                path, "is a single file", "Name a recording's folder: only that has edits"
            )
        if not recording.session.complete:
            raise RecordingError(path, "was never closed", "Recover it first")
        self.recording: Recording = recording
        self.edits: tuple[Edit, ...] = recording.edits
        self._reviewed: Reviewed = reviewed(recording, settings)
        self._applied = self._reviewed.edited(self.edits)

    @property
    def session(self) -> Session:
        """The session as it is corrected now."""
        return self._applied.session

    @property
    def unedited(self) -> Session:
        """What review has found."""
        return self._reviewed.session

    @property
    def without_effect(self) -> dict[int, str]:
        """By the number of the edit, why it changes nothing."""
        return self._applied.without_effect

    def tried(self, edit: Edit) -> Session:
        """The session as it would be with one more edit; nothing is written.

        Raises
        ------
        UsageError : the edit would change nothing, or undoes what is no edit in force.
        """
        return self._with(edit).session

    def make(self, edit: Edit, now: datetime) -> Session:
        """Keep one more edit: write it down, and ``reps.csv`` anew.

        Parameters
        ----------
        edit : its number and time are given here.
        now : when it is made, with time zone.

        Raises
        ------
        UsageError : as `tried`; nothing was written.
        RecordingError : it could not be written.
        """
        applied = self._with(edit)
        made = msgspec.structs.replace(edit, made_at=now)
        self.edits = append_edit(self.recording.path, made, self.edits)
        self._applied = applied
        write_reps(self.recording.path, applied.session)
        return applied.session

    def undo(self, now: datetime, number: int | None = None) -> Session:
        """Take an edit back: the last one that holds, or the one of that number.

        Raises
        ------
        UsageError : there is none.
        RecordingError : it could not be written.
        """
        if number is None:
            active = in_force(self.edits)
            if not active:
                raise UsageError("There is no edit to take back", "Nothing is to be done.")
            number = active[-1].id
        return self.make(Undo(edit=number), now)

    def redo(self, now: datetime) -> Session:
        """Take the last undo back.

        Raises
        ------
        UsageError : the last edit was none.
        RecordingError : it could not be written.
        """
        last = self.edits[-1] if self.edits else None
        if not isinstance(last, Undo):
            raise UsageError("The last edit was no undo", "Take an edit back first.")
        return self.make(Undo(edit=last.id), now)

    @cached_property
    def live(self) -> Session:
        """The count that was announced.

        Where nothing was announced, as in a recording that was only recorded, it is what the live
        counter says today.
        """
        told = heard(self.recording.log)
        return told or analyze(self.recording, self._reviewed.settings, "live")

    def differences(self) -> tuple[Difference, ...]:
        """Where the count that was announced and the corrected review disagree; see `live`."""
        return differences(self.live, self.session)

    def signals(self) -> dict[Side, Signals]:
        """The angles of each thigh, by stream; edits change none. No hinge axis: not there."""
        rate_hz = self._reviewed.settings.grid.rate_hz
        found: dict[Side, Signals] = {}
        for side, one in self._reviewed.sides.items():
            result = self.unedited.sides.get(side)
            made = signals_of(one.chunks, one.frames, result, rate_hz) if result else None
            if made is not None:
                found[side] = made
        return found

    def save_labels(self, *, exhaustive: bool = False, anew: bool = False) -> Labels:
        """Write the corrected reps into ``labels.json``.

        Parameters
        ----------
        exhaustive : the person says that every rep is marked.
        anew : replace windows of reps that are there already.

        Raises
        ------
        UsageError : there are windows already.
        RecordingError : the labels contradict sets or foils there, or cannot be written.
        """
        path = self.recording.path / LABELS_FILE
        try:
            return replace_reps(
                path, to_labels(self.session), quality=QUALITY, exhaustive=exhaustive, anew=anew
            )
        except OSError as error:
            raise cannot_write(path, error) from error

    def _with(self, edit: Edit) -> Applied:
        """The session with one more edit, which must change something."""
        number = len(self.edits) + 1
        if isinstance(edit, Undo):
            self._check_undo(edit.edit)
        numbered = msgspec.structs.replace(edit, id=number)
        applied = self._reviewed.edited((*self.edits, numbered))
        if number in applied.refusals:
            refused = applied.refusals[number]
            raise UsageError(_sentence(refused.problem), refused.advice)
        return applied

    def _check_undo(self, number: int) -> None:
        held = {one.id for one in in_force(self.edits)}
        # The last undo may be undone as well: that does again what it took back.
        last = self.edits[-1] if self.edits else None
        if number not in held and not (isinstance(last, Undo) and last.id == number):
            problem = f"There is no edit {number} that could be taken back"
            raise UsageError(problem, "'kickstand edit list' shows those that there are.")


def _sentence(problem: str) -> str:
    return problem[:1].upper() + problem[1:]
