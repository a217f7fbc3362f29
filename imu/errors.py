"""What can go wrong, said so that a person can act on it.

Every error of Kickstand derives from `ImuError`. It carries the facts as fields and ends in one
sentence of advice. User errors are shown as ``str(error)``, one line, never as a traceback.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

LONGEST = 400
"""Characters of a problem, and of an advice: messages quote what stands in files."""


def fit_to_show(text: str) -> str:
    """A text of bearable length in which nothing can move a terminal's cursor or end the line.

    What is too long loses its middle: it begins with the file and ends in what is wrong.
    """
    if not text.isprintable():
        text = "".join(one if _is_seen(one) else repr(one)[1:-1] for one in text)
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2 - 2
    return f"{text[:half]} … {text[-half:]}"


def _is_seen(character: str) -> bool:
    """Whether it is shown as itself: spaces of all kinds are, in names of files, too."""
    return character.isprintable() or unicodedata.category(character) == "Zs"


class ImuError(Exception):
    """Root of all errors that Kickstand raises on purpose.

    Parameters
    ----------
    problem : what is wrong, without a full stop at the end.
    advice : one sentence that tells a person what to do about it; may be empty.
    """

    def __init__(self, problem: str, advice: str = "") -> None:
        problem, advice = fit_to_show(problem), fit_to_show(advice)
        super().__init__(problem, advice)
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.problem}. {self.advice}".strip() if self.advice else self.problem


class RecordingError(ImuError):
    """A recording, or one file of it, that cannot be used.

    Parameters
    ----------
    path : the file or folder at fault.
    line : 1-based line in that file, or None where no single line is at fault.
    """

    def __init__(self, path: Path, problem: str, advice: str = "", line: int | None = None) -> None:
        where = f"{path}, line {line}" if line is not None else f"{path}"
        super().__init__(f"{where}: {problem}", advice)
        self.path = path
        self.line = line


class UnitError(RecordingError):
    """The numbers are in another unit than the column names say (g, deg/s, milli-g ...)."""


class SettingsError(ImuError):
    """A settings file, or a value in it, that cannot be used."""


class UsageError(ImuError):
    """A command or a function was called in a way that cannot work (exit code 2)."""


class NoWindowError(ImuError):
    """No window can be opened here: no screen, no library for it, or none in this installation."""


class VirtualHardwareError(ImuError):
    """Virtual sensors cannot be had here: what they need is not installed, or nobody made one."""


class ExportError(ImuError):
    """An export that cannot be made: no place, no disk, or a library that is not installed."""


class StreamError(ImuError):
    """Samples or commands that break the contract of `imu.counter.tracker.Tracker.feed`.

    For example time running backwards, arrays of unequal length, or a side that was not announced.
    """


class DecodeError(ImuError):
    """Bytes of a sensor that cannot be what its protocol says. Counted, never the end of a session.

    Parameters
    ----------
    family : the kind of sensor, as in `imu.drivers.Driver.family`.
    """

    def __init__(self, family: str, problem: str, advice: str = "") -> None:
        super().__init__(f"{family}: {problem}", advice)
        self.family = family


class DriverError(ImuError):
    """A driver that cannot be used, or a sensor that its driver cannot set up."""
