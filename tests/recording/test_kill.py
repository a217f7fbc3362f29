"""R21: the process may be killed at any moment; 0.2 s of samples are lost at most."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from imu.recording import find_unfinished, read_recording, recover
from tests.recording.examples import swinging

LOST_S = 0.2
CHILD = """
    import sys, time
    sys.path.insert(0, sys.argv[2])
    from pathlib import Path
    from imu.recording import RecordingWriter, SessionMeta
    from imu.samples import Command, CommandKind
    from tests.recording.examples import swinging

    blocks = [swinging(5, start_s=0.05 * number) for number in range(200)]
    writer = RecordingWriter(Path(sys.argv[1]), SessionMeta(person="M"))
    begin = time.monotonic()
    for number, block in enumerate(blocks):
        time.sleep(max(0.0, begin + 0.05 * number - time.monotonic()))
        writer.write(block)
        if number == 2:
            writer.command(Command(0.1, CommandKind.ARM))
        # on the parent's clock: how many rows the writer has, and since when
        print(time.monotonic(), 5 * (number + 1), flush=True)
"""


def start(path: Path) -> subprocess.Popen[str]:
    """A process that records in real time, ten blocks of 10 samples a second."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", textwrap.dedent(CHILD), str(path), str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], rows: int) -> int:
    """Kill a process once it handed over so many rows.

    Returns how many rows it had handed over `LOST_S` before its end.
    """
    assert process.stdout is not None
    handed_over: list[tuple[float, int]] = []
    while not handed_over or handed_over[-1][1] < rows:
        when, count = process.stdout.readline().split()
        handed_over.append((float(when), int(count)))
    process.kill()
    end = time.monotonic()
    for line in process.stdout:
        when, count = line.split()
        handed_over.append((float(when), int(count)))
    process.wait()
    process.stdout.close()
    return max((count for when, count in handed_over if when < end - LOST_S), default=0)


def test_r21_killed_recorder_loses_0_2_s_at_most_and_can_be_recovered(tmp_path: Path) -> None:
    moments = (30, 47, 85)
    processes = [start(tmp_path / f"killed-{rows}") for rows in moments]
    expected = swinging(1000)
    expected_rows: list[int] = []
    for rows, process in zip(moments, processes, strict=True):
        safe = kill_after(process, rows)
        path = tmp_path / f"killed-{rows}"
        recording = read_recording(path)
        found = recording.streams["left"].block
        assert len(found) >= safe
        expected_rows.append(safe)
        assert np.array_equal(found.time_s, expected.time_s[: len(found)])
        assert recording.session.person == "M"
        assert not recording.session.complete
        if safe > 15:
            assert len(recording.commands) == 1
    assert max(expected_rows) > 20  # or nothing was tried
    assert find_unfinished(tmp_path, quiet_s=0) == tuple(
        tmp_path / f"killed-{rows}" for rows in moments
    )
    for rows in moments:
        assert recover(tmp_path / f"killed-{rows}").session.complete
    assert find_unfinished(tmp_path, quiet_s=0) == ()


@pytest.mark.parametrize("content", [b"", b"{", b'{"complete": false'])
def test_r02_session_cut_by_a_broken_disk_is_refused_but_the_samples_are_readable(
    tmp_path: Path, content: bytes
) -> None:
    from imu.errors import RecordingError
    from imu.recording import write_recording

    write_recording(tmp_path / "r", [swinging(30)])
    (tmp_path / "r" / "session.json").write_bytes(content)
    with pytest.raises(RecordingError, match="JSON"):
        read_recording(tmp_path / "r")
    assert len(read_recording(tmp_path / "r" / "left.imu.csv").streams["left"].block) == 30
