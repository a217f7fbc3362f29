"""What the window remembers, and what it does with a file that is damaged or cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.preferences import Preferences, load, preferences_file, save
from dashboard.theme import ThemeChoice
from imu.privatefile import FOLDER_VARIABLE


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    kept = Preferences(theme=ThemeChoice.LIGHT, sound=False, volume=0.25, details=True, width=800)
    path = tmp_path / "new" / "window.json"
    assert save(path, kept)
    assert load(path) == kept
    assert [entry.name for entry in path.parent.iterdir()] == ["window.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"volume": "loud"}', '{"theme": "pink"}'])
def test_a_damaged_file_means_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(content)
    assert load(path) == Preferences()


def test_a_field_from_a_newer_version_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_text('{"sound": false, "smell": true}')
    assert load(path) == Preferences(sound=False)


def test_a_place_that_cannot_be_written_is_told_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save(tmp_path / "file" / "window.json", Preferences())


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert preferences_file() == tmp_path / "window.json"
