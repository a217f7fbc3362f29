"""A dataset after Motion-BIDS, part of the Brain Imaging Data Structure (BIDS 1.10).

Each sensor is a tracking system of its own, as it has a clock and losses of its own. Nothing is
resampled: a column of the type LATENCY says when each sample was taken.

Source of the rules: the specification's page on motion, and its schema (`rules/sidecars/motion`,
`rules/tabular_data/motion`), bids-specification.readthedocs.io.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import msgspec

from imu.exporters.bidstables import (
    EVENT_COLUMNS,
    REFERENCE_FRAMES,
    channel_rows,
    event_rows,
    motion_sidecar,
    motion_tsv,
    tsv,
)
from imu.exporters.files import require_free_files, write_new
from imu.exporters.rows import Row
from imu.exporters.study import Study
from imu.recording import Stream
from imu.samples import Side
from imu.version import __version__

BIDS_VERSION = "1.10.0"
TASK = "kickstandhinge"

_README = """Recordings of hip hinges on one leg (kickstand hinges) with sensors on the thighs.

Each sensor is a tracking system: tracksys-left, tracksys-right. Axes are those of the sensor. The
column of the type LATENCY holds the time of each sample since the first one of its file; samples
that were lost are missing, nothing was resampled. Events were found by a program, not by a person.
"""


class BidsExporter:
    """A new dataset; each recording is a session of its person.

    Raises
    ------
    ExportError : there is a dataset in `folder` already.
    """

    def __init__(self, folder: Path) -> None:
        require_free_files(folder, ("dataset_description.json", "participants.tsv"))
        self._folder = folder
        self._people: dict[str, str] = {}
        self._sessions: dict[str, int] = {}
        self._files: list[Path] = []

    def add(self, one: Study) -> None:
        """Write a recording.

        Raises
        ------
        ExportError : the disk refuses.
        """
        subject = self._subject(one)
        self._sessions[subject] = self._sessions.get(subject, 0) + 1
        stem = f"sub-{subject}_ses-{self._sessions[subject]:02}"
        folder = self._folder / f"sub-{subject}" / f"ses-{self._sessions[subject]:02}"
        scans = [
            self._write_side(one, side, stream, folder, stem)
            for side, stream in one.recording.streams.items()
        ]
        names = list(dict.fromkeys(name for scan in scans for name in scan))
        self._write(folder / f"{stem}_scans.tsv", tsv(names, scans))
        self._write_json(folder / f"{stem}_scans.json", _scans_sidecar(names))

    def finish(self) -> list[Path]:
        """Write what is about the whole dataset."""
        people = [{"participant_id": f"sub-{label}"} for label in self._sessions]
        described = {"participant_id": {"Description": "One person."}}
        self._write(self._folder / "participants.tsv", tsv(["participant_id"], people))
        self._write_json(self._folder / "participants.json", described)
        self._write(self._folder / "README", _README)
        self._write_json(
            self._folder / "dataset_description.json",
            {
                "Name": "Kickstand hinges",
                "BIDSVersion": BIDS_VERSION,
                "DatasetType": "raw",
                "GeneratedBy": [{"Name": "kickstand-imu", "Version": __version__}],
            },
        )
        return self._files

    def _subject(self, one: Study) -> str:
        """The label of the person; a recording without one is of a person of its own."""
        key = one.person if one.person is not None else f"\0{len(self._people)}"
        wished = re.sub(r"[^a-zA-Z0-9]", "", one.person or "") or "unnamed"
        if key not in self._people:
            label, number = wished, 2
            while label in self._people.values():
                label, number = f"{wished}{number}", number + 1
            self._people[key] = label
        return self._people[key]

    def _write_side(self, one: Study, side: Side, stream: Stream, folder: Path, stem: str) -> Row:
        """Write the files of one sensor; give its row of the scans."""
        base = f"{stem}_task-{TASK}_tracksys-{side}"
        place = folder / "motion"
        channels = channel_rows(side)
        self._write(place / f"{base}_motion.tsv", motion_tsv(stream.block))
        self._write_json(place / f"{base}_motion.json", motion_sidecar(one, side, stream, TASK))
        self._write(place / f"{base}_channels.tsv", tsv(list(channels[0]), channels))
        self._write_json(place / f"{base}_channels.json", REFERENCE_FRAMES)
        first_s = float(stream.block.time_s[0])
        if side in one.session.sides:
            events = event_rows(one.session.sides[side], first_s)
            self._write(place / f"{base}_events.tsv", tsv(list(EVENT_COLUMNS), events))
            described = {name: {"Description": text} for name, text in EVENT_COLUMNS.items()}
            self._write_json(place / f"{base}_events.json", described)
        began = one.recording.session.started_at
        moment = None if began is None else began + timedelta(seconds=first_s)
        scan: Row = {
            "filename": f"motion/{base}_motion.tsv",
            "acq_time": moment and f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z",
        }
        return {**scan, **_own_columns(one.recording.session.columns, scan)}

    def _write(self, path: Path, text: str) -> None:
        self._files.append(write_new(path, text.encode()))

    def _write_json(self, path: Path, value: Mapping[str, Any]) -> None:
        self._files.append(
            write_new(path, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
        )


def _own_columns(columns: Mapping[str, str], taken: Mapping[str, object]) -> dict[str, str]:
    """A study's columns under names that a table of the dataset can have."""
    named = ((re.sub(r"\W+", "_", name), text) for name, text in columns.items())
    return {f"study_{name}" if name in taken else name: text for name, text in named}


def _scans_sidecar(names: Sequence[str]) -> dict[str, Any]:
    more = (name for name in names if name not in {"filename", "acq_time"})
    return {
        "acq_time": {"Description": "When the first sample was taken, UTC."},
        **{name: {"Description": "As the study named it."} for name in more},
    }
