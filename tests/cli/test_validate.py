"""`kickstand validate`: tables, one JSON document, and how it ends."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from imu.cli import scores
from imu.cli.app import run
from imu.cli.scores import EVIDENCE
from imu.recording import Labels, SessionMeta, Truth
from imu.validation import score_recording
from tests.cli.places import STARTS, Ran, is_one_sentence, kickstand, put_hinges
from tests.handmade import labels, window

Capture = pytest.CaptureFixture[str]
BOTTOM_S = 1.2


def right_labels(*, exhaustive: bool = True, quality: str = "by hand") -> Labels:
    """Give labels that are right."""
    windows = (window(start_s + BOTTOM_S, on="both", depth_deg=25.0) for start_s in STARTS)
    return labels(*windows, exhaustive=exhaustive, quality=quality)


def document_of(text: str) -> dict[str, Any]:
    """Give the one JSON document that is printed."""
    assert text.count("\n") == 1
    return json.loads(text)


def simulated() -> SessionMeta:
    """Say that a simulator made it."""
    return SessionMeta(complete=True, extra={"simulated": True})


def still() -> Truth:
    """Give a reference orientation."""
    time_s = np.arange(0.0, 16.0, 0.01)
    quat = np.tile([1.0, 0.0, 0.0, 0.0], (len(time_s), 1))
    return Truth(time_s, quat, np.ones(len(time_s), dtype=np.bool_))


def put_mixed(folder: Path) -> Path:
    """Make a folder with something of everything."""
    wrong = labels(*(window(start_s + BOTTOM_S) for start_s in STARTS[1:]))
    put_hinges(folder / "right", labels=right_labels())
    put_hinges(folder / "wrong", labels=wrong)
    put_hinges(folder / "both", "left", "right", labels=right_labels(exhaustive=False))
    put_hinges(folder / "unlabelled")
    put_hinges(folder / "tilt", truth=still())
    exact = right_labels(quality="simulated: exact")
    put_hinges(folder / "unreal", labels=exact, meta=simulated())
    return folder


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Make a folder with something of everything that a test may change."""
    return put_mixed(tmp_path / "mixed")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Give what is printed of such a folder, for all that only read it."""
    folder = put_mixed(tmp_path_factory.mktemp("unchanged") / "mixed")
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["validate", str(folder)])
    return Ran(code, out.getvalue(), err.getvalue())


# -- text -----------------------------------------------------------------------------------------


def test_real_and_simulated_recordings_have_tables_of_their_own(printed: Ran) -> None:
    assert (printed.code, printed.err) == (0, "")
    real, _, unreal = printed.out.partition("SIMULATED: ")
    assert real.startswith("REAL: 5 recordings\n")
    assert unreal.startswith("1 recording\n")
    assert real.count(EVIDENCE["real"]) == 1
    assert unreal.count(EVIDENCE["simulated"]) == 1
    assert EVIDENCE["simulated"] not in real
    assert "against exact truth" not in real
    assert "against exact truth" in unreal
    assert "tilt RMSE" in real


def test_no_line_is_too_wide(mixed: Path, capsys: Capture) -> None:
    put_hinges(mixed / ("a" * 60), labels=right_labels())
    ran = kickstand(capsys, "validate", mixed)
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_every_side_has_its_line(printed: Ran) -> None:
    rows = {
        tuple(line.split()[:2]): line.split()[2:]
        for line in printed.out.splitlines()
        if line.split()[1:2] in (["left"], ["right"])
    }
    assert rows["right", "right"][:4] == ["4", "4", "4", "4"]
    assert rows["wrong", "right"][:4] == ["3", "4!", "4!", "4!"]
    assert rows["both", "left"][:4] == ["4", "4", "4", "4"]
    assert rows["both", "right"][:4] == ["4", "4", "4", "4"]
    assert rows["unlabelled", "right"][:4] == ["-", "4", "4", "4"]


def test_marks_are_explained_where_they_occur(tmp_path: Path, capsys: Capture) -> None:
    shifted = labels(*(window(start_s + BOTTOM_S + 1.4) for start_s in STARTS))
    put_hinges(tmp_path / "right", labels=right_labels())
    first = kickstand(capsys, "validate", tmp_path).out
    assert "!  " not in first
    assert "*  " not in first
    assert "-  no labels" not in first
    put_hinges(tmp_path / "shifted", labels=shifted)
    second = kickstand(capsys, "validate", tmp_path).out
    assert "4*" in second
    assert "*  as many" in second


def test_totals_have_their_intervals(printed: Ran) -> None:
    out = printed.out
    assert "3 of 4 (30–95 %)" in out
    assert "one thigh recorded: 7 reps" in out
    assert "both thighs recorded: 8 reps" in out
    assert "all: 15 reps" in out
    assert "ghosts per 10 min" in out


def test_without_labels_there_are_no_totals(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "validate", put_hinges(tmp_path / "one"))
    assert ran.code == 0
    assert "no totals" in ran.out
    assert "-  no labels" in ran.out


def test_why_reps_were_missed_is_said(tmp_path: Path, capsys: Capture) -> None:
    found = right_labels()
    extra = labels(*found.reps, window(15.0, on="both"))
    put_hinges(tmp_path / "one", "left", "right", labels=extra)
    out = kickstand(capsys, "validate", tmp_path).out
    assert "Labelled but not counted, review: not-seen 2" in out
    assert "include the idle leg" in out


def test_of_many_sides_those_that_are_right_are_only_counted(
    mixed: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scores, "LINES_SHOWN", 2)
    out = kickstand(capsys, "validate", mixed).out
    assert "and 3 more sides, right in review and live alike" in out
    assert "\nwrong " in out
    assert "\nright " not in out


def test_what_is_odd_is_noted(tmp_path: Path, capsys: Capture) -> None:
    put_hinges(tmp_path / "two", "left", "right", truth=still())
    out = kickstand(capsys, "validate", tmp_path).out
    assert "note, two: truth.csv names no sensor" in out


# -- JSON -----------------------------------------------------------------------------------------

REPORT = {
    "schema_version", "version", "settings_hash", "evidence", "totals", "recordings", "failed",
}  # fmt: skip


def test_json_is_one_document_with_everything(mixed: Path, capsys: Capture) -> None:
    (mixed / "broken").mkdir()
    (mixed / "broken" / "session.json").write_text("{}")
    ran = kickstand(capsys, "validate", mixed, "--json")
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    document = document_of(ran.out)
    assert document.keys() == REPORT
    assert document["evidence"] == EVIDENCE
    assert [Path(failure["path"]).name for failure in document["failed"]] == ["broken"]
    names = [recording["recording"] for recording in document["recordings"]]
    assert names == ["both", "right", "tilt", "unlabelled", "unreal", "wrong"]
    kinds = [(group["origin"], group["sensors"]) for group in document["totals"]]
    assert kinds == [("real", "one"), ("real", "two"), ("real", "any"), ("simulated", "any")]
    assert all(len(recording["input_hash"]) == 12 for recording in document["recordings"])
    assert all(len(group["inputs_hash"]) == 12 for group in document["totals"])


def test_only_origins_that_occur_are_evidence(tmp_path: Path, capsys: Capture) -> None:
    put_hinges(tmp_path / "one")
    document = document_of(kickstand(capsys, "validate", tmp_path, "--json").out)
    assert list(document["evidence"]) == ["real"]


def test_errors_of_single_reps_are_in_the_json(mixed: Path, capsys: Capture) -> None:
    document = document_of(kickstand(capsys, "validate", mixed / "unreal", "--json").out)
    live = document["recordings"][0]["sides"]["right"]["methods"]["live"]
    assert len(live["errors"]) == len(STARTS)
    assert live["errors"][0].keys() == {
        "start_s", "bottom_s", "end_s", "depth_deg", "announced_s", "armed",
    }  # fmt: skip
    assert live["summary"]["start_s"].keys() == {"n", "p5", "median", "p95"}


def test_more_processes_give_the_same_bytes(mixed: Path, capsys: Capture) -> None:
    (mixed / "wrong" / "session.json").write_text("{")
    runs = [kickstand(capsys, "validate", mixed, "--json", "--jobs", jobs) for jobs in ("1", "2")]
    assert runs[0] == runs[1]
    assert runs[0].code == 1


def test_settings_reach_the_counter(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one", labels=right_labels())
    changed = tmp_path / "changed.toml"
    changed.write_text("[sets]\nneeded = 9\n")
    document = document_of(kickstand(capsys, "validate", path, "--json", "--settings", changed).out)
    methods = document["recordings"][0]["sides"]["right"]["methods"]
    assert (methods["review"]["counted"], methods["baseline"]["counted"]) == (0, 4)


# -- how it ends ----------------------------------------------------------------------------------


def test_one_recording_and_one_file_can_be_validated(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one", labels=right_labels())
    for target in (path, path / "right.imu.csv"):
        assert kickstand(capsys, "validate", target).code == 0


def test_a_folder_without_recordings_has_nothing_to_validate(
    tmp_path: Path, capsys: Capture
) -> None:
    ran = kickstand(capsys, "validate", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "nothing to validate" in ran.err


def test_what_does_not_exist_cannot_be_validated(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "validate", tmp_path / "gone")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "gone" in ran.err


def test_a_recording_without_its_session_says_so(tmp_path: Path, capsys: Capture) -> None:
    path = put_hinges(tmp_path / "one")
    (path / "session.json").unlink()
    ran = kickstand(capsys, "validate", path)
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "session.json is missing" in ran.err


def test_unreadable_recordings_are_1_and_the_others_are_done(mixed: Path, capsys: Capture) -> None:
    (mixed / "wrong" / "labels.json").write_text("{")
    ran = kickstand(capsys, "validate", mixed)
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert "labels.json" in ran.err
    assert "REAL: 4 recordings" in ran.out


@pytest.mark.parametrize("words", [["--jobs", "0"], ["--nope"], ["second"]])
def test_wrong_use_is_one_sentence_and_2(mixed: Path, capsys: Capture, words: list[str]) -> None:
    ran = kickstand(capsys, "validate", mixed, *words)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


# -- real recordings ------------------------------------------------------------------------------


def test_a_real_set_reads_well(real_data: Path, capsys: Capture) -> None:
    name = "squat_subject1_class0_set1"
    ran = kickstand(capsys, "validate", real_data / name)
    row = next(line for line in ran.out.splitlines() if line.startswith(name))
    assert row.split()[1:6] == ["right", "10", "10", "10", "10"]
    assert EVIDENCE["real"] in ran.out
    assert score_recording(real_data / name).input_hash
