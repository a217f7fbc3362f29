"""What the page about sessions over time reads, by errands: touches nothing of the window's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imu.cli.inputs import looks_like_recording, recordings_in
from imu.errors import RecordingError
from imu.library import Progress
from imu.progress import Owned, owned


@dataclass(frozen=True, slots=True)
class Listed:
    """Recordings by whose they are.

    Attributes
    ----------
    owned : those whose header can be read, in the order of the places.
    problems : why others cannot be, a sentence each.
    first : who is to be shown first.
    """

    owned: tuple[Owned, ...] = ()
    problems: tuple[str, ...] = ()
    first: str | None = None

    @property
    def people(self) -> tuple[str | None, ...]:
        """Everybody by name, those without one last."""
        return tuple(sorted({one.person for one in self.owned}, key=lambda one: (not one, one)))

    def of(self, person: str | None) -> tuple[Path, ...]:
        """One person's recordings."""
        return tuple(one.path for one in self.owned if one.person == person)


def listed(places: Sequence[Path], of: Path | None, tell: Progress) -> Listed:
    """Whose the recordings are that these places mean; a folder may hold none.

    Parameters
    ----------
    of : a recording of the person who is to be shown first; None for the person of the latest.
    tell : told after each recording.
    """
    paths = [path for place in places for path in _meant(place)]
    found: list[Owned] = []
    problems: list[str] = []
    for done, path in enumerate(paths, start=1):
        try:
            found.append(owned(path))
        except RecordingError as error:
            problems.append(str(error))
        tell(done, len(paths))
    return Listed(tuple(found), tuple(problems), _whose(found, of))


def _whose(found: Sequence[Owned], of: Path | None) -> str | None:
    wanted = None if of is None else of.resolve()
    own = (one for one in found if wanted is not None and one.path.resolve() == wanted)
    latest = max(found, key=lambda one: one.started_s or 0.0, default=None)
    first = next(own, latest)
    return None if first is None else first.person


def _meant(place: Path) -> list[Path]:
    paths = recordings_in(place)
    is_empty = paths == [place] and place.is_dir() and not looks_like_recording(place)
    return [] if is_empty else paths
