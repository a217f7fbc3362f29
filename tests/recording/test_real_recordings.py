"""Real recordings read: odd sensors must not be taken for broken ones (R10, R12, R15, R25)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from imu.errors import UnitError
from imu.recording import Recording, input_hash, read_recording, write_recording
from imu.recording.units import check_units, tilt_per_turn
from tests.recording.examples import same_samples


@pytest.fixture(scope="module")
def recordings(real_data: Path) -> list[Recording]:
    """All real recordings."""
    return [read_recording(path.parent) for path in sorted(real_data.glob("*/session.json"))]


def test_r01_every_real_recording_reads(recordings: list[Recording]) -> None:
    assert len(recordings) >= 50
    assert len({input_hash(recording) for recording in recordings}) == len(recordings)
    for recording in recordings:
        assert recording.session.complete
        assert recording.notes == ()


def test_r15_real_sidecars_tell_the_rate_within_a_percent(recordings: list[Recording]) -> None:
    for recording in recordings:
        for stream in recording.streams.values():
            assert stream.sidecar is not None
            assert stream.rate_hz == pytest.approx(stream.sidecar.sampling_frequency, rel=0.01)


def test_r10_gaps_are_where_the_standing_was_cut_away(recordings: list[Recording]) -> None:
    for recording in recordings:
        if recording.labels is None or not recording.name.startswith("cmu_"):
            continue
        inside = [
            gap
            for stream in recording.streams.values()
            for gap in stream.gaps
            for rep in recording.labels.reps
            if rep.start_s < gap.start_s and gap.end_s < rep.end_s
        ]
        assert inside == [], recording.name


def test_r19_truth_has_a_row_for_every_sample(recordings: list[Recording]) -> None:
    with_truth = [recording for recording in recordings if recording.truth is not None]
    assert len(with_truth) == 3
    for recording in with_truth:
        assert recording.truth is not None
        assert np.array_equal(recording.truth.time_s, recording.streams["left"].block.time_s)
        assert 0 < np.sum(recording.truth.movement) < len(recording.truth.movement)


def test_r12_real_movements_in_deg_s_are_mostly_found(recordings: list[Recording]) -> None:
    squats = [recording for recording in recordings if recording.name.startswith("squat_")]
    assert len(squats) == 33
    for recording in squats:
        for stream in recording.streams.values():
            wrong = replace(stream.block, gyr_rad_s=np.rad2deg(stream.block.gyr_rad_s) / 5)
            assert np.percentile(np.abs(wrong.gyr_rad_s), 99.5) < 40
            gain = tilt_per_turn(stream.block)
            assert gain is not None
            assert 0.5 < gain < 1.5
            wrong = replace(stream.block, gyr_rad_s=np.rad2deg(stream.block.gyr_rad_s))
            with pytest.raises(UnitError, match="deg/s"):
                check_units(recording.path, wrong)


def test_r12_real_accelerations_in_g_are_found(recordings: list[Recording]) -> None:
    for recording in recordings:
        for stream in recording.streams.values():
            wrong = replace(stream.block, acc_m_s2=stream.block.acc_m_s2 / 9.80665)
            with pytest.raises(UnitError, match="looks like g"):
                check_units(recording.path, wrong)


def test_r08_real_samples_come_back_to_the_last_bit(
    recordings: list[Recording], tmp_path: Path
) -> None:
    for recording in recordings[::10]:
        blocks = [stream.block for stream in recording.streams.values()]
        write_recording(tmp_path / recording.name, blocks)
        again = read_recording(tmp_path / recording.name)
        assert input_hash(again) == input_hash(recording)
        for side, stream in recording.streams.items():
            assert same_samples(again.streams[side].block, stream.block)
