"""`kickstand demo`: what a newcomer sees is counted exactly, and says that it is simulated."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import imu
from imu.cli.app import run
from imu.demonstration import NAME, NOTE, REPS, SEED, demo_session
from imu.events import RepEvent
from imu.live import Playback, ReplaySource
from imu.recording import Recording, read_recording
from imu.samples import CommandKind, Flag, Reason
from imu.simulated import recording_of
from imu.validation import is_simulated
from tests.cli.places import is_one_sentence, kickstand, with_window
from tests.live.live_help import in_one_go

Capture = pytest.CaptureFixture[str]
COUNTS = {"left": [REPS, REPS], "right": [REPS, REPS]}


@pytest.fixture(scope="module")
def recording() -> Recording:
    """The demo as it is shown."""
    return recording_of(demo_session(), NAME, NOTE)


def objects(text: str) -> list[dict[str, Any]]:
    """The JSON objects of a text, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def test_headless_it_is_counted_exactly_live_and_nothing_is_written(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kickstand(capsys, "demo", "--headless", "--json", "--speed", "max")
    *events, end = objects(ran.out)
    assert (ran.code, ran.err) == (0, f"kickstand: {NAME}: {NOTE}\n")
    assert {side: totals["sets"] for side, totals in end["sides"].items()} == COUNTS
    counts = [event["count"] for event in events if event["event"] == "rep"]
    assert counts == 4 * list(range(1, REPS + 1))
    sides = [event["side"] for event in events if event["event"] == "rep"]
    assert sides == ["right"] * 2 * REPS + ["left"] * 2 * REPS
    assert list(tmp_path.iterdir()) == []


def test_the_terminal_ends_with_a_summary(capsys: Capture) -> None:
    ran = kickstand(capsys, "demo", "--no-window", "--speed", "max")
    assert (ran.code, ran.err) == (0, "")
    assert "left thigh: 16 reps in 2 sets" in ran.out
    assert "right thigh: 16 reps in 2 sets" in ran.out
    assert NOTE in ran.out


def test_review_counts_it_as_exactly(recording: Recording) -> None:
    session = imu.analyze(recording)
    assert {side: [one.count for one in r.sets] for side, r in session.sides.items()} == COUNTS


@pytest.mark.parametrize("seed", range(1, 4))
def test_every_demo_is_counted_exactly(seed: int) -> None:
    session = imu.analyze(recording_of(demo_session(seed), NAME, NOTE), mode="live")
    assert {side: [one.count for one in r.sets] for side, r in session.sides.items()} == COUNTS


def test_there_is_everything_to_be_seen(recording: Recording) -> None:
    events, session = in_one_go(recording)
    first = next(event for event in events if isinstance(event, RepEvent))
    assert first.time_s < 12.0
    assert 200.0 < recording.duration_s < 240.0
    listed = [rep for one in session.sides["right"].sets for rep in one.reps]
    assert [rep.flags for rep in listed if not rep.counted] == [(Flag.PARTIAL,)]
    reasons = {movement.reason for side in session.sides.values() for movement in side.rejected}
    assert {Reason.IDLE_LEG, Reason.WALKING} <= reasons
    wobble = {
        side: sum(rep.metrics["frontal_wobble_deg"] or 0.0 for one in r.sets for rep in one.reps)
        for side, r in session.sides.items()
    }
    assert wobble["left"] > 1.2 * wobble["right"]


def test_the_counter_is_told_once_before_each_set(recording: Recording) -> None:
    kinds = [(command.kind, command.side) for command in recording.commands]
    assert kinds == [(CommandKind.ARM, side) for side in ("right", "right", "left", "left")]


def test_it_says_that_nobody_wore_the_sensors(recording: Recording) -> None:
    assert is_simulated(recording)
    assert recording.notes == (NOTE,)
    assert recording.name == NAME


def test_it_is_the_same_each_time_and_another_with_another_seed(recording: Recording) -> None:
    again = recording_of(demo_session(SEED), NAME, NOTE)
    other = recording_of(demo_session(SEED + 1), NAME, NOTE)
    block = recording.streams["left"].block
    assert (again.streams["left"].block.acc_m_s2 == block.acc_m_s2).all()
    assert len(other.streams["left"].block) != len(block)


def test_a_seed_chooses_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[ReplaySource] = []

    def in_terminal(playback: Playback, *, as_json: bool) -> int:
        assert as_json
        assert isinstance(playback.source, ReplaySource)
        shown.append(playback.source)
        return 0

    monkeypatch.setattr("imu.cli.windows.in_terminal", in_terminal)
    assert run(["demo", "--headless", "--json", "--seed", "5"]) == 0
    (source,) = shown
    assert source.recording.end_s == pytest.approx(demo_session(5).duration_s, abs=0.1)
    assert source.recording.end_s != pytest.approx(demo_session().duration_s, abs=0.5)


def test_it_can_be_recorded_like_a_live_session(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "demo"
    ran = kickstand(capsys, "demo", "--headless", "--speed", "max", "--json", "-o", folder)
    assert ran.code == 0
    assert f"kickstand: recorded in {folder}\n" in ran.err
    copy = read_recording(folder)
    assert copy.session.complete
    assert is_simulated(copy)
    assert copy.streams["right"].sidecar is not None
    (live,) = objects(kickstand(capsys, "analyze", folder, "--live", "--json").out)
    *events, _ = objects(ran.out)
    finals = [event["rep"] for event in events if event["event"] == "rep_final"]
    reps = [rep for r in live["sides"].values() for one in r["sets"] for rep in one["reps"]]
    assert sorted(reps, key=lambda rep: rep["start_s"]) == finals
    assert sum(rep["counted"] for rep in reps) == 4 * REPS


def test_a_folder_that_is_there_already_is_not_touched(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    ran = kickstand(capsys, "demo", "--headless", "--speed", "max", "-o", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert is_one_sentence(ran.err)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("recorded", [False, True])
def test_a_window_gets_it_all(
    recorded: bool, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Playback] = []

    def show(playback: Playback) -> int:
        shown.append(playback)
        return 0

    module = ModuleType("imaginary_window")
    module.show = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "imaginary_window", module)
    words = ["-o", str(tmp_path / "it")] if recorded else []
    ran = with_window(capsys, "imaginary_window:show", "demo", "--reps", "10", *words)
    assert (ran.code, ran.out) == (0, "")
    (playback,) = shown
    assert isinstance(playback.source, ReplaySource)
    assert (playback.source.name, playback.target, playback.speed) == (NAME, 10, 1.0)
    assert playback.is_simulated
    assert playback.notes == (NOTE,)
    assert playback.folder == (tmp_path / "it" if recorded else None)
    assert (playback.recorder is not None) is recorded
    assert playback.session().seekable is not recorded


def test_the_usual_target_is_what_the_person_does(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets: list[int | None] = []

    def in_terminal(playback: Playback, *, as_json: bool) -> int:
        assert not as_json
        targets.append(playback.target)
        return 0

    monkeypatch.setattr("imu.cli.windows.in_terminal", in_terminal)
    for words in (["demo"], ["demo", "--reps", "5"]):
        assert run(words) == 0
    assert targets == [REPS, 5]
    assert capsys.readouterr() == ("", "")
