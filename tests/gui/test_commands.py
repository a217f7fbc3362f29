"""The window's own commands, and what of Qt the others must not touch."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from dashboard import bench, benchlibrary, pictures
from dashboard.bench import as_text, scrubbing_text
from dashboard.benchlibrary import as_text as of_library
from dashboard.benchlibrary import measure_library, put_recordings
from dashboard.main import ABOVE, COMMANDS
from dashboard.measuring import Figures, LayerFigures, Spread, measure
from dashboard.scrubbing import Scrubbing, measure_scrubbing
from imu.cli.app import build_app, run
from imu.cli.benchhistory import read_runs
from imu.cli.places import recordings_folder
from imu.library import open_library

ROOT = Path(__file__).parents[2]


def kickstand(*words: str) -> int:
    return run(words, more=COMMANDS, above=ABOVE)


@pytest.mark.parametrize("words", [["--version"], ["analyze", "--help"]])
def test_commands_without_a_window_do_not_import_qt(words: list[str]) -> None:
    script = (
        "import sys; from dashboard.main import COMMANDS, ABOVE; from imu.cli.app import run;"
        f"run({words!r}, more=COMMANDS, above=ABOVE);"
        "sys.exit(any(name.startswith(('PySide6', 'pyqtgraph')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_pictures_of_a_screen_in_the_size_that_was_asked_for(tmp_path: Path) -> None:
    asked = ("--only", "keys", "--size", "1280x720@200%")
    assert kickstand("pictures", "-o", str(tmp_path), *asked) == 0
    (picture,) = tmp_path.iterdir()
    assert picture.name == "keys_1280x720@200%.png"
    assert QImage(str(picture)).size().toTuple() == (2560, 1440)


@pytest.mark.parametrize("words", [("--only", "cellar"), ("--size", "3x3")])
def test_pictures_of_what_there_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert kickstand("pictures", "-o", str(tmp_path), *words) == 2
    assert "There are:" in capsys.readouterr().err


def test_a_lost_sensor_is_lost_in_its_picture_alone() -> None:
    from imu.demonstration import demo_session
    from imu.simulated import recording_of

    recording = recording_of(demo_session(), "x", "y.")
    cut = pictures.without(recording, "left", 20.0, 25.0)
    time_s = cut.streams["left"].block.time_s
    assert not ((time_s >= 20.0) & (time_s < 25.0)).any()
    assert cut.streams["right"] is recording.streams["right"]
    assert len(recording.streams["left"].block) > len(cut.streams["left"].block)


@pytest.mark.usefixtures("qapp")
def test_bench_measures_everything_it_names() -> None:
    measured = measure(1.0, (800, 500), starts=1, settle_s=0.2)
    text = as_text(measured)
    assert "glance: frame, ms" in text
    assert "details: queue to pixel, ms" in text
    figures = json.loads(json.dumps(asdict(measured)))
    assert figures["start_s"]["median"] > 0
    assert [layer["layer"] for layer in figures["layers"]] == ["glance", "details"]
    for layer in figures["layers"]:
        assert 0 < layer["frame_ms"]["median"] <= layer["frame_ms"]["p95"]
        assert layer["latency_ms"]["median"] > 0
        assert 0 < layer["window_thread_percent"] <= layer["process_percent"]


def test_the_window_and_scrubbing_stand_in_the_common_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = Spread(2.0, 9.0, 3.0)
    layer = LayerFigures("details", quick, 5.0, 30.0, Spread(1.0, 59.0, 70.0), None)
    window = Figures(2, 200.0, (800, 500), 1.0, Spread(1.4, 1.5, 1.6), (layer,), None, None)
    monkeypatch.setattr(bench, "measure", lambda _: window)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    frame, jump = Spread(3.0, 12.0, 20.0), Spread(300.0, 400.0, 500.0)
    scrubbed = Scrubbing(3600.0, 30.0, frame, Spread(2.0, 9.0, 11.0), 6.5, jump)
    monkeypatch.setattr(bench, "measure_scrubbing", lambda _: scrubbed)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    file = str(tmp_path / "runs.jsonl")
    assert kickstand("bench", "dashboard", "--history", file) == 0
    rows = {line.strip().partition("  ")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "*" in rows["details: frame, p95"]
    assert "*" not in rows["details: queue to pixel, p95"]
    assert kickstand("bench", "scrubbing", "--json", "--history", file) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["frame_ms"]["p95"] == told["run"]["figures"][0]["median"] == 12.0
    assert told["run"]["figures"][0]["aim"] == 16.0
    assert kickstand("bench", "dashboard", "--seconds", "5", "--history", file) == 0
    assert kickstand("bench", "history", "--history", file) == 0
    shown = capsys.readouterr().out
    assert "dashboard of 5 s (" in shown, "what was measured shorter is another run"
    assert "first window" in shown
    assert "scrubbing: jump, median" in shown


@pytest.mark.usefixtures("qapp")
def test_bench_of_the_library_lists_what_it_has_made() -> None:
    put_recordings(recordings_folder(), 5)
    figures = measure_library(5, rounds=1)
    assert figures.recordings == 5
    assert figures.first_s > 0
    assert 0 < figures.frame_ms.median <= figures.frame_ms.p95
    assert "5 recordings" in of_library(figures)
    (one, *_) = open_library(recordings_folder()).entries
    assert (one.problem, one.sets["left"], one.duration_s) == ("", (8, 8, 8), 1.99)


def test_the_library_stands_in_the_history_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = benchlibrary.LibraryFigures(1000, 0.5, Spread(0.3, 0.4, 0.5), Spread(4.0, 9.0, 20.0))
    monkeypatch.setattr(benchlibrary, "put_recordings", lambda *_: None)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    monkeypatch.setattr(benchlibrary, "measure_library", lambda _: found)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    file = tmp_path / "runs.jsonl"
    assert kickstand("bench", "library", "--json", "--history", str(file)) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["recordings"], told["again_s"]["median"]) == (1000, 0.3)
    assert kickstand("bench", "library", "--recordings", "7", "--history", str(file)) == 0
    assert "1000 recordings, from the key" in capsys.readouterr().out
    full, short = read_runs(file)
    assert (full.bench, short.bench) == ("library", "library of 7 recordings")
    medians = {figure.name: (figure.median, figure.unit) for figure in full.figures}
    assert medians == {
        "listed without an index": (0.5, "s"),
        "listed with an index": (0.3, "s"),
        "a row further, median": (4.0, "ms"),
        "a row further, p95": (9.0, "ms"),
    }


def test_all_benches_of_the_window_can_be_run_shortly() -> None:
    commands = COMMANDS["bench"]
    assert isinstance(commands, dict)
    assert set(ABOVE.benches) == set(commands)
    group = build_app(COMMANDS).commands["bench"]
    for name, words in ABOVE.benches.items():
        known = [option for one in group.commands[name].params for option in one.opts]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        assert [word for word in words if word.startswith("--") and word not in known] == []


def test_bench_of_what_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert kickstand("bench", "kitchen") == 2
    assert "kitchen" in capsys.readouterr().err


def test_scrubbing_is_measured_where_it_says() -> None:
    found = measure_scrubbing(length_s=30.0, frames=4)
    assert found.length_s > 200.0, "the demo's session at least once"
    text = scrubbing_text(found)
    assert f"known after {found.survey_s:g} s" in text
    assert 0.0 < found.work_ms.median <= found.work_ms.largest
    assert text.splitlines()[-1].split()[-1] == f"{found.followed_ms.largest:g}"
