"""What a double tap on a sensor means: the set begins, or the set is over."""

from __future__ import annotations

from itertools import pairwise

from imu.counter.doubletap import DoubleTap, TapSettings
from imu.counter.legchange import ARMS
from imu.events import AnyEvent, SetEvent
from imu.feed import part
from imu.samples import Block, Command, CommandKind, Side

_DISARMS = (
    CommandKind.DISARM,
    CommandKind.SET_STOP,
    CommandKind.PAIN_STOP,
    CommandKind.CHANGE_LEG,
)


class TapSwitch:
    """Listens for double taps on every sensor of a live session.

    A replay must not: there the command that a tap became was recorded.

    Parameters
    ----------
    settings : what a double tap is.

    Attributes
    ----------
    is_on : whether taps mean something; switched off, nothing is listened to.
    """

    def __init__(self, settings: TapSettings | None = None) -> None:
        self.is_on = True
        self._settings = settings or TapSettings()
        self._detectors: dict[Side, DoubleTap] = {}
        self._in_set: set[str] = set()
        self._is_armed = False

    def cut(self, block: Block) -> list[tuple[Block, bool]]:
        """The samples in pieces, and whether a double tap is certain after each.

        The cuts depend on the samples alone, not on how they came in blocks.
        """
        if not self.is_on or not len(block):
            self._detectors.pop(block.side, None)
            return [(block, False)]
        detector = self._detectors.setdefault(block.side, DoubleTap(self._settings))
        rows = detector.push(block)
        edges = [0, *(row + 1 for row in rows)]
        pieces = [(part(block, a, b), True) for a, b in pairwise(edges)]
        rest = part(block, edges[-1], len(block))
        return [*pieces, (rest, False)] if len(rest) else pieces

    def wish(self) -> CommandKind:
        """What a double tap means now."""
        under_way = self._is_armed or bool(self._in_set)
        return CommandKind.SET_STOP if under_way else CommandKind.SET_START

    def told(self, command: Command) -> None:
        """A command is on its way to the tracker, whoever gave it."""
        if command.kind in ARMS:
            self._is_armed = True
        elif command.kind in _DISARMS:
            self._is_armed = False

    def hear(self, event: AnyEvent) -> None:
        """The tracker says something."""
        if not isinstance(event, SetEvent):
            return
        if event.state == "start":
            self._in_set.add(event.side)
        else:
            self._in_set.discard(event.side)
            self._is_armed = self._is_armed and bool(self._in_set)
