"""What fills the window in a session: glance, details, the screen after it; one of them is seen.

The details are made a moment after the window has come: their plots take as long to be made as all
the rest of the window, and nobody looks at them first.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from dashboard.done import DonePanel
from dashboard.glance import GlancePanel
from dashboard.theme import DARK, Theme

if TYPE_CHECKING:
    from dashboard.detail.panel import DetailPanel

_LATER_MS = 800
"""ms after the window has come: it is painted, and no rep is under way yet."""


class Layers(QStackedWidget):
    """The three layers of a session."""

    def __init__(self, glance: GlancePanel, done: DonePanel) -> None:
        super().__init__()
        self.glance, self.done = glance, done
        self._detail: DetailPanel | None = None
        self._theme = DARK
        for layer in (glance, done):
            self.addWidget(layer)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._prepare)

    @property
    def detail(self) -> DetailPanel:
        """The details, made now if they are not there yet."""
        if self._detail is None:
            from dashboard.detail.panel import DetailPanel

            self._detail = DetailPanel()
            self._detail.set_theme(self._theme)
            self.addWidget(self._detail)
        return self._detail

    @property
    def shows_glance(self) -> bool:
        """Whether the glance is seen."""
        return self.currentWidget() is self.glance

    @property
    def shows_detail(self) -> bool:
        """Whether the details are seen."""
        return self._detail is not None and self.currentWidget() is self._detail

    def show_layer(self, *, is_over: bool, details: bool) -> None:
        """Let the screen after the session be seen, the details, or the glance."""
        if is_over:
            self.setCurrentWidget(self.done)
        else:
            self.setCurrentWidget(self.detail if details else self.glance)

    def turn_over(self) -> None:
        """After the session: from its screen to the details, and back."""
        is_done = self.currentWidget() is self.done
        self.setCurrentWidget(self.detail if is_done else self.done)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        made = () if self._detail is None else (self._detail,)
        for part in (self.glance, *made, self.done):
            part.set_theme(theme)

    def dispose(self) -> None:
        """Let go of what would outlive the window."""
        self._soon.stop()
        if self._detail is not None:
            self._detail.traces.dispose()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The window has come: the details may be made soon."""
        super().showEvent(event)
        if self._detail is None:
            self._soon.start(_LATER_MS)

    def _prepare(self) -> None:
        """Import what plots need, and make them at the next turn: two short pauses, not a long."""
        importlib.import_module("dashboard.detail.panel")
        self._soon.timeout.disconnect()
        self._soon.timeout.connect(lambda: self.detail)
        self._soon.start(0)
