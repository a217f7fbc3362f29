"""`kickstand replay` in a real terminal: drawn in place, obeying keys, and given back as it was."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import pytest

from imu.cli.keyboard import Keyboard, keyboard
from imu.cli.screen import Screen, can_draw, wants_colour
from imu.recording import write_recording
from tests.cli.places import put_hinges
from tests.hinges import hinges

if sys.platform == "win32":
    pytest.skip("there are no terminals of this kind here", allow_module_level=True)

import fcntl
import struct
import termios

from tests.patience import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
ENTER, LEAVE = "\x1b[?25l", "\x1b[?25h"
CHILD = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what runs in the background
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from imu.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@dataclass
class Terminal:
    """A terminal: what appears on it, and a person who types."""

    ours: int
    theirs: int
    text: str = field(default="", init=False)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window's corner."""
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def read(self) -> str:
        """Everything that has appeared until now."""
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self.ours, 1 << 16):
                self.text += data.decode("utf-8", "replace")
        return self.text

    def until(self, wanted: str, after: int = 0) -> int:
        """Wait for a text to appear after a position; the position behind it."""
        limit = time.monotonic() + PATIENCE_S
        while (at := self.read().find(wanted, after)) < 0:
            assert time.monotonic() < limit, f"{wanted!r} does not appear in {self.text[after:]!r}"
            time.sleep(0.005)
        return at + len(wanted)

    @property
    def echoes(self) -> bool:
        """Whether typed keys are shown."""
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal of the usual size."""
    try:
        ours, theirs = os.openpty()
    except OSError as error:  # a bare root without /dev/pts
        pytest.skip(f"this system gives no pseudo-terminals ({error.strerror})")
    os.set_blocking(ours, False)
    terminal = Terminal(ours, theirs)
    terminal.resize(80, 24)
    yield terminal
    os.close(ours)
    os.close(theirs)


@contextlib.contextmanager
def kickstand_in(terminal: Terminal, *argv: str | Path) -> Generator[subprocess.Popen[bytes]]:
    """Run kickstand in a terminal that is its own."""
    command = [sys.executable, "-c", CHILD, *map(str, argv)]
    end = terminal.theirs
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": ""}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=end,
        stdout=end,
        stderr=end,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_ctrl_c_gives_the_terminal_back(terminal: Terminal, tmp_path: Path) -> None:
    path = put_hinges(tmp_path / "four")
    with kickstand_in(terminal, "replay", path) as process:
        terminal.until("four")
        assert terminal.until("00:0") > terminal.text.index(ENTER)
        assert not terminal.echoes
        terminal.type("\x03")
        assert process.wait(PATIENCE_S) == 130
    text = terminal.read()
    assert text.rindex(LEAVE) > text.rindex(ENTER)
    assert text.index("Stopped at 0:0") > text.rindex("\x1b[?1049l")
    assert "Traceback" not in text
    assert terminal.echoes


def test_a_person_pauses_resizes_hurries_and_quits(terminal: Terminal, tmp_path: Path) -> None:
    long = tmp_path / "long"
    write_recording(long, [hinges([], 120.0)])
    with kickstand_in(terminal, "replay", long) as process:
        at = terminal.until("speed 1×")
        terminal.type(" ")
        at = terminal.until("paused, speed 1×", at)
        terminal.type("+")
        at = terminal.until("paused, speed 2×", at)
        terminal.resize(40, 15)
        at = terminal.until("\x1b[J", terminal.until("\x1b[H", at))
        terminal.type(" q")
        assert process.wait(PATIENCE_S) == 0
    text = terminal.read()
    narrow = text[text.rindex("\x1b[H", 0, at) : at].replace("\r", "")
    rows = [row.replace("\x1b[K", "") for row in narrow.split("\n")]
    assert len(rows) == 15
    assert "Stopped at 0:0" in text[at:]


# -- in this process -----------------------------------------------------------------------------


class Keys:
    """A keyboard that remembers who has it."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def take(self) -> None:
        self.log.append("taken")

    def give_back(self) -> None:
        self.log.append("given back")

    def pressed(self) -> str:
        return "q"


@pytest.fixture
def out(terminal: Terminal) -> Iterator[TextIO]:
    """The terminal as a stream."""
    with open(terminal.theirs, "w", closefd=False, encoding="utf-8") as stream:
        yield stream


def test_only_what_changed_is_drawn(terminal: Terminal, out: TextIO) -> None:
    with Screen(out) as screen:
        screen.show(["one", "two"])
        once = terminal.read()
        screen.show(["one", "two"])
        assert terminal.read() == once
        screen.show(["one"])
        assert terminal.read() != once
        assert screen.pressed() == ""
    assert once.count(ENTER) == 1
    assert "one\x1b[K\r\r\ntwo\x1b[K\x1b[J" in once
    assert terminal.read().endswith("\x1b[?1049l")


def test_the_size_is_that_of_the_moment(terminal: Terminal, out: TextIO, tmp_path: Path) -> None:
    screen = Screen(out)
    assert screen.size == (80, 24)
    terminal.resize(33, 11)
    assert screen.size == (33, 11)
    terminal.resize(0, 0)  # some terminals do not know
    assert screen.size == (80, 24)
    with (tmp_path / "file").open("w") as file:
        assert Screen(file).size == (80, 24)


def test_being_told_to_terminate_gives_the_terminal_back(terminal: Terminal, out: TextIO) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as caught, Screen(out):
        signal.raise_signal(signal.SIGTERM)
    assert caught.value.code == 128 + signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before
    assert LEAVE in terminal.read()


def test_the_background_gets_no_picture(
    terminal: Terminal, out: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTSTP)
    keys, seen = Keys(), list[str]()

    def stops(_: int) -> None:
        seen.append(terminal.read())

    with Screen(out, keys) as screen:
        screen.show(["one"])
        signal.raise_signal(signal.SIGTSTP)
        assert terminal.read().count(LEAVE) == 0  # not in the middle of something
        monkeypatch.setattr(signal, "raise_signal", stops)
        screen.show(["one"])
        assert screen.pressed() == "q"
    assert seen[0].endswith("\x1b[?1049l")
    assert terminal.read().count(ENTER) == 2
    assert terminal.read().count("one") == 2
    assert keys.log == ["taken", "given back", "taken", "given back"]
    assert signal.getsignal(signal.SIGTSTP) is before


def test_a_terminal_that_cannot_be_taken_is_given_back(terminal: Terminal, out: TextIO) -> None:
    class Stuck(Keys):
        def take(self) -> None:
            super().take()
            raise KeyboardInterrupt

    keys = Stuck()
    with pytest.raises(KeyboardInterrupt), Screen(out, keys):
        pass
    assert LEAVE in terminal.read()
    assert keys.log == ["taken", "given back"]


def test_keys_come_singly_and_unseen(terminal: Terminal) -> None:
    with open(terminal.theirs, encoding="utf-8", closefd=False) as source:
        keys: Keyboard | None = keyboard(source)
    assert keys is not None
    keys.take()
    assert keys.pressed() == ""
    terminal.type("+q")
    assert keys.pressed() == "+q"
    assert not terminal.echoes
    keys.give_back()
    assert terminal.echoes
    assert terminal.read() == ""


def test_without_a_terminal_there_are_no_keys(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w+") as file:
        assert keyboard(file) is None


def test_a_terminal_that_cannot_be_drawn_on_gets_lines(
    out: TextIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert can_draw(out)
    monkeypatch.setenv("TERM", "dumb")
    assert not can_draw(out)
    with (tmp_path / "file").open("w") as file:
        assert not can_draw(file)


@pytest.mark.parametrize(("value", "wanted"), [(None, True), ("", True), ("1", False)])
def test_colours_are_left_out_where_they_are_not_wanted(
    value: str | None, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if value is not None:
        monkeypatch.setenv("NO_COLOR", value)
    assert wants_colour() is wanted
