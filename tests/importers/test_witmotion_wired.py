"""WitMotion's frames of eleven bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.errors import RecordingError
from imu.importers import Wish
from imu.importers.witmotionwired import is_wired, wired_frames
from imu.recording import detect_gaps
from tests.importers.vendors import (
    largest_difference,
    read,
    session,
    witmotion_binary,
    witmotion_wired,
)

ACC = bytes.fromhex("5551 0100 0200 0008 0000 b1".replace(" ", ""))
GYR = bytes.fromhex("5552 0500 0000 ffff 0000 aa".replace(" ", ""))
DATE = bytes.fromhex("5550 1a09 1510 0d14 fa00 08".replace(" ", ""))


def test_a_sample_is_an_acceleration_and_the_turn_rate_behind_it() -> None:
    frames, lost = wired_frames(DATE + ACC + GYR)
    assert [frame.numbers[:6] for frame in frames] == [(1, 2, 2048, 5, 0, -1)]
    assert frames[0].date == DATE[2:10]
    assert lost == 0


@pytest.mark.parametrize(
    ("data", "count"),
    [(ACC, 0), (GYR, 0), (GYR + ACC, 0), (ACC + ACC + GYR, 1), (ACC + GYR + GYR, 1)],
)
def test_half_a_sample_is_none(data: bytes, count: int) -> None:
    assert len(wired_frames(data)[0]) == count


def test_a_date_belongs_to_one_sample_only() -> None:
    frames, _ = wired_frames(DATE + ACC + GYR + ACC + GYR)
    assert [len(frame.date) for frame in frames] == [8, 0]


@pytest.mark.parametrize("at", range(11))
def test_a_wrong_sum_costs_the_frame(at: int) -> None:
    broken = bytearray(ACC)
    broken[at] ^= 0x10
    frames, lost = wired_frames(bytes(broken) + GYR + ACC + GYR)
    assert (len(frames), lost) == (1, 11)


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_whole_frames_are_found_among_anything(before: bytes, after: bytes) -> None:
    frames, lost = wired_frames(before + ACC + GYR + after)
    assert lost >= 0
    assert len(frames) <= (60 + 22) // 22
    if 0x55 not in before:
        assert frames[0].numbers[2] == 2048


def test_two_frames_in_a_row_tell_the_kind() -> None:
    assert is_wired(b"xyz" + ACC + GYR)
    assert not is_wired(ACC + b"x" + GYR)
    assert not is_wired(b"UQ is no frame, and U is none either " * 9)


def test_a_log_reads_like_the_other_form(tmp_path: Path) -> None:
    wired = read(tmp_path / "a", witmotion_wired(session()))
    long = read(tmp_path / "b", witmotion_binary(session()))
    assert wired.kind == "witmotion"
    assert np.array_equal(wired.block.time_s, long.block.time_s)
    assert np.array_equal(wired.block.acc_m_s2, long.block.acc_m_s2)
    assert np.array_equal(wired.block.gyr_rad_s, long.block.gyr_rad_s)


def test_a_log_without_dates_needs_the_rate(tmp_path: Path) -> None:
    files = witmotion_wired(session(), dates=False)
    with pytest.raises(RecordingError, match="no running clock"):
        read(tmp_path, files)
    assert largest_difference(read(tmp_path, files, Wish(rate_hz=100.0)), session())[0] <= 1e-6


def test_a_broken_stretch_is_a_gap_and_is_said(tmp_path: Path) -> None:
    raw = witmotion_wired(session())["LOG.BIN"]
    first, last = 44 * 500 + 5, 44 * 520 + 17
    imported = read(tmp_path, {"LOG.BIN": raw[:first] + b"\x55" * 40 + raw[last:]})
    (gap,) = detect_gaps(imported.block.time_s)
    assert gap.start_s == pytest.approx(4.99)
    assert gap.end_s == pytest.approx(5.21, abs=0.011)
    assert any("no frame" in note for note in imported.notes)
