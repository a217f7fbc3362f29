"""`kickstand list`: the recordings, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from imu.cli.jobs import show_progress
from imu.cli.libraryplaces import library_folder
from imu.cli.librarywords import table_of
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.errors import UsageError
from imu.library import Entry, Library, found, open_library, parse, unfinished

_PROGRESS_FROM = 200
"""Recordings from which on it takes long enough to show how far it is."""


def list_recordings(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DIR] [WORD]...",
            show_default=False,
            help="A folder (your own recordings if not given), and what to look for: words, or"
            " person:anna, rung:one-leg, since:2026-11, until:2026, flag:squat-like, is:edited.",
        ),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each recording.")
    ] = False,
    person: Annotated[
        str | None,
        typer.Option(metavar="ALIAS", show_default=False, help="Only this person's recordings."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", show_default=False, help="Only since 2026, 2026-11 or a day."),
    ] = None,
) -> int:
    """List recordings, the latest first: who, which rung, how many reps in each set, remarks.

    Nothing is analysed: counts are those that were written down or announced. Ends with exit code 1
    if some recordings cannot be read, and with 2 if there are none at all.
    """
    folder, looked_for = _split(words or [])
    marks = (("person", person), ("since", since))
    looked_for += [f"{mark}:{value}" for mark, value in marks if value is not None]
    query = parse(looked_for)
    library = open_library(folder, progress=_show)
    show_progress("")
    if not library.entries:
        raise UsageError(f"There are no recordings in {folder}", "Name a folder that has some.")
    shown = found(library.entries, query)
    _tell(library, shown, as_json=as_json)
    return 1 if any(one.problem for one in shown) else 0


def plain(one: Entry) -> dict[str, Any]:
    """A line of the library as JSON has it, with the name and the number of reps."""
    return {"name": one.name, **msgspec.to_builtins(one), "reps": one.reps}


def _split(words: list[str]) -> tuple[Path, list[str]]:
    """The first word is the folder if there is one of that name."""
    if words and Path(words[0]).is_dir():
        return Path(words[0]), words[1:]
    return library_folder(), words


def _show(done: int, of: int) -> None:
    if of >= _PROGRESS_FROM and done % 20 == 0:
        show_progress(f"{done} of {of}")


def _tell(library: Library, shown: tuple[Entry, ...], *, as_json: bool) -> None:
    for one in shown:
        if as_json:
            say(json_line(plain(one)))
        if one.problem:
            remark(one.problem)
    if as_json:
        return
    for line in table_of(shown, unfinished(shown)):
        say(line)
    if len(shown) < len(library.entries):
        say(f"{len(shown)} of {len(library.entries)} recordings")
