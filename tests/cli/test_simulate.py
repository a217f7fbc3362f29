"""`kickstand simulate`: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from imu.recording import Recording, read_recording
from imu.samples import CommandKind
from imu.simulator import STRATA
from imu.validation import is_simulated
from tests.cli.places import Ran, is_one_sentence, kickstand

Capture = pytest.CaptureFixture[str]

SHORT = ("--sets", "1", "--reps", "2", "--rate", "25")


def simulated(capsys: Capture, folder: Path, *options: str) -> Recording:
    """Simulate one recording and read it."""
    assert kickstand(capsys, "simulate", "-o", folder, *options).code == 0
    return read_recording(folder)


def assert_refused(ran: Ran, *words: str) -> None:
    """Look for one sentence with these words, and nothing else."""
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    for word in words:
        assert word in ran.err


def test_the_folder_is_the_recording(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "new" / "mine"
    ran = kickstand(capsys, "simulate", "-o", folder, "--seed", "4", *SHORT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{folder}: 2 reps, right, 36 s, seed 4\n"
    recording = read_recording(folder)
    assert is_simulated(recording)
    assert recording.labels is not None
    assert len(recording.labels.reps) == 2


def test_every_option_does_what_it_says(tmp_path: Path, capsys: Capture) -> None:
    options = ("--sides", "both", "--sets", "1", "--reps", "1", "--depth", "40", "--rest", "3")
    recording = simulated(
        capsys,
        tmp_path / "r",
        "--seed",
        "4",
        *options,
        "--rate",
        "20",
        "--armed",
        "--band",
        "--zip",
    )
    assert list(recording.streams) == ["left", "right"]
    assert recording.streams["left"].rate_hz == pytest.approx(20.0, rel=0.01)
    assert [(c.kind, c.side) for c in recording.commands] == [
        (CommandKind.ARM, "right"),
        (CommandKind.ARM, "left"),
    ]
    assert recording.labels is not None
    depths = [rep.depth_deg or 0.0 for rep in recording.labels.reps]
    assert len(depths) == 2
    assert all(30.0 < depth < 50.0 for depth in depths)
    assert "simulated:band" in [entry.type for entry in recording.log]
    assert (tmp_path / "r" / "left.imu.csv.gz").exists()
    rests = [e.duration_s for e in recording.log if e.type == "simulated:walk"]
    assert rests[1] < 3.0


def test_a_stratum_is_drawn(tmp_path: Path, capsys: Capture) -> None:
    recording = simulated(
        capsys, tmp_path / "r", "--seed", "4", "--stratum", "two-sensors", "--armed", "--rate", "25"
    )
    assert recording.session.extra["simulated"]["stratum"] == "two-sensors"
    assert {command.kind for command in recording.commands} == {CommandKind.ARM}
    assert all(s.rate_hz == pytest.approx(25, rel=0.01) for s in recording.streams.values())


def test_many_are_written_beside_each_other(tmp_path: Path, capsys: Capture) -> None:
    options = ("--seed", "9", "--count", "2", "--json", *SHORT)
    ran = kickstand(capsys, "simulate", "-o", tmp_path / "suite", *options)
    assert ran.code == 0
    lines = [json.loads(line) for line in ran.out.splitlines()]
    names = ["simulated_usual_09", "simulated_usual_10"]
    assert [line["recording"] for line in lines] == names
    assert [line["seed"] for line in lines] == [9, 10]
    assert sorted(path.name for path in (tmp_path / "suite").iterdir()) == names
    for line in lines:
        recording = read_recording(Path(line["path"]))
        assert line["schema_version"] == 1
        assert line["stratum"] == "usual"
        assert line["sides"] == list(recording.streams)
        assert line["sets"] == 1
        assert line["reps"] == 2
        assert line["duration_s"] == pytest.approx(recording.end_s, abs=0.1)


def test_a_single_one_may_be_a_suite(tmp_path: Path, capsys: Capture) -> None:
    options = ("--seed", "9", "--count", "1", *SHORT)
    assert kickstand(capsys, "simulate", "-o", tmp_path, *options).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["simulated_usual_9"]


def test_several_processes_write_the_same(tmp_path: Path, capsys: Capture) -> None:
    for name, jobs in (("one", "1"), ("two", "2")):
        options = ("--seed", "1", "--count", "2", "--jobs", jobs, *SHORT)
        assert kickstand(capsys, "simulate", "-o", tmp_path / name, *options).code == 0
    for place in ("simulated_usual_1", "simulated_usual_2"):
        one, two = tmp_path / "one" / place, tmp_path / "two" / place
        assert {p.name: p.read_bytes() for p in one.iterdir()} == {
            p.name: p.read_bytes() for p in two.iterdir()
        }


def test_the_strata_are_named(capsys: Capture) -> None:
    ran = kickstand(capsys, "simulate", "--stratum", "list")
    assert ran.code == 0
    assert ran.out.split() == list(STRATA)


def test_nothing_is_overwritten(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "suite" / "simulated_usual_3").mkdir(parents=True)
    (tmp_path / "suite" / "simulated_usual_3" / "mine.txt").write_text("mine")
    options = ("--seed", "2", "--count", "3", *SHORT)
    ran = kickstand(capsys, "simulate", "-o", tmp_path / "suite", *options)
    assert_refused(ran, "simulated_usual_3 exists already")
    assert [path.name for path in (tmp_path / "suite").iterdir()] == ["simulated_usual_3"]


def test_a_file_in_the_way_is_refused(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("mine")
    ran = kickstand(capsys, "simulate", "-o", tmp_path / "file", "--seed", "2", *SHORT)
    assert_refused(ran, "exists already")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("mine")
    folder = tmp_path / "file" / "r"
    assert_refused(kickstand(capsys, "simulate", "-o", folder, "--seed", "2", *SHORT), str(folder))


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--seed", "1", "--stratum", "clan"], "Choose from clean, fast"),
        (["--seed", "1", "--stratum", "clean", "--sides", "left"], "--sides"),
        (["--seed", "1", "--stratum", "clean", "--sets", "2"], "--sets"),
        (["--seed", "1", "--stratum", "clean", "--reps", "2"], "--reps"),
        (["--seed", "1", "--stratum", "clean", "--depth", "20"], "--depth"),
        (["--seed", "1", "--stratum", "clean", "--rest", "20"], "--rest"),
        (["--seed", "1", "--stratum", "clean", "--band"], "--band"),
        ([], "--seed"),
        (["--seed", "-1"], "--seed"),
        (["--seed", "one"], "--seed"),
        (["--seed", "1", "--count", "0"], "--count"),
        (["--seed", "1", "--sides", "up"], "--sides"),
        (["--seed", "1", "--sets", "0"], "--sets"),
        (["--seed", "1", "--reps", "0"], "--reps"),
        (["--seed", "1", "--depth", "0"], "--depth"),
        (["--seed", "1", "--depth", "200"], "--depth"),
        (["--seed", "1", "--rest", "1"], "--rest"),
        (["--seed", "1", "--rate", "5"], "--rate"),
        (["--seed", "1", "--rate", "nan"], "--rate"),
        (["--seed", "1", "--jobs", "0"], "--jobs"),
    ],
)
def test_a_wrong_value_is_one_sentence(
    options: list[str], what: str, tmp_path: Path, capsys: Capture
) -> None:
    assert_refused(kickstand(capsys, "simulate", "-o", tmp_path / "r", *options), what)
    assert not (tmp_path / "r").exists()


def test_the_folder_must_be_named(capsys: Capture) -> None:
    assert_refused(kickstand(capsys, "simulate", "--seed", "1"), "-o")


def test_a_terminal_sees_which_one_is_written(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = kickstand(capsys, "simulate", "-o", tmp_path / "mine", "--seed", "2", *SHORT)
    assert "1 of 1: mine" in ran.err
