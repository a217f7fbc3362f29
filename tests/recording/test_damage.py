"""R26: whatever the bytes of a recording are, it is read or refused in one sentence."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imu.errors import RecordingError
from imu.recording import (
    LabelledRep,
    Labels,
    LogEntry,
    Recording,
    SessionMeta,
    Sidecar,
    Truth,
    input_hash,
    read_recording,
    write_recording,
)
from imu.samples import SIDES, Command, CommandKind
from tests.recording.examples import HEADER, check_sentence, is_beginning_of, swinging

LEFT = swinging(8)
RIGHT = swinging(24, side="right")
COMMANDS = (Command(0.1, CommandKind.ARM), Command(0.2, CommandKind.SIDE, "unknown", "left"))
FILES = (
    "left.imu.csv",
    "right.imu.csv",
    "events.csv",
    "session.json",
    "left.imu.json",
    "labels.json",
    "truth.csv",
)


def record(path: Path) -> None:
    """A small recording with every kind of file."""
    write_recording(
        path,
        [LEFT, RIGHT],
        meta=SessionMeta(person="M", notes="a, b", sides=("left", "right")),
        commands=COMMANDS,
        events=[LogEntry(0.3, 0.1, "note", "", 'with "quotes", commas\nand lines')],
        sidecars={"left": Sidecar(sampling_frequency=100.0)},
        labels=Labels(reps=(LabelledRep(side="left", start_s=0.0, end_s=0.05),)),
        truth=Truth(np.arange(3) / 100, np.tile([1.0, 0, 0, 0], (3, 1)), np.ones(3, dtype=bool)),
    )


@pytest.fixture(scope="module")
def whole() -> Iterator[Path]:
    """A recording that nobody changes."""
    with tempfile.TemporaryDirectory() as folder:
        record(Path(folder) / "r")
        yield Path(folder) / "r"


@contextmanager
def changed(whole: Path, name: str, content: bytes) -> Generator[Path]:
    """A copy of a recording in which one file has another content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r"
        path.mkdir()
        for file in whole.iterdir():
            if file.name != name:
                (path / file.name).hardlink_to(file)
        (path / name).write_bytes(content)
        yield path


def read_or_refused(path: Path) -> Recording | None:
    """Read a recording and check that it is one, or that the refusal is one sentence."""
    try:
        recording = read_recording(path)
    except RecordingError as error:
        check_sentence(error)
        return None
    check_valid(recording)
    return recording


def check_valid(recording: Recording) -> None:
    """Everything that later stages rely on."""
    assert recording.streams
    for side, stream in recording.streams.items():
        block = stream.block
        assert side in SIDES
        assert block.side == side
        assert len(block) > 0
        assert block.acc_m_s2.shape == block.gyr_rad_s.shape == (len(block), 3)
        assert np.all(np.diff(block.time_s) > 0)
        for values in (block.time_s, block.acc_m_s2, block.gyr_rad_s):
            assert values.flags.c_contiguous
            assert values.flags.writeable
            assert np.all(np.isfinite(values))
    times = [command.time_s for command in recording.commands]
    assert times == sorted(times)
    assert len(input_hash(recording)) == 12
    for note in recording.notes:
        assert "\n" not in note


@pytest.mark.parametrize("name", FILES)
def test_r26_file_cut_anywhere_is_read_or_refused(whole: Path, name: str) -> None:
    content = (whole / name).read_bytes()
    with changed(whole, name, content) as path:
        for length in range(0, len(content), 1 if len(content) < 1000 else 3):
            (path / name).write_bytes(content[:length])
            recording = read_or_refused(path)
            if name.endswith(".json"):
                is_whole = length >= len(content.rstrip())
                assert (recording is not None) == is_whole
            elif name == "truth.csv":
                first_rows = content.find(b"\n", content.find(b"\n") + 1) + 1
                assert (recording is not None) == (length >= first_rows)
            else:
                assert recording is not None, "the rest of a torn recording must open"
                check_beginning(recording)


def check_beginning(recording: Recording) -> None:
    """Whether what was read is the first part of what was written, to the last bit."""
    for side, whole in (("left", LEFT), ("right", RIGHT)):
        if side in recording.streams:
            assert is_beginning_of(recording.streams[side].block, whole)
    assert recording.commands == COMMANDS[: len(recording.commands)]


@settings(max_examples=200)
@given(st.sampled_from(FILES), st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4))
def test_r26_changed_bytes_give_an_error_or_a_valid_recording(
    whole: Path, name: str, where: float, new: bytes
) -> None:
    content = (whole / name).read_bytes()
    start = int(where * len(content))
    spoilt = content[:start] + new + content[start + len(new) :]
    with changed(whole, name, spoilt) as path:
        read_or_refused(path)


@settings(max_examples=100)
@given(st.sampled_from(FILES), st.floats(0, 1), st.floats(0, 1))
def test_r26_missing_bytes_give_an_error_or_a_valid_recording(
    whole: Path, name: str, first: float, second: float
) -> None:
    content = (whole / name).read_bytes()
    start, stop = sorted((int(first * len(content)), int(second * len(content))))
    with changed(whole, name, content[:start] + content[stop:]) as path:
        read_or_refused(path)


@given(st.binary(max_size=200))
def test_r26_any_bytes_are_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "left.imu.csv"
        path.write_bytes(content)
        read_or_refused(path)


WORDS = st.sampled_from(
    ["0", "0.01", "-9.81", "1e308", "-1e308", "1e-320", "nan", "inf", "", "x", "9" * 400, "1,2"]
)


@settings(max_examples=150)
@given(st.lists(st.lists(WORDS, min_size=7, max_size=7), max_size=30), st.sampled_from("\n\r"))
def test_r26_any_rows_are_read_or_refused(rows: list[list[str]], ending: str) -> None:
    lines = [f"{number * 0.01},{','.join(row[1:])}" for number, row in enumerate(rows)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "left.imu.csv"
        path.write_bytes("".join(line + ending for line in [HEADER, *lines]).encode())
        read_or_refused(path)


@pytest.mark.parametrize("name", FILES)
def test_r26_missing_file_is_an_option_or_refused(whole: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(whole, tmp_path / "r")
    (tmp_path / "r" / name).unlink()
    assert (read_or_refused(tmp_path / "r") is None) == (name == "session.json")


@pytest.mark.parametrize("name", FILES)
def test_r26_folder_in_place_of_a_file_is_refused(whole: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(whole, tmp_path / "r")
    (tmp_path / "r" / name).unlink()
    (tmp_path / "r" / name).mkdir()
    assert read_or_refused(tmp_path / "r") is None
