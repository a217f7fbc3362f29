"""A player never troubles who counts: not without a device, and not when it goes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dashboard.sound import Backend, Player, open_sound
from dashboard.sound import device as device_module
from dashboard.sound import player as player_module
from dashboard.sound.device import Device, Fill, SoundError, open_device
from dashboard.sound.library import clip_names, read_clips
from dashboard.sound.mixer import STALE_S
from tests.patience import PATIENCE_S


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Loudspeaker:
    """A device that asks for samples when the test says so."""

    def __init__(self) -> None:
        self.opened: list[Backend] = []
        self.is_open = False
        self.error: SoundError | None = None

    def __call__(self, backend: Backend, fill: Fill, lost: Callable[[], None]) -> Device:
        if self.error is not None:
            raise self.error
        self.opened.append(backend)
        self.fill, self.lose = fill, lost
        self.is_open = True
        return self

    def close(self) -> None:
        self.is_open = False

    def heard(self, count: int = 240) -> bytes:
        return self.fill(count)


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> Loudspeaker:
    monkeypatch.delenv(player_module.VARIABLE, raising=False)
    return Loudspeaker()


def opened(device: Loudspeaker, reports: list[str] | None = None) -> Player:
    player = Player(opener=device, report=None if reports is None else reports.append)
    player.open()
    return player


def start_of(name: str, count: int = 240, volume: float = 1.0) -> bytes:
    clip = read_clips()[name][:count] * np.float32(volume)
    return np.rint(clip * 32767.0).astype("<i2").tobytes()


def test_a_clip_reaches_the_device_from_its_first_sample(device: Loudspeaker) -> None:
    player = opened(device)
    assert device.heard() == b""
    player.play("number_07")
    assert device.heard() == start_of("number_07")
    assert player.problem is None


def test_the_newest_clip_wins(device: Loudspeaker) -> None:
    player = opened(device)
    player.play("number_01")
    player.play("number_02")
    assert device.heard() == start_of("number_02")


def test_a_queued_clip_waits_for_its_turn(device: Loudspeaker) -> None:
    player = opened(device)
    player.play("number_01")
    player.play("done", queued=True)
    number, done = read_clips()["number_01"], read_clips()["done"]
    assert device.heard() == start_of("number_01")
    rest = np.frombuffer(device.heard(len(number) + len(done) - 240), dtype="<i2")
    np.testing.assert_allclose(rest[-len(done) :] / 32767.0, done, atol=1e-4)


def test_the_volume_is_kept_within_its_limits(device: Loudspeaker) -> None:
    player = opened(device)
    player.volume = 7.0
    assert player.volume == 1.0
    player.volume = -1.0
    assert player.volume == 0.0
    player.volume = 0.5
    device.heard()
    player.play("number_01")
    assert device.heard() == start_of("number_01", volume=0.5)


def test_an_unknown_clip_is_silence(device: Loudspeaker) -> None:
    player = opened(device)
    player.play("number_00")
    assert device.heard() == b""
    assert player.problem is None


def test_how_long_a_clip_took_is_known(device: Loudspeaker) -> None:
    clock = Clock()
    player = Player(opener=device, clock=clock)
    player.open()
    assert player.delay_s is None
    player.play("number_01")
    clock.now_s += 0.25
    device.heard()
    assert player.delay_s == 0.25


def test_before_it_is_open_and_after_it_is_closed_nothing_happens(device: Loudspeaker) -> None:
    player = Player(opener=device)
    player.play("number_01")
    player.close()
    player.open()
    assert device.heard() == b""
    player.close()
    assert not device.is_open
    player.play("number_01")
    assert device.heard() == b""
    player.close()
    assert player.problem is None


def test_opened_anew_it_begins_anew(device: Loudspeaker) -> None:
    player = opened(device)
    player.volume = 0.5
    player.play("number_01")
    device.heard()
    assert player.open()
    assert (len(device.opened), device.is_open, player.volume) == (2, True, 0.5)
    assert device.heard() == b""


def test_no_device_is_one_sentence(device: Loudspeaker) -> None:
    device.error = SoundError("no loudspeaker or headphones were found")
    reports: list[str] = []
    player = Player(opener=device, report=reports.append)
    assert not player.open()
    player.play("number_01")
    player.close()
    sentence = "No sound: no loudspeaker or headphones were found. Counting goes on."
    assert (player.problem, reports) == (sentence, [sentence])


def test_a_device_that_is_found_later_is_no_problem_any_more(device: Loudspeaker) -> None:
    device.error = SoundError("no loudspeaker or headphones were found")
    player = opened(device)
    device.error = None
    assert player.open()
    assert player.problem is None


def test_a_device_that_goes_is_one_sentence(device: Loudspeaker) -> None:
    reports: list[str] = []
    player = opened(device, reports)
    device.lose()
    device.lose()
    player.play("number_01")
    sentence = "No sound: the loudspeaker or headphones were lost. Counting goes on."
    assert (player.problem, reports) == (sentence, [sentence])
    assert device.heard() == b""


def test_a_device_that_takes_nothing_any_more_is_noticed(device: Loudspeaker) -> None:
    clock = Clock()
    reports: list[str] = []
    player = Player(opener=device, clock=clock, report=reports.append)
    player.open()
    player.play("number_01")
    clock.now_s += STALE_S / 2
    player.play("number_02")
    assert player.problem is None
    clock.now_s += STALE_S
    player.play("number_03")
    player.play("number_04")
    assert reports == [player.problem]
    assert "were lost" in reports[0]


def test_clips_that_cannot_be_read_are_one_sentence(
    device: Loudspeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(language: str) -> None:
        raise FileNotFoundError(language)

    monkeypatch.setattr(player_module, "read_clips", fail)
    player = opened(device)
    player.play("number_01")
    assert player.problem is not None
    assert player.problem.startswith("No sound: the sounds that belong to Kickstand")
    assert device.opened == []


@pytest.mark.parametrize(
    ("value", "backends"), [("", [Backend.SYSTEM]), ("null", [Backend.NULL]), ("off", [])]
)
def test_the_environment_says_where_sound_goes(
    device: Loudspeaker, monkeypatch: pytest.MonkeyPatch, value: str, backends: list[Backend]
) -> None:
    monkeypatch.setenv(player_module.VARIABLE, value)
    player = opened(device)
    assert (device.opened, player.problem) == (backends, None)


def test_who_makes_the_player_has_the_last_word(
    device: Loudspeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(player_module.VARIABLE, "off")
    Player(Backend.NULL, opener=device).open()
    assert device.opened == [Backend.NULL]


def test_a_word_that_the_environment_cannot_mean_is_a_problem(
    device: Loudspeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(player_module.VARIABLE, "loud")
    player = opened(device)
    assert player.problem is not None
    assert "neither null nor off" in player.problem


def test_without_miniaudio_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    player, voice = open_sound(Backend.SYSTEM)
    voice.try_out()
    player.close()
    problem = "No sound: the package miniaudio is not installed. Counting goes on."
    assert player.problem == problem


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, dashboard.sound; print({'miniaudio', 'PySide6', 'scipy'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"


# -- with miniaudio, on a device without a loudspeaker --------------------------------------------


def threads() -> int:
    """Count the threads of this process, those of C libraries too where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else threading.active_count()


def wait_for(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, "what was waited for does not come"
        time.sleep(0.005)


def test_no_sound_is_never_taken_for_sound() -> None:
    miniaudio = pytest.importorskip("miniaudio")
    assert miniaudio.Backend.NULL not in device_module.backends_for(Backend.SYSTEM)
    assert device_module.backends_for(Backend.NULL) == [miniaudio.Backend.NULL]


def test_a_real_device_fetches_a_clip_and_leaves_no_thread_behind() -> None:
    pytest.importorskip("miniaudio")
    before = threads()
    player, _ = open_sound(Backend.NULL)
    assert player.problem is None
    assert threads() > before or not Path("/proc/self/task").exists()
    player.play(clip_names()[0])
    wait_for(lambda: player.delay_s is not None)
    player.close()
    wait_for(lambda: threads() == before)
    assert player.problem is None


def test_a_device_that_stops_by_itself_is_lost() -> None:
    pytest.importorskip("miniaudio")
    losses: list[str] = []
    device = open_device(Backend.NULL, lambda _count: b"", lambda: losses.append("lost"))
    vars(device)["_device"].stop()
    wait_for(lambda: losses == ["lost"])
    device.close()
    assert losses == ["lost"]


def test_the_system_without_a_device_is_no_error(capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("miniaudio")
    player = Player(Backend.SYSTEM)
    has_device = player.open()
    player.close()
    assert has_device is (player.problem is None)
    assert "ALSA" not in capfd.readouterr().err


def test_another_language_is_heard_at_once(device: Loudspeaker) -> None:
    player = opened(device)
    player.language = "de"
    player.play("ones_07")
    clip = read_clips("de")["ones_07"][:240]
    assert device.heard() == np.rint(clip * 32767.0).astype("<i2").tobytes()
    assert player.language == "de"


def test_a_language_may_be_chosen_before_the_device_is_open(device: Loudspeaker) -> None:
    player = Player(opener=device)
    player.language = "de"
    player.open()
    player.play("number_07")
    assert device.heard() != start_of("number_07")


def test_a_language_that_cannot_be_read_leaves_the_other_one(device: Loudspeaker) -> None:
    player = opened(device)
    player.language = "xx"
    assert player.problem is not None
