"""Two streams without stamps or counters -> samples of both, by the order in which they come.

A sensor sends acceleration and rates in turn, one *block* of each, and Bluetooth keeps the order on
one link. What is lost can only be seen by the turns: where a block has gone, its stream is one
behind from then on, and every later sample would be paired with the one beside it. So the streams
are watched and brought together again: the block without a partner is dropped and counted.

Three things look alike for a moment: a loss, a firmware that now and then looks at one stream just
before and at the other just after new data, and a system that hands on what came in one burst
stream by stream. The latter two set themselves right within some turns, a loss does not.
"""

from __future__ import annotations

from collections import deque
from enum import Enum, auto

from imu.drivers.samples import NO_SAMPLES, Samples
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError
from imu.samples import Floats

CERTAIN = 2
"""Arrivals that tell a loss where turns are certain: both streams in one characteristic."""

LIKELY = 32
"""Where they are not: 16 turns. If half of them came the wrong way round by chance, so many in a
row would do so once in 2**16."""

_SOON = 12
"""Arrivals that tell a loss of more than half a turn in any case: no burst holds more turns."""

MAX_AHEAD = 12
"""Blocks of one stream that wait for the other."""


class Stream(Enum):
    """Which of the two."""

    ACC = auto()
    GYR = auto()


class Turns:
    """Pairs blocks of two streams. Bounded, whatever comes in.

    Parameters
    ----------
    family : for what is told of troubles.
    troubles : where lost partners are counted.
    first : the stream that is sent first in each turn. If it is the other one, or nobody knows,
        samples are paired across two turns: one block apart, and no more.
    patience : arrivals in a row that have to agree on a loss: `CERTAIN` or `LIKELY`.
    """

    def __init__(
        self, family: str, troubles: Troubles, first: Stream = Stream.ACC, patience: int = LIKELY
    ) -> None:
        self._family = family
        self._troubles = troubles
        self._first = first
        self._waiting: deque[Floats] = deque()
        self._waits = first
        self._patience = patience
        self._lead: deque[int] = deque(maxlen=patience)
        self._alone = 0
        self._has_begun = False

    def add(self, stream: Stream, block: Floats) -> Samples:
        """Take a block, (n, 3) in SI units; the samples that it completes."""
        if not self._has_begun and not self._begins(stream, block):
            return NO_SAMPLES
        samples = NO_SAMPLES
        if self._waiting and stream is not self._waits:
            samples = self._pair(self._waiting.popleft(), block)
        else:
            self._waits = stream
            self._waiting.append(block)
        self._watch()
        return samples

    def _begins(self, stream: Stream, block: Floats) -> bool:
        """Whether this block ends the first turn: until then the last of the first stream waits.

        One stream is switched on before the other, so what came of it alone has no partner.
        """
        self._has_begun = bool(self._waiting) and stream is not self._first
        if self._has_begun:
            return True
        if stream is self._first:
            self._waiting.clear()
            self._waiting.append(block)
        self._alone += 1
        if self._alone % MAX_AHEAD == 0:
            self._note("one of the two streams does not come")
        return False

    def _watch(self) -> None:
        """Look how far the first stream is ahead, and bring both together if it stays so.

        In order it is ahead by one within a turn and by none at its end, and the wrong way round
        by none and by minus one. If it never gets to none, that many blocks of the other stream,
        or of itself, are lost; if it never gets up to one, and turns are not usually the wrong
        way round, one of itself.
        """
        ahead = len(self._waiting) if self._waits is self._first else -len(self._waiting)
        self._lead.append(ahead)
        soon = list(self._lead)[-_SOON:]
        if len(self._waiting) > MAX_AHEAD:
            self._drop(len(self._waiting) - 1, "one of the two streams does not come any more")
        elif len(soon) >= min(_SOON, self._patience) and (min(soon) > 0 or max(soon) < 0):
            self._drop(min(abs(min(soon)), abs(max(soon))), _WITHOUT)
        elif len(self._lead) == self._patience and max(self._lead) < 1 and ahead < 0:
            self._drop(1, _WITHOUT)

    def _drop(self, n: int, problem: str) -> None:
        """Let the oldest `n` blocks that wait go, and begin to watch anew."""
        for _ in range(n):
            self._waiting.popleft()
        self._lead.clear()
        self._lead.append(len(self._waiting) * (1 if self._waits is self._first else -1))
        self._note(problem)

    def _pair(self, waited: Floats, came: Floats) -> Samples:
        if len(waited) != len(came):
            self._note("acceleration and rates in blocks of different length")
            return NO_SAMPLES
        return Samples(came, waited) if self._waits is Stream.GYR else Samples(waited, came)

    def _note(self, problem: str) -> None:
        self._troubles.note(DecodeError(self._family, problem))


_WITHOUT = "acceleration without rates, or the reverse: a notification was lost"
