"""One sensor for both legs: a source for it, and where its samples belong (rule R27).

On which leg the sensor sits is what the person says, never a guess. While it changes the leg
nobody knows, so that its samples are recorded as of unknown side and are not counted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from imu.counter.legchange import other_leg
from imu.live.source import Source, StreamItem
from imu.samples import SIDES, Block, Command, CommandKind, Side

AFTER_S = 1e-6
"""s. The step of recorded times (R8): after the last sample, and not after the next."""


@dataclass(frozen=True, slots=True)
class OneSensor:
    """A source with one sensor that is to work for both legs in turn.

    Attributes
    ----------
    source : gives the samples of one side, whatever that is called.
    first : the leg on which the sensor sits at the start, "left" or "right".
    """

    source: Source
    first: Side

    @property
    def name(self) -> str:
        """What the sensor is called."""
        return self.source.name

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both legs."""
        return tuple(side for side in SIDES if side in (self.first, other_leg(self.first)))

    @property
    def span_s(self) -> tuple[float, float] | None:
        """As the source's."""
        return self.source.span_s

    def now_s(self) -> float | None:
        """As the source's."""
        return self.source.now_s()

    def __aiter__(self) -> AsyncIterator[StreamItem]:
        """Begin. The line says on which leg the sensor sat: it knows when it was told."""
        return aiter(self.source)


class LegRoute:
    """Says to which side the samples of the only sensor belong.

    Parameters
    ----------
    first : the leg on which it sits at the start.

    Attributes
    ----------
    worn : the leg on which it sits; "unknown" while it changes.
    """

    def __init__(self, first: Side) -> None:
        self.worn: Side = first
        self._left = first

    @property
    def meant(self) -> Side:
        """The leg that is meant where none is named: on the way, the one that it goes to."""
        return other_leg(self._left) if self.worn == "unknown" else self.worn

    def place(self, item: Block | Command) -> Block | Command | None:
        """What the source gives, as of the leg that it is about; None for what is about neither.

        While the sensor is on its way, whether it sends is no news of any leg.
        """
        if isinstance(item, Block):
            return replace(item, side=self.worn)
        if item.side is None:
            return item
        return None if self.worn == "unknown" else replace(item, side=self.worn)

    def obey(self, kind: CommandKind, leg: Side | None, last_s: float) -> Command | None:
        """The command that a person's wish becomes; None where it would change nothing.

        Parameters
        ----------
        kind : `change-leg` or `leg-confirmed`.
        leg : the one that is confirmed; None for the one that the sensor did not come from.
        last_s : session time of its last sample, s.
        """
        time_s = round(last_s + AFTER_S, 6)
        is_changing = self.worn == "unknown"
        if (kind is CommandKind.CHANGE_LEG) == is_changing:
            return None
        if kind is CommandKind.CHANGE_LEG:
            self._left, self.worn = self.worn, "unknown"
            return Command(time_s, kind, self._left)
        self.worn = leg or self.meant
        return Command(time_s, kind, self.worn)
