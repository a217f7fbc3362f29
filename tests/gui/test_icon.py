"""The icon: the pictures are those of the drawing, and both systems' files hold them all."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from dashboard import icon

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(size: int) -> QImage:
    """The drawing, rendered now."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(icon.FOLDER / "kickstand.svg")).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@pytest.mark.parametrize("size", icon.SIZES)
def test_each_picture_is_the_drawing(size: int) -> None:
    kept = QImage.fromData(icon.png(size)).convertToFormat(QImage.Format.Format_ARGB32)
    assert (kept.width(), kept.height()) == (size, size)
    anew = drawn(size)  # by a name: the bits live no longer than their picture
    now, then = bytes(anew.constBits()), bytes(kept.constBits())
    off = sum(abs(a - b) for a, b in zip(now, then, strict=True)) / len(now)
    assert off < 2.0, "rendered from another drawing"


def test_windows_file_holds_each_size_once() -> None:
    data = icon.ico()
    _, kind, count = struct.unpack_from("<3H", data)
    assert (kind, count) == (1, 6)
    for n in range(count):
        side, _, _, _, _, _, length, at = struct.unpack_from("<4B2H2I", data, 6 + 16 * n)
        assert data[at : at + length] == icon.png(side or 256)


def test_qt_reads_the_windows_file(tmp_path: Path) -> None:
    (tmp_path / "k.ico").write_bytes(icon.ico())
    assert QImage(str(tmp_path / "k.ico")).width() in icon.SIZES


def test_the_macs_file_holds_each_size_once() -> None:
    data = icon.icns()
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8])[0] == len(data)
    at = 8
    found: list[int] = []
    while at < len(data):
        (length,) = struct.unpack(">I", data[at + 4 : at + 8])
        found.append(QImage.fromData(data[at + 8 : at + length]).width())
        at += length
    assert found == [16, 32, 64, 128, 256, 512]


def test_the_window_wears_it() -> None:
    # In a process of its own: here another test may have made the one application first.
    code = (
        "from dashboard.app import application; "
        "print(*sorted(one.width() for one in application().windowIcon().availableSizes()))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert [int(width) for width in said.split()] == list(icon.SIZES)
