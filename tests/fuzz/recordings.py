"""Recordings: each file of one damaged in turn, read, and counted where it can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from imu.analysis import analyze
from imu.recording import (
    LabelledRep,
    LabelledSet,
    Labels,
    LogEntry,
    Recording,
    SessionMeta,
    Sidecar,
    Truth,
    append_edit,
    input_hash,
    read_recording,
    recover,
    write_recording,
)
from imu.recording.edits import Add, Reject
from imu.recording.layout import EDITS_FILE
from imu.samples import Block, Command, CommandKind
from imu.settings import Settings, load_settings
from tests.fuzz.contract import Target, check_block, value_or_sentence, written
from tests.hinges import hinges, in_a_row

FILES = (
    "left.imu.csv",
    "right.imu.csv.gz",
    "session.json",
    "events.csv",
    "left.imu.json",
    "labels.json",
    "truth.csv",
    EDITS_FILE,
)
"""Every kind of file that is read again. `reps.csv` is not: it is made anew."""

_ROWS = 12
"""Of samples, where they are only read: what is broken in one row is broken in thousands."""


def _rows_of(block: Block, n: int) -> Block:
    """The first samples, with every optional column."""
    ticks = np.arange(n)
    return Block(
        block.side,
        block.time_s[:n],
        block.acc_m_s2[:n],
        block.gyr_rad_s[:n],
        ticks,
        block.time_s[:n] + 0.02,
        block.time_s[:n] + 7.0,
    )


@cache
def _thigh() -> Block:
    return hinges(in_a_row(2), 9.0, side="left", rate_hz=50.0)


def make(folder: Path, left: Block) -> None:
    """A recording with every kind of file."""
    right = Block("right", left.time_s[:_ROWS], left.acc_m_s2[:_ROWS], left.gyr_rad_s[:_ROWS])
    write_recording(
        folder,
        [left, right],
        meta=SessionMeta(person="M", notes="a, b", sides=("left", "right"), rung=2),
        commands=(
            Command(0.05, CommandKind.ARM, "left"),
            Command(0.1, CommandKind.TARGETS, None, '{"depth_deg":{"low":20,"high":40}}'),
        ),
        events=[LogEntry(0.3, 0.1, "note", "", 'with "quotes", commas\nand lines')],
        sidecars={"left": Sidecar(sampling_frequency=50.0, manufacturer="m")},
        labels=Labels(
            reps=(LabelledRep(side="left", start_s=0.0, end_s=0.05),),
            sets=(LabelledSet(side="left", start_s=1.0, end_s=9.0, count=2),),
        ),
        truth=Truth(np.arange(3) / 50, np.tile([1.0, 0, 0, 0], (3, 1)), np.ones(3, dtype=bool)),
    )
    append_edit(folder, Reject(side="left", time_s=4.0, why="no"))
    append_edit(folder, Add(side="left", start_s=2.0, end_s=4.0))


def check(recording: Recording) -> None:
    """A recording that was read is one."""
    assert recording.streams
    for side, stream in recording.streams.items():
        assert stream.block.side == side
        assert len(stream.block)
        check_block(stream.block)
    times = [command.time_s for command in recording.commands]
    assert times == sorted(times)
    assert len(input_hash(recording)) == 12
    for note in recording.notes:
        assert "\n" not in note


@dataclass(frozen=True)
class Rig:
    """A recording on the disk in which one file after the other is damaged.

    Attributes
    ----------
    folder : where it lies.
    length : samples of the left thigh.
    """

    folder: Path
    length: int

    def whole(self) -> Path:
        """The recording as it should be, made at the first call."""
        path = self.folder / "whole"
        if not path.exists():
            make(path, _rows_of(_thigh(), self.length))
            packed = path / "right.imu.csv.gz"
            packed.write_bytes((path / "right.imu.csv").read_bytes())  # unzipped: by its content
            (path / "right.imu.csv").unlink()
        return path

    def content(self, name: str) -> bytes:
        """A file of it."""
        return (self.whole() / name).read_bytes()

    def damaged(self, name: str, data: bytes) -> Path:
        """The recording with other bytes in one file."""
        whole, path = self.whole(), self.folder / f"with-{name}"
        if not path.exists():
            path.mkdir()
            for file in whole.iterdir():
                if file.name != name:
                    (path / file.name).write_bytes(file.read_bytes())
        return written(path / name, data).parent

    def read(self, name: str, data: bytes) -> None:
        """Read it, or be told why not."""
        recording = value_or_sentence(partial(read_recording, self.damaged(name, data)))
        if recording is not None:
            check(recording)

    def count(self, name: str, data: bytes) -> None:
        """Count it in both ways, or be told why not."""
        path = self.damaged(name, data)
        recording = value_or_sentence(partial(read_recording, path))
        if recording is None:
            return
        for mode in ("live", "review"):
            session = value_or_sentence(partial(analyze, recording, mode=mode))
            assert session is None or session.duration_s >= 0.0

    def recover(self, data: bytes) -> None:
        """Close what was never closed."""
        path = self.damaged("left.imu.csv", data)
        written(path / "session.json", b'{"schema_version": 1, "complete": false}')
        value_or_sentence(partial(recover, path))


def _bare(folder: Path, data: bytes) -> None:
    recording = value_or_sentence(partial(read_recording, written(folder / "mine.csv", data)))
    if recording is not None:
        check(recording)


def _settings(folder: Path, data: bytes) -> None:
    found = value_or_sentence(partial(load_settings, written(folder / "settings.toml", data)))
    assert found is None or isinstance(found, Settings)


_SETTINGS = b"""[reps]
min_depth_deg = 6.0
[grid]
report_gap_s = 0.2
[targets]
depth_deg = { low = 20.0, high = 40.0 }
"""


def targets(folder: Path) -> list[Target]:
    """One for each file of a recording, and for what is done with those that can be read."""
    short, long = Rig(folder / "short", _ROWS), Rig(folder / "long", len(_thigh()))

    def seeds(rig: Rig, name: str) -> Callable[[], list[bytes]]:
        return lambda: [rig.content(name)]

    found = [Target(f"recording-{n}", partial(short.read, n), seeds(short, n)) for n in FILES]
    counted = ("left.imu.csv", "events.csv", EDITS_FILE, "session.json")
    found += [Target(f"count-{n}", partial(long.count, n), seeds(long, n)) for n in counted]
    torn = Rig(folder / "torn", _ROWS)
    found += [
        Target("recover", torn.recover, seeds(torn, "left.imu.csv")),
        Target("bare-csv", partial(_bare, folder), seeds(short, "left.imu.csv")),
        Target("settings", partial(_settings, folder), lambda: [_SETTINGS]),
    ]
    return found
