"""A terminal that is drawn on in place, and given back as it was however the programme ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType, TracebackType
from typing import Any, Self, TextIO

from imu.cli.keyboard import Keyboard

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"  # a page of its own, no cursor, no wrapping of long lines
_LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
_HOME, _CLEAR_LINE, _CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"

_FALLBACK = os.terminal_size((80, 24))


def can_draw(out: TextIO) -> bool:
    """Whether `out` is a terminal that can be drawn on in place."""
    return out.isatty() and os.environ.get("TERM", "") != "dumb"


def wants_colour() -> bool:
    """Whether colours are welcome (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


class Screen:
    """The terminal as a page to draw on, with single keys. To be used in a ``with`` statement.

    When the programme is told to terminate, or is put into the background, the terminal is given
    back as it was.

    Parameters
    ----------
    out : the terminal; stdout if None.
    keys : its keyboard, or None.
    """

    def __init__(self, out: TextIO | None = None, keys: Keyboard | None = None) -> None:
        self._out = out or sys.stdout
        self._keys = keys
        self._shown: tuple[str, ...] | None = None
        self._old_handlers: dict[int, Any] = {}
        self._must_pause = False

    @property
    def size(self) -> os.terminal_size:
        """Columns and rows now; a person may resize the terminal at any time."""
        try:
            size = os.get_terminal_size(self._out.fileno())
        except OSError:
            return _FALLBACK
        return size if size.columns and size.lines else _FALLBACK

    def show(self, lines: Sequence[str]) -> None:
        """Draw these lines instead of what is there. Each must fit into the width."""
        if self._must_pause:
            self._pause()
        if self._shown == tuple(lines):
            return
        self._shown = tuple(lines)
        body = f"{_CLEAR_LINE}\r\n".join(lines)
        self._write(f"{_HOME}{body}{_CLEAR_LINE}{_CLEAR_BELOW}")

    def pressed(self) -> str:
        """The keys that were pressed since the last call."""
        return self._keys.pressed() if self._keys is not None else ""

    def __enter__(self) -> Self:
        """Take the terminal."""
        if os.name == "nt":
            os.system("")  # makes older Windows consoles understand the codes
        if threading.current_thread() is threading.main_thread():
            self._handle(signal.SIGTERM, self._terminate)
            if sys.platform != "win32":
                self._handle(signal.SIGTSTP, self._wish_pause)
        try:
            self._take()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give the terminal back."""
        self._give_back()
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)

    def _take(self) -> None:
        if self._keys is not None:
            self._keys.take()
        self._write(_ENTER)
        self._shown = None

    def _give_back(self) -> None:
        self._write(_LEAVE)
        if self._keys is not None:
            self._keys.give_back()

    def _handle(self, number: int, handler: Any) -> None:  # noqa: ANN401 - signal's own type
        self._old_handlers.setdefault(number, signal.signal(number, handler))

    def _terminate(self, number: int, frame: FrameType | None) -> None:
        del frame
        raise SystemExit(128 + number)

    def _wish_pause(self, number: int, frame: FrameType | None) -> None:
        """Only take note: the handler may have interrupted a write."""
        del number, frame
        self._must_pause = True

    def _pause(self) -> None:
        """Stop as any programme does on Ctrl-Z; go on here when the shell says so."""
        self._must_pause = False
        if sys.platform != "win32":
            self._give_back()
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            signal.raise_signal(signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, self._wish_pause)
            self._take()

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
