"""`kickstand report`: files, terminal, JSON, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from imu.cli.reporttext import text_of
from imu.language.chosen import window_file
from imu.privatefile import FOLDER_VARIABLE
from imu.recording import Pain
from imu.report import page_of
from tests.cli.places import is_one_sentence, kickstand
from tests.cli.test_compare import put
from tests.report.examples import HOSTILE, REPORTS, crowded, report

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]
PLAN: dict[str, Any] = {"sets": 2, "reps": 5, "legs": "both", "rest_s": 45.0}


@pytest.fixture(autouse=True)
def on_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing that the person who runs the tests has chosen is read."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "settings"))


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_terminal_says_the_page(tmp_path: Path, capsys: Capture) -> None:
    told = (Pain(when="before", score=1, where="hip"), Pain(when="after", score=2))
    ran = kickstand(
        capsys,
        "report",
        put(tmp_path / "both", "left", "right", plan=PLAN, pain=told, notes="All well."),
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Session report\n")
    said = one_line(ran.out)
    assert "left 2 × 5 5 · 5" in said
    assert "Pain before 1 (hip)" in said
    assert "no difference detected" in said
    assert "All well." in said
    assert "Not a medical device." in said


def test_a_report_in_german(tmp_path: Path, capsys: Capture) -> None:
    path, target = put(tmp_path / "both", "left", "right"), tmp_path / "page.html"
    ran = kickstand(capsys, "report", path, "--language", "de")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Bericht über ein Training\n")
    assert max(map(len, ran.out.splitlines())) <= 100
    kickstand(capsys, "report", path, "--language", "de", "-o", target)
    assert '<html lang="de">' in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("chosen", "asked", "title"),
    [
        ("de", (), "Bericht über ein Training"),
        ("de", ("--language", "en"), "Session report"),
        ("en", ("--language", "de"), "Bericht über ein Training"),
        ("system", (), "Session report"),
    ],
)
def test_the_language_is_the_one_asked_for_or_that_of_the_window(
    tmp_path: Path, capsys: Capture, chosen: str, asked: tuple[str, ...], title: str
) -> None:
    window_file().parent.mkdir()
    window_file().write_text(f'{{"language": "{chosen}"}}')
    ran = kickstand(capsys, "report", put(tmp_path / "one", "left"), *asked)
    assert ran.out.splitlines()[0] == title


def test_a_language_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "report", tmp_path, "--language", "fr")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_the_language_changes_no_figure(tmp_path: Path, capsys: Capture) -> None:
    argv = ("report", put(tmp_path / "one", "left"), "--json")
    english, german = (kickstand(capsys, *argv, "--language", one).out for one in ("en", "de"))
    assert english == german


@pytest.mark.parametrize("name", ["page.html", "page.HTML"])
def test_a_page_is_written_as_html(tmp_path: Path, capsys: Capture, name: str) -> None:
    target = tmp_path / name
    ran = kickstand(capsys, "report", put(tmp_path / "both", "left", "right"), "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"both: {target}\n"
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_page_is_written_as_pdf(tmp_path: Path, capsys: Capture, paper: str) -> None:
    target = tmp_path / "page.pdf"
    argv = ("report", put(tmp_path / "one", "left"), "-o", target, "--paper", paper)
    assert kickstand(capsys, *argv).code == 0
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert (b"595." in data) is (paper == "a4")


def test_an_older_page_is_replaced(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    kickstand(capsys, "report", put(tmp_path / "one", "left"), "-o", target)
    assert target.read_text(encoding="utf-8") != "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "page.html"]


def test_another_ending_is_refused_before_any_work(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "report", tmp_path / "nowhere", "-o", tmp_path / "page.docx")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "neither .html nor .pdf" in ran.err


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "no" / "such" / "page.html"
    ran = kickstand(capsys, "report", put(tmp_path / "one", "left"), "-o", target)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert "cannot be written" in ran.err


def test_of_a_folder_the_newest_is_reported_on(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path / "a", "left", "right", person="A")
    put(tmp_path / "b", "left", "right", person="A", day=7)
    put(tmp_path / "c", "left", person="B", day=3)
    ran = kickstand(capsys, "report", tmp_path, "--json")
    assert ran.code == 0
    assert ran.err == "kickstand: left out, as they are of other persons: 1 recording\n"
    found = json.loads(ran.out)
    assert found["session"]["recording"] == "b"
    assert [one["recording"] for one in found["sessions"]] == ["a", "b"]


def test_its_numbers_are_those_of_compare_and_trend(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path / "a", "left", "right", plan=PLAN, rung="one-leg")
    put(tmp_path / "b", "left", "right", plan=PLAN, rung="one-leg", day=7)
    found = json.loads(kickstand(capsys, "report", tmp_path, "--json").out)
    assert found["comparison"] == json.loads(kickstand(capsys, "compare", tmp_path, "--json").out)
    trend = json.loads(kickstand(capsys, "trend", tmp_path, "--json").out)
    assert found["sessions"] == trend["sessions"]
    assert found["series"] == trend["series"][0]
    assert found["next_step"] == trend["next_step"]
    assert found["share"] == trend["shares"][-1]


def test_its_counts_are_those_of_analyze(tmp_path: Path, capsys: Capture) -> None:
    path = put(tmp_path / "both", "left", "right")
    found = json.loads(kickstand(capsys, "report", path, "--json").out)["session"]
    analysed = json.loads(kickstand(capsys, "analyze", path, "--json").out)
    assert found["settings_hash"] == analysed["settings_hash"]
    assert found["input_hash"] == analysed["input_hash"]
    for leg in found["legs"]:
        sets = analysed["sides"][leg["leg"]]["sets"]
        depths = [rep["depth_deg"] for one in sets for rep in one["reps"]]
        assert [dot["depth_deg"] for dot in leg["dots"]] == depths


def test_json_and_a_file_are_possible_together(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "page.html"
    argv = ("report", put(tmp_path / "one", "left"), "-o", target, "--json")
    assert json.loads(kickstand(capsys, *argv).out)["schema_version"] == 1
    assert target.exists()


def test_what_cannot_be_read_is_said_and_the_rest_is_done(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "report", tmp_path / "nowhere", put(tmp_path / "one", "right"))
    assert ran.code == 1
    assert is_one_sentence(ran.err)
    assert "The measured leg: right" in ran.out


def test_nothing_readable_is_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "report", tmp_path / "nowhere", "-o", tmp_path / "page.html")
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert not (tmp_path / "page.html").exists()


def test_only_re_strap_checks_are_nothing_to_report(tmp_path: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "report", put(tmp_path / "check", "left", restrap_check=True))
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_a_plan_with_odd_targets_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    plan = {"targets": {"depth": "deep"}}
    ran = kickstand(capsys, "report", put(tmp_path / "odd", "left", plan=plan))
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


@pytest.mark.skipif(sys.platform == "win32", reason="has no variable that names a time zone")
def test_dates_are_told_as_the_clock_on_the_wall_showed_them(tmp_path: Path) -> None:
    path = put(tmp_path / "one", "left")
    code = f"from imu.cli.app import run; run(['report', {str(path)!r}])"
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, "TZ": "XYZ-14", "PYTHONUTF8": "1"},
    ).stdout.decode()
    assert said.splitlines()[1].startswith("2026-11-21 00:00")


def test_the_terminal_loads_nothing_that_only_paper_needs() -> None:
    code = """
import sys
from imu.cli.app import run
run(["report", "recordings/simulated_right", "--json"])
run(["report", "--help"])
print(sorted({"matplotlib", "jinja2", "PySide6", "bleak"} & set(sys.modules)))
"""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


# -- words ----------------------------------------------------------------------------------------


def test_no_line_is_too_wide_and_no_word_judges() -> None:
    for make in REPORTS.values():
        one = make()
        text = text_of(page_of(one))
        assert max(len(line) for line in text.splitlines()) <= 100
        assert not any(word in text.lower() for word in ("imbalance", "better", "worse"))
        assert one.session.recording in text


def test_a_wide_table_goes_on_below_with_its_first_column() -> None:
    lines = [line.split() for line in text_of(page_of(report())).splitlines()]
    heads = [line for line in lines if line[:2] == ["Median", "(range)"]]
    assert [" ".join(line[2:]) for line in heads] == [
        "left: 10 reps, 2 sets right: 10 reps, 2 sets right minus left",
        "95 % interval would show from What can be said",
    ]
    assert sum(line[:2] == ["Time", "down,"] for line in lines) == 2


def test_nothing_of_others_reaches_the_terminal_as_a_command() -> None:
    text = text_of(page_of(crowded()))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert HOSTILE[:20] in text


def test_a_narrow_table_stays_a_table() -> None:
    text = text_of(page_of(report("left")))
    row = next(line for line in text.splitlines() if line.lstrip().startswith("Depth"))
    assert row.split()[:3] == ["Depth", "(guided),", "°"]
    assert ":" not in row
