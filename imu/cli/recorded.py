"""How a recording that was made meanwhile ends, for a person."""

from __future__ import annotations

from imu.cli.output import remark
from imu.recording import RecordingWriter


def close(recorder: RecordingWriter) -> None:
    """Close it, and say where it is, or that not everything got there."""
    if recorder.close():
        remark(f"recorded in {recorder.path}")
    else:
        remark(f"not everything was recorded: {recorder.problem}")
