"""How a recording that was made meanwhile ends, for a person: also where its disk has failed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import typer

from imu.cli.output import remark
from imu.errors import RecordingError
from imu.recording import RecordingWriter, free_name

Ask = Callable[[str], Path | None]
"""Is told what is wrong, and gives another folder to save in; None to give up."""


def close(recorder: RecordingWriter, ask: Ask) -> tuple[bool, str]:
    """Close it; as long as something waits in memory for a disk that fails, `ask` for another one.

    Returns
    -------
    Whether all of it got to a disk, and where it is or what is wrong.
    """
    if recorder.close():
        return True, f"recorded in {recorder.path}"
    problem = str(recorder.problem)
    while (folder := ask(problem)) is not None:
        try:
            recorder.save_elsewhere(free_name(folder, recorder.path.name))
        except RecordingError as error:
            problem = str(error)
        else:
            return recorder.close(), f"recorded in {recorder.path}, as the first place has failed"
    return False, f"not everything was recorded: {problem}"


def in_terminal(spare: Path | None = None) -> Ask:
    """Name the spare folder; then ask whoever sits there, or else name a new temporary folder.

    Parameters
    ----------
    spare : the folder that the person has named for this beforehand, or None.
    """
    left = [] if spare is None else [spare]
    if not _somebody_answers():
        left.append(Path(tempfile.gettempdir()))

    def ask(problem: str) -> Path | None:
        remark(f"not everything was recorded: {problem}")
        if left:
            return _private(left.pop(0))
        return _asked() if _somebody_answers() else None

    return ask


def _private(folder: Path) -> Path:
    """The folder itself; in the one that everybody shares, a new one that nobody else opens."""
    if folder != Path(tempfile.gettempdir()):
        return folder
    try:
        return Path(tempfile.mkdtemp(prefix="kickstand-"))
    except OSError:
        return folder  # trying to save there says why it cannot be


def _somebody_answers() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked() -> Path | None:
    question = "It is still in memory. A folder to save it in (nothing to give it up)"
    try:
        text = str(typer.prompt(question, default="", show_default=False, err=True))
    except typer.Abort:
        return None
    return Path(text.strip()).expanduser() if text.strip() else None
