"""Real recordings in any cut, saved and restored anywhere: the same events, to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from imu.counter.tracker import Tracker
from imu.recording import read_recording
from tests.counter.streams import Stream, outcome_of, plain_run, run, stream_of
from tests.counter.test_any_cut import at_random

NAMES = (
    "squat_subject1_class0_set1",
    "squat_subject3_class2_set2",
    "cmu_BulgSq",
    "cmu_SqDL",
    "cmu_StepUpL",
)


def stream_at(real_data: Path, name: str) -> Stream:
    """Give a real recording."""
    return stream_of(read_recording(real_data / name))


@pytest.mark.parametrize("name", NAMES)
def test_any_cut_says_the_same(real_data: Path, name: str) -> None:
    stream = stream_at(real_data, name)
    expected = outcome_of(*plain_run(stream))
    assert b'"depth_deg"' in b"".join(expected.events)
    for seed, largest in ((1, 7), (2, 90), (3, 4000)):
        said = run(at_random(stream, seed, largest), stream.sides)
        assert outcome_of(*said) == expected


@pytest.mark.parametrize("name", NAMES)
def test_saving_and_restoring_changes_nothing(real_data: Path, name: str) -> None:
    stream = stream_at(real_data, name)
    rng = np.random.default_rng(1)

    def perhaps_again(tracker: Tracker) -> Tracker:
        return Tracker.restore(tracker.save()) if rng.random() < 0.1 else tracker

    said = run(at_random(stream, 4, 100), stream.sides, between=perhaps_again)
    assert outcome_of(*said) == outcome_of(*plain_run(stream))
