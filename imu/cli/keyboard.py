"""Single keys, read as they are pressed, without waiting and without an echo on the screen."""

from __future__ import annotations

import os
import sys
from typing import Protocol, TextIO


class Keyboard(Protocol):
    """Gives single keys between `take` and `give_back`."""

    def take(self) -> None:
        """From now on keys come singly and are not shown."""
        ...

    def give_back(self) -> None:
        """Make the terminal treat keys as before."""
        ...

    def pressed(self) -> str:
        """The keys that were pressed since the last call."""
        ...


def keyboard(source: TextIO | None = None) -> Keyboard | None:
    """The keyboard of the terminal behind `source` (stdin); None if there is none."""
    source = source or sys.stdin
    if source is None or not source.isatty():
        return None
    if sys.platform == "win32":
        return _Console()
    return _Tty(source.fileno())


if sys.platform == "win32":
    import msvcrt

    class _Console:
        """A Windows console: its keys come singly anyway."""

        def take(self) -> None:
            """Nothing to do."""

        def give_back(self) -> None:
            """Nothing to do."""

        def pressed(self) -> str:
            """The keys that were pressed since the last call."""
            keys = ""
            while msvcrt.kbhit():
                keys += msvcrt.getwch()
            return keys

else:
    import select
    import termios

    class _Tty:
        """A terminal of Unix kind."""

        def __init__(self, descriptor: int) -> None:
            self._descriptor = descriptor
            self._before = termios.tcgetattr(descriptor)

        def take(self) -> None:
            """No echo, no waiting for the end of the line; Ctrl-C and Ctrl-Z go on working."""
            changed = termios.tcgetattr(self._descriptor)
            changed[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, changed)

        def give_back(self) -> None:
            """What was typed and not read is dropped: it was not meant for the shell."""
            termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)

        def pressed(self) -> str:
            """The keys that were pressed since the last call."""
            if not select.select([self._descriptor], [], [], 0.0)[0]:
                return ""
            return os.read(self._descriptor, 1024).decode("utf-8", "replace")
