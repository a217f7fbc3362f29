"""`kickstand analyze`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from imu.analysis import analyze, analyze_with_signals
from imu.cli.rounding import json_line
from imu.cli.signalsfile import stem_of
from imu.recording import SessionMeta
from tests.cli.places import (
    HEADER,
    STARTS,
    csv_of,
    is_one_sentence,
    kickstand,
    lines_of,
    put_everything,
    put_hinges,
)
from tests.hinges import hinges

Capture = pytest.CaptureFixture[str]

# The keys of the documented JSON, level by level; beside them those that were added to it.
SESSION = {
    "schema_version", "recording", "mode", "version", "metrics_version", "settings_hash",
    "input_hash", "duration_s", "sides",
}  # fmt: skip
SIDE = {"samples", "rate_hz", "gaps", "health", "sets", "rejected"}
GAP = {"start_s", "end_s", "inferred"}
HEALTH = {"code", "message"}
SET = {"start_s", "end_s", "reps"} | {"stopped", "metrics", "missing", "similarity", "still"}
REP = {
    "start_s", "bottom_start_s", "bottom_end_s", "end_s", "provisional_s", "announced_s",
    "depth_deg", "counted", "flags", "metrics",
} | {"missing"}  # fmt: skip
REJECTED = {"start_s", "end_s", "reason"} | {"depth_deg"}


def documents(text: str) -> list[dict[str, Any]]:
    """Give the JSON objects of a text, one a line."""
    return [json.loads(line) for line in text.splitlines()]


# -- JSON -----------------------------------------------------------------------------------------


def test_the_json_has_the_documented_keys_at_every_level(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "analyze", put_everything(tmp_path / "all"), "--json")
    (document,) = documents(ran.out)
    assert ran.code == 0
    assert ran.err == ""
    assert document.keys() == SESSION
    side = document["sides"]["right"]
    assert side.keys() == SIDE
    for key, expected in (("gaps", GAP), ("health", HEALTH), ("sets", SET), ("rejected", REJECTED)):
        assert side[key], f"the example has no {key}"
        assert all(item.keys() == expected for item in side[key]), key
    reps = [rep for found in side["sets"] for rep in found["reps"]]
    assert all(rep.keys() == REP for rep in reps)
    assert {rep["counted"] for rep in reps} == {True, False}


def test_a_metric_that_is_null_has_its_reason(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "analyze", put_hinges(tmp_path / "one"), "--json")
    (found,) = documents(ran.out)[0]["sides"]["right"]["sets"]
    for rep in found["reps"]:
        assert {name for name, value in rep["metrics"].items() if value is None} == set(
            rep["missing"]
        )
    assert found["reps"][-1]["missing"]


def test_the_json_is_the_session_rounded(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one")
    ran = kickstand(capsys, "analyze", path, "--json")
    assert ran.out == json_line(analyze(path)) + "\n"
    assert documents(ran.out)[0]["recording"] == "one"


def test_live_is_the_causal_counter(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one")
    ran = kickstand(capsys, "analyze", path, "--json", "--live")
    assert ran.out == json_line(analyze(path, mode="live")) + "\n"
    assert documents(ran.out)[0]["mode"] == "live"


def test_each_recording_is_one_line_in_the_order_given(tmp_path: Path, capsys: Capture) -> None:
    paths = [put_hinges(tmp_path / name) for name in ("c", "a", "b")]
    ran = kickstand(capsys, "analyze", *paths, "--json")
    assert [document["recording"] for document in documents(ran.out)] == ["c", "a", "b"]


def test_a_folder_of_recordings_means_each_of_them(tmp_path: Path, capsys: Capture) -> None:
    for name in ("b", "a"):
        put_hinges(tmp_path / name)
    ran = kickstand(capsys, "analyze", tmp_path, "--json")
    assert [document["recording"] for document in documents(ran.out)] == ["a", "b"]


def test_single_files_are_recordings(tmp_path: Path, capsys: Capture) -> None:
    data = csv_of(lines_of(hinges(STARTS, 16.0)))
    (tmp_path / "right.csv").write_bytes(data)
    (tmp_path / "right_zipped.imu.csv.gz").write_bytes(gzip.compress(data))
    ran = kickstand(
        capsys, "analyze", tmp_path / "right.csv", tmp_path / "right_zipped.imu.csv.gz", "--json"
    )
    first, second = documents(ran.out)
    assert (first["recording"], second["recording"]) == ("right.csv", "right_zipped.imu.csv.gz")
    assert first["sides"] == second["sides"]
    assert len(first["sides"]["right"]["sets"][0]["reps"]) == len(STARTS)


def test_more_processes_give_the_same_bytes(tmp_path: Path, capsys: Capture) -> None:
    for name in ("a", "b", "c"):
        put_hinges(tmp_path / name, "left", "right")
    (tmp_path / "b" / "session.json").write_text("{")
    runs = [
        kickstand(capsys, "analyze", tmp_path, *words, "--jobs", jobs)
        for words in (["--json"], [])
        for jobs in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[2] == runs[3]
    assert runs[0].code == 1
    assert len(documents(runs[0].out)) == 2


def test_what_was_odd_is_said_on_stderr_beside_json(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one", meta=SessionMeta(complete=False))
    with (path / "right.imu.csv").open("ab") as file:
        file.write(b"16.0,0.1")
    ran = kickstand(capsys, "analyze", path, "--json")
    assert ran.code == 0
    assert len(documents(ran.out)) == 1
    assert ran.err != ""
    assert all(line.startswith(f"kickstand: {path}: ") for line in ran.err.splitlines())
    text = kickstand(capsys, "analyze", path)
    assert "Note: " in text.out
    assert text.err == ""


# -- text -----------------------------------------------------------------------------------------


def test_a_person_reads_a_summary(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "analyze", put_everything(tmp_path / "all"), put_hinges(tmp_path / "b"))
    assert ran.code == 0
    assert ran.err == ""
    for words in (
        "all: ",
        "right thigh: 4 reps in 1 set",
        "Not counted",
        "Gaps: 1",
        "Sensor: ",
        "\n\nb: ",
        "Depth is thigh tilt",
    ):
        assert words in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 100


# -- settings -------------------------------------------------------------------------------------


def test_settings_change_the_result_and_its_hash(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one")
    changed = tmp_path / "changed.toml"
    changed.write_text("[sets]\nneeded = 9\n")
    usual = documents(kickstand(capsys, "analyze", path, "--json").out)[0]
    other = documents(kickstand(capsys, "analyze", path, "--json", "--settings", changed).out)[0]
    assert usual["settings_hash"] != other["settings_hash"]
    assert usual["input_hash"] == other["input_hash"]
    assert usual["sides"]["right"]["sets"]
    assert not other["sides"]["right"]["sets"]


@pytest.mark.parametrize("text", ["[sets]\nneded = 9\n", "[sets]\nneeded = 'x'\n", "rubbish"])
def test_settings_that_cannot_be_used_are_wrong_use(
    tmp_path: Path, capsys: Capture, text: str
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text)
    ran = kickstand(capsys, "analyze", put_hinges(tmp_path / "one"), "--settings", wrong)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "wrong.toml" in ran.err


# -- what cannot be read --------------------------------------------------------------------------

GOOD = lines_of(hinges(STARTS, 16.0))


def scaled(acc: float, gyr: float) -> bytes:
    """The good rows in other units."""
    factors = np.array([1.0, acc, acc, acc, gyr, gyr, gyr])
    numbers = [np.array(line.split(","), dtype=float) * factors for line in GOOD]
    return csv_of([",".join(f"{value:.7f}" for value in row) for row in numbers])


BAD_FILES: dict[str, bytes] = {
    "g.csv": scaled(1.0 / 9.80665, 1.0),
    "milli-g.csv": scaled(1000.0 / 9.80665, 1.0),
    "deg_per_s.csv": scaled(1.0, 180.0 / np.pi),
    "missing_column.csv": csv_of(
        [line.rpartition(",")[0] for line in GOOD], HEADER.rpartition(",")[0]
    ),
    "repeated_column.csv": csv_of([f"{line},1" for line in GOOD], f"{HEADER},time_s"),
    "all_nan.csv": csv_of([f"{n / 100},nan,nan,nan,nan,nan,nan" for n in range(50)]),
    "backwards.csv": csv_of(GOOD[::-1]),
    "twice.csv": csv_of([*GOOD[:50], *GOOD[49:]]),
    "empty.csv": b"",
    "header_only.csv": csv_of([]),
    "foreign.csv": b"Time (s),Acceleration x (m/s^2)\n0.0,1.0\n",
    "semicolons.csv": csv_of(GOOD).replace(b",", b";"),
    "utf16.csv": csv_of(GOOD).decode().encode("utf-16"),
    "rubbish.csv": np.random.default_rng(1).bytes(5000),
    "rubbish.csv.gz": b"\x1f\x8b" + bytes(100),
    "words.csv": csv_of([*GOOD[:20], "0.2,a,b,c,d,e,f", *GOOD[21:]]),
}


@pytest.mark.parametrize("name", list(BAD_FILES))
def test_a_bad_file_is_one_sentence_and_the_others_are_done(
    tmp_path: Path, capsys: Capture, name: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD_FILES[name])
    good = put_hinges(tmp_path / "good")
    ran = kickstand(capsys, "analyze", bad, good, "--json")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert name in ran.err
    assert [document["recording"] for document in documents(ran.out)] == ["good"]
    assert bad.read_bytes() == BAD_FILES[name]


def broken_folder(folder: Path, *, session: bytes | None, samples: bytes | None) -> Path:
    """Make a folder that is nearly a recording."""
    folder.mkdir()
    for name, data in (("session.json", session), ("right.imu.csv", samples)):
        if data is not None:
            (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("session", "samples", "word"),
    [
        (None, csv_of(GOOD), "session.json is missing"),
        (b"{}", None, "no sample file"),
        (None, None, "is not a recording"),
        (b"{", csv_of(GOOD), "session.json"),
        (b'{"schema_version": 99}', csv_of(GOOD), "Upgrade"),
        (b"{}", csv_of([]), "no rows"),
    ],
)
def test_a_broken_folder_is_one_sentence(
    tmp_path: Path, capsys: Capture, session: bytes | None, samples: bytes | None, word: str
) -> None:
    bad = broken_folder(tmp_path / "bad", session=session, samples=samples)
    ran = kickstand(capsys, "analyze", bad, put_hinges(tmp_path / "good"), "--json")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert "bad" in ran.err
    assert word in ran.err
    assert len(documents(ran.out)) == 1


def test_a_path_that_does_not_exist_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    good = put_hinges(tmp_path / "good")
    ran = kickstand(capsys, "analyze", tmp_path / "gone", good, "--json")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert "gone" in ran.err


def test_if_nothing_could_be_read_it_is_2(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "analyze", tmp_path / "gone", tmp_path / "lost")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 2


@pytest.mark.parametrize("words", [["--jobs", "0"], ["--jobs", "-1"], ["--jobs", "x"], ["--nope"]])
def test_wrong_use_is_one_sentence_and_2(tmp_path: Path, capsys: Capture, words: list[str]) -> None:
    ran = kickstand(capsys, "analyze", put_hinges(tmp_path / "one"), *words)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_no_path_is_wrong_use(capsys: Capture) -> None:
    ran = kickstand(capsys, "analyze")
    assert ran.code == 2
    assert is_one_sentence(ran.err)


@pytest.mark.parametrize("count", [1, 2, 30])
def test_very_short_recordings_are_read(tmp_path: Path, capsys: Capture, count: int) -> None:
    (tmp_path / "left.csv").write_bytes(csv_of(GOOD[:count]))
    ran = kickstand(capsys, "analyze", tmp_path / "left.csv", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert documents(ran.out)[0]["sides"]["left"]["samples"] == count


# -- signals --------------------------------------------------------------------------------------


def test_signals_are_one_file_for_each_side(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "two", "left", "right")
    ran = kickstand(capsys, "analyze", path, "--signals", tmp_path / "new" / "signals")
    assert ran.code == 0
    files = sorted((tmp_path / "new" / "signals").iterdir())
    assert [file.name for file in files] == ["two_left.csv", "two_right.csv"]
    _, signals = analyze_with_signals(path)
    for file in files:
        expected = signals["left" if "left" in file.name else "right"]
        with file.open(newline="") as stream:
            head, *rows = csv.reader(stream)
        assert head == ["time_s", "tilt_deg", "frontal_deg", "transverse_deg", "phase"]
        numbers = np.array([row[:4] for row in rows], dtype=float)
        assert numbers[:, 0] == pytest.approx(expected.time_s, abs=1e-4)
        assert numbers[:, 1] == pytest.approx(expected.tilt_deg, abs=1e-3)
        assert numbers[:, 2] == pytest.approx(expected.frontal_deg, abs=1e-3)
        assert numbers[:, 3] == pytest.approx(expected.transverse_deg, abs=1e-3)
        assert [row[4] for row in rows] == expected.phase.tolist()
        assert {row[4] for row in rows} == {"", "top", "eccentric", "bottom", "concentric"}


def test_signals_are_those_of_the_chosen_counter(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one")
    for name, words in (("live", ["--live"]), ("review", [])):
        kickstand(capsys, "analyze", path, *words, "--signals", tmp_path / name)
    first, second = (tmp_path / name / "one_right.csv" for name in ("live", "review"))
    assert first.read_bytes() != second.read_bytes()


def test_nothing_is_ever_overwritten(tmp_path: Path, capsys: Capture) -> None:
    first, second = put_hinges(tmp_path / "a"), put_hinges(tmp_path / "b")
    folder = tmp_path / "signals"
    folder.mkdir()
    (folder / "b_right.csv").write_text("mine")
    ran = kickstand(capsys, "analyze", first, second, "--json", "--signals", folder)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "b_right.csv" in ran.err
    assert [file.name for file in folder.iterdir()] == ["b_right.csv"]
    assert (folder / "b_right.csv").read_text() == "mine"


def test_two_recordings_of_one_name_cannot_share_a_folder(tmp_path: Path, capsys: Capture) -> None:
    first, second = put_hinges(tmp_path / "x" / "same"), put_hinges(tmp_path / "y" / "same")
    ran = kickstand(capsys, "analyze", first, second, "--signals", tmp_path / "signals")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert not (tmp_path / "signals").exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("")
    path = put_hinges(tmp_path / "one")
    ran = kickstand(capsys, "analyze", path, "--signals", tmp_path / "file" / "signals")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_a_side_without_an_axis_has_no_signals_and_that_is_said(
    tmp_path: Path, capsys: Capture
) -> None:
    rows = [f"{n / 100},0.0,0.0,9.81,0.0,0.0,0.0" for n in range(300)]
    (tmp_path / "left.csv").write_bytes(csv_of(rows))
    ran = kickstand(capsys, "analyze", tmp_path / "left.csv", "--signals", tmp_path / "signals")
    assert ran.code == 0
    assert "no signals for side left" in ran.out
    assert not (tmp_path / "signals" / "left_left.csv").exists()


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("x/monday", "monday"),
        ("x/left.imu.csv", "left"),
        ("x/left.imu.csv.gz", "left"),
        ("x/left.csv", "left"),
        ("x/2026-11-22_1858_left-right", "2026-11-22_1858_left-right"),
    ],
)
def test_names_of_signal_files(path: str, stem: str) -> None:
    assert stem_of(Path(path)) == stem


def test_the_folder_that_one_stands_in_has_a_name(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(put_hinges(tmp_path / "here"))
    ran = kickstand(capsys, "analyze", ".", "--json", "--signals", tmp_path / "signals")
    assert documents(ran.out)[0]["recording"] == "here"
    assert [file.name for file in (tmp_path / "signals").iterdir()] == ["here_right.csv"]


# -- real recordings ------------------------------------------------------------------------------


def test_real_recordings_give_one_document_each(real_data: Path, capsys: Capture) -> None:
    names = ["squat_subject1_class0_set1", "cmu_SqSL", "broad_10_undisturbed_slow_translation_A"]
    ran = kickstand(capsys, "analyze", *(real_data / name for name in names), "--json")
    assert (ran.code, ran.err) == (0, "")
    found = documents(ran.out)
    assert [document["recording"] for document in found] == names
    assert [list(document["sides"]) for document in found] == [
        ["right"],
        ["left", "right"],
        ["left"],
    ]
