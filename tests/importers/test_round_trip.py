"""Every form gives back the samples that were written into it, and the same count."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

import imu
from imu.importers import Told, Wish, parse_units, read_foreign, write_imported
from imu.recording import read_recording
from imu.samples import Block
from tests.importers.vendors import (
    EPOCH_MS,
    FORMS,
    STARTS,
    G,
    largest_difference,
    metamotion,
    movella,
    phyphox,
    plain,
    put,
    read,
    sensor_logger,
    session,
    witmotion_binary,
    zipped,
)

_DEGREE = np.pi / 180.0

RESOLUTION = {
    # s, m/s², rad/s: half a step of each form and of our decimals (a driver rounds to four).
    "movella-dot": (1e-6, 2e-5, 2e-6),
    "metamotion": (1e-6, 1e-5 * G, 2e-6),
    "phyphox": (1e-6, 1e-5, 1e-6),
    "sensor-logger": (1e-6, 1e-5, 1e-6),
    "witmotion": (1e-6, 0.6 * G / 2048, 0.6 * 2000 / 32768 * _DEGREE),
    "witmotion-text": (1e-6, 1.1e-5 * G, 2e-6),
    "csv": (1e-6, 1e-5, 1e-6),
}


@pytest.mark.parametrize("kind", FORMS)
def test_samples_come_back_within_the_resolution_of_the_form(kind: str, tmp_path: Path) -> None:
    block = session("left")
    imported = read(tmp_path, FORMS[kind](block), Wish(side="left"))
    assert imported.kind == kind
    assert imported.block.side == "left"
    for found, limit in zip(largest_difference(imported, block), RESOLUTION[kind], strict=True):
        assert found <= limit


@pytest.mark.parametrize("kind", FORMS)
def test_the_count_is_the_same(kind: str, tmp_path: Path) -> None:
    imported = read(tmp_path / "theirs", FORMS[kind](session()), Wish(side="right"))
    write_imported(imported, tmp_path / "ours")
    result = imu.analyze(tmp_path / "ours").sides["right"]
    assert result.count == len(STARTS)
    assert [gap for gap in result.gaps if gap.end_s - gap.start_s > 0.1] == []


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_imported_reads_like_a_recording(kind: str, tmp_path: Path) -> None:
    imported = read(tmp_path / "theirs", FORMS[kind](session()))
    write_imported(imported, tmp_path / "ours", Told("P7", {"condition": "fresh"}))
    recording = read_recording(tmp_path / "ours")
    again = recording.streams["unknown"]
    assert np.array_equal(again.block.time_s, imported.block.time_s)
    assert np.array_equal(again.block.acc_m_s2, imported.block.acc_m_s2)
    assert np.array_equal(again.block.gyr_rad_s, imported.block.gyr_rad_s)
    assert (recording.session.person, recording.session.columns) == ("P7", {"condition": "fresh"})
    assert again.sidecar is not None
    origin = again.sidecar.extra["ImportedFrom"]
    assert origin["Kind"] == kind
    assert [len(file["Sha256"]) for file in origin["Files"]] == [64] * len(imported.sources)


@pytest.mark.parametrize("kind", ["phyphox", "sensor-logger"])
@pytest.mark.parametrize("under", ["", "My experiment/"])
def test_an_archive_reads_like_its_files(kind: str, under: str, tmp_path: Path) -> None:
    files = FORMS[kind](session())
    (tmp_path / "all.zip").write_bytes(
        zipped({**files, "meta/time.csv": b"event,time\n", "photo.jpg": b"\xff\xd8"}, under)
    )
    imported = read_foreign([tmp_path / "all.zip"])
    apart = read(tmp_path / "apart", files)
    assert np.array_equal(imported.block.acc_m_s2, apart.block.acc_m_s2)
    assert [source.path.name for source in imported.sources] == ["all.zip"]


def test_gzip_is_unzipped(tmp_path: Path) -> None:
    (tmp_path / "dot.csv.gz").write_bytes(gzip.compress(movella(session())["dot.csv"]))
    assert len(read_foreign([tmp_path / "dot.csv.gz"]).block) == len(session())


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    paths = put(tmp_path, metamotion(session()))
    first, second = read_foreign(paths), read_foreign(paths[::-1])
    assert np.array_equal(first.block.gyr_rad_s, second.block.gyr_rad_s)


def test_decimal_commas_are_read(tmp_path: Path) -> None:
    imported = read(tmp_path, phyphox(session(), comma=True))
    assert largest_difference(imported, session())[1] <= 1e-5


def test_ticks_of_32_bits_that_start_anew_go_on(tmp_path: Path) -> None:
    imported = read(tmp_path, movella(session(), first_us=2**32 - 5_000_000))
    assert largest_difference(imported, session())[0] <= 1e-6


def test_a_head_of_facts_becomes_the_sidecar(tmp_path: Path) -> None:
    imported = read(tmp_path, movella(session()), Wish(side="left"))
    sidecar = imported.sidecar
    assert sidecar.device_serial_number == "DOT_7"
    assert sidecar.software_versions == "2.2.1"
    assert sidecar.sampling_frequency == 60.0
    assert sidecar.tracked_point == "left_thigh"
    assert imported.block.seq is not None
    assert imported.started_at is not None
    assert f"{imported.started_at:%Y-%m-%d %H:%M:%S.%f %Z}" == "2026-09-13 09:37:05.224000 UTC"


def test_the_moment_of_the_first_sample_is_told_by_an_epoch(tmp_path: Path) -> None:
    imported = read(tmp_path, sensor_logger(session()))
    assert imported.started_at is not None
    assert imported.started_at.timestamp() * 1000 == pytest.approx(EPOCH_MS, abs=0.01)


@pytest.mark.parametrize(
    ("ios", "turned"), [(True, True), (False, False), (None, False)], ids=["ios", "android", "?"]
)
def test_an_iphones_gravity_is_turned_round(ios: bool | None, turned: bool, tmp_path: Path) -> None:
    imported = read(tmp_path, sensor_logger(session(), ios=ios))
    assert largest_difference(imported, session())[1] <= 1e-5
    assert any("turned round" in note for note in imported.notes) == turned
    assert any("no Metadata.csv" in note for note in imported.notes) == (ios is None)


def test_total_acceleration_is_taken_where_it_is_there(tmp_path: Path) -> None:
    imported = read(tmp_path, sensor_logger(session(), ios=False, total=True))
    assert list(imported.taken) == ["time", "total", "rotation"]
    assert largest_difference(imported, session())[1] <= 1e-5


@pytest.mark.parametrize(
    ("acc", "gyr", "time"),
    [
        (1.0, 1.0, 1.0),
        (G, np.pi / 180, 1e-3),
        (G / 1000, np.pi / 180, 1e-6),
        (1.0, np.pi / 180, 1e-9),
    ],
)
def test_units_of_any_csv_are_found(acc: float, gyr: float, time: float, tmp_path: Path) -> None:
    imported = read(tmp_path, plain(session(), acc=acc, gyr=gyr, time=time))
    time_off, acc_off, gyr_off = largest_difference(imported, session())
    assert (time_off <= 1e-6, acc_off <= 2e-5, gyr_off <= 2e-6) == (True, True, True)
    assert "length at rest" in imported.acc_unit.why
    assert "gravity turns" in imported.gyr_unit.why


def test_columns_are_what_a_person_says(tmp_path: Path) -> None:
    names = ("zeit", "g3", "g1", "g2", "ax", "ay", "az")  # misleading on purpose
    files = plain(session(), names)
    columns: dict[str, str] = dict(
        zip(("time", "acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"), names, strict=True)
    )
    imported = read(tmp_path, files, Wish(columns=columns))
    _, acc_off, gyr_off = largest_difference(imported, session())
    assert (acc_off <= 1e-5, gyr_off <= 1e-6) == (True, True)


def test_without_times_the_rate_makes_them(tmp_path: Path) -> None:
    block = session()
    imported = read(tmp_path, plain(block, ("n/a", *"abcdef")), _by_letters(rate_hz=100.0))
    assert largest_difference(imported, block)[0] <= 1e-6
    short = read(
        tmp_path, witmotion_binary(block, dates=False), Wish(rate_hz=100.0, kind="witmotion")
    )
    assert largest_difference(short, block)[0] <= 1e-6


def _by_letters(rate_hz: float) -> Wish:
    roles = ("acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z")
    return Wish(columns=dict(zip(roles, "abcdef", strict=True)), rate_hz=rate_hz)


def test_own_units_are_stronger_than_a_maker_s(tmp_path: Path) -> None:
    block = session()
    in_radians = Block("right", block.time_s, block.acc_m_s2, block.gyr_rad_s * np.pi / 180)
    imported = read(tmp_path, movella(in_radians), Wish(units=parse_units("rad/s")))
    assert imported.gyr_unit.unit == "rad/s"
    assert largest_difference(imported, block)[2] <= 1e-6
