"""`kickstand demo --virtual-ble`: connected like real sensors, counted as exactly as without."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import imu
from imu.cli.virtualdemo import virtual_playback
from imu.demonstration import NAME, NOTE
from imu.recording import read_recording
from imu.simulator import Foil, Person, Plan, SetPlan, SimulatedSession, simulate
from imu.validation import is_simulated
from tests.cli.places import is_one_sentence, kickstand

Capture = pytest.CaptureFixture[str]
REPS = 3


def short_session(seed: int) -> SimulatedSession:
    """One set on the right leg."""
    stand = Foil(kind="quiet", duration_s=1.0)
    right = SetPlan(side="right", reps=REPS, top_s=0.8, settle_s=1.6)
    plan = Plan(
        activities=(stand, right, stand),
        sensors=("right",),
        person=Person(wobble_deg=0.6),
        armed=True,
    )
    return simulate(plan, seed)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole demo would take half a minute."""
    monkeypatch.setattr("imu.cli.virtualdemo.demo_session", short_session)


def test_headless_it_connects_counts_and_records(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "air"
    words = ["--virtual-ble", "--headless", "--json", "--speed", "8", "-o", folder]
    ran = kickstand(capsys, "demo", *words)
    assert ran.code == 0
    assert NOTE in ran.err
    *events, end = [json.loads(line) for line in ran.out.splitlines()]
    assert end["sides"]["right"]["sets"] == [REPS]
    states = dict.fromkeys(one["state"] for one in events if one["event"] == "link")
    assert list(states) == ["searching", "connecting", "configuring", "streaming"]
    links = [one for one in events if one["event"] == "link"]
    assert links[-1]["battery_percent"] == 84.0
    assert links[-1]["quality"]["lost"] == 0
    copy = read_recording(folder)
    assert copy.session.complete
    assert is_simulated(copy)
    assert [one.count for one in imu.analyze(copy).sides["right"].sets] == [REPS]


@pytest.mark.parametrize("speed", ["max", "16", "0.1", "soon"])
def test_a_speed_that_does_not_get_through_is_refused(
    speed: str, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "never"
    ran = kickstand(
        capsys, "demo", "--virtual-ble", "--headless", "--speed", speed, "-o", str(folder)
    )
    assert (ran.code, ran.out) == (2, "")
    assert "speed" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not folder.exists()


def test_without_bumble_one_sentence_says_what_to_install(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bumble", None)
    ran = kickstand(capsys, "demo", "--virtual-ble", "--headless")
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'kickstand-imu[virtual-ble]'" in ran.err
    assert is_one_sentence(ran.err)


def test_what_is_shown_is_a_live_session_that_nobody_wore() -> None:
    playback = virtual_playback(2.0, reps=5)
    assert (playback.source.name, playback.target, playback.speed) == (NAME, 5, None)
    assert playback.is_simulated
    assert playback.notes == (NOTE,)
    assert playback.source.span_s is None
    assert playback.source.sides == ("right",)
    assert playback.recorder is None
