"""A second chance to save: asked where the disk has failed and the training is still in memory."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from dashboard import words
from imu.cli.recorded import Ask


def asker(parent: QWidget) -> Ask:
    """Ask for another folder, in a question that nobody can miss, until one works."""

    def ask(problem: str) -> Path | None:
        while wants_rescue(parent, problem):
            folder = QFileDialog.getExistingDirectory(parent, words.RESCUE_CHOOSE, str(Path.home()))
            if folder:
                return Path(folder)
        return None

    return ask


def wants_rescue(parent: QWidget, problem: str) -> bool:
    """Whether a person wants to save elsewhere what could not be saved for this problem."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(words.RESCUE_TITLE)
    box.setTextFormat(Qt.TextFormat.PlainText)  # names of folders are no markup
    box.setText(f"{words.of_core(problem)}\n\n{words.RESCUE_ASK}")
    choose = box.addButton(words.RESCUE_CHOOSE, QMessageBox.ButtonRole.AcceptRole)
    # No button that Esc could mean: pressing it by chance must not cost a training
    box.addButton(words.RESCUE_GIVE_UP, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(choose)
    box.exec()
    box.deleteLater()
    return box.clickedButton() is choose
