"""Recordings: the file format of ``recordings/README.md``, written, read and recovered."""

from imu.recording.csvread import Samples, read_samples
from imu.recording.csvwrite import round_block
from imu.recording.edits import Edit, append_edit, edits_hash, in_force, read_edits
from imu.recording.eventlog import LogEntry, entry_event
from imu.recording.hashing import input_hash
from imu.recording.labels import (
    Foil,
    LabelledRep,
    LabelledSet,
    Labels,
    extend_labels,
    plain_labels,
    replace_reps,
)
from imu.recording.layout import free_name, free_path
from imu.recording.model import Recording, Stream
from imu.recording.reader import read_recording
from imu.recording.recover import find_unfinished, recover
from imu.recording.reps import reps_csv, write_reps
from imu.recording.save import write_recording
from imu.recording.session import Pain, SessionMeta
from imu.recording.sidecar import Sidecar
from imu.recording.timing import detect_gaps, measured_rate_hz
from imu.recording.truth import Truth
from imu.recording.writer import RecordingWriter

__all__ = [
    "Edit",
    "Foil",
    "LabelledRep",
    "LabelledSet",
    "Labels",
    "LogEntry",
    "Pain",
    "Recording",
    "RecordingWriter",
    "Samples",
    "SessionMeta",
    "Sidecar",
    "Stream",
    "Truth",
    "append_edit",
    "detect_gaps",
    "edits_hash",
    "entry_event",
    "extend_labels",
    "find_unfinished",
    "free_name",
    "free_path",
    "in_force",
    "input_hash",
    "measured_rate_hz",
    "plain_labels",
    "read_edits",
    "read_recording",
    "read_samples",
    "recover",
    "replace_reps",
    "reps_csv",
    "round_block",
    "write_recording",
    "write_reps",
]
