"""Which recordings a path means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from imu.cli.examples import meant
from imu.recording.layout import SESSION_FILE, side_of_sample_file

_BARE_ENDINGS = (".imu.csv", ".imu.csv.gz")


def recordings_in(path: Path) -> list[Path]:
    """The recordings that `path` means.

    A recording, or a file, means itself. Any other folder means the recordings in it at any depth,
    by name; what is none is passed over, as are hidden folders. A folder without any means itself,
    too: reading it says why it is no recording. ``sample:NAME`` means one that comes along.

    Raises
    ------
    UsageError : there is no sample of that name.
    """
    path = meant(path)
    if looks_like_recording(path) or not _is_folder(path):
        return [path]
    return list(_inside(path)) or [path]


def _inside(path: Path) -> Iterator[Path]:
    """Recordings below a folder that is none. Links to folders are not gone through for more."""
    for child in _children(path):
        if _is_worth_reading(child):
            yield child
        elif _is_folder(child) and not child.name.startswith(".") and not child.is_symlink():
            yield from _inside(child)


def all_recordings(paths: Iterable[Path]) -> list[Path]:
    """The recordings that all `paths` mean, in their order."""
    return [recording for path in paths for recording in recordings_in(path)]


def looks_like_recording(path: Path) -> bool:
    """Whether a folder has ``session.json`` or a sample file, even if it cannot be read then."""
    return any(
        child.name == SESSION_FILE or side_of_sample_file(child.name) is not None
        for child in _children(path)
    )


def _is_worth_reading(path: Path) -> bool:
    return looks_like_recording(path) or (path.name.endswith(_BARE_ENDINGS) and path.is_file())


def _is_folder(path: Path) -> bool:
    """Whether it is one, as far as one may look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _children(path: Path) -> list[Path]:
    """What is in a folder, by name; nothing where it is no folder or cannot be listed."""
    try:
        return sorted(path.iterdir())
    except OSError:
        return []
