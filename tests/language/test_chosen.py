"""The language chosen in the window, as what works without a window finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from imu.language.chosen import chosen_language, window_file
from imu.privatefile import FOLDER_VARIABLE


@pytest.fixture(autouse=True)
def on_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))


@pytest.mark.parametrize(("chosen", "found"), [("de", "de"), ("en", "en"), ("system", None)])
def test_it_is_what_the_window_has_written(chosen: str, found: str | None) -> None:
    window_file().write_text(f'{{"theme": "dark", "language": "{chosen}"}}')
    assert chosen_language() == found


def test_without_a_window_nobody_has_chosen() -> None:
    assert chosen_language() is None


@pytest.mark.parametrize(
    "text", [b"{", b"[]", b'{"language": 3}', b'{"language": "xx"}', b"\xff", b"[" * 5000, b"{}"]
)
def test_a_file_that_makes_no_sense_is_left_alone(text: bytes) -> None:
    window_file().write_bytes(text)
    assert chosen_language() is None
    assert window_file().read_bytes() == text


def test_what_is_no_file_is_no_choice(tmp_path: Path) -> None:
    (tmp_path / "window.json").mkdir()
    assert chosen_language() is None
