"""What the page about sessions over time reads, by errands: touches nothing of the window's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imu.cli.inputs import looks_like_recording, recordings_in
from imu.errors import RecordingError
from imu.progress import Owned, owned


@dataclass(frozen=True, slots=True)
class Listed:
    """Recordings by whose they are.

    Attributes
    ----------
    owned : those whose header can be read, in the order of the places.
    problems : why others cannot be, a sentence each.
    """

    owned: tuple[Owned, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str | None, ...]:
        """Everybody by name, those without one last."""
        return tuple(sorted({one.person for one in self.owned}, key=lambda one: (not one, one)))

    def of(self, person: str | None) -> tuple[Path, ...]:
        """One person's recordings."""
        return tuple(one.path for one in self.owned if one.person == person)

    def whose(self, path: Path | None) -> str | None:
        """Whose this recording is; without one that is known, whose the latest is."""
        by_path = next((one for one in self.owned if one.path == path), None)
        latest = max(self.owned, key=lambda one: one.started_s or 0.0, default=None)
        found = by_path or latest
        return None if found is None else found.person


def listed(places: Sequence[Path]) -> Listed:
    """Whose the recordings are that these places mean; a folder may hold none."""
    found: list[Owned] = []
    problems: list[str] = []
    for path in (path for place in places for path in _meant(place)):
        try:
            found.append(owned(path))
        except RecordingError as error:
            problems.append(str(error))
    return Listed(tuple(found), tuple(problems))


def _meant(place: Path) -> list[Path]:
    paths = recordings_in(place)
    is_empty = paths == [place] and place.is_dir() and not looks_like_recording(place)
    return [] if is_empty else paths
