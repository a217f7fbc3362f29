"""What a source says besides samples and commands: how each sensor's link is, and what it is.

Neither is input: the tracker never sees them, so a replay needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from imu.recording import Sidecar
from imu.samples import Side
from imu.sources.quality import LinkQuality


class LinkState(StrEnum):
    """Where a link is between "not there" and "samples come"."""

    SEARCHING = "searching"  # nobody knows yet where it is
    CONNECTING = "connecting"
    CONFIGURING = "configuring"  # connected, being told what to do
    STREAMING = "streaming"
    STALLED = "stalled"  # connected, but samples have stopped coming
    WAITING = "waiting"  # something went wrong; it is tried again in a moment
    FAILED = "failed"  # given up: trying again would change nothing


class LinkReport(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag="link"):
    """How the link to one sensor is. Encodes to ``{"event": "link", ...}``.

    Attributes
    ----------
    time_s : session time, s.
    side : the thigh that the sensor sits on.
    state : see `LinkState`.
    code : what is wrong, for programmes; "" for nothing. See `firmware_notes/links.md`.
    sentence, advice : the same for a person, one sentence each, or "".
    sensor : the name of the sensor, as far as it is known.
    battery_percent : its charge, 0 to 100, or None.
    age_s : how long ago the last sample came, s; None before the first.
    quality : of radio and clock; None before the first sample.
    """

    time_s: float
    side: Side
    state: LinkState
    code: str = ""
    sentence: str = ""
    advice: str = ""
    sensor: str = ""
    battery_percent: float | None = None
    age_s: float | None = None
    quality: LinkQuality | None = None

    @property
    def kind(self) -> tuple[Side, LinkState, str]:
        """What makes two reports tell the same story: side, state and code."""
        return self.side, self.state, self.code


class Stories:
    """Remembers of each side what was told last."""

    def __init__(self) -> None:
        self._told: dict[Side, tuple[Side, LinkState, str]] = {}

    def is_new(self, report: LinkReport) -> bool:
        """Whether this is another story than the one before, of that side."""
        before = self._told.get(report.side)
        self._told[report.side] = report.kind
        return before != report.kind


@dataclass(frozen=True, slots=True)
class SensorCard:
    """What is known about the sensor on one side, once its link is up: for the recording."""

    side: Side
    sidecar: Sidecar


News = LinkReport | SensorCard
"""Stream items that are no input."""
