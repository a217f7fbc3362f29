"""Everything that a window, or the terminal, needs to show a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from imu.live.session import LiveSession
from imu.live.source import Source
from imu.live.updates import Update
from imu.recording import RecordingWriter
from imu.settings import Settings


@dataclass(frozen=True, slots=True)
class Playback:
    """What is to be shown, and how.

    Attributes
    ----------
    source : where samples come from.
    settings : the tracker's; None for the defaults.
    speed : stream seconds per second at the start; None for as fast as the source gives.
    target : reps that a set shall have, or None.
    notes : sentences on the recording, from whoever read it.
    folder : where the files are, or will be; None if there are none.
    recorder : takes everything; None if nothing is to be recorded.
    is_simulated : nobody wore these sensors.
    taps : as for `LiveSession`.
    """

    source: Source
    settings: Settings | None = None
    speed: float | None = None
    target: int | None = None
    notes: tuple[str, ...] = ()
    folder: Path | None = None
    recorder: RecordingWriter | None = None
    is_simulated: bool = False
    taps: bool = False

    @property
    def place(self) -> Path | None:
        """Where the files are now: a recorder may have had to save them elsewhere."""
        return self.folder if self.recorder is None else self.recorder.path

    def session(
        self, listener: Callable[[Update], None] | None = None, *, surveys: bool = False
    ) -> LiveSession:
        """A session that plays it; see `LiveSession`. With a recorder there can only be one."""
        return LiveSession(
            self.source,
            settings=self.settings,
            recorder=self.recorder,
            speed=self.speed,
            listener=listener,
            surveys=surveys,
            taps=self.taps,
        )
