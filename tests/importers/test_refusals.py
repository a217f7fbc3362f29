"""What cannot be imported is refused in one sentence: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from imu.errors import ImuError, RecordingError, UnitError, UsageError
from imu.importers import Wish, parse_columns, parse_units, read_foreign, write_imported
from tests.importers.vendors import (
    Files,
    G,
    lines,
    metamotion,
    movella,
    phyphox,
    plain,
    put,
    read,
    sensor_logger,
    session,
    witmotion_binary,
    witmotion_text,
)

QUATERNIONS = {
    "dot.csv": lines(
        "PacketCounter,SampleTimeFine,Quat_W,Quat_X,Quat_Y,Quat_Z,FreeAcc_X,FreeAcc_Y,FreeAcc_Z",
        [f"{k},{k * 16667},1,0,0,0,0.1,0.1,0.1" for k in range(50)],
    )
}


def only(files: Files, *names: str) -> Files:
    return {name: data for name, data in files.items() if any(word in name for word in names)}


CASES: dict[str, tuple[Callable[[], Files], str, str]] = {
    "quaternions only": (lambda: QUATERNIONS, "orientation only (Quat_W", "Custom mode 5"),
    "no gyroscope": (
        lambda: only(metamotion(session()), "Acc"),
        "no turn rate",
        "Give both files",
    ),
    "no accelerometer": (
        lambda: only(phyphox(session()), "Gyro"),
        "no acceleration in columns",
        "give both",
    ),
    "no gravity": (
        lambda: only(sensor_logger(session()), "Accelerometer", "Gyro"),
        "without gravity only",
        "Total Acceleration",
    ),
    "gravity taken out": (
        lambda: plain(replace(session(), acc_m_s2=session().acc_m_s2 * 0.01)),
        "gravity seems to have been taken out",
        "with gravity in it",
    ),
    "raw counts": (
        lambda: plain(session(), acc=G / 16384),
        "gravity in no unit",
        "Convert the columns",
    ),
    "no clock": (
        lambda: plain(session(), ("n", "ax", "ay", "az", "gx", "gy", "gz")),
        "no column of times",
        "--rate",
    ),
    "no names": (
        lambda: {"a.csv": lines("1,2,3,4,5,6,7", ["1,2,3,4,5,6,7"] * 30)},
        "no columns with names",
        "first row",
    ),
    "unknown columns": (
        lambda: plain(session(), ("t", *"pqrstu")),
        "no acceleration in columns",
        "--columns",
    ),
    "a picture": (lambda: {"a.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9}, "text", "CSV"),
    "nothing": (lambda: {"a.csv": b""}, "is empty", "Export it again"),
    "half a zip": (lambda: {"a.zip": b"PK\x03\x04" + b"x" * 99}, "damaged zip", "again"),
    "angles only": (
        lambda: {"a.bin": (b"\x55\x53" + b"\0" * 8 + b"\xa8") * 20},
        "0 samples of WitMotion",
        "At least 10",
    ),
    "frames without a clock": (
        lambda: witmotion_binary(session(), dates=False),
        "no running clock",
        "--rate",
    ),
    "too short": (
        lambda: {"a.csv": b"\n".join(plain(session())["mine.csv"].split(b"\n")[:6]) + b"\n"},
        "5 rows that can be read",
        "At least",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reason_and_the_remedy_are_said(name: str, tmp_path: Path) -> None:
    make, problem, advice = CASES[name]
    paths = put(tmp_path, make())
    with pytest.raises(ImuError) as caught:
        read_foreign(paths)
    message = str(caught.value)
    assert problem in message
    assert advice in message
    assert "\n" not in message


def test_a_wrong_label_is_held_against_gravity(tmp_path: Path) -> None:
    files = phyphox(session())
    files["Gyroscope.csv"] = files["Gyroscope.csv"].replace(b"rad/s", b"deg/s")
    with pytest.raises(UnitError, match=r"said to be in deg/s .* it is in rad/s") as caught:
        read(tmp_path, files)
    assert "--units rad/s" in str(caught.value)
    assert read(tmp_path, files, Wish(units=parse_units("rad/s"))).gyr_unit.unit == "rad/s"


def test_a_wish_against_gravity_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(UnitError, match=r"that is m/s², not g \(as wished\)"):
        read(tmp_path, movella(session()), Wish(units=parse_units("g")))


def test_still_samples_tell_no_unit_of_turning(tmp_path: Path) -> None:
    still = replace(session(), gyr_rad_s=session().gyr_rad_s * 0.0)
    flat = replace(still, acc_m_s2=np.tile([0.0, 0.0, 9.81], (len(still), 1)))
    with pytest.raises(UnitError, match="nothing tells whether"):
        read(tmp_path, plain(flat))
    imported = read(tmp_path, plain(flat), Wish(units=parse_units("rad/s")))
    assert imported.gyr_unit.why == "as wished"


def test_turning_faster_than_a_gyroscope_can_is_in_degrees(tmp_path: Path) -> None:
    shaken = replace(
        session(),
        acc_m_s2=np.tile([0.0, 0.0, 9.81], (len(session()), 1)),
        gyr_rad_s=np.tile([[90.0, 0.0, 0.0], [-90.0, 0.0, 0.0]], (len(session()) // 2, 1)),
    )
    imported = read(tmp_path, plain(shaken))
    assert imported.gyr_unit.unit == "deg/s"
    assert "reaches 90" in imported.gyr_unit.why


def test_a_steps_size_that_fits_no_unit_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="in which unit 't' counts"):
        read(tmp_path, plain(session(), time=1 / 50.0))


def test_a_kind_that_there_is_not(tmp_path: Path) -> None:
    paths = put(tmp_path, movella(session()))
    with pytest.raises(UsageError, match=r"no kind 'xsens'\. Choose from movella-dot"):
        read_foreign(paths, Wish(kind="xsens"))
    with pytest.raises(UsageError, match="No file is named"):
        read_foreign([])
    with pytest.raises(RecordingError, match="cannot be read"):
        read_foreign([tmp_path / "nowhere.csv"])


@pytest.mark.parametrize("kind", ["metamotion", "phyphox", "witmotion", "sensor-logger"])
def test_a_kind_that_it_is_not(kind: str, tmp_path: Path) -> None:
    with pytest.raises(RecordingError):
        read(tmp_path, movella(session()), Wish(kind=kind))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("furlong", "'furlong' is no unit"),
        ("g,m/s2", "says a unit twice"),
        ("deg/s rad/s", "says a unit twice"),
    ],
)
def test_units_that_cannot_be(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        parse_units(text)


@pytest.mark.parametrize("text", ["g, dps; ms", "ms g °/s", "MS,G,deg/s"])
def test_units_in_every_order_and_spelling(text: str) -> None:
    units = parse_units(text)
    assert (units.acc, units.gyr, units.time) == ("g", "deg/s", "ms")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("acc_x", "does not say what a column is"),
        ("acc_x=a, acc_x=b", "does not say what a column is"),
        ("acc_q=a", "does not say what a column is"),
        ("acc_x=a, acc_y=b, acc_z=c", "No column is named for gyr_x, gyr_y, gyr_z"),
    ],
)
def test_columns_that_cannot_be(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        parse_columns(text)


def test_columns_may_have_commas_in_their_names() -> None:
    text = "time=t (s), acc_x=a,x, acc_y=b, acc_z=c, gyr_x=d, gyr_y=e, gyr_z=f"
    assert parse_columns(text)["acc_x"] == "a,x"


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    columns = parse_columns("acc_x=ax,acc_y=ay,acc_z=up,gyr_x=gx,gyr_y=gy,gyr_z=gz")
    with pytest.raises(RecordingError, match=r"no columns called 'up'\. There are: t, ax, ay, az"):
        read(tmp_path, plain(session()), Wish(columns=columns))


def test_a_second_binary_log_is_refused(tmp_path: Path) -> None:
    data = witmotion_binary(session())["WIT01.TXT"]
    with pytest.raises(RecordingError, match=r"b\.TXT: is a second log"):
        read_foreign(put(tmp_path, {"a.TXT": data, "b.TXT": data}))


@pytest.mark.parametrize(
    "wish", [Wish(units=parse_units("g")), Wish(columns={"time": "t"}), Wish(sensor="WT")]
)
def test_no_wish_is_silently_passed_over(wish: Wish, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="Leave out --units, --columns and --sensor"):
        read(tmp_path, witmotion_binary(session()), wish)


def test_a_rate_is_for_samples_without_times_only(tmp_path: Path) -> None:
    wish = Wish(rate_hz=50.0)
    for number, files in enumerate((witmotion_binary(session()), movella(session()))):
        imported = read(tmp_path / f"{number}", files, wish)
        assert imported.block.time_s[-1] == pytest.approx(15.99)


def test_text_of_a_kind_with_a_wire_is_read_as_text(tmp_path: Path) -> None:
    assert read(tmp_path, witmotion_text(session())).kind == "witmotion-text"


def test_a_place_that_is_taken_stays_as_it_is(tmp_path: Path) -> None:
    imported = read(tmp_path / "theirs", movella(session()))
    put(tmp_path / "ours", {"diary.txt": b"mine"})
    with pytest.raises(RecordingError, match="exists already"):
        write_imported(imported, tmp_path / "ours")
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["diary.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ours", "theirs"]


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = read(tmp_path / "theirs", movella(session()))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(RecordingError, match="No space left"):
        write_imported(imported, tmp_path / "ours")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]
