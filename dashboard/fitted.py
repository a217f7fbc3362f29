"""A page whose text follows its height."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dashboard.sizes import fit_text


class FittedPage(QWidget):
    """Text as the person reads it, less where there is no room: see `dashboard.sizes.fit_text`."""

    def scale_to(self, unit: int) -> None:
        """Scale everything on it to a window of so many px height; for the page to say how."""
        raise NotImplementedError

    def fit(self) -> None:
        """Scale it anew, for something on it has changed."""
        fit_text(self, self.scale_to)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        super().resizeEvent(event)
        self.fit()
