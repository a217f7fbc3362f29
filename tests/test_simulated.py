"""Simulated sessions as recordings: everything is written, says what it is, and reads back."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import numpy as np
import pytest

from imu.errors import RecordingError
from imu.recording import Recording, input_hash, read_recording, round_block
from imu.samples import Block, CommandKind
from imu.simulated import EXERCISE, USUAL, Sensors, at_rate, plan_of, usual_plan, write_simulated
from imu.simulator import STRATA, Foil, Plan, Radio, SetPlan, SimulatedSession, simulate
from imu.simulator.plan import BAND, replace
from imu.simulator.session import LABEL_QUALITY
from imu.validation import is_simulated, score_recording

QUIET = Foil(kind="quiet", duration_s=2.0)
SHORT = SetPlan(reps=3, settle_s=1.5)
PLAN = Plan(activities=(QUIET, SHORT), radio=Radio(rate_hz=50.0), note="clean")
SEED = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write one set of one leg, told to the counter."""
    path = tmp_path_factory.mktemp("simulated") / "one"
    write_simulated(path, replace(PLAN, armed=True), SEED)
    return path


@pytest.fixture(scope="module")
def recording(folder: Path) -> Recording:
    """Read it."""
    return read_recording(folder)


@pytest.fixture(scope="module")
def session() -> SimulatedSession:
    """Give what was written."""
    return simulate(replace(PLAN, armed=True), SEED)


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def assert_same(one: Block, other: Block) -> None:
    """Compare all samples of two blocks."""
    for name in ("time_s", "acc_m_s2", "gyr_rad_s", "seq", "host_time_s", "sensor_time_s"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)


def test_it_opens_without_a_note(recording: Recording) -> None:
    assert recording.notes == ()
    assert recording.session.complete
    assert recording.session.sides == ("right",)


def test_it_says_that_nobody_wore_the_sensor(recording: Recording) -> None:
    meta, labels = recording.session, recording.labels
    assert meta.exercise == EXERCISE
    assert meta.notes.startswith(f"Simulated (clean, seed {SEED})")
    assert meta.extra["simulated"] == {"seed": SEED, "stratum": "clean"}
    assert labels is not None
    assert labels.quality == LABEL_QUALITY
    assert is_simulated(recording)


def test_samples_and_commands_come_back_exactly(
    recording: Recording, session: SimulatedSession
) -> None:
    assert list(recording.streams) == ["right"]
    assert_same(recording.streams["right"].block, round_block(session.blocks["right"]))
    assert recording.commands == session.commands
    assert [command.kind for command in recording.commands] == [CommandKind.ARM]


def test_labels_are_the_true_reps(recording: Recording, session: SimulatedSession) -> None:
    labels = recording.labels
    assert labels is not None
    assert labels.exhaustive
    assert [rep.start_s for rep in labels.reps] == [
        round(rep.start_s, 4) for rep in session.truth.reps if rep.side == "right"
    ]


def test_truth_is_the_orientation_at_the_samples(
    recording: Recording, session: SimulatedSession
) -> None:
    truth, trace = recording.truth, session.truth.traces["right"]
    assert truth is not None
    np.testing.assert_array_equal(truth.time_s, recording.streams["right"].block.time_s)
    np.testing.assert_allclose(truth.quat, trace.quaternion, atol=1e-9)
    assert truth.movement.all()


def test_lost_samples_have_no_truth(tmp_path: Path) -> None:
    plan = replace(PLAN, radio=Radio(rate_hz=50.0, loss=0.3))
    write_simulated(tmp_path / "r", plan, SEED)
    recording, session = read_recording(tmp_path / "r"), simulate(plan, SEED)
    truth, block = recording.truth, recording.streams["right"].block
    assert truth is not None
    assert block.seq is not None
    assert len(truth.time_s) == len(block) < len(session.truth.traces["right"].time_s)
    np.testing.assert_allclose(
        truth.quat, session.truth.traces["right"].quaternion[block.seq], atol=1e-9
    )


def test_the_plan_plays_the_same_session_again(
    recording: Recording, session: SimulatedSession
) -> None:
    plan = msgspec.convert(recording.session.plan, Plan)
    assert plan == session.plan
    again = simulate(plan, recording.session.extra["simulated"]["seed"])
    assert_same(again.blocks["right"], session.blocks["right"])


def test_what_the_person_did_is_in_the_log(recording: Recording, session: SimulatedSession) -> None:
    done = [entry for entry in recording.log if entry.type.startswith("simulated:")]
    kinds = [foil.kind for foil in session.truth.foils]
    assert sorted(entry.type for entry in done) == sorted(
        f"simulated:{kind}" for kind in [*kinds, "set"]
    )
    assert [entry.onset_s for entry in done] == sorted(entry.onset_s for entry in done)
    (mark,) = session.truth.sets
    (entry,) = [entry for entry in done if entry.type == "simulated:set"]
    assert entry.side == "right"
    assert entry.onset_s == pytest.approx(mark.start_s, abs=1e-4)
    assert entry.duration_s == pytest.approx(mark.end_s - mark.start_s, abs=1e-4)


def test_the_sidecar_says_what_the_sensor_is(recording: Recording) -> None:
    sidecar = recording.streams["right"].sidecar
    assert sidecar is not None
    assert sidecar.sampling_frequency == 50.0
    assert sidecar.tracked_point == "right_thigh"
    assert sidecar.manufacturer == "simulated"
    assert sidecar.accelerometer_range == pytest.approx(16 * 9.80665, abs=1e-3)
    assert sidecar.gyroscope_range == pytest.approx(34.9066, abs=1e-3)


def test_the_same_plan_and_seed_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    write_simulated(tmp_path / "again", replace(PLAN, armed=True), SEED)
    write_simulated(tmp_path / "other", replace(PLAN, armed=True), SEED + 1)
    assert contents(tmp_path / "again") == contents(folder)
    assert contents(tmp_path / "other") != contents(folder)


def test_zipped_samples_read_the_same(folder: Path, recording: Recording, tmp_path: Path) -> None:
    write_simulated(tmp_path / "one", replace(PLAN, armed=True), SEED, zipped=True)
    names = set(contents(tmp_path / "one"))
    assert "right.imu.csv.gz" in names
    assert "right.imu.csv" not in names
    packed = (tmp_path / "one" / "right.imu.csv.gz").read_bytes()
    assert gzip.decompress(packed) == (folder / "right.imu.csv").read_bytes()
    assert input_hash(read_recording(tmp_path / "one")) == input_hash(recording)


def test_two_sensors_have_no_common_orientation(tmp_path: Path) -> None:
    write_simulated(tmp_path / "two", replace(PLAN, sensors=("left", "right")), SEED)
    recording = read_recording(tmp_path / "two")
    assert list(recording.streams) == ["left", "right"]
    assert recording.truth is None
    assert recording.session.sides == ("left", "right")


def test_one_sensor_that_moves_writes_two_files(tmp_path: Path) -> None:
    moved = Foil(kind="move-sensor", duration_s=4.0)
    plan = replace(
        PLAN,
        activities=(QUIET, moved, QUIET),
        radios={"right": Radio(rate_hz=52.0)},
    )
    write_simulated(tmp_path / "moved", plan, SEED)
    recording = read_recording(tmp_path / "moved")
    left, right = recording.streams["left"], recording.streams["right"]
    assert right.block.time_s[-1] < left.block.time_s[0]
    assert recording.notes == ()  # either sidecar names the one sensor's rate
    for stream in (left, right):
        assert stream.sidecar is not None
        assert stream.sidecar.sampling_frequency == 52.0


def test_nothing_is_overwritten(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(RecordingError, match="one"):
        write_simulated(folder, PLAN, SEED)
    assert contents(folder) == before


def test_validate_finds_exact_truth_in_it(recording: Recording) -> None:
    score = score_recording(recording)
    assert score.simulated
    assert score.exhaustive
    assert score.tilt is not None
    assert score.tilt.review_deg < 2.0
    review = score.sides["right"].methods["review"]
    assert (score.sides["right"].labelled, review.counted, review.bottoms_inside) == (3, 3, True)


@pytest.mark.parametrize("stratum", STRATA)
def test_every_stratum_can_be_drawn(stratum: str) -> None:
    assert plan_of(stratum, 1).note == stratum


def test_the_rate_is_changed_for_every_sensor() -> None:
    plan = at_rate(plan_of("two-sensors", 3), 77.0)
    assert {plan.link(side).rate_hz for side in ("left", "right")} == {77.0}
    assert plan.link("left").clock_ppm == plan_of("two-sensors", 3).link("left").clock_ppm


@pytest.mark.parametrize(
    ("sensors", "legs"),
    [("right", ["right"] * 3), ("left", ["left"] * 3), ("both", ["right"] * 3 + ["left"] * 3)],
)
def test_the_usual_session_works_every_leg_with_a_sensor(sensors: Sensors, legs: list[str]) -> None:
    plan = usual_plan(sensors, 3, SetPlan(reps=4))
    sets = [activity for activity in plan.activities if isinstance(activity, SetPlan)]
    assert [rep_set.side for rep_set in sets] == legs
    assert {rep_set.reps for rep_set in sets} == {4}
    assert set(plan.sensors) == set(legs)
    assert plan.note == USUAL


def test_rest_and_band_are_as_wished() -> None:
    plain, banded = usual_plan(rest_s=9.0), usual_plan(rest_s=9.0, band=True)
    assert BAND not in plain.activities
    assert BAND in banded.activities
    assert Foil(kind="walk", duration_s=3.0) in plain.activities
    assert len(banded.activities) == len(plain.activities) + 1
