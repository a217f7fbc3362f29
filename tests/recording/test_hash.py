"""R25: the hash names the input, whatever its files look like."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from imu.recording import (
    Labels,
    Recording,
    SessionMeta,
    Sidecar,
    input_hash,
    read_recording,
    write_recording,
    write_reps,
)
from imu.samples import Command, CommandKind, Session
from tests.recording.examples import swinging

ARM = Command(0.5, CommandKind.ARM)


def recorded(path: Path) -> Recording:
    """A recording of two sides with a command."""
    blocks = [swinging(50), swinging(50, side="right")]
    write_recording(path, blocks, commands=[ARM])
    return read_recording(path)


def test_r25_hash_is_12_hex_digits_and_always_the_same(tmp_path: Path) -> None:
    value = input_hash(recorded(tmp_path / "a"))
    assert value == input_hash(recorded(tmp_path / "b"))
    assert len(value) == 12
    assert set(value) <= set("0123456789abcdef")


def test_r25_hash_of_this_recording_is_this_one_on_every_machine(tmp_path: Path) -> None:
    assert input_hash(recorded(tmp_path / "a")) == "5f4f2a89b2bf"


def test_r25_hash_does_not_depend_on_zip_line_endings_or_other_files(tmp_path: Path) -> None:
    path = tmp_path / "a"
    expected = input_hash(recorded(path))
    left, right = path / "left.imu.csv", path / "right.imu.csv"
    right.write_bytes(right.read_bytes().replace(b"\n", b"\r\n"))
    left.with_suffix(".csv.gz").write_bytes(gzip.compress(left.read_bytes()))
    left.unlink()
    write_reps(path, Session())
    assert input_hash(read_recording(path)) == expected


def test_r25_hash_does_not_depend_on_what_people_say(tmp_path: Path) -> None:
    expected = input_hash(recorded(tmp_path / "a"))
    write_recording(
        tmp_path / "b",
        [swinging(50), swinging(50, side="right")],
        meta=SessionMeta(notes="hello", effort=5),
        commands=[ARM],
        labels=Labels(quality="x"),
        sidecars={"left": Sidecar(manufacturer="x")},
    )
    assert input_hash(read_recording(tmp_path / "b")) == expected


@pytest.mark.parametrize("position", [0, 40])
@pytest.mark.parametrize("name", ["time_s", "acc_m_s2", "gyr_rad_s", "seq"])
def test_r25_hash_changes_with_any_number(tmp_path: Path, name: str, position: int) -> None:
    recording = recorded(tmp_path / "a")
    expected = input_hash(recording)
    getattr(recording.streams["left"].block, name).flat[position] += 1
    assert input_hash(recording) != expected


def test_r25_hash_changes_with_a_command(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "a")
    changed = [(), (replace(ARM, time_s=0.51),), (replace(ARM, side="left"),), (ARM, ARM)]
    hashes = {input_hash(replace(recording, commands=commands)) for commands in changed}
    assert len(hashes | {input_hash(recording)}) == 5


def test_r25_hash_changes_with_the_side(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "a")
    left, right = recording.streams["left"], recording.streams["right"]
    only_left = replace(recording, streams={"left": left})
    only_right = replace(recording, streams={"right": right})
    assert len({input_hash(r) for r in (recording, only_left, only_right)}) == 3


def test_r25_hash_tells_an_optional_column_from_none(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "a")
    stream = recording.streams["left"]
    without = replace(stream, block=replace(stream.block, seq=None))
    changed = replace(recording, streams={**recording.streams, "left": without})
    assert input_hash(changed) != input_hash(recording)
