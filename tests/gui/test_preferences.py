"""What the window remembers, and what it does with a file that is damaged or cannot be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from dashboard.preferences import (
    CountAt,
    Preferences,
    load,
    preferences_file,
    save,
)
from dashboard.theme import ThemeChoice
from dashboard.words import Language
from imu.language.chosen import chosen_language
from imu.privatefile import FOLDER_VARIABLE


@pytest.mark.parametrize("language", Language)
def test_the_core_finds_the_language_that_was_saved(language: Language) -> None:
    assert save(preferences_file(), Preferences(language=language))
    assert chosen_language() == (None if language is Language.SYSTEM else language.value)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    kept = Preferences(
        theme=ThemeChoice.LIGHT,
        language=Language.DE,
        sound=False,
        cues=True,
        volume=0.25,
        count_at=CountAt.BOTTOM,
        headphone_delay_s=0.2,
        text_scale=1.3,
        distance_m=2,
        details=True,
        width=800,
    )
    path = tmp_path / "new" / "window.json"
    assert save(path, kept)
    assert load(path) == kept
    assert [entry.name for entry in path.parent.iterdir()] == ["window.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"volume": "loud"}',
        b'{"theme": "pink"}',
        b'{"\xff": 1}',
        b'{"theme": "\x80"}',
        b'{"theme": ' + b"[" * 5000,
    ],
)
def test_a_damaged_file_means_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    assert load(path) == Preferences()


@pytest.mark.parametrize(
    "wrong",
    [
        '"volume": 1.2',
        '"volume": -0.1',
        '"headphone_delay_s": 0.6',
        '"text_scale": 3',
        '"distance_m": 5',
        '"distance_m": 2.5',
        '"language": "klingon"',
        '"count_at": "top"',
        '"theme": 7',
    ],
)
def test_one_wrong_value_spoils_no_other(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(f'{{"details": true, {wrong}, "cues": true}}')
    assert load(path) == Preferences(details=True, cues=True)


def test_a_file_from_before_there_were_switches_loads(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text('{"theme": "light", "sound": false, "volume": 0.5, "width": 9, "height": 8}')
    before = Preferences(theme=ThemeChoice.LIGHT, sound=False, volume=0.5, width=9, height=8)
    assert load(path) == before


def test_cues_are_off_until_someone_wants_them() -> None:
    fresh = Preferences()
    assert (fresh.sound, fresh.count, fresh.tones, fresh.cues) == (True, True, True, False)


def test_a_field_from_a_newer_version_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text('{"sound": false, "smell": true}')
    assert load(path) == Preferences(sound=False)


def test_what_a_newer_version_has_written_besides_stays(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text('{"sound": false, "smell": {"rose": [1, 2]}}')
    assert save(path, replace(load(path), volume=0.5))
    written = json.loads(path.read_text())
    assert written["smell"] == {"rose": [1, 2]}
    assert (written["sound"], written["volume"]) == (False, 0.5)


@pytest.mark.parametrize("content", [b"\xff", b"[" * 200_000, b'{"theme": ' + b"[" * 100_000])
def test_bytes_that_are_no_preferences_mean_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    assert load(path) == Preferences()
    assert save(path, Preferences(volume=0.5))
    assert load(path).volume == 0.5


def test_a_place_that_cannot_be_written_is_told_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save(tmp_path / "file" / "window.json", Preferences())


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert preferences_file() == tmp_path / "window.json"
