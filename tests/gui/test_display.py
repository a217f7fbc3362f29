"""Whether a window can be opened is found out before Qt ends the programme."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from pathlib import Path

import pytest

from dashboard import display
from dashboard.display import (
    WINDOW_LIBRARIES,
    X11_LIBRARIES,
    missing_libraries,
    obstacle,
    undrawable,
)

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are Linux's")


@LINUX
def test_no_display_is_said() -> None:
    assert obstacle({}) == "there is no display"


@LINUX
def test_a_display_that_does_not_answer_is_named() -> None:
    if missing_libraries(WINDOW_LIBRARIES | X11_LIBRARIES):
        pytest.skip("the libraries of an X11 window are not installed")
    assert obstacle({"DISPLAY": ":987"}) == "the display :987 does not answer"


@LINUX
def test_offscreen_needs_no_display() -> None:
    assert obstacle({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_drawing_unseen_needs_no_display_but_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert undrawable() is None
    monkeypatch.setattr(display, "_QT", ("nosuchqt",))
    assert "nosuchqt is not installed" in (undrawable() or "")


@LINUX
def test_missing_libraries_come_with_the_line_that_brings_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(display, "WINDOW_LIBRARIES", {"libnosuch.so.9": "libnosuch9"})
    sentence = obstacle({"QT_QPA_PLATFORM": "offscreen"})
    assert sentence is not None
    assert "sudo apt-get install libnosuch9" in sentence


def test_missing_qt_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec

    def without_qt(name: str) -> object:
        return None if name == "PySide6" else find_spec(name)

    monkeypatch.setattr(importlib.util, "find_spec", without_qt)
    sentence = obstacle({"QT_QPA_PLATFORM": "offscreen"})
    assert sentence is not None
    assert sentence.startswith("PySide6 is not installed")


def test_the_set_up_installs_exactly_what_the_window_looks_for() -> None:
    run_py = runpy.run_path(str(Path(__file__).parents[2] / "run.py"), run_name="read")
    assert run_py["WINDOW_LIBRARIES"] == WINDOW_LIBRARIES | X11_LIBRARIES
