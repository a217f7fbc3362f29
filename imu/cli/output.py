"""Where words leave the programme: results to stdout, remarks to stderr."""

from __future__ import annotations

import io
import os
import sys

_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


def harmless(text: str) -> str:
    """The text without characters that tell a terminal to do something.

    Names of sensors and notes in recordings come from others, who could otherwise repaint what a
    person reads, or type for them.
    """
    return text.translate(_CONTROLS)


def say(text: str) -> None:
    """Print a result, or a piece of one, to stdout."""
    print(harmless(text))


def remark(text: str) -> None:
    """Print one line to stderr, for a person to read: a problem, or what is being done.

    Line breaks in `text` (they come from libraries) become spaces, so that it stays one line.
    """
    print(f"kickstand: {' '.join(harmless(text).split())}", file=sys.stderr)


def use_utf8() -> None:
    """Write UTF-8 wherever the output goes, and never fail over a character.

    A pipe on Windows would otherwise refuse "°", and a file name that is no text would end the
    programme.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_stdout() -> None:
    """Send what is still unwritten to nowhere, after the reader of a pipe has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
