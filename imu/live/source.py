"""Where samples come from: anything that hands them out in the order in which they were lived."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from imu.feed import sides_of, stream_of
from imu.recording import Recording
from imu.samples import Block, Command, Side
from imu.sources.news import News

StreamItem = tuple[float, Block | Command | News]
"""The session time at which an item is complete, s, and the item."""

_TRAVEL_BLOCK_S = 1.0
"""s. Three times as quick to work through as what is fit for watching; still only milliseconds."""


class Source(Protocol):
    """What a session needs to know of a source. The clock is the source's: it has stamped all.

    It is iterated once. Items come in the order of time; a command comes before the samples that
    are later than it. News of links and sensors come whenever there are any; they are no input. The
    iteration may raise, and may be cancelled at any moment.
    """

    @property
    def name(self) -> str:
        """What a person calls it: the recording's name, the sensor's."""
        ...

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that it will give samples of."""
        ...

    @property
    def span_s(self) -> tuple[float, float] | None:
        """Session time of the first and the last sample, s; None where the end is not known."""
        ...

    def now_s(self) -> float | None:
        """Session time now, s; None where only the stream itself tells what time it is."""
        ...

    def __aiter__(self) -> AsyncIterator[StreamItem]:
        """Begin."""
        ...


@runtime_checkable
class SeekableSource(Source, Protocol):
    """A source that can be entered anywhere: it plays a recording, and never keeps one waiting."""

    @property
    def recording(self) -> Recording:
        """What it plays."""
        ...

    @property
    def span_s(self) -> tuple[float, float]:
        """Session time of the first and the last sample, s."""
        ...

    def since(self, time_s: float, target_s: float) -> AsyncIterator[StreamItem]:
        """Begin with what comes at `time_s` or later.

        Parameters
        ----------
        time_s : session time, s; -inf for the beginning.
        target_s : nobody watches before; until then, items are as long as is quick to work through,
            and end there.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReplaySource:
    """A recording, lived again.

    Attributes
    ----------
    recording : what is replayed.
    block_s : samples come in pieces of this length, s. The outcome does not depend on it.
    """

    recording: Recording
    block_s: float = 0.04

    @property
    def name(self) -> str:
        """The recording's name."""
        return self.recording.name

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that were recorded."""
        return sides_of(self.recording)

    @property
    def span_s(self) -> tuple[float, float]:
        """Session time of the first and the last sample, s."""
        return self.recording.start_s, self.recording.end_s

    def now_s(self) -> float | None:
        """None: a recording lies still until someone paces it."""
        return None

    async def __aiter__(self) -> AsyncIterator[StreamItem]:
        """Begin."""
        for entry in stream_of(self.recording, self.block_s):
            yield entry

    async def since(self, time_s: float, target_s: float) -> AsyncIterator[StreamItem]:
        """Begin with what comes at `time_s` or later; see `SeekableSource`."""
        for entry in stream_of(self.recording, _TRAVEL_BLOCK_S, time_s, target_s):
            yield entry
        for entry in stream_of(self.recording, self.block_s, max(time_s, target_s)):
            yield entry
