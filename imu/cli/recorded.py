"""How a recording that was made meanwhile ends, for a person."""

from __future__ import annotations

from imu.recording import RecordingWriter


def close(recorder: RecordingWriter) -> tuple[bool, str]:
    """Close it. Whether all of it got to the disk, and where it is or what is wrong."""
    if recorder.close():
        return True, f"recorded in {recorder.path}"
    return False, f"not everything was recorded: {recorder.problem}"
