"""`kickstand install-desktop` on three systems: what is written, what that starts, how it goes."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import icon
from dashboard.desktop import command as desktop
from dashboard.desktop.starters import MARK, Places, files_of
from dashboard.main import COMMANDS
from imu.cli.app import run
from tests.cli.places import Ran, is_one_sentence

AWKWARD = ('/opt/my apps/50%/it\'s "$HOME"/py\\thon', "-P", "-m", "dashboard")
SYSTEMS = {"linux": "kickstand.desktop", "darwin": "Kickstand.command", "win32": "Kickstand.cmd"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home, empty but for a desktop."""
    (tmp_path / "Desktop").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr("platformdirs.user_desktop_path", lambda: tmp_path / "Desktop")
    return tmp_path


def install(capsys: pytest.CaptureFixture[str], *words: str) -> Ran:
    """Run the command."""
    code = run(["install-desktop", *words], more=COMMANDS)
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def there(home: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in home.rglob("*") if path.is_file())


def starter(system: str, command: tuple[str, ...] = AWKWARD) -> str:
    """The text of the file that is clicked."""
    first = files_of(system, command, Places(Path("data"), Path("desktop")))[0]
    assert first.is_starter
    return first.content.decode()


@pytest.mark.parametrize("system", SYSTEMS)
def test_it_is_written_where_the_system_looks_and_goes_without_a_trace(
    system: str, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    ran = install(capsys)
    assert ran.code == 0
    written = there(home)
    assert sorted(f"wrote {path}" for path in written) == sorted(ran.out.splitlines())
    (clicked,) = [path for path in written if path.name == SYSTEMS[system]]
    assert MARK in clicked.read_text("utf-8")
    assert install(capsys).code == 0, "a second time is fine"
    gone = install(capsys, "--remove")
    assert len(gone.out.splitlines()) == len(written)
    assert there(home) == []
    assert "nothing to remove" in install(capsys, "--remove").err


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("words", [(), ("--remove",)])
def test_a_file_of_somebody_elses_is_left_alone(
    system: str,
    words: tuple[str, ...],
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    theirs = files_of(system, ["x"], desktop.places())[0].path
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_text("precious")
    ran = install(capsys, *words)
    assert ran.code == 2
    assert is_one_sentence(ran.err)
    assert there(home) == [theirs]
    assert theirs.read_text() == "precious"


def test_what_cannot_be_written_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    (home / "share").write_text("a file where the folder should be")
    ran = install(capsys)
    assert ran.code == 2
    assert is_one_sentence(ran.err)


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_on_unix_it_may_be_started(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(capsys)
    clicked = next(path for path in there(home) if path.name in SYSTEMS.values())
    assert os.access(clicked, os.X_OK)


def test_the_menus_entry_is_one() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read_string(starter("linux"))
    facts = dict(entry["Desktop Entry"])
    assert (facts["Type"], facts["Icon"], facts["Terminal"]) == (
        "Application",
        "kickstand",
        "false",
    )


@pytest.mark.skipif(os.name != "posix", reason="a shell reads it")
def test_the_menus_entry_starts_the_programme_however_its_path_is_spelt() -> None:
    line = next(line for line in starter("linux").splitlines() if line.startswith("Exec="))
    assert "%" not in line.replace("%%", ""), "a lone one begins a field code"
    # As a desktop reads it: escapes of the value, field codes, then quotes as in a shell.
    value = line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%")
    told = subprocess.check_output(["sh", "-c", f"printf '%s|' {value}"], text=True)
    assert told.split("|")[:-1] == list(AWKWARD)


def test_the_menus_icons_lie_where_its_theme_looks(home: Path) -> None:
    files = files_of("linux", ["x"], desktop.places())
    icons = {str(one.path.relative_to(home)): one.content for one in files if not one.is_starter}
    assert icons == {
        "share/icons/hicolor/48x48/apps/kickstand.png": icon.png(48),
        "share/icons/hicolor/256x256/apps/kickstand.png": icon.png(256),
        "share/icons/hicolor/scalable/apps/kickstand.svg": icon.svg(),
    }


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_macs_starter_runs_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "it's $HOME here"
    folder.mkdir()
    programme = folder / "python"
    programme.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    programme.chmod(0o755)
    script = tmp_path / "Kickstand.command"
    script.write_text(starter("darwin", (str(programme), "-P", "a b")))
    script.chmod(0o755)
    assert subprocess.check_output([str(script)], text=True) == "-P|a b|"


def test_windows_starter_has_its_line_ends_quotes_and_no_console() -> None:
    text = starter("win32", (r"C:\Users\Jürgen & Co\50%\pythonw.exe", "-m", "dashboard"))
    assert text.count("\r\n") == text.count("\n") == 4
    last = text.splitlines()[-1]
    assert last == r'start "Kickstand" "C:\Users\Jürgen & Co\50%%\pythonw.exe" "-m" "dashboard"'
    assert "chcp 65001" in text


def test_on_windows_the_interpreter_without_a_console_is_taken_if_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert desktop.command()[0] == str(tmp_path / "python.exe")
    (tmp_path / "pythonw.exe").touch()
    assert desktop.command()[0] == str(tmp_path / "pythonw.exe")


def test_a_built_application_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert desktop.command() == [sys.executable]


def test_what_is_written_opens_this_installation(tmp_path: Path) -> None:
    said = subprocess.check_output([*desktop.command(), "--version"], text=True, cwd=tmp_path)
    assert said.startswith("kickstand ")
