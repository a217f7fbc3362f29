"""Gathers the licences of what Kickstand needs from what the installed packages say of themselves.

In an application built from it, too: the build takes the packages' own descriptions along.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = "kickstand-imu"
"""The distribution whose dependencies are gathered."""

FOLDER = Path(__file__).parent

PYTHON_LICENCE = "python-licence.txt"
"""In a built application, Python's own: a file that the build puts beside its libraries."""

_QT = ("LGPL-3.0.txt", "GPL-3.0.txt")
_TEXTS_OF = {"pyside6-essentials": _QT, "shiboken6": _QT, "vqf": ("vqf-MIT.txt",)}
"""These name their licences without their texts; the LGPL asks for that of the GPL as well. The
holder of vqf's copyright is told by its source files."""

_IS_TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be told of one library.

    Attributes
    ----------
    name, version : as it calls itself.
    licence : in a word or two, as it says itself.
    texts : the licences themselves, by file name.
    """

    name: str
    version: str
    licence: str
    texts: dict[str, str] = field(default_factory=dict[str, str])


def gathered(root: str = ROOT) -> tuple[Notice, ...]:
    """The notices of everything that is installed of what `root` needs, itself first."""
    names = list(_needed(root))
    return (*(_notice(name) for name in names[:1] + sorted(names[1:])), *_python())


def _needed(root: str) -> Iterator[str]:
    """The distribution and, at any depth, what it needs on this machine, extras left out."""
    waiting, seen = [root], set[str]()
    while waiting:
        name = _normal(waiting.pop(0))
        if name in seen:
            continue
        seen.add(name)
        try:
            declared = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system or Python
        yield name
        waiting += [_name_of(line) for line in declared if "extra ==" not in line]


def _notice(name: str) -> Notice:
    found = importlib.metadata.distribution(name)
    texts = {
        str(file): file.read_text(encoding="utf-8")
        for file in found.files or ()
        if _IS_TEXT.search(str(file)) and ".dist-info/" in str(file)
    }
    for file in _TEXTS_OF.get(name, ()):
        texts[file] = (FOLDER / file).read_text(encoding="utf-8")
    return Notice(found.name, found.version, _licence(found), texts)


def _licence(found: importlib.metadata.Distribution) -> str:
    """Its licence in a word: by expression, else by classifier, else by the first line of text."""
    said = found.metadata
    if "License-Expression" in said:
        return said["License-Expression"]
    kinds = [
        kind.rpartition(" :: ")[2]
        for kind in said.get_all("Classifier") or ()
        if kind.startswith("License :: ") and not kind.endswith(":: OSI Approved")
    ]
    if kinds:
        return ", ".join(kinds)
    lines = said["License"].strip().splitlines() if "License" in said else []
    return lines[0] if lines else "see its text"


def _python() -> tuple[Notice, ...]:
    """Python itself, where it comes along: in a built application."""
    place = Path(getattr(sys, "_MEIPASS", "")) / PYTHON_LICENCE
    if not getattr(sys, "frozen", False) or not place.is_file():
        return ()
    version = ".".join(map(str, sys.version_info[:3]))
    text = {PYTHON_LICENCE: place.read_text(encoding="utf-8")}
    return (Notice("Python", version, "PSF-2.0", text),)


def _name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
