"""Labels in the making: each new one is held against the recording and against the others."""

from __future__ import annotations

from pathlib import Path

import msgspec

from imu.cli.tables import counted
from imu.errors import RecordingError, UsageError
from imu.feed import counted_streams
from imu.recording import Foil, LabelledSet, Labels, Recording, extend_labels
from imu.recording.labels import check_labels
from imu.recording.layout import LABELS_FILE
from imu.recording.provided import refuse_provided

_SLACK_S = 5.0
"""s that a time may lie outside the recording: nobody reads a clock more closely than that."""


class Draft:
    """New sets and foils for a recording, not yet written.

    Parameters
    ----------
    recording : a folder; a single file has no labels.
    anew : forget the sets and foils that it has already.

    Raises
    ------
    UsageError : the recording is a single file.
    RecordingError : it comes with Kickstand.
    """

    def __init__(self, recording: Recording, *, anew: bool = False) -> None:
        if not recording.path.is_dir():
            problem = f"{recording.path}: a single file cannot have labels"
            raise UsageError(problem, "Name the folder of a recording.")
        refuse_provided(recording.path)  # before anything is asked
        self.recording = recording
        self._anew = anew
        self._path: Path = recording.path / LABELS_FILE
        labels = recording.labels or Labels()
        self._labels = msgspec.structs.replace(labels, sets=(), foils=()) if anew else labels
        self._old = (len(self._labels.sets), len(self._labels.foils))

    @property
    def labels(self) -> Labels:
        """What is labelled by now."""
        return self._labels

    def add_set(self, labelled: LabelledSet) -> None:
        """Add a set.

        Raises
        ------
        ImuError : it cannot be true; nothing is added.
        """
        sides = counted_streams(self.recording)
        if labelled.side not in (*sides, "both") and "unknown" not in sides:
            problem = f"No sensor was on side {labelled.side!r}"
            raise UsageError(problem, f"Choose from {', '.join((*sides, 'both'))}.")
        self._take(labelled, sets=(*self._labels.sets, labelled))

    def add_foil(self, foil: Foil) -> None:
        """Add a span without a rep.

        Raises
        ------
        ImuError : it cannot be true; nothing is added.
        """
        self._take(foil, foils=(*self._labels.foils, foil))

    def _take(
        self,
        new: LabelledSet | Foil,
        sets: tuple[LabelledSet, ...] | None = None,
        foils: tuple[Foil, ...] | None = None,
    ) -> None:
        first_s, last_s = self.recording.start_s - _SLACK_S, self.recording.end_s + _SLACK_S
        for time_s in (new.start_s, new.end_s):
            if not first_s <= time_s <= last_s:
                problem = f"{time_s:g} s is not in the recording"
                span = f"{self.recording.start_s:.1f} to {self.recording.end_s:.1f} s"
                raise UsageError(problem, f"Choose times from {span}.")
        labels = msgspec.structs.replace(
            self._labels,
            sets=self._labels.sets if sets is None else sets,
            foils=self._labels.foils if foils is None else foils,
        )
        check_labels(self._path, labels)
        self._labels = labels

    def write(self, quality: str | None, *, exhaustive: bool | None) -> str:
        """Write it all; give the sentence that says so. None leaves what the file says.

        Raises
        ------
        RecordingError : it cannot be written; an older file is untouched.
        """
        sets, foils = self._old
        try:
            labels = extend_labels(
                self._path,
                self._labels.sets[sets:],
                self._labels.foils[foils:],
                quality=quality,
                exhaustive=exhaustive,
                anew=self._anew,
            )
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise RecordingError(self._path, problem, "Make room, or copy the folder") from error
        reps = sum(labelled.count for labelled in labels.sets)
        known = "every rep is marked" if labels.exhaustive else "there may be other reps"
        return (
            f"{self._path}: {counted(reps, 'rep')} in {counted(len(labels.sets), 'set')},"
            f" {counted(len(labels.foils), 'foil')}, {known}"
        )
