"""The recordings that come with Kickstand. Nobody writes into them: they are part of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from imu.errors import RecordingError
from imu.recording.layout import SESSION_FILE

NAMES = ("simulated_left-right", "simulated_right")
"""Their folders. What else lies beside them in a checkout is somebody's own."""

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "recordings", _PACKAGE.parent / "recordings")
"""In an installed package; in a checkout, where the build takes them from (pyproject.toml)."""


def provided() -> dict[str, Path]:
    """Those of this installation, by name."""
    places = [place / name for place in reversed(_PLACES) for name in NAMES]
    return {folder.name: folder for folder in places if (folder / SESSION_FILE).is_file()}


def refuse_provided(folder: Path) -> None:
    """Refuse to change one of them; a copy may be changed.

    Raises
    ------
    RecordingError : `folder` is one of them.
    """
    for own in provided().values():
        with suppress(OSError):
            if folder.samefile(own):
                problem = "comes with Kickstand and stays as it is"
                advice = "Change a copy of it: 'kickstand samples -o DIR' makes one"
                raise RecordingError(folder, problem, advice)
