"""`kickstand library`: name, annotate, delete, recover and back up recordings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.jobs import Outcome, exit_code
from imu.cli.libraryplaces import library_folder, recording_folder
from imu.cli.output import remark, say
from imu.cli.tables import counted
from imu.errors import ImuError, UsageError
from imu.library import (
    DELETE_WORD,
    annotate,
    assign,
    back_up,
    delete,
    delete_everything,
    mend,
    open_library,
    retitle,
    unfinished,
)

Recording = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="A recording's folder, or the name of one of your own.",
    ),
]
Recordings = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Recordings' folders, or the names of some of your own.",
    ),
]
Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="DIR", show_default=False, help="A folder; your own recordings if not given."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
ForGood = Annotated[
    bool, typer.Option("--for-good", help="Delete at once instead of moving into the trash.")
]


def rename(
    path: Recording,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", show_default=False, help='Its new name; "" none.')
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(metavar="ALIAS", show_default=False, help='Whose it is; "" for nobody.'),
    ] = None,
) -> None:
    """Give a recording a name of your own, or say whose it is. Its folder keeps its name."""
    if title is None and person is None:
        raise UsageError("There is nothing to rename", "Give --title or --person.")
    folder = recording_folder(path)
    if title is not None:
        retitle(folder, title)
    if person is not None:
        assign(folder, person)
    say(f"renamed {folder}")


def note(
    path: Recording,
    text: Annotated[str, typer.Argument(metavar="TEXT", help='The notes; "" deletes them.')],
) -> None:
    """Replace the notes on a recording."""
    folder = recording_folder(path)
    annotate(folder, text)
    say(f"noted in {folder}")


def delete_recordings(paths: Recordings, *, yes: Yes = False, for_good: ForGood = False) -> int:
    """Move recordings into the system's trash."""
    folders = [recording_folder(path) for path in paths]
    what = str(folders[0]) if len(folders) == 1 else counted(len(folders), "recording")
    where = "for good" if for_good else "(into the trash)"
    if not yes and not typer.confirm(f"Delete {what} {where}?", err=True):
        say("nothing was deleted")
        return 0
    results: list[Outcome[Path]] = []
    for folder in folders:
        try:
            delete(folder, for_good=for_good)
        except ImuError as error:
            remark(str(error))
            results.append(Outcome(folder, None, str(error)))
        else:
            say(f"deleted {folder}")
            results.append(Outcome(folder, folder))
    return exit_code(results)


def recover_recordings(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", show_default=False, help="Recordings; all of your own if not given."
        ),
    ] = None,
) -> int:
    """Close recordings that a crash or a flat battery has left open.

    Nothing is lost but the last moment: lines that were torn off are cut, and the rest is marked as
    complete with a remark.
    """
    if paths:
        folders = [recording_folder(path) for path in paths]
    else:
        folders = [one.folder for one in unfinished(open_library(library_folder()).entries)]
    results: list[Outcome[float]] = []
    for folder in folders:
        try:
            seconds = mend(folder).duration_s
        except ImuError as error:
            remark(str(error))
            results.append(Outcome(folder, None, str(error)))
        else:
            say(f"{folder}: complete, {seconds:.0f} s")
            results.append(Outcome(folder, seconds))
    if not folders:
        say("every recording was closed in good order")
    return exit_code(results)


def backup(
    folder: Folder = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", show_default=False, help="The zip file to make."
        ),
    ] = None,
) -> None:
    """Pack all recordings into one zip file, to be kept on another drive."""
    target = output or Path(f"kickstand-{datetime.now().astimezone():%Y-%m-%d_%H%M}.zip")
    count = back_up(library_folder(folder), target)
    say(f"{counted(count, 'recording')} in {target}; unpack it anywhere to open them again")


def rebuild(folder: Folder = None) -> None:
    """Read every recording again and make the index anew."""
    library = open_library(library_folder(folder), rebuild=True)
    say(f"read {counted(library.read_anew, 'recording')} in {library.folder}")


def delete_all(
    folder: Folder = None,
    *,
    word: Annotated[
        str | None,
        typer.Option(metavar="WORD", show_default=False, help="The word that is asked for."),
    ] = None,
    for_good: ForGood = False,
) -> None:
    """Delete all recordings. The word "delete" has to be written out.

    Preferences and remembered sensors stay: they are in the configuration folder.
    """
    place = library_folder(folder)
    total = counted(len(open_library(place).entries), "recording")
    if word is None:
        where = "for good" if for_good else "into the trash"
        asked = f"This deletes {total} in {place}, {where}. Write {DELETE_WORD!r} to do it"
        word = str(typer.prompt(asked, default="", show_default=False, err=True))
    count = delete_everything(place, word, for_good=for_good)
    say(f"deleted {counted(count, 'recording')}")
