"""What tests of pages share: keys, and what a picture shows."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from dashboard import sizes
from dashboard.preferences import Preferences

NONE = Qt.KeyboardModifier.NoModifier


def press(page: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key and let go of it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(page, QKeyEvent(kind, key, held))


@contextmanager
def read_at(scale: float) -> Generator[None]:
    """A person who wants text to be so much larger than usual."""
    sizes.use(Preferences(text_scale=scale))
    try:
        yield
    finally:
        sizes.use(Preferences())


def rgb(code: str) -> NDArray[np.int64]:
    """A colour's three parts."""
    ink = QColor(code)
    return np.array([ink.red(), ink.green(), ink.blue()])


def pixels(image: QImage) -> NDArray[np.int64]:
    """(height, width, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(plain.constBits(), np.uint8)
    rows = raw.reshape(plain.height(), plain.bytesPerLine())[:, : 3 * plain.width()]
    return rows.reshape(plain.height(), plain.width(), 3).astype(np.int64)


def inked(image: QImage, code: str) -> NDArray[np.bool_]:
    """(height, width) where an image has just this colour."""
    return (pixels(image) == rgb(code)).all(axis=2)
