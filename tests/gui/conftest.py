"""Windows in tests: offscreen unless told otherwise, with settings and sound of their own."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.display import obstacle
from imu.privatefile import FOLDER_VARIABLE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

collect_ignore_glob = ["test_*.py"] if obstacle() is not None else []
"""Without the system's libraries Qt cannot even be imported; run.py says what is missing."""


@pytest.fixture(autouse=True)
def on_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the person who runs the tests is read, changed or disturbed."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "settings"))
    monkeypatch.setenv("KICKSTAND_AUDIO", "null")
    monkeypatch.setenv("KICKSTAND_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KICKSTAND_CACHE", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever the system speaks, tests read English, unless they choose another language."""
    from dashboard import words

    monkeypatch.setattr("dashboard.words.language.system_language", lambda: words.Language.EN)
    yield
    words.use(words.Language.EN)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No widget, thread or timer outlives its test."""
    threads = set(threading.enumerate())
    yield
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    gc.collect()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert [repr(widget) for widget in QApplication.topLevelWidgets()] == []
        assert [timer for timer in app.findChildren(QTimer) if timer.isActive()] == []
    assert [thread.name for thread in set(threading.enumerate()) - threads] == []
