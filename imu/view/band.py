"""Which depth to aim at: what the person has shown to be comfortable, not a norm."""

from __future__ import annotations

import statistics

from imu.events import RepEvent
from imu.targets import Targets
from imu.view.snapshot import Band

SHOWN_REPS = 3
"""The first three counted reps of a session show it: as many as the strap-on takes."""

_SPREAD = 0.15
"""Share of the shown depth, up and down. Reps of one healthy person spread by about 8 % (standard
deviation; a guess of the simulator's, no published figure for hinges exists), so nearly all lie
inside unless the person changes what they do."""

_LEAST_SPREAD_DEG = 3.0
"""degrees. Of a very small hinge, 15 % would be less than anyone can feel."""


class BandFinder:
    """Hears every announced rep of a session, of either leg; both legs get the same band."""

    def __init__(self) -> None:
        self._depths_deg: list[float] = []
        self._band: Band | None = None

    @property
    def band(self) -> Band | None:
        """The band; None until enough was shown."""
        return self._band

    def aim(self, targets: Targets) -> None:
        """Take what a person wants; it stands over what is shown. Half a band is none."""
        low, high = targets.depth_deg.low, targets.depth_deg.high
        if low is not None and high is not None:
            self._band = Band(low, high)

    def hear(self, event: RepEvent) -> None:
        """Take one announced rep."""
        if self._band is not None:
            return
        self._depths_deg.append(event.depth_deg)
        if len(self._depths_deg) == SHOWN_REPS:
            middle = statistics.median(self._depths_deg)
            spread = max(_SPREAD * middle, _LEAST_SPREAD_DEG)
            self._band = Band(middle - spread, middle + spread)
