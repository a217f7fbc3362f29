"""The one window: shows a page at a time, and asks the page before it closes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from dashboard import words
from dashboard.preferences import Preferences, load, preferences_file
from dashboard.sizes import fit
from dashboard.theme import palette_of, theme_for


class Shell(QMainWindow):
    """A window with a place for pages. Which page comes when is not its business.

    Parameters
    ----------
    preferences : how large the window was.
    """

    closing = Signal()
    """The window closes: everything behind it has to end now."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        fit(self, preferences)

    def show_page(self, page: QWidget, title: str = "") -> None:
        """Show a page, which belongs to the window as long as it is there."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.setWindowTitle(f"{title} – {words.TITLE}" if title else words.TITLE)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_own(self, page: QWidget, title: str = "") -> None:
        """Show a page of the window's own in the place of the one before, which goes for good."""
        before = self.page
        self.show_page(self.dressed(page), title)
        if before is not None and before is not page:
            self.take_away(before)
            before.deleteLater()

    def dressed(self, page: QWidget) -> QWidget:
        """The page in the person's colours."""
        theme = theme_for(load(preferences_file()).theme)
        QApplication.setPalette(palette_of(theme))
        dress = getattr(page, "set_theme", None)
        if dress is not None:
            dress(theme)
        return page

    def take_away(self, page: QWidget) -> None:
        """The page is not needed any more; whoever made it lets it go."""
        self.pages.removeWidget(page)

    @property
    def page(self) -> QWidget | None:
        """What is shown."""
        return self.pages.currentWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What no page has taken: full screen, and closing."""
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if controlled and event.key() in (Qt.Key.Key_Q, Qt.Key.Key_W):
            self.close()
        elif event.key() in (Qt.Key.Key_F11, Qt.Key.Key_F5):
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let everything end."""
        self.closing.emit()
        super().closeEvent(event)
