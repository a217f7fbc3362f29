"""One recording, counted, as every exporter takes it; and what its person is called outside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from imu.analysis import analyze, analyze_with_signals
from imu.recording import Recording, read_recording
from imu.samples import Mode, Session, Side
from imu.settings import Settings
from imu.signals import Signals


@dataclass(frozen=True, slots=True)
class Study:
    """A recording with its result.

    Attributes
    ----------
    recording, session : what was read, and what was found in it.
    person : what the person is called in the export; None for nobody named.
    signals : tilt and phase at every instant by side, where they were asked for.
    """

    recording: Recording
    session: Session
    person: str | None
    signals: dict[Side, Signals] = field(default_factory=dict[Side, Signals])


def study(path: Path, settings: Settings, mode: Mode, *, with_signals: bool = False) -> Study:
    """Read and count one recording.

    Raises
    ------
    ImuError : it cannot be read.
    """
    recording = read_recording(path)
    person = recording.session.person
    if with_signals:
        session, signals = analyze_with_signals(recording, settings, mode)
        return Study(recording, session, person, signals)
    return Study(recording, analyze(recording, settings, mode), person)


class Aliases:
    """Calls persons P1, P2 ... in the order in which they first come, the same one always alike."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, one: Study) -> Study:
        """The study under the person's alias; one without a person stays so."""
        if one.person is None:
            return one
        alias = self._known.setdefault(one.person, f"P{len(self._known) + 1}")
        return replace(one, person=alias)
