"""Reps that were made long before their axis was known are recovered as the set that they make."""

from __future__ import annotations

import numpy as np

from imu.counter.calibration import FixedFrames, FrameChange
from imu.counter.history import History
from imu.counter.orientation import AcausalPoses
from imu.counter.tilt import frame_from
from imu.counter.tracker import Tracker
from imu.samples import Floats
from imu.settings import Settings
from tests.hinges import hinges

TRUE = frame_from(np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0]), 1.0, 0)
"""The frame of `hinges`."""


class Late(FixedFrames):
    """Knows nothing before a grid index, and then everything since the beginning."""

    def __init__(self, index: int) -> None:
        super().__init__([])
        self._index = index

    def look(self, history: History, new: Floats, upto: int | None = None) -> FrameChange | None:
        """The frame, once."""
        del new, upto
        if self.state.frame is not None or history.index[-1] < self._index:
            return None
        self.state.frame = TRUE
        return FrameChange("found", TRUE, 0)


def test_slow_reps_from_before_the_axis_was_found_do_not_run_out_one_by_one() -> None:
    block, settings = hinges([2.0, 10.0, 18.0], 30.0), Settings()
    poses = AcausalPoses(block, settings.grid)
    tracker = Tracker.injected(settings, {"right": poses}, {"right": Late(2500)}, 0.5)
    session = tracker.feed_all({"right": block}, (), "review")
    assert [one.count for one in session.sides["right"].sets] == [3]
