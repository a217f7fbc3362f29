"""EDF+ files, read again by the library and by the bytes of the format."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from edfio import Edf, read_edf

from imu.errors import ExportError
from imu.exporters import Study, exporter_to
from imu.exporters.edf import stretches
from imu.feed import part
from imu.recording import Sidecar, Stream
from tests.exporters.studies import FIRST_S, counted


def export(folder: Path, *studies: Study) -> dict[str, Edf]:
    exporter = exporter_to("edf", folder)
    for one in studies:
        exporter.add(one)
    return {path.name: read_edf(path) for path in exporter.finish()}


def with_sidecar(one: Study, sidecar: Sidecar) -> Study:
    streams = {side: replace(s, sidecar=sidecar) for side, s in one.recording.streams.items()}
    return replace(one, recording=replace(one.recording, streams=streams))


def test_each_sensor_has_a_file_with_six_signals(tmp_path: Path) -> None:
    files = export(tmp_path / "new", counted("left", "right"))
    assert list(files) == ["monday_left.edf", "monday_right.edf"]
    edf = files["monday_left.edf"]
    assert list(edf.labels) == ["acc x", "acc y", "acc z", "gyr x", "gyr y", "gyr z"]
    assert [signal.physical_dimension for signal in edf.signals] == ["m/s2"] * 3 + ["rad/s"] * 3
    assert {signal.sampling_frequency for signal in edf.signals} == {100.0}
    assert edf.duration == 15.0  # the last whole second of 15.49


def test_samples_come_back_within_half_a_step(tmp_path: Path) -> None:
    one = counted("left")
    edf = export(tmp_path, one)["monday_left.edf"]
    block = one.recording.streams["left"].block
    for signal, values in zip(
        edf.signals, np.column_stack([block.acc_m_s2, block.gyr_rad_s]).T, strict=True
    ):
        step = (signal.physical_max - signal.physical_min) / 65_535
        assert np.max(np.abs(signal.data - values[:1500])) <= 0.51 * step
        assert f"{step:.2g}" in signal.transducer_type


@pytest.mark.parametrize(
    ("rate_hz", "grid_hz"), [(100.0, 100), (99.87, 100), (101.3, 101), (12.5, 13), (0.2, 1)]
)
def test_the_grid_has_whole_hertz_and_loses_next_to_nothing(
    rate_hz: float, grid_hz: int, tmp_path: Path
) -> None:
    one = counted()
    stream = replace(one.recording.streams["right"], rate_hz=rate_hz)
    recording = replace(one.recording, streams={"right": stream})
    edf = export(tmp_path, replace(one, recording=recording))["monday_right.edf"]
    assert {signal.sampling_frequency for signal in edf.signals} == {grid_hz}


def test_the_range_is_that_of_the_sensor_and_never_too_small(tmp_path: Path) -> None:
    narrow = Sidecar(accelerometer_range=39.2266, gyroscope_range=0.1)
    edf = export(tmp_path, with_sidecar(counted(), narrow))["monday_right.edf"]
    assert edf.signals[0].physical_max == 39.23
    fastest = float(np.max(np.abs(counted().recording.streams["right"].block.gyr_rad_s)))
    assert edf.signals[4].physical_max >= fastest > 0.1


def test_sets_and_reps_are_annotations(tmp_path: Path) -> None:
    one = counted("left")
    edf = export(tmp_path, one)["monday_left.edf"]
    (rep_set,) = one.session.sides["left"].sets
    reps = [note for note in edf.annotations if "rep" in note.text]
    assert [note.text for note in reps] == [f"set 1 rep {n}" for n in (1, 2, 3, 4)]
    starts = [rep.start_s - FIRST_S for rep in rep_set.reps]
    assert [note.onset for note in reps] == pytest.approx(starts)
    assert [note.duration for note in reps] == pytest.approx(
        [rep.end_s - rep.start_s for rep in rep_set.reps]
    )
    assert [note.text for note in edf.annotations if "rep" not in note.text] == ["set 1"]


def test_a_gap_makes_two_files_that_keep_their_distance(tmp_path: Path) -> None:
    files = export(tmp_path, counted("left", hole_s=(4.995, 5.505)))
    first, second = files["monday_left_1.edf"], files["monday_left_2.edf"]
    assert (first.duration, second.duration) == (4.0, 10.0)
    assert f"{first.starttime}" == "16:13:20.750000"
    assert f"{second.starttime}" == "16:13:25.760000"
    assert f"{second.startdate}" == "2026-09-21"
    assert not any("rep 1" in note.text for note in second.annotations)
    assert (tmp_path / "monday_left_1.edf").read_bytes()[192:197] == b"EDF+C"


def test_stretches_are_what_lies_between_gaps() -> None:
    stream: Stream = counted("left", hole_s=(4.995, 5.505)).recording.streams["left"]
    first, second = stretches(stream)
    assert len(first) + len(second) == len(stream.block)
    assert (first.time_s[-1], second.time_s[0]) == (4.99, 5.51)


def test_without_a_date_the_clock_begins_at_midnight(tmp_path: Path) -> None:
    edf = export(tmp_path, counted(started_at=None))["monday_right.edf"]
    assert f"{edf.starttime}" == "00:00:00.500000"
    assert b"Startdate X" in (tmp_path / "monday_right.edf").read_bytes()[88:168]


@pytest.mark.parametrize(
    ("person", "code"), [("Anna", "Anna"), ("Anna B", "Anna_B"), (None, "X"), ("Jürgen", "J_rgen")]
)
def test_the_patient_is_the_alias(person: str | None, code: str, tmp_path: Path) -> None:
    edf = export(tmp_path, counted(person=person))["monday_right.edf"]
    assert (edf.patient.code, edf.patient.name) == (code, "X")


def test_nothing_but_gaps_is_refused(tmp_path: Path) -> None:
    one = counted("left")
    block = one.recording.streams["left"].block
    short = replace(one.recording.streams["left"], block=part(block, 0, 50), gaps=())
    recording = replace(one.recording, streams={"left": short})
    with pytest.raises(ExportError, match="no second without a gap"):
        export(tmp_path, replace(one, recording=recording))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    export(tmp_path, counted())
    with pytest.raises(ExportError, match=r"monday_right\.edf exists already"):
        export(tmp_path, counted())


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "edfio", None)
    with pytest.raises(ExportError, match=r"kickstand-imu\[edf\]"):
        exporter_to("edf", tmp_path)
