"""The figures that real recordings must give. Squats are not hinges: evidence, not proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from imu.analysis import analyze
from imu.cli.inputs import recordings_in
from imu.cli.jobs import outcomes
from imu.recording import read_recording
from imu.settings import Settings
from imu.validation import RecordingScore, SideScore, score_recording

Scores = Mapping[str, RecordingScore]

SQUATS = 33
RIGHT_ONLY = ("SqDL", "SqSL", "SqHalfDL", "SqHalfSL", "SumoSq", "BulgSq")
SINGLE_LEG = ("SqSL", "SqHalfSL", "BulgSq", "DeclineSq")
NO_HINGE = ("Pose", "SpainSq", "HeelRaise", "Walk")


@pytest.fixture(scope="module")
def scores(real_data: Path) -> Scores:
    """Every real recording, scored under the default settings."""
    work = partial(score_recording, settings=Settings())
    results = list(outcomes(work, recordings_in(real_data), jobs=2))
    assert [result.problem for result in results if result.value is None] == []
    return {score.recording: score for result in results if (score := result.value)}


@pytest.fixture(scope="module")
def squats(scores: Scores) -> dict[str, SideScore]:
    """The one thigh of each squat recording."""
    found = {
        name: score.sides["right"] for name, score in scores.items() if name.startswith("squat_")
    }
    assert len(found) == SQUATS
    assert sum(side.labelled or 0 for side in found.values()) == 375
    return found


def test_every_set_of_squats_is_exact_in_review(squats: dict[str, SideScore]) -> None:
    wrong = {
        name: (side.labelled, side.methods["review"].counted)
        for name, side in squats.items()
        if not side.methods["review"].exact
    }
    assert wrong == {}


def test_every_bottom_in_review_is_alone_in_its_window(squats: dict[str, SideScore]) -> None:
    assert [n for n, side in squats.items() if not side.methods["review"].bottoms_inside] == []


def test_live_knows_nothing_beforehand_and_is_right_in_31(squats: dict[str, SideScore]) -> None:
    wrong = [
        (name, side.labelled, side.methods["live"].counted)
        for name, side in squats.items()
        if not side.methods["live"].bottoms_inside
    ]
    assert len(wrong) <= SQUATS - 31, wrong


def test_the_accelerometers_offset_is_noticed_every_time(squats: dict[str, SideScore]) -> None:
    silent = [name for name, side in squats.items() if "accelerometer-offset" not in side.health]
    assert silent == []


@pytest.mark.parametrize("exercise", RIGHT_ONLY)
def test_the_working_thigh_alone_counts_five(real_data: Path, exercise: str) -> None:
    recording = read_recording(real_data / f"cmu_{exercise}")
    alone = replace(recording, streams={"right": recording.streams["right"]})
    assert analyze(alone).sides["right"].count == 5


@pytest.mark.parametrize("exercise", SINGLE_LEG)
def test_the_idle_leg_counts_nothing(scores: Scores, exercise: str) -> None:
    assert scores[f"cmu_{exercise}"].sides["left"].methods["review"].counted == 0


@pytest.mark.parametrize("exercise", NO_HINGE)
def test_what_is_no_rep_is_not_counted(scores: Scores, exercise: str) -> None:
    assert scores[f"cmu_{exercise}"].sides["right"].methods["review"].counted == 0


@pytest.mark.parametrize(
    "trial",
    [
        "broad_02_undisturbed_slow_rotation_B",
        "broad_05_undisturbed_slow_rotation_with_breaks_B",
        "broad_10_undisturbed_slow_translation_A",
    ],
)
def test_tilt_is_as_good_as_the_bare_filters(scores: Scores, trial: str) -> None:
    tilt = scores[trial].tilt
    assert tilt is not None
    assert tilt.samples > 9000
    assert abs(tilt.live_deg - tilt.bare_live_deg) < 0.02
    assert abs(tilt.review_deg - tilt.bare_review_deg) < 0.02


def test_real_recordings_are_not_taken_for_simulated_ones(scores: Scores) -> None:
    assert not any(score.simulated for score in scores.values())
