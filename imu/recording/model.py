"""What reading a recording gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from imu.recording.edits import Edit
from imu.recording.eventlog import LogEntry
from imu.recording.labels import Labels
from imu.recording.session import SessionMeta
from imu.recording.sidecar import Sidecar
from imu.recording.truth import Truth
from imu.samples import Block, Command, Gap, Side


@dataclass(frozen=True, slots=True)
class Stream:
    """Everything from one sensor position.

    Attributes
    ----------
    block : all its samples.
    sidecar : what the sensor says about itself, or None.
    gaps : holes in the samples, see `imu.recording.timing.detect_gaps`.
    rate_hz : the rate as measured, Hz; None for a single sample.
    notes : what was odd about the file, one sentence each.
    """

    block: Block
    sidecar: Sidecar | None = None
    gaps: tuple[Gap, ...] = ()
    rate_hz: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording in memory. Session time is as in the files.

    Attributes
    ----------
    name : the folder's or file's name.
    path : where it was read.
    session : what ``session.json`` says; the defaults for a single file.
    streams : by side, in the order left, right, unknown.
    commands : what the tracker was told, in order of time.
    log : every line of ``events.csv``, the commands among them.
    labels, truth : where they exist.
    edits : a person's corrections of the count, in their order.
    notes : everything odd about the recording, those of the streams included.
    """

    name: str
    path: Path
    session: SessionMeta
    streams: dict[Side, Stream]
    commands: tuple[Command, ...] = ()
    log: tuple[LogEntry, ...] = ()
    labels: Labels | None = None
    truth: Truth | None = None
    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def start_s(self) -> float:
        """Session time of the first sample, s."""
        return min(float(stream.block.time_s[0]) for stream in self.streams.values())

    @property
    def end_s(self) -> float:
        """Session time of the last sample, s."""
        return max(float(stream.block.time_s[-1]) for stream in self.streams.values())

    @property
    def duration_s(self) -> float:
        """From the first sample to the last, s."""
        return self.end_s - self.start_s
