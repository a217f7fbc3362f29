"""`kickstand export`: what it writes, says and refuses."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from imu.recording import SessionMeta
from tests.cli.places import is_one_sentence, kickstand, put_hinges

Capture = pytest.CaptureFixture[str]


def put_two(folder: Path) -> Path:
    put_hinges(folder / "a", "left", meta=SessionMeta(person="Anna", columns={"condition": "x"}))
    put_hinges(folder / "b", "right", meta=SessionMeta(person="Ben"))
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_of_recordings_becomes_three_tables(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "export", put_two(tmp_path / "r"), "--to", "csv", "-o", tmp_path / "o")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        str(tmp_path / "o" / f"{name}.csv") for name in ("reps", "sets", "sides")
    ]
    assert ran.err == "kickstand: exported 2 recordings\n"
    reps = rows(tmp_path / "o" / "reps.csv")
    assert [(row["recording"], row["person"], row["condition"]) for row in reps] == [
        *[("a", "Anna", "x")] * 4,
        *[("b", "Ben", "")] * 4,
    ]


def test_anonymous(tmp_path: Path, capsys: Capture) -> None:
    options = ("--to", "csv", "-o", tmp_path / "o", "--anonymous")
    assert kickstand(capsys, "export", put_two(tmp_path / "r"), *options).code == 0
    assert [row["person"] for row in rows(tmp_path / "o" / "sides.csv")] == ["P1", "P2"]
    assert "Anna" not in (tmp_path / "o" / "reps.csv").read_text()


def test_signals(tmp_path: Path, capsys: Capture) -> None:
    options = ("--to", "csv", "-o", tmp_path / "o", "--signals")
    assert kickstand(capsys, "export", put_two(tmp_path / "r"), *options).code == 0
    signals = rows(tmp_path / "o" / "signals" / "a_left.csv")
    assert {"time_s", "tilt_deg", "frontal_deg", "transverse_deg", "phase"} == set(signals[0])
    assert max(float(row["tilt_deg"]) for row in signals) == pytest.approx(25.0, abs=1.0)


def test_json_about_the_export(tmp_path: Path, capsys: Capture) -> None:
    options = ("--to", "json", "-o", tmp_path / "o", "--json", "--live")
    ran = kickstand(capsys, "export", put_two(tmp_path / "r"), *options)
    said: dict[str, Any] = json.loads(ran.out)
    assert said["files"] == [str(tmp_path / "o" / "results.json")]
    assert (said["to"], said["recordings"]) == ("json", 2)
    whole: dict[str, Any] = json.loads((tmp_path / "o" / "results.json").read_text())
    assert [one["result"]["mode"] for one in whole["recordings"]] == ["live", "live"]


def test_what_cannot_be_read_stops_no_other(tmp_path: Path, capsys: Capture) -> None:
    put_two(tmp_path / "r")
    (tmp_path / "r" / "a" / "left.imu.csv").write_text("broken\n")
    ran = kickstand(capsys, "export", tmp_path / "r", "--to", "csv", "-o", tmp_path / "o")
    assert ran.code == 1
    assert "left.imu.csv" in ran.err
    assert {row["recording"] for row in rows(tmp_path / "o" / "reps.csv")} == {"b"}


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "export", tmp_path / "no", "--to", "csv", "-o", tmp_path / "o")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--to", "csv"), "No folder is named"),
        (("--to", "pdf", "-o", "o"), "'pdf' is not one of"),
        (("-o", "o"), "--to"),
        (("--to", "json", "--signals", "-o", "o"), "--signals does not go with --to json"),
    ],
)
def test_wrong_use(options: tuple[str, ...], words: str, tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "export", put_two(tmp_path / "r"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert words in ran.err


def test_an_export_is_not_made_twice(tmp_path: Path, capsys: Capture) -> None:
    argv = ("export", put_two(tmp_path / "r"), "--to", "csv", "-o", tmp_path / "o", "--signals")
    assert kickstand(capsys, *argv).code == 0
    ran = kickstand(capsys, *argv)
    assert ran.code == 2
    assert "exists already" in ran.err
