"""The vendors' own files: each is read, or refused with the very reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from imu.errors import RecordingError, UnitError
from imu.importers import Imported, Wish, parse_units, read_foreign
from imu.importers.model import Track
from imu.importers.units import GYR_UNITS, find_gyr_unit
from imu.recording import measured_rate_hz, read_recording


@pytest.fixture
def exports(real_data: Path) -> Path:
    return real_data / "vendor_exports"


def rate_of(imported: Imported) -> float:
    return measured_rate_hz(imported.block.time_s) or 0.0


@pytest.mark.parametrize(("day", "rows"), [("2019-01-15", 201), ("2019-01-11", 355)])
def test_metamotion(day: str, rows: int, exports: Path) -> None:
    imported = read_foreign(sorted((exports / "metamotion").glob(f"*{day}*")))
    assert (imported.kind, len(imported.block)) == ("metamotion", rows)
    assert rate_of(imported) == pytest.approx(12.5, abs=0.05)
    assert imported.started_at is not None
    assert f"{imported.started_at:%Y-%m-%d}" == day


def test_movella_with_raw_quantities(exports: Path) -> None:
    imported = read_foreign([exports / "movella_dot" / "THIGH_L_SQUAT_first16rows.csv"])
    assert len(imported.block) == 16
    assert rate_of(imported) == pytest.approx(60.0, abs=0.01)
    assert imported.rest_m_s2 == pytest.approx(9.63, abs=0.01)


def test_movella_with_orientation_only(exports: Path) -> None:
    with pytest.raises(RecordingError, match=r"orientation only \(Euler_X") as caught:
        read_foreign([exports / "movella_dot" / "quaternion_only_LF3.csv"])
    assert "Custom mode 5" in str(caught.value)


def test_phyphox(exports: Path) -> None:
    imported = read_foreign([exports / "phyphox_a"])
    assert len(imported.block) == 2386
    assert rate_of(imported) == pytest.approx(49.7, abs=0.1)
    assert imported.rest_m_s2 == pytest.approx(9.81, abs=0.1)


def test_phyphox_with_a_wrong_label(exports: Path) -> None:
    with pytest.raises(UnitError, match="it is in rad/s"):
        read_foreign([exports / "phyphox_b"])
    imported = read_foreign([exports / "phyphox_b"], Wish(units=parse_units("rad/s")))
    assert len(imported.block) == 6069


def test_witmotion(exports: Path) -> None:
    imported = read_foreign([exports / "witmotion"])
    assert len(imported.block) == 2197
    assert rate_of(imported) == pytest.approx(20.0, abs=0.01)
    assert imported.rest_m_s2 == pytest.approx(9.81, abs=0.1)
    assert np.max(np.abs(imported.block.gyr_rad_s)) < 35.0


def test_the_unit_of_turning_is_never_told_wrongly(real_data: Path) -> None:
    told = 0
    for folder in sorted([*real_data.glob("cmu_*"), *real_data.glob("broad_*")]):
        for stream in read_recording(folder).streams.values():
            for unit, size in GYR_UNITS.items():
                numbers = stream.block.gyr_rad_s / size
                block = replace(stream.block, gyr_rad_s=numbers)
                track = Track(block.time_s, numbers, ("x", "y", "z"))
                try:
                    found = find_gyr_unit(folder, track, block, None)
                except UnitError:
                    continue
                assert found.unit == unit, folder
                told += 1
    assert told >= 30


def test_every_file_was_tried(exports: Path) -> None:
    assert sum(path.is_file() for path in exports.rglob("*")) == 11
