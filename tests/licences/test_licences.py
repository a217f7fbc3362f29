"""`kickstand licences`: everything that comes along is told, with Qt's own terms."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dashboard.licences import gather
from dashboard.main import COMMANDS
from imu.cli.app import run
from tests.cli.places import Ran


def licences(capsys: pytest.CaptureFixture[str], *words: str) -> Ran:
    """Run the command."""
    code = run(["licences", *words], more=COMMANDS)
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def test_every_library_is_listed_with_its_licence(capsys: pytest.CaptureFixture[str]) -> None:
    ran = licences(capsys)
    rows = {line.split()[0].lower(): line for line in ran.out.splitlines() if line}
    assert ran.code == 0
    for name in ("kickstand-imu", "numpy", "bleak", "cffi", "pyside6_essentials", "shiboken6"):
        assert name in rows
    assert "pytest" not in rows, "extras do not come along"
    assert "LGPL-3.0" in rows["pyside6_essentials"]


def test_it_says_what_qts_licence_asks(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(licences(capsys).out.split())
    assert "under the GNU Lesser General Public License, version 3" in words
    assert "put your own build of the same version in their place" in words
    assert "source is at https://" in words


def test_the_texts_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    text = licences(capsys, "--full").out
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "Permission is hereby granted, free of charge" in text


def test_no_library_is_without_a_word_on_its_licence() -> None:
    notices = gather.gathered()
    assert [one.name for one in notices if not one.licence] == []
    assert [one.name for one in notices if not one.texts] == [], "find its text: gather.py"


def test_a_distribution_that_is_not_here_is_passed_over() -> None:
    assert gather.gathered("no-such-distribution") == ()


def test_a_built_application_tells_of_python_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / gather.PYTHON_LICENCE).write_text("PSF")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert gather.gathered()[-1].name != "Python"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    last = gather.gathered()[-1]
    assert (last.name, last.texts) == ("Python", {gather.PYTHON_LICENCE: "PSF"})
