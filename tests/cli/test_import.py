"""`kickstand import`: what it writes, shows and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from imu.recording import read_recording
from tests.cli.places import is_one_sentence, kickstand
from tests.importers.vendors import STARTS, metamotion, movella, phyphox, plain, put, session

Capture = pytest.CaptureFixture[str]


def test_one_recording(tmp_path: Path, capsys: Capture) -> None:
    paths = put(tmp_path, metamotion(session()))
    place = tmp_path / "new" / "mine"
    options = ("-o", place, "--side", "right", "--person", "P1", "--condition", "fresh")
    ran = kickstand(capsys, "import", *paths, *options)
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out == f"{place}: MetaMotion (MetaBase), 1600 samples, 16.0 s, 100.0 Hz, side right\n"
    )
    recording = read_recording(place)
    assert recording.session.person == "P1"
    assert recording.session.columns == {"condition": "fresh"}
    counted = kickstand(capsys, "analyze", place, "--json")
    assert counted.out.count('"counted":true') == len(STARTS)


def test_json(tmp_path: Path, capsys: Capture) -> None:
    (path,) = put(tmp_path, movella(session()))
    ran = kickstand(capsys, "import", path, "-o", tmp_path / "r", "--json", "--side", "left")
    facts: dict[str, Any] = json.loads(ran.out)
    assert facts["schema_version"] == 1
    assert (facts["recording"], facts["path"]) == ("r", str(tmp_path / "r"))
    assert (facts["kind"], facts["side"], facts["samples"]) == ("movella-dot", "left", 1600)
    assert facts["units"]["gyr"]["unit"] == "deg/s"
    assert facts["sources"][0]["name"] == "dot.csv"
    assert len(facts["sources"][0]["sha256"]) == 64


def test_a_preview_shows_and_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    paths = put(tmp_path / "theirs", phyphox(session()))
    ran = kickstand(capsys, "import", *paths, "--preview", "-o", tmp_path / "r")
    assert (ran.code, ran.err) == (0, "")
    for words in ("X (m/s^2), Y (m/s^2)", "m/s² ('X (m/s^2)' says so)", "100.0 Hz", "9.8", "gyr_z"):
        assert words in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]
    ran = kickstand(capsys, "import", *paths, "--preview", "--json")
    facts: dict[str, Any] = json.loads(ran.out)
    assert facts["path"] is None
    assert len(facts["rows"]) == 5
    assert facts["rows"][1]["time_s"] == 0.01


def test_a_person_may_say_everything(tmp_path: Path, capsys: Capture) -> None:
    (path,) = put(tmp_path, plain(session(), ("n/a", *"abcdef")))
    columns = "acc_x=a,acc_y=b,acc_z=c,gyr_x=d,gyr_y=e,gyr_z=f"
    options = ("--columns", columns, "--units", "m/s2,rad/s", "--rate", "100", "--from", "csv")
    ran = kickstand(capsys, "import", path, "-o", tmp_path / "r", *options)
    assert (ran.code, ran.err) == (0, "")
    assert "100.0 Hz" in ran.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "No folder is named"),
        (("-o", "r", "--from", "xsens"), "no kind 'xsens'"),
        (("-o", "r", "--units", "stone"), "'stone' is no unit"),
        (("-o", "r", "--from", "phyphox"), "columns that are known"),
        (("-o", "r", "--manifest", "m.csv"), "A manifest says all"),
    ],
)
def test_a_refusal_is_one_sentence_and_leaves_nothing(
    options: tuple[str, ...],
    words: str,
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (path,) = put(tmp_path / "theirs", movella(session()))
    monkeypatch.chdir(tmp_path)
    ran = kickstand(capsys, "import", path, *options)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert words in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


def put_manifest(folder: Path) -> Path:
    put(folder / "a", phyphox(session()))
    put(folder, movella(session()))
    put(folder, {"broken.csv": b"nothing\n", **plain(session())})
    text = (
        "path,side,participant,condition,visit\n"
        "a,left,P1,fresh,1\n"
        "broken.csv,left,P1,fresh,1\n"
        "dot.csv,middle,P2,tired,1\n"
        "mine.csv,right,P2,tired,2\n"
    )
    (folder / "all.csv").write_text(text)
    return folder / "all.csv"


def test_a_bad_row_stops_no_other(tmp_path: Path, capsys: Capture) -> None:
    manifest = put_manifest(tmp_path)
    ran = kickstand(capsys, "import", "--manifest", manifest, "-o", tmp_path / "out")
    assert ran.code == 1
    problems = [line for line in ran.err.splitlines() if "line" in line]
    assert "line 3" in problems[0]
    assert "line 4: 'middle' is no side" in problems[1]
    assert len(problems) == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a_left", "mine_right"]
    session_of = read_recording(tmp_path / "out" / "mine_right").session
    assert session_of.person == "P2"
    assert session_of.columns == {"condition": "tired", "visit": "2"}


def test_what_is_there_is_not_imported_twice(tmp_path: Path, capsys: Capture) -> None:
    manifest = put_manifest(tmp_path)
    kickstand(capsys, "import", "--manifest", manifest, "-o", tmp_path / "out")
    ran = kickstand(capsys, "import", "--manifest", manifest, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("exists already") == 2


def test_a_manifest_can_be_previewed(tmp_path: Path, capsys: Capture) -> None:
    manifest = put_manifest(tmp_path)
    ran = kickstand(capsys, "import", "--manifest", manifest, "--preview", "--json")
    assert ran.code == 1
    assert [json.loads(line)["columns"]["visit"] for line in ran.out.splitlines()] == ["1", "2"]
    assert not (tmp_path / "out").exists()
