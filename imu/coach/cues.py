"""At most one cue a rep, and only where a rep missed what the person wants: bandwidth feedback.

People learn a movement better when they are not corrected all the time (Winstein & Schmidt 1990;
Lee, White & Carnahan 1990), so the same cue is not said after two reps in a row, and praise waits
for the summary of the set.
"""

from __future__ import annotations

from imu.coach.lines import Line
from imu.counter.quality import Unmet
from imu.samples import Quality, Rep

LINES: dict[Unmet, Line] = {
    Unmet.SHALLOW: Line.DEEPER,
    Unmet.DEEP: Line.LESS_DEEP,
    Unmet.DOWN_FAST: Line.SLOWER_DOWN,
    Unmet.DOWN_SLOW: Line.QUICKER_DOWN,
    Unmet.UP_FAST: Line.SLOWER_UP,
    Unmet.UP_SLOW: Line.QUICKER_UP,
    Unmet.NOT_TALL: Line.ALL_THE_WAY_UP,
    Unmet.UNSTEADY: Line.STEADY,
}
"""What to say of each target that was missed."""


class Cues:
    """Decides what to say of each rep."""

    def __init__(self) -> None:
        self._last: Line | None = None

    def of(self, rep: Rep) -> Line | None:
        """What to say of a rep that is final; None for nothing."""
        before, self._last = self._last, None
        if not isinstance(rep.quality, Quality) or rep.quality.met:
            return None
        cue = LINES[Unmet(rep.quality.unmet[0])]
        if cue is before:
            return None
        self._last = cue
        return cue
