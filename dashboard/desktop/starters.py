"""What a starter consists of on each system: paths and contents, nothing written yet.

Tried on Linux; on Windows and macOS only the files' contents were looked at, by tests.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard import icon

MARK = "made by 'kickstand install-desktop'"
"""In every starter, so that no file of somebody else's is written over or removed."""

_MENU_SIZES = (48, 256)
"""px. The sizes of the hicolor theme that a menu and a dock take; the drawing serves all others."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where this person's system looks.

    Attributes
    ----------
    data : Linux: the folder of applications and icons (``~/.local/share``).
    desktop : Windows and macOS: the desktop.
    """

    data: Path
    desktop: Path


@dataclass(frozen=True, slots=True)
class File:
    """One file of a starter. `is_starter`: the one that a person clicks, which bears the mark."""

    path: Path
    content: bytes
    is_starter: bool = False


def files_of(system: str, command: Sequence[str], places: Places) -> tuple[File, ...]:
    """The files of a starter, the one that is clicked first.

    Parameters
    ----------
    system : as `sys.platform` names it.
    command : what opens the window, its programme as an absolute path.
    """
    if system == "win32":
        return (_starter(places.desktop / "Kickstand.cmd", _for_windows(command)),)
    if system == "darwin":
        return (_starter(places.desktop / "Kickstand.command", _for_mac(command)),)
    icons = places.data / "icons" / "hicolor"
    return (
        _starter(places.data / "applications" / "kickstand.desktop", _for_linux(command)),
        *(
            File(icons / f"{size}x{size}" / "apps" / "kickstand.png", icon.png(size))
            for size in _MENU_SIZES
        ),
        File(icons / "scalable" / "apps" / "kickstand.svg", icon.svg()),
    )


def _starter(path: Path, text: str) -> File:
    return File(path, text.encode(), is_starter=True)


def _for_linux(command: Sequence[str]) -> str:
    """A desktop entry, by version 1.5 of the freedesktop.org specification."""
    return "\n".join(
        [
            "[Desktop Entry]",
            f"# {MARK}",
            "Type=Application",
            "Version=1.5",
            "Name=Kickstand",
            "GenericName=Hip hinge counter",
            "GenericName[de]=Zähler für Hüftbeugen",
            "Comment=Counts single-leg hip hinges with a sensor on the thigh",
            "Comment[de]=Zählt einbeinige Hüftbeugen mit einem Sensor am Oberschenkel",
            f"Exec={' '.join(_entry_word(word) for word in command)}",
            "Icon=kickstand",
            "Terminal=false",
            "Categories=Utility;",
            "StartupWMClass=Kickstand",
            "",
        ]
    )


def _entry_word(word: str) -> str:
    """A word of ``Exec``: quoted, then escaped as every value of the file is, codes doubled."""
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, f"\\{special}")
    return '"{}"'.format(word.replace("\\", "\\\\").replace("%", "%%"))


def _for_mac(command: Sequence[str]) -> str:
    """A shell script: Finder opens it in a terminal, and macOS grants Bluetooth to that."""
    return f"#!/bin/sh\n# {MARK}\nexec {shlex.join(command)}\n"


def _for_windows(command: Sequence[str]) -> str:
    """A batch file that starts the window and is gone. Names may hold more than ASCII."""
    words = " ".join('"{}"'.format(word.replace("%", "%%")) for word in command)
    lines = ["@echo off", f"rem {MARK}", "chcp 65001 >nul", f'start "Kickstand" {words}', ""]
    return "\r\n".join(lines)
