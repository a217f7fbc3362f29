"""`kickstand analyze --output`: one file for many recordings, broken off and gone on with."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from imu.analysis import analyze
from imu.cli import batch, resultsfile
from imu.cli.resultrows import FIRST_COLUMNS, columns_of, problem_row, ticket
from imu.cli.resultsfile import ResultsFile, typed
from imu.errors import ImuError, UsageError
from imu.recording import Recording, SessionMeta, append_edit, write_recording
from imu.recording.edits import Reject
from imu.samples import Mode, Session
from imu.settings import Settings
from tests.cli.places import STARTS, is_one_sentence, kickstand, put_hinges
from tests.hinges import hinges

Capture = pytest.CaptureFixture[str]
KINDS = ("csv", "jsonl", "parquet")
META = SessionMeta(
    complete=True, person="Anna", rung="one-leg", started_at=datetime(2026, 11, 22, tzinfo=UTC)
)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Two recordings with four reps each, and one in which nobody moves."""
    folder = tmp_path / "three"
    put_hinges(folder / "a", meta=META)
    put_hinges(folder / "deep" / "b")
    write_recording(folder / "still", [hinges([], 8.0)], meta=SessionMeta(complete=True))
    return folder


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the recordings that are analysed from now on."""
    names: list[str] = []

    def noted(recording: Recording, settings: Settings, mode: Mode, *, edits: bool) -> Session:
        names.append(recording.name)
        return analyze(recording, settings, mode, edits=edits)

    monkeypatch.setattr(batch, "analyze_recording", noted)
    return names


def read(file: Path) -> list[dict[str, Any]]:
    """The rows of a results file, as values."""
    if file.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        rows: list[dict[str, Any]] = parquet.read_table(file).to_pylist()
        return rows
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in file.read_text().splitlines()]
    with file.open(newline="") as text:
        return [{k: typed(k, v) for k, v in row.items()} for row in csv.DictReader(text)]


# -- what is in it --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_for_each_rep_with_where_it_comes_from(
    three: Path, tmp_path: Path, capsys: Capture, kind: str
) -> None:
    file = tmp_path / f"r.{kind}"
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"kickstand: 3 recordings analysed: {file}\n"
    rows = read(file)
    assert list(rows[0])[: len(FIRST_COLUMNS)] == list(FIRST_COLUMNS)
    assert [row["recording"] for row in rows] == ["a"] * 4 + ["b"] * 4 + ["still"]
    session = analyze(three / "a")
    for row, rep in zip(rows, session.sides["right"].sets[0].reps, strict=False):
        assert (row["path"], row["person"], row["rung"]) == (str(three / "a"), "Anna", "one-leg")
        assert row["started_at"] == "2026-11-22T00:00:00+00:00"
        for name in ("mode", "version", "metrics_version", "settings_hash", "input_hash"):
            assert row[name] == getattr(session, name), name
        assert (row["edits"], row["edits_hash"], row["problem"]) == (0, "", "")
        assert (row["side"], row["set"], row["counted"]) == ("right", 1, True)
        assert (row["start_s"], row["depth_deg"]) == (rep.start_s, rep.depth_deg)
        assert row["eccentric_s"] == rep.metrics["eccentric_s"]
        assert row["top_s"] == rep.metrics["top_s"]
    assert [row["rep"] for row in rows] == [1, 2, 3, 4, 1, 2, 3, 4, None]
    assert rows[-1]["depth_deg"] is None
    assert rows[-1]["problem"] == ""


def test_every_kind_of_file_says_the_same(three: Path, tmp_path: Path, capsys: Capture) -> None:
    files = [tmp_path / f"r.{kind}" for kind in KINDS]
    for file in files:
        kickstand(capsys, "analyze", three, "-o", file)
    first, *others = (read(file) for file in files)
    assert all(other == first for other in others)


def test_more_processes_write_the_same_bytes(three: Path, tmp_path: Path, capsys: Capture) -> None:
    (three / "deep" / "b" / "session.json").write_text("{")
    for jobs in ("1", "2"):
        ran = kickstand(capsys, "analyze", three, "-o", tmp_path / f"{jobs}.csv", "--jobs", jobs)
        assert ran.code == 1
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()


def test_live_and_unedited_are_told_apart(three: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "r.csv"
    append_edit(three / "a", Reject(side="right", time_s=STARTS[1] + 1.2))
    kickstand(capsys, "analyze", three / "a", "-o", file)
    assert [(row["edits"], len(row["edits_hash"])) for row in read(file)] == [(1, 12)] * 3
    kickstand(capsys, "analyze", three / "a", "-o", file, "--unedited")
    assert [(row["edits"], row["edits_hash"]) for row in read(file)] == [(0, "")] * 4
    kickstand(capsys, "analyze", three / "a", "-o", file, "--live")
    assert {row["mode"] for row in read(file)} == {"live"}


FORMULA = "=HYPERLINK(0)"


def test_no_text_of_a_recording_is_a_formula_and_numbers_stay_numbers(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, worked: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put_hinges(Path(FORMULA), meta=msgspec.structs.replace(META, person="@SUM(1)", load="+1+1"))
    for _ in range(2):  # the second time it goes on from its own file
        assert kickstand(capsys, "analyze", FORMULA, "-o", "r.csv").code == 0
        text = Path("r.csv").read_text()
        assert not any(f",{start}" in text for start in ("=", "+", "@"))
        told = {(one["recording"], one["person"], one["load"]) for one in read(Path("r.csv"))}
        assert told == {(f"'{FORMULA}", "'@SUM(1)", "'+1+1")}
    assert worked == [FORMULA]


def test_a_number_below_zero_is_no_formula(tmp_path: Path) -> None:
    results = ResultsFile(tmp_path / "r.csv")
    results.put([row("a", tilt_deg="-0.5", odd="-x")])
    results.save()
    names, cells = csv.reader((tmp_path / "r.csv").read_text().splitlines())
    assert (cells[names.index("tilt_deg")], cells[names.index("odd")]) == ("-0.5", "'-x")


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_what_no_spreadsheet_opens_says_it_as_it_is(tmp_path: Path, kind: str) -> None:
    results = ResultsFile(tmp_path / f"r.{kind}")
    results.put([row(FORMULA)])
    results.save()
    assert read(tmp_path / f"r.{kind}")[0]["path"] == FORMULA
    assert ResultsFile(tmp_path / f"r.{kind}").tickets == {ticket(row(f"'{FORMULA}"))}


# -- going on -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_done_is_not_done_again(
    three: Path, tmp_path: Path, capsys: Capture, worked: list[str], kind: str
) -> None:
    file = tmp_path / f"r.{kind}"
    kickstand(capsys, "analyze", three / "a", "-o", file)
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert worked == ["a", "b", "still"]
    assert "2 recordings analysed, 1 as they were" in ran.err
    before = file.read_bytes()
    assert kickstand(capsys, "analyze", three, "-o", file).code == 0
    assert worked == ["a", "b", "still"]
    assert file.read_bytes() == before


def another_sample(path: Path) -> None:
    with (path / "right.imu.csv").open("ab") as file:
        file.write(b"99.000000,9.81000,0.00000,0.00000,0.000000,0.000000,0.000000,9900\n")


def an_edit(path: Path) -> None:
    append_edit(path, Reject(side="right", time_s=STARTS[1] + 1.2))


def a_note(path: Path) -> None:
    said = json.loads((path / "session.json").read_text())
    (path / "session.json").write_text(json.dumps({**said, "notes": "warm"}))


@pytest.mark.parametrize(
    ("change", "again"), [(another_sample, ["a"]), (an_edit, ["a"]), (a_note, [])]
)
def test_only_what_would_come_out_otherwise_is_done_again(
    three: Path,
    tmp_path: Path,
    capsys: Capture,
    worked: list[str],
    change: Callable[[Path], None],
    again: list[str],
) -> None:
    file = tmp_path / "r.csv"
    kickstand(capsys, "analyze", three, "-o", file)
    worked.clear()
    change(three / "a")
    assert kickstand(capsys, "analyze", three, "-o", file).code == 0
    assert worked == again
    assert len({row["path"] for row in read(file)}) == 3


def test_other_settings_or_another_program_do_everything_again(
    three: Path,
    tmp_path: Path,
    capsys: Capture,
    worked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, changed = tmp_path / "r.csv", tmp_path / "changed.toml"
    changed.write_text("[sets]\nneeded = 4\n")
    kickstand(capsys, "analyze", three, "-o", file)
    worked.clear()
    kickstand(capsys, "analyze", three, "-o", file, "--settings", changed)
    assert len(worked) == 3
    monkeypatch.setattr(batch, "__version__", "9.9.9")
    kickstand(capsys, "analyze", three, "-o", file, "--settings", changed)
    assert len(worked) == 6


def test_results_of_other_recordings_stay(three: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "r.csv"
    kickstand(capsys, "analyze", three / "a", "-o", file)
    kickstand(capsys, "analyze", three / "deep", "-o", file)
    assert {row["recording"] for row in read(file)} == {"a", "b"}


# -- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_recording_has_its_row_until_it_is_mended(
    three: Path, tmp_path: Path, capsys: Capture, kind: str
) -> None:
    file, session = tmp_path / f"r.{kind}", three / "a" / "session.json"
    whole = session.read_text()
    session.write_text("{")
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert ran.code == 1
    assert "2 recordings analysed, 1 failed" in ran.err
    bad, *good = read(file)
    assert bad["path"] == str(three / "a")
    assert "session.json" in bad["problem"]
    assert bad["depth_deg"] is None
    assert len(good) == 5
    session.write_text(whole)
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert ran.code == 0
    assert "1 recording analysed, 2 as they were" in ran.err
    assert all(row["problem"] == "" for row in read(file))


def test_what_nobody_foresaw_stops_nothing(
    three: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(recording: Recording, settings: Settings, mode: Mode, *, edits: bool) -> Session:
        if recording.name == "a":
            raise ZeroDivisionError("nothing to divide")
        return analyze(recording, settings, mode, edits=edits)

    monkeypatch.setattr(batch, "analyze_recording", fail)
    ran = kickstand(capsys, "analyze", three, "-o", tmp_path / "r.csv")
    assert ran.code == 1
    bad, *good = read(tmp_path / "r.csv")
    assert "ZeroDivisionError: nothing to divide" in bad["problem"]
    assert len(good) == 5


def test_if_everything_fails_it_is_2_and_the_file_says_why(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "analyze", tmp_path / "gone", "-o", tmp_path / "r.csv")
    assert ran.code == 2
    (row,) = read(tmp_path / "r.csv")
    assert "does not exist" in row["problem"]


@pytest.mark.parametrize("kind", KINDS)
def test_breaking_off_leaves_a_whole_file_to_go_on_with(
    three: Path,
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    def interrupted(
        recording: Recording, settings: Settings, mode: Mode, *, edits: bool
    ) -> Session:
        if recording.name == "b":
            raise KeyboardInterrupt
        return analyze(recording, settings, mode, edits=edits)

    file = tmp_path / f"r.{kind}"
    with monkeypatch.context() as patch:
        patch.setattr(batch, "analyze_recording", interrupted)
        ran = kickstand(capsys, "analyze", three, "-o", file)
    assert ran.code == 130
    assert "1 recording analysed, 2 left to do" in ran.err
    assert {row["recording"] for row in read(file)} == {"a"}
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert "2 recordings analysed, 1 as they were" in ran.err
    assert len(read(file)) == 9


def test_a_full_disk_is_said_and_an_older_file_stays(
    three: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "r.csv"
    kickstand(capsys, "analyze", three / "a", "-o", file)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert ran.code == 2
    assert "No space left" in ran.err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("r.csv", b"time_s,tilt\n0,1\n"),
        ("r.csv", b"\xff\xfe"),
        ("r.csv", b""),
        ("r.jsonl", b'{"a": 1}\n'),
        ("r.jsonl", b"nothing\n"),
        ("r.parquet", b"PAR1"),
    ],
)
def test_a_file_that_is_something_else_is_not_written_over(
    three: Path, tmp_path: Path, capsys: Capture, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    ran = kickstand(capsys, "analyze", three, "-o", file)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "not overwritten" in ran.err
    assert file.read_bytes() == data


@pytest.mark.parametrize("words", [["-o", "r.xlsx"], ["-o", "r"], ["-o", "r.csv", "--json"]])
def test_wrong_use_is_one_sentence(three: Path, capsys: Capture, words: list[str]) -> None:
    ran = kickstand(capsys, "analyze", three, *words)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_without_the_library_parquet_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pyarrow.*parquet"):
        ResultsFile(tmp_path / "r.parquet")


# -- the file -------------------------------------------------------------------------------------


def row(name: str, **more: str) -> dict[str, str]:
    """A row of one recording."""
    return {**dict.fromkeys(FIRST_COLUMNS, ""), "path": name, **more}


def test_it_is_written_from_time_to_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resultsfile, "_EVERY", 3)
    results = ResultsFile(tmp_path / "r.csv")
    seen: list[int] = []
    for n in range(7):
        results.put([row(f"{n}")])
        seen.append(len(read(tmp_path / "r.csv")) if results.path.exists() else 0)
    assert seen == [0, 0, 3, 3, 3, 6, 6]


def test_the_more_there_is_the_rarer_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "r.csv").write_text(
        "\n".join([",".join(FIRST_COLUMNS), *(f"{n}{',' * 17}" for n in range(1000)), ""])
    )
    saves: list[Path] = []

    def save(results: ResultsFile) -> None:
        saves.append(results.path)

    monkeypatch.setattr(ResultsFile, "save", save)
    results = ResultsFile(tmp_path / "r.csv")
    for n in range(100):
        results.put([row(f"{n}")])
    assert len(saves) == 1


def test_a_ticket_is_of_all_that_decides_and_nothing_else() -> None:
    one = row("a", mode="review", input_hash="1", notes="x")
    assert ticket(one) == ticket({**one, "notes": "y", "person": "z", "depth_deg": "4"})
    for name in ("path", "mode", "version", "metrics_version", "settings_hash", "input_hash"):
        assert ticket(one) != ticket({**one, name: "other"}), name
    assert ticket(one) != ticket({**one, "edits_hash": "other"})
    assert ticket(row("a", mode="bc")) != ticket(row("ab", mode="c"))


def test_columns_are_those_that_occur() -> None:
    rows = [problem_row(Path("a"), "bad"), row("b", depth_deg="1")]
    assert columns_of(rows) == [*FIRST_COLUMNS, "depth_deg"]


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "r.csv").mkdir()
    with pytest.raises(ImuError, match="cannot be read"):
        ResultsFile(tmp_path / "r.csv")
