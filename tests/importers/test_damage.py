"""Damage: each broken byte or line costs itself, or gives a sentence. Never a crash."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imu.errors import ImuError
from imu.importers import Imported, Wish, read_foreign
from imu.recording import detect_gaps
from imu.samples import Block
from tests.importers.vendors import (
    FORMS,
    Files,
    metamotion,
    movella,
    phyphox,
    plain,
    put,
    read,
    session,
    witmotion_binary,
    witmotion_text,
    zipped,
)

BLOCK = session()
UNITS = ("t", *(f"acc_{k} (m/s2)" for k in "xyz"), *(f"gyr_{k} (rad/s)" for k in "xyz"))
SHORT = Block("right", BLOCK.time_s[:300], BLOCK.acc_m_s2[:300], BLOCK.gyr_rad_s[:300])
WRITTEN = {kind: write(SHORT) for kind, write in FORMS.items()}
quickly = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_sentence(message: str) -> None:
    assert "\n" not in message
    assert len(message) < 900


def attempt(folder: Path, files: Files, kind: str | None = None) -> Imported | None:
    """Read files; None where they are refused with one sentence."""
    paths = put(folder, files)
    try:
        imported = read_foreign(paths, Wish(kind=kind))
    except ImuError as error:
        return assert_sentence(str(error))
    block = imported.block
    assert np.all(np.diff(block.time_s) > 0)
    assert np.all(np.isfinite(block.acc_m_s2))
    assert np.all(np.isfinite(block.gyr_rad_s))
    return imported


@pytest.mark.parametrize("kind", FORMS)
@quickly
@given(data=st.data())
def test_any_changed_byte(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    files = dict(WRITTEN[kind])
    name = data.draw(st.sampled_from(sorted(files)))
    raw = bytearray(files[name])
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=4)):
        raw[at] = data.draw(st.integers(0, 255))
    attempt(tmp_path, {**files, name: bytes(raw)})


@pytest.mark.parametrize("kind", FORMS)
@quickly
@given(data=st.data())
def test_any_cut(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    files = dict(WRITTEN[kind])
    name = data.draw(st.sampled_from(sorted(files)))
    first = data.draw(st.integers(0, len(files[name])))
    last = data.draw(st.integers(first, len(files[name])))
    attempt(tmp_path, {**files, name: files[name][:first] + files[name][last:]})


@quickly
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, raw: bytes) -> None:
    for kind in (None, "witmotion", "csv"):
        attempt(tmp_path, {"a.csv": raw}, kind)


@quickly
@given(st.data())
def test_any_damaged_archive(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(zipped(phyphox(SHORT)))
    for at in data.draw(st.lists(st.integers(4, len(raw) - 1), min_size=1, max_size=3)):
        raw[at] = data.draw(st.integers(0, 255))
    attempt(tmp_path, {"a.zip": bytes(raw)})


BROKEN = {
    "a word": b"1,hello,x,x,x,x,x,x,",
    "too few fields": b"7,7",
    "too many fields": b"1,2,3,4,5,6,7,8,9,10,11,12",
    "nothing between commas": b"1,2,,,,,,,",
    "no number": b"1,2,nan,nan,nan,nan,nan,nan,",
    "a number that cannot be": b"1,2,1e300,0,0,0,0,0,",
    "bytes": b"\xff\xfe\x80,,,,,,,,",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_costs_itself_and_is_said(name: str, tmp_path: Path) -> None:
    lines = movella(BLOCK)["dot.csv"].split(b"\n")
    lines[500] = BROKEN[name]
    imported = read(tmp_path, {"dot.csv": b"\n".join(lines)})
    assert len(imported.block) == len(BLOCK) - 1
    assert "dot.csv: 1 row is left out, which cannot be read" in imported.notes


def test_ten_lost_lines_are_a_gap(tmp_path: Path) -> None:
    lines = movella(BLOCK)["dot.csv"].split(b"\n")
    imported = read(tmp_path, {"dot.csv": b"\n".join(lines[:500] + lines[510:])})
    (gap,) = detect_gaps(imported.block.time_s, imported.block.seq)
    assert gap.end_s - gap.start_s == pytest.approx(0.11)
    assert not gap.inferred  # the packet counter jumps there


def test_a_row_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    lines = movella(BLOCK)["dot.csv"].split(b"\n")
    imported = read(tmp_path, {"dot.csv": b"\n".join(lines[:500] + lines[499:])})
    assert len(imported.block) == len(BLOCK)
    assert "dot.csv: 1 row is left out, the same as the row before" in imported.notes


def test_one_wrong_time_costs_one_row(tmp_path: Path) -> None:
    files = metamotion(BLOCK)
    name = "a_MetaWear_Accelerometer_1.4.4.csv"
    lines = files[name].split(b"\n")
    lines[700] = b"9" + lines[700][1:]  # two hundred years ahead
    imported = read(tmp_path, {**files, name: b"\n".join(lines)})
    assert len(imported.block) == len(BLOCK) - 1
    assert any("time that does not fit" in note for note in imported.notes)


@pytest.mark.parametrize("row", [1, 800, 1600])
def test_a_year_that_is_wrong_costs_one_row(row: int, tmp_path: Path) -> None:
    files = witmotion_text(BLOCK)
    lines = files["wit.txt"].split(b"\n")
    lines[row] = b"9026" + lines[row][4:]
    imported = read(tmp_path, {"wit.txt": b"\n".join(lines)})
    assert len(imported.block) == len(BLOCK) - 1
    assert imported.block.time_s[-1] < 20.0
    assert any("1 row is left out, with a time that does not" in note for note in imported.notes)


def test_a_year_that_is_wrong_in_half_of_the_rows_is_refused(tmp_path: Path) -> None:
    files = witmotion_text(BLOCK)
    lines = files["wit.txt"].split(b"\n")
    half = len(BLOCK) // 2
    lines[1 : half + 1] = [b"9026" + line[4:] for line in lines[1 : half + 1]]
    with pytest.raises(ImuError, match=r"0 rows that can be read"):
        read(tmp_path, {"wit.txt": b"\n".join(lines)})


def test_times_beyond_all_numbers_are_left_out_without_a_warning(tmp_path: Path) -> None:
    lines = plain(BLOCK, UNITS)["mine.csv"].split(b"\n")
    lines[400] = b"1e308" + lines[400][lines[400].index(b",") :]
    lines[500] = b"-1e308" + lines[500][lines[500].index(b",") :]
    imported = read(tmp_path, {"mine.csv": b"\n".join(lines)})
    assert len(imported.block) == len(BLOCK) - 2


def test_rows_of_one_packet_are_spread(tmp_path: Path) -> None:
    lines = metamotion(BLOCK)["a_MetaWear_Accelerometer_1.4.4.csv"].split(b"\n")
    by_packet = [lines[0], *(lines[1 + 4 * (k // 4)][:13] + lines[1 + k][13:] for k in range(1600))]
    files = metamotion(BLOCK)
    files["a_MetaWear_Accelerometer_1.4.4.csv"] = b"\n".join(by_packet) + b"\n"
    imported = read(tmp_path, files)
    assert np.allclose(np.diff(imported.block.time_s), 0.01, atol=1e-6)
    assert any("1200 rows are at the time of the row before" in note for note in imported.notes)


def test_a_file_that_is_mostly_broken_is_refused_with_the_line(tmp_path: Path) -> None:
    lines = movella(BLOCK)["dot.csv"].split(b"\n")
    lines[100:600] = [b"broken"] * 500
    with pytest.raises(ImuError, match=r"500 of 1600 rows of dot\.csv cannot be read.*line 101"):
        read(tmp_path, {"dot.csv": b"\n".join(lines)})


@pytest.mark.parametrize("junk", [b"\x55", b"\0" * 7, b"\x55\x61\x55", b"hello world"])
def test_bytes_between_frames_are_left_out_and_said(junk: bytes, tmp_path: Path) -> None:
    raw = witmotion_binary(BLOCK)["WIT01.TXT"]
    imported = read(tmp_path, {"a.TXT": raw[: 28 * 400] + junk + raw[28 * 400 :]})
    assert len(imported.block) >= len(BLOCK) - 1
    assert any("no frame" in note for note in imported.notes)


def test_frames_without_a_date_among_others_are_left_out(tmp_path: Path) -> None:
    raw = bytearray(witmotion_binary(BLOCK)["WIT01.TXT"])
    raw[28 * 400 + 21] = 13  # the month
    imported = read(tmp_path, {"a.TXT": bytes(raw)})
    assert len(imported.block) == len(BLOCK) - 1
    assert any("1 row is left out" in note for note in imported.notes)
