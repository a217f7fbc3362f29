"""All recordings at once: into one file to be kept elsewhere, or away."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from imu.errors import ImuError, RecordingError, UsageError
from imu.library.index import Progress, forget_index
from imu.library.keeping import delete
from imu.library.reading import recordings_under
from imu.privatefile import PRIVATE_FILE

DELETE_WORD = "delete"
"""What has to be written out before everything is deleted."""


def back_up(folder: Path, target: Path, *, progress: Progress | None = None) -> int:
    """Pack every recording under a folder into a zip file, and read it again to be sure.

    Parameters
    ----------
    folder : what is packed; hidden files, and links, are left out.
    target : a new file. An older one is never written over.
    progress : told after each recording; what it raises ends the packing, and nothing is left.

    Returns
    -------
    How many recordings are in it.

    Raises
    ------
    UsageError : there is nothing to pack, or the target exists.
    RecordingError : something cannot be read or written; no unfinished file is left.
    """
    recordings = list(recordings_under(folder))
    if not recordings:
        raise UsageError(f"There are no recordings in {folder}", "Name a folder that has some.")
    if target.exists():
        raise UsageError(f"{target} exists and is not overwritten", "Choose another name.")
    waiting = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _pack(folder, recordings, waiting, progress or _quietly)
        waiting.rename(target)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        problem = f"cannot be written ({error})"
        raise RecordingError(target, problem, "Free some space, or choose another place") from error
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
    return len(recordings)


def delete_everything(
    folder: Path, word: str, *, for_good: bool = False, progress: Progress | None = None
) -> int:
    """Delete every recording under a folder, and its index. Other files there stay.

    Parameters
    ----------
    folder : whose recordings go.
    word : must be `DELETE_WORD`, as the person has written it.
    for_good : delete at once instead of moving them into the trash.
    progress : told after each recording; what it raises ends it there.

    Returns
    -------
    How many recordings are gone.

    Raises
    ------
    UsageError : it is another word; nothing was deleted.
    RecordingError : the first that could not be deleted; all others are gone.
    """
    if word.strip().casefold() != DELETE_WORD:
        problem = f"Nothing was deleted: the word is {DELETE_WORD!r}"
        raise UsageError(problem, "Write just that to delete everything.")
    failure: ImuError | None = None
    done, paths, tell = 0, list(recordings_under(folder)), progress or _quietly
    for number, path in enumerate(paths, start=1):
        try:
            delete(path, for_good=for_good)
            done += 1
        except RecordingError as error:
            failure = failure or error
        tell(number, len(paths))
    with suppress(OSError):
        forget_index(folder)
    if failure is not None:
        raise failure
    return done


def _pack(folder: Path, recordings: list[Path], waiting: Path, tell: Progress) -> None:
    waiting.parent.mkdir(parents=True, exist_ok=True)
    waiting.touch(mode=PRIVATE_FILE, exist_ok=False)
    # Dates before 1980, as on computers without a clock, do not fit into a zip file.
    with zipfile.ZipFile(
        waiting, "w", zipfile.ZIP_DEFLATED, compresslevel=6, strict_timestamps=False
    ) as packed:
        for number, recording in enumerate(recordings, start=1):
            for file in _files(recording):
                packed.write(file, Path(folder.name or "recordings") / file.relative_to(folder))
            tell(number, len(recordings))
    with zipfile.ZipFile(waiting) as packed:
        broken = packed.testzip()
        if broken is not None:
            raise OSError(f"{broken} could not be read again")


def _quietly(done: int, of: int) -> None:
    """Tell nobody."""
    del done, of


def _files(recording: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(recording):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            if not name.startswith(".") and not file.is_symlink():
                yield file
