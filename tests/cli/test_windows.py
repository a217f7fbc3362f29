"""A window opens where there can be one; where there cannot, the terminal says so and shows it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import typer

from imu.cli.above import Above
from imu.cli.app import build_app, run
from imu.cli.windows import open_window
from imu.errors import NoWindowError
from imu.live import Playback, ReplaySource
from imu.recording import SessionMeta, read_recording
from imu.samples import CommandKind
from imu.settings import Settings
from tests.cli.places import Ran, is_one_sentence, put_hinges, with_window
from tests.hinges import hinges, recording

Capture = pytest.CaptureFixture[str]
TARGET = "imaginary_window:show"


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """A recording of four hinges."""
    return put_hinges(tmp_path / "four")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Playback]:
    """What a window was asked to show; it is closed at once, with exit code 3."""
    playbacks: list[Playback] = []

    def show(playback: Playback) -> int:
        playbacks.append(playback)
        return 3

    put_window(monkeypatch, show)
    return playbacks


def put_window(monkeypatch: pytest.MonkeyPatch, show: Callable[[Playback], int]) -> None:
    """Make `TARGET` importable."""
    module = ModuleType("imaginary_window")
    module.show = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "imaginary_window", module)


def kickstand(capsys: Capture, *argv: str | Path, window: str | None = TARGET) -> Ran:
    """Run one command line of an installation that has this window."""
    return with_window(capsys, window, *argv)


def test_a_replay_opens_the_window(four: Path, shown: list[Playback], capsys: Capture) -> None:
    assert kickstand(capsys, "replay", four) == Ran(3, "", "")
    (playback,) = shown
    assert playback.source.name == "four"
    assert playback.source.sides == ("right",)
    assert (playback.speed, playback.target, playback.settings) == (1.0, None, Settings())
    assert (playback.folder, playback.recorder) == (four, None)
    assert not playback.is_simulated
    assert playback.session().seekable


def test_the_window_gets_what_was_asked_for(
    tmp_path: Path, shown: list[Playback], capsys: Capture
) -> None:
    path = put_hinges(tmp_path / "it", meta=SessionMeta(notes="Simulated, seed 3"))
    (tmp_path / "bottom.toml").write_text('announce_at = "bottom"\n')
    words = ("--speed", "max", "--armed", "--reps", "12", "--settings", tmp_path / "bottom.toml")
    assert kickstand(capsys, "replay", path, *words).code == 3
    (playback,) = shown
    assert (playback.speed, playback.target) == (None, 12)
    assert playback.settings == Settings(announce_at="bottom")
    assert playback.is_simulated
    assert isinstance(playback.source, ReplaySource)
    assert [c.kind for c in playback.source.recording.commands] == [CommandKind.ARM]


def test_notes_of_the_reader_come_along(four: Path, shown: list[Playback], capsys: Capture) -> None:
    with (four / "right.imu.csv").open("ab") as file:
        file.write(b"99.0,1.0")  # torn
    kickstand(capsys, "replay", four)
    assert shown[0].notes == read_recording(four).notes != ()


@pytest.mark.parametrize("option", ["--json", "--no-window"])
def test_whoever_wants_no_window_gets_none(
    option: str, four: Path, shown: list[Playback], capsys: Capture
) -> None:
    ran = kickstand(capsys, "replay", four, "--speed", "max", option)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out
    assert not shown


def test_an_installation_without_windows_says_nothing_about_them(
    four: Path, capsys: Capture
) -> None:
    ran = kickstand(capsys, "replay", four, "--speed", "max", window=None)
    assert (ran.code, ran.err) == (0, "")
    assert "right thigh: 4 reps" in ran.out


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NoWindowError("there is no display"), "there is no display"),
        (NoWindowError("no display", "Connect one."), "no display. Connect one"),
        (ImportError("libEGL.so.1"), "what it is made of cannot be loaded (libEGL.so.1)"),
    ],
)
def test_where_no_window_opens_the_terminal_shows_it(
    error: Exception, reason: str, four: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show(_: Playback) -> int:
        raise error

    put_window(monkeypatch, show)
    ran = kickstand(capsys, "replay", four, "--speed", "max")
    assert ran.code == 0
    assert ran.err == f"kickstand: No window: {reason}. Showing it in the terminal.\n"
    assert "right thigh: 4 reps" in ran.out


def test_a_window_that_is_not_installed_is_no_crash(four: Path, capsys: Capture) -> None:
    ran = kickstand(capsys, "replay", four, "--speed", "max", window="no_such_module_here:show")
    assert ran.code == 0
    assert is_one_sentence(ran.err)
    assert "No module named 'no_such_module_here'" in ran.err


def test_a_mistake_in_the_window_is_not_hidden(
    four: Path, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show(_: Playback) -> int:
        raise ZeroDivisionError("a bug")

    put_window(monkeypatch, show)
    monkeypatch.setattr("imu.cli.crash.log_folder", lambda: tmp_path / "logs")
    ran = kickstand(capsys, "replay", four)
    assert ran.code == 2
    assert "a bug" in ran.err
    assert ran.out == ""


def test_without_a_function_there_is_no_window() -> None:
    playback = Playback(ReplaySource(recording(hinges([], 1.0))))
    with pytest.raises(NoWindowError, match="this installation has none"):
        open_window(typer.Context(build_app()), playback)


@pytest.mark.parametrize("reps", ["0", "100", "-1", "eight"])
def test_a_target_that_is_none_is_one_sentence(reps: str, four: Path, capsys: Capture) -> None:
    for words in (("replay", four), ("demo",)):
        ran = kickstand(capsys, *words, "--reps", reps)
        assert (ran.code, ran.out) == (2, "")
        assert is_one_sentence(ran.err)


def test_the_installed_command_knows_its_window(
    four: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    from dashboard import main, opening

    shown: list[Playback] = []

    def show(playback: Playback) -> int:
        shown.append(playback)
        return 5

    monkeypatch.setattr(opening, "show", show)
    monkeypatch.setattr(sys, "argv", ["kickstand", "replay", str(four)])
    assert main.main() == 5
    assert len(shown) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (NoWindowError("there is no display"), "there is no display."),
        (NoWindowError("no display", "Connect one."), "no display. Connect one."),
        (ImportError("libEGL.so.1"), "what it is made of cannot be loaded (libEGL.so.1)."),
    ],
)
@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (("trend", "--window"), "Leave --window away."),
        (("compare", "--window"), "Leave --window away."),
        (("live", "--connect"), "Leave --connect away and name the sensors: see --help."),
    ],
)
def test_a_window_that_was_asked_for_and_cannot_open_says_how_to_do_without(
    words: tuple[str, ...],
    instead: str,
    error: Exception,
    problem: str,
    four: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> int:
        raise error

    put_window(monkeypatch, refuse)
    above = Above(connect=TARGET, compare=TARGET, progress=TARGET)
    path = [] if words[0] == "live" else [str(four)]
    assert run([*words, *path], above=above) == 2
    assert capsys.readouterr().err == f"kickstand: No window can be opened: {problem} {instead}\n"
