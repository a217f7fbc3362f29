"""What is done with recordings, as errands: each ends with a new look at the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from imu.errors import ImuError
from imu.library import (
    Library,
    Progress,
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

Deed = Callable[[Progress], int]
"""Something that is done, told how to tell how far it is. Returns how many it was about."""


@dataclass(frozen=True, slots=True)
class Found:
    """The library after something was done.

    Attributes
    ----------
    library : all recordings.
    open_ones : those that were never closed and can be recovered.
    done : how many the deed was about; 0 for a look.
    error : why some of it could not be done, or None.
    """

    library: Library
    open_ones: frozenset[Path] = frozenset()
    done: int = 0
    error: ImuError | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a person has written about a recording; None for what stays."""

    title: str | None = None
    person: str | None = None
    notes: str | None = None


def look(folder: Path, tell: Progress, *, rebuild: bool = False) -> Found:
    """Every recording of a folder."""
    library = open_library(folder, rebuild=rebuild, progress=tell)
    return Found(library, frozenset(one.folder for one in unfinished(library.entries)))


def keep(path: Path, told: Told) -> int:
    """Write down what a person told; raises `RecordingError` as `imu.library.retitle`."""
    for write, text in ((retitle, told.title), (assign, told.person), (annotate, told.notes)):
        if text is not None:
            write(path, text)
    return 1


def throw_away(path: Path, *, for_good: bool) -> int:
    """Delete one; raises `RecordingError` as `imu.library.delete`."""
    delete(path, for_good=for_good)
    return 1


def recover_all(paths: Sequence[Path], tell: Progress) -> int:
    """Close all that were never closed.

    Raises
    ------
    RecordingError : of the first that could not be; all others are.
    """
    failure: ImuError | None = None
    for number, path in enumerate(paths, start=1):
        try:
            mend(path)
        except ImuError as error:
            failure = failure or error
        tell(number, len(paths))
    if failure is not None:
        raise failure
    return len(paths)


def pack(folder: Path, target: Path, tell: Progress) -> int:
    """Back all up; raises as `imu.library.back_up`."""
    return back_up(folder, target, progress=tell)


def clear(folder: Path, word: str, tell: Progress) -> int:
    """Delete all; raises as `imu.library.delete_everything`."""
    return delete_everything(folder, word, progress=tell)


def and_look(folder: Path, deed: Deed, *, rebuild: bool = False) -> Callable[[Progress], Found]:
    """An errand: the deed, and a look at what there is now even where the deed could not be."""

    def work(tell: Progress) -> Found:
        done, failure = 0, None
        try:
            done = deed(tell)
        except ImuError as error:
            failure = error
        found = look(folder, tell, rebuild=rebuild)
        return Found(found.library, found.open_ones, done, failure)

    return work
