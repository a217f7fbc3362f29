"""Scoring whole recordings: hand-made and simulated ones, from samples to verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from imu.recording import Labels, Recording, SessionMeta, Stream, Truth, write_recording
from imu.samples import Command, CommandKind, Side
from imu.settings import SetSettings, Settings
from imu.simulator import FIRM_MOUNT, Plan, SetPlan, simulate
from imu.validation import RecordingScore, is_simulated, score_recording
from tests.handmade import labels, window
from tests.hinges import hinges, in_a_row, recording

BOTTOM_S = 1.2
STARTS = in_a_row(5)
BOTTOMS = [start_s + BOTTOM_S for start_s in STARTS]


def labelled(found: Labels | None, side: Side = "right") -> Recording:
    """Five hinges of one thigh, with these labels."""
    return replace(recording(hinges(STARTS, 22.0, side=side)), labels=found)


def test_five_hinges_are_five_for_everyone() -> None:
    score = score_recording(labelled(labels(*(window(b) for b in BOTTOMS))))
    side = score.sides["right"]
    assert side.labelled == 5
    for name in ("review", "live", "baseline"):
        method = side.methods[name]
        assert (method.counted, method.exact, method.bottoms_inside) == (5, True, True), name
        assert method.ghosts == 0


def test_a_hinge_that_no_label_explains_is_a_ghost() -> None:
    score = score_recording(labelled(labels(*(window(b) for b in BOTTOMS[:3]))))
    review = score.sides["right"].methods["review"]
    assert (review.exact, review.within_one, review.ghosts) == (False, False, 2)


def test_a_label_without_a_hinge_is_missed() -> None:
    extra = window(20.5)
    score = score_recording(labelled(labels(*(window(b) for b in BOTTOMS), extra)))
    review = score.sides["right"].methods["review"]
    assert (review.exact, review.within_one) == (False, True)
    assert review.missed == {"not-seen": 1}


def test_settings_reach_the_counter() -> None:
    needs_six = Settings(sets=SetSettings(needed=6))
    score = score_recording(labelled(labels(*(window(b) for b in BOTTOMS))), needs_six)
    side = score.sides["right"]
    assert side.methods["review"].counted == side.methods["live"].counted == 0
    assert side.methods["baseline"].counted == 5
    assert side.methods["review"].missed == {"isolated": 5}


def test_without_labels_there_are_counts_and_no_verdicts() -> None:
    score = score_recording(labelled(None))
    side = score.sides["right"]
    assert (score.quality, score.exhaustive, score.truth_hash) == ("", False, "")
    assert side.labelled is None
    assert side.methods["review"].counted == 5
    assert side.methods["review"].exact is None


def test_each_thigh_is_scored_on_its_own() -> None:
    both = replace(
        recording(hinges(STARTS, 22.0, side="right"), hinges([], 22.0, side="left")),
        labels=labels(*(window(b, on="both") for b in BOTTOMS), exhaustive=False),
    )
    score = score_recording(both)
    assert score.sensors == 2
    assert score.labels_for_both
    assert score.sides["right"].methods["review"].exact is True
    assert score.sides["left"].methods["review"].exact is False


def test_a_side_named_during_the_session_is_scored_under_its_name() -> None:
    named = replace(
        recording(
            hinges(STARTS, 22.0, side="unknown"),
            commands=[Command(0.5, CommandKind.SIDE, "unknown", "right")],
        ),
        labels=labels(*(window(b) for b in BOTTOMS)),
    )
    score = score_recording(named)
    assert list(score.sides) == ["right"]
    assert score.sides["right"].methods["review"].exact is True
    assert "baseline" not in score.sides["right"].methods


@pytest.mark.parametrize(
    ("session", "found", "simulated"),
    [
        (SessionMeta(), None, False),
        (SessionMeta(exercise="hinge", notes="not simulated"), labels(), False),
        (SessionMeta(extra={"simulated": True}), None, True),
        (SessionMeta(extra={"simulated": {"seed": 1}}), None, True),
        (SessionMeta(extra={"simulated": False}), None, False),
        (SessionMeta(exercise="simulated hinge"), None, True),
        (SessionMeta(notes="Simulated, seed 3"), None, True),
        (SessionMeta(), labels(quality="simulated: exact"), True),
    ],
)
def test_simulated_recordings_are_known_by_what_they_say(
    session: SessionMeta, found: Labels | None, simulated: bool
) -> None:
    made = replace(labelled(found), session=session)
    assert is_simulated(made) is simulated


def still_truth(seconds: float) -> Truth:
    time_s = np.arange(0.0, seconds, 0.01)
    quat = np.tile([1.0, 0.0, 0.0, 0.0], (len(time_s), 1))
    return Truth(time_s, quat, np.ones(len(time_s), dtype=np.bool_))


def test_a_reference_orientation_is_scored() -> None:
    score = score_recording(replace(labelled(None), truth=still_truth(22.0)))
    assert score.tilt is not None
    assert score.truth_hash != ""


def test_why_a_reference_orientation_is_not_scored_is_said() -> None:
    two = recording(hinges(STARTS, 22.0, side="right"), hinges(STARTS, 22.0, side="left"))
    for made in (
        replace(two, truth=still_truth(22.0)),
        replace(labelled(None), truth=replace(still_truth(22.0), movement=np.zeros(2200, bool))),
    ):
        score = score_recording(made)
        assert score.tilt is None
        assert len([note for note in score.notes if "truth.csv" in note]) == 1


def test_what_was_odd_about_the_recording_is_passed_on() -> None:
    score = score_recording(replace(labelled(None), notes=("a torn line was dropped",)))
    assert score.notes == ("a torn line was dropped",)


def test_the_sensors_health_is_passed_on() -> None:
    block = hinges(STARTS, 22.0)
    off = replace(block, acc_m_s2=block.acc_m_s2 * 1.3)
    score = score_recording(replace(labelled(None), streams={"right": Stream(off)}))
    assert score.sides["right"].health == ("accelerometer-offset",)


def test_labels_and_reference_are_named_by_a_hash() -> None:
    plain = score_recording(labelled(labels(window(5.0)))).truth_hash
    assert len(plain) == 12
    assert score_recording(labelled(labels(window(5.0)))).truth_hash == plain
    assert score_recording(labelled(labels(window(5.1)))).truth_hash != plain
    with_reference = replace(labelled(labels(window(5.0))), truth=still_truth(22.0))
    assert score_recording(with_reference).truth_hash != plain


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> RecordingScore:
    """The score of a simulated, armed set, written to disk and read again."""
    plan = Plan(
        activities=(SetPlan(side="right", reps=6, depth_deg=30.0),),
        mounts={"right": FIRM_MOUNT},
        armed=True,
    )
    session = simulate(plan, 7)
    path = tmp_path_factory.mktemp("simulated") / "armed"
    found = msgspec.convert(session.labels, Labels)
    write_recording(path, session.packets(), commands=session.commands, labels=found)
    return score_recording(path)


def test_a_simulated_set_has_exact_errors(simulated: RecordingScore) -> None:
    assert simulated.simulated
    live = simulated.sides["right"].methods["live"]
    assert live.exact is True
    assert len(live.errors) == 6
    assert live.summary is not None
    assert live.summary.start_s.median < 0.3
    assert live.summary.end_s.median < 0.3
    assert live.summary.depth_abs_deg is not None
    assert live.summary.depth_abs_deg.median < 5.0


def test_an_armed_set_has_armed_announcements_live_only(simulated: RecordingScore) -> None:
    methods = simulated.sides["right"].methods
    live, review = methods["live"].summary, methods["review"].summary
    assert live is not None
    assert live.announced_armed_s is not None
    assert live.announced_unarmed_s is None
    assert abs(live.announced_armed_s.median) < 1.0
    assert review is not None
    assert review.announced_armed_s is None


def test_a_path_and_a_recording_score_alike(tmp_path: Path) -> None:
    made = labelled(labels(*(window(b) for b in BOTTOMS)))
    found = made.labels
    assert found is not None
    path = tmp_path / "hinges"
    write_recording(path, [made.streams["right"].block], labels=found)
    assert score_recording(path).sides == score_recording(made).sides
