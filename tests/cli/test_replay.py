"""`kickstand replay` where nothing can be drawn: lines, JSON, exit codes and mistakes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from imu.cli import crash
from imu.cli.playing import speed_of
from imu.cli.shows import LineShow, PictureShow, show_for
from imu.cli.terminal import press
from imu.cli.wording import line_of
from imu.counter.tracker import Tracker
from imu.errors import UsageError
from imu.events import AnyEvent
from imu.live import LiveSession, Paced, ReplaySource, Started, Update
from imu.recording import read_recording
from imu.view import View
from tests.cli.places import is_one_sentence, kickstand, put_everything, put_hinges
from tests.hinges import REP_S, hinges, in_a_row, recording
from tests.live.live_help import end_of, in_one_go, to_the_end

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """A recording of four hinges."""
    return put_hinges(tmp_path / "four")


def objects(text: str) -> list[dict[str, Any]]:
    """The JSON objects of a text, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_for_each_event_and_then_what_analyze_says(four: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "replay", four, "--speed", "max", "--no-window")
    events, _ = in_one_go(read_recording(four))
    lines = [line for line in map(line_of, events) if line]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[: len(lines)] == lines
    summary = kickstand(capsys, "analyze", four, "--live").out
    assert ran.out.split("\n\n", 1)[1] == summary


def test_json_says_live_what_analyze_says_afterwards(tmp_path: Path, capsys: Capture) -> None:
    path = put_everything(tmp_path / "everything")
    ran = kickstand(capsys, "replay", path, "--speed", "max", "--json")
    (analysed,) = objects(kickstand(capsys, "analyze", path, "--live", "--json").out)
    *events, end = objects(ran.out)
    side = analysed["sides"]["right"]
    finals = [event["rep"] for event in events if event["event"] == "rep_final"]
    assert finals == [rep for one in side["sets"] for rep in one["reps"]]
    assert [event["count"] for event in events if event["event"] == "rep"] == [1, 2, 3, 4]
    assert len([event for event in events if event["event"] == "gap"]) == len(side["gaps"]) == 1
    assert end["event"] == "end"
    assert end["recording"] == "everything"
    assert (end["stopped"], end["error"]) == (False, None)
    counted = [sum(rep["counted"] for rep in one["reps"]) for one in side["sets"]]
    totals = end["sides"]["right"]
    assert (totals["reps"], totals["sets"]) == (sum(counted), counted)
    assert sum(totals["rejected"].values()) == len(side["rejected"])
    assert totals["health"] == [finding["code"] for finding in side["health"]]


def test_armed_counts_sooner(four: Path, capsys: Capture) -> None:
    def announced(*options: str) -> list[float]:
        ran = kickstand(capsys, "replay", four, "--speed", "max", "--json", *options)
        return [event["time_s"] for event in objects(ran.out) if event["event"] == "rep"]

    first = float(in_a_row(1)[0] + REP_S)
    assert announced("--armed")[0] == pytest.approx(first, abs=0.3)  # as soon as it is over
    assert announced()[0] > first + 2 * REP_S
    assert len(announced("--armed")) == len(announced())


def test_settings_are_used(four: Path, tmp_path: Path, capsys: Capture) -> None:
    blind = tmp_path / "blind.toml"
    blind.write_text("[reps]\nmin_depth_deg = 60.0\n")
    ran = kickstand(capsys, "replay", four, "--speed", "max", "--json", "--settings", blind)
    assert objects(ran.out)[-1]["sides"]["right"]["reps"] == 0


def test_notes_on_the_recording_are_passed_on(four: Path, capsys: Capture) -> None:
    with (four / "right.imu.csv").open("ab") as file:
        file.write(b"99.0,1.0")  # torn
    (note,) = read_recording(four).notes
    assert note in kickstand(capsys, "replay", four, "--speed", "max", "--json").err
    out = " ".join(kickstand(capsys, "replay", four, "--speed", "max").out.split())
    assert " ".join(note.split()) in out


@pytest.mark.parametrize("speed", ["0.1", "17", "0", "-1", "nan", "fast", ""])
def test_a_speed_that_is_none_is_one_sentence(speed: str, four: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "replay", four, "--speed", speed)
    assert (ran.code, ran.out) == (2, "")
    problem = f"{speed!r} is no --speed. Give a number from 0.25 to 16, or max."
    assert ran.err == f"kickstand: {problem}\n"


@pytest.mark.parametrize(
    ("text", "speed"), [("max", None), (" MAX", None), ("0.25", 0.25), ("16", 16.0), ("1e0", 1.0)]
)
def test_a_speed_is_a_number_or_max(text: str, speed: float | None) -> None:
    assert speed_of(text) == speed


def test_a_speed_of_the_wrong_kind_is_wrong_use() -> None:
    with pytest.raises(UsageError):
        speed_of("1,5")


@pytest.mark.parametrize(
    "options", [["--settings", "nowhere.toml"], ["--sped", "2"], ["another-path"]]
)
def test_wrong_use_is_one_sentence(options: list[str], four: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "replay", four, *options)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)


def test_a_path_that_cannot_be_read_is_one_sentence(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "empty").mkdir()
    broken = tmp_path / "left.imu.csv"
    broken.write_text("time_s,nothing\n1,2\n")
    for path in (tmp_path / "absent", tmp_path / "empty", broken):
        ran = kickstand(capsys, "replay", path)
        assert (ran.code, ran.out) == (2, "")
        assert is_one_sentence(ran.err)
        assert str(path) in ran.err


def test_an_interrupt_ends_in_good_order(
    four: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    see, calls = LineShow.see, list[int]()

    def interrupted(self: LineShow, updates: Iterable[Update], view: View) -> None:
        calls.append(1)
        see(self, updates, view)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(LineShow, "see", interrupted)
    ran = kickstand(capsys, "replay", four, "--speed", "1")
    assert (ran.code, ran.err) == (130, "")
    assert ran.out.startswith("\nStopped at 0:00.")
    assert "right thigh: no reps" in ran.out


def test_a_counter_that_breaks_is_said_so_and_kept(
    four: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> list[AnyEvent]:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(Tracker, "feed", fail)
    monkeypatch.setattr(crash, "log_folder", lambda: tmp_path / "logs")
    ran = kickstand(capsys, "replay", four, "--speed", "max", "--json")
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert "a bug" in ran.err
    (end,) = objects(ran.out)
    assert (end["error"], end["sides"]) == ("a bug", {})
    assert len(list((tmp_path / "logs").iterdir())) == 1


def test_the_way_of_showing_follows_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(show_for(as_json=True)).__name__ == "JsonShow"
    assert type(show_for(as_json=False)).__name__ == "LineShow"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(show_for(as_json=False), PictureShow)


@pytest.mark.parametrize(
    ("key", "speed", "paused", "paced"),
    [
        (" ", 1.0, False, Paced(1.0, paused=True)),
        (" ", 1.0, True, Paced(1.0, paused=False)),
        ("+", 1.0, False, Paced(2.0, paused=False)),
        ("=", 3.0, False, Paced(4.0, paused=False)),
        ("+", 16.0, False, Paced(None, paused=False)),
        ("+", None, False, Paced(None, paused=False)),
        ("-", 1.0, True, Paced(0.5, paused=True)),
        ("_", None, False, Paced(16.0, paused=False)),
        ("-", 0.25, False, Paced(0.25, paused=False)),
        ("x", 1.0, False, Paced(1.0, paused=False)),
    ],
)
def test_keys_change_the_pace(key: str, speed: float | None, paused: bool, paced: Paced) -> None:
    session = LiveSession(ReplaySource(recording(hinges([], 1.0))), speed=speed)
    if paused:
        session.pause()
    view = View()
    for update in (Started("it", ("right",)), Paced(speed, paused)):
        view.advance(update)
    press(key, session, view.snapshot())
    session.stop()
    updates = to_the_end(session)
    assert [update for update in updates if isinstance(update, Paced)] == [paced]


def test_q_stops() -> None:
    session = LiveSession(ReplaySource(recording(hinges([], 1.0))))
    press("q", session, View().snapshot())
    assert end_of(to_the_end(session)).stopped
