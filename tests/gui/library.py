"""A library in a window: real recordings in a folder, keys and mouse, waited for."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from dashboard.library import LibraryPage, Place
from imu.library import Entry
from tests.gui.pages import press
from tests.gui.windows import until
from tests.library.places import counted_session, leave_open, put

BOTH = ("legs", "report")


def three(folder: Path) -> Path:
    """Two of Anna's and one of Ben's; hers of the 21st is the latest."""
    put(folder / "a", day=19, title="In the garden", rung="one-leg", counted=counted_session())
    put(folder / "b", day=20, person="Ben B", notes="warm", counted=counted_session(partial=True))
    put(folder / "c", day=21, rung="one-leg")
    return folder


def with_an_open_one(folder: Path) -> Path:
    """The same, and the latest was never closed."""
    leave_open(three(folder) / "c")
    return folder


@contextmanager
def a_library(
    folder: Path, place: Place | None = None, said: str = "", *, waits: bool = True
) -> Generator[LibraryPage]:
    """The page over this folder, read to its end; gone afterwards."""
    page = LibraryPage(folder, place, BOTH, said)
    page.resize(1280, 720)
    page.show()
    page.activateWindow()
    page.setFocus()
    page.load()
    try:
        if waits:
            quiet(page)
        yield page
    finally:
        page.let_go()
        page.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def quiet(page: LibraryPage) -> None:
    """Wait until everything is done that was asked for."""
    until(lambda: not page.care.errands.is_busy)


def keys(page: LibraryPage, *pressed: Qt.Key) -> None:
    """Press keys, each where the keys are about just then."""
    for key in pressed:
        press(focused(page), key)


def focused(page: LibraryPage) -> QWidget:
    """What keys are about."""
    return QApplication.focusWidget() or page


def listed(page: LibraryPage) -> list[str]:
    """The names of what is listed."""
    return [one.name for one in page.table.entries]


def chosen(page: LibraryPage) -> Entry:
    """The chosen recording."""
    entry = page.table.entry
    assert entry is not None
    return entry


def buttons(page: LibraryPage) -> set[str]:
    """The buttons that are there for the chosen recording."""
    return {name for name, button in page.deeds.items() if button.isVisible()}


def an_entry(number: int, person: str = "Anna") -> Entry:
    """A recording that is nowhere."""
    return Entry(
        path=f"/nowhere/r{number:04d}",
        person=person,
        started_at=datetime(2026, 1, 1 + number % 28, 12, tzinfo=UTC),
        sets={"left": (8, 8, 8), "right": (8, 8, 7)},
        counted_from="reps",
    )
