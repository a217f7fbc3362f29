"""R14 and R18 to R20: sidecars, labels, truth, and the derived table of reps."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from imu.errors import RecordingError
from imu.recording import (
    LabelledRep,
    Labels,
    Sidecar,
    Truth,
    read_recording,
    reps_csv,
    write_recording,
    write_reps,
)
from imu.recording.labels import read_labels, write_labels
from imu.recording.sidecar import read_sidecar, write_sidecar
from imu.recording.truth import read_truth, write_truth
from imu.samples import Rep, RepSet, Session, SideResult
from tests.recording.examples import check_sentence, put, swinging

SIDECAR = Sidecar(
    sampling_frequency=104.0,
    tracked_point="left_thigh",
    manufacturer="Maker",
    manufacturers_model_name="Model",
    device_serial_number="123",
    software_versions="1.2.3",
    accelerometer_range=78.4532,
    gyroscope_range=34.9066,
    clock_model={"kind": "ticks", "drift_ppm": 12.5},
)
LABELS = Labels(
    quality="manual",
    exhaustive=True,
    reps=(
        LabelledRep(side="left", start_s=1.2, end_s=4.5),
        LabelledRep(side="both", start_s=4.0, end_s=7.5, bottom_s=6, depth_deg=30.5, set=1),
        LabelledRep(side="unknown", start_s=8, end_s=9, kind="squat"),
    ),
)
TRUTH = Truth(
    np.array([0.0, 0.01, 0.02]),
    np.array([[np.nan] * 4, [1.0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5]]),
    np.array([False, True, True]),
)


def test_r14_sidecar_comes_back(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(30)], sidecars={"left": SIDECAR})
    assert read_recording(tmp_path / "r").streams["left"].sidecar == SIDECAR


def test_r14_sidecar_has_the_names_of_bids(tmp_path: Path) -> None:
    write_sidecar(tmp_path / "left.imu.json", SIDECAR)
    fields = json.loads((tmp_path / "left.imu.json").read_text())
    assert {"SamplingFrequency", "TrackedPoint", "ManufacturersModelName"} <= set(fields)
    assert fields["SoftwareVersions"] == "1.2.3"


def test_r14_unknown_fields_of_a_sidecar_survive_a_rewrite(tmp_path: Path) -> None:
    path = tmp_path / "a.imu.json"
    put(tmp_path, {path.name: {"TrackedPoint": "x", "Mood": 5, "Extra": 6}})
    sidecar = read_sidecar(path)
    assert sidecar.extra == {"Mood": 5, "Extra": 6}
    write_sidecar(path, sidecar)
    assert read_sidecar(path) == sidecar


def test_r14_sidecar_with_a_wrong_type_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.imu.json": {"SamplingFrequency": "fast"}}) / "a.imu.json"
    with pytest.raises(RecordingError, match=r"\$.SamplingFrequency"):
        read_sidecar(path)


@pytest.mark.parametrize("claimed", [0.0, None])
def test_r15_sidecar_that_claims_no_rate_is_fine(tmp_path: Path, claimed: float | None) -> None:
    sidecar = Sidecar(sampling_frequency=claimed)
    write_recording(tmp_path / "r", [swinging(30)], sidecars={"left": sidecar})
    assert read_recording(tmp_path / "r").notes == ()


def test_r18_labels_come_back(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(30)], labels=LABELS)
    assert read_recording(tmp_path / "r").labels == LABELS


def test_r18_optional_fields_are_not_written_when_empty(tmp_path: Path) -> None:
    write_labels(tmp_path / "labels.json", LABELS)
    fields = json.loads((tmp_path / "labels.json").read_text())
    assert fields["reps"][0] == {"side": "left", "start_s": 1.2, "end_s": 4.5}


def test_r18_labels_are_not_exhaustive_unless_they_say_so(tmp_path: Path) -> None:
    path = put(tmp_path, {"labels.json": {"schema_version": 1, "reps": []}}) / "labels.json"
    assert not read_labels(path).exhaustive


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"reps": [{"side": "left", "start_s": 2, "end_s": 1}]}, "rep 1 starts at 2 s"),
        ({"reps": [{"side": "left", "start_s": 1, "end_s": 1}]}, "rep 1 starts at 1 s"),
        ({"reps": [{"side": "middle", "start_s": 0, "end_s": 1}]}, "$.reps[0].side"),
        ({"reps": [{"side": "left", "start_s": 0}]}, "end_s"),
        ({"reps": {}}, "$.reps"),
        ({"schema_version": 2, "reps": {}}, "Upgrade"),
        (b"[]", "not an object"),
        (b'{"reps": [{"side": "left", "start_s": NaN}]}', "JSON"),
    ],
)
def test_r18_wrong_labels_are_refused(tmp_path: Path, content: object, word: str) -> None:
    path = put(tmp_path, {"labels.json": content}) / "labels.json"
    with pytest.raises(RecordingError) as caught:
        read_labels(path)
    assert word in check_sentence(caught.value)


def test_r19_truth_comes_back(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(30)], truth=TRUTH)
    truth = read_recording(tmp_path / "r").truth
    assert truth is not None
    assert np.array_equal(truth.time_s, TRUTH.time_s)
    assert np.array_equal(truth.quat, TRUTH.quat, equal_nan=True)
    assert truth.movement.tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"time_s,opt_qw\n0,1\n", "is missing"),
        (b"time_s,opt_qw,opt_qx,opt_qy,opt_qz,movement\n", "no rows"),
        (b"time_s,opt_qw,opt_qx,opt_qy,opt_qz,movement\n0,1,0,0,0,1\n0,0,1,0,0,1\n", "line 3"),
        (b"time_s,opt_qw,opt_qx,opt_qy,opt_qz,movement\nnan,1,0,0,0,1\n", "line 2"),
    ],
)
def test_r19_wrong_truth_is_refused(tmp_path: Path, content: bytes, word: str) -> None:
    path = put(tmp_path, {"truth.csv": content}) / "truth.csv"
    with pytest.raises(RecordingError) as caught:
        read_truth(path)
    assert word in check_sentence(caught.value)


def test_r19_quaternion_is_written_finer_than_any_camera_sees(tmp_path: Path) -> None:
    quat = np.array([[0.123456789012, 0.1, 0.2, 0.3]])
    write_truth(tmp_path / "truth.csv", Truth(np.zeros(1), quat, np.array([True])))
    assert np.max(np.abs(read_truth(tmp_path / "truth.csv").quat - quat)) < 1e-9


def rep(start_s: float, **changes: object) -> Rep:
    """A rep that starts at a time."""
    fields: dict[str, object] = {
        "start_s": start_s,
        "bottom_start_s": start_s + 1,
        "bottom_end_s": start_s + 1.5,
        "end_s": start_s + 3,
        "provisional_s": start_s + 2,
        "announced_s": start_s + 3,
        "depth_deg": 24.125,
        "counted": True,
        "flags": (),
        "metrics": {"down_s": 1.5},
    }
    return Rep(**{**fields, **changes})  # pyright: ignore[reportArgumentType]


def side(*sets: RepSet) -> SideResult:
    """The result of one side with these sets."""
    return SideResult(samples=1, rate_hz=100, gaps=(), health=(), sets=sets, rejected=())


SESSION = Session(
    mode="review",
    version="0.1",
    metrics_version=3,
    settings_hash="abc",
    input_hash="def",
    sides={
        "left": side(
            RepSet(start_s=0, end_s=9, reps=(rep(0.1), rep(4, metrics={"wobble_deg": 2.0}))),
            RepSet(start_s=20, end_s=30, reps=(rep(21, announced_s=None, counted=False),)),
        ),
        "right": side(RepSet(start_s=0, end_s=9, reps=(rep(1, flags=("pulse", "not-tall")),))),
    },
)


def test_r20_reps_file_has_one_row_for_each_listed_rep(tmp_path: Path) -> None:
    path = write_reps(tmp_path, SESSION)
    assert path == tmp_path / "reps.csv"
    table = list(csv.DictReader(path.read_text().splitlines()))
    assert [(row["side"], row["set"], row["rep"]) for row in table] == [
        ("left", "1", "1"),
        ("left", "1", "2"),
        ("left", "2", "1"),
        ("right", "1", "1"),
    ]
    assert [row["counted"] for row in table] == ["true", "true", "false", "true"]
    assert [row["announced_s"] for row in table] == ["3.1", "7.0", "", "4.0"]
    assert table[3]["flags"] == "pulse not-tall"
    assert float(table[0]["depth_deg"]) == 24.125


def test_r20_metrics_are_columns_and_what_cannot_be_given_is_empty() -> None:
    table = list(csv.DictReader(reps_csv(SESSION).splitlines()))
    assert [row["down_s"] for row in table] == ["1.5", "", "1.5", "1.5"]
    assert [row["wobble_deg"] for row in table] == ["", "2.0", "", ""]


def test_r20_likeness_to_the_sets_median_rep_is_a_column() -> None:
    (first, *others) = SESSION.sides["left"].sets
    alike = tuple(0.25 * n for n in range(len(first.reps)))
    sets = (msgspec.structs.replace(first, similarity=alike), *others)
    left = msgspec.structs.replace(SESSION.sides["left"], sets=sets)
    session = msgspec.structs.replace(SESSION, sides={"left": left})
    table = list(csv.DictReader(reps_csv(session).splitlines()))
    assert [row["similarity"] for row in table][: len(alike)] == [repr(value) for value in alike]
    assert {row["similarity"] for row in csv.DictReader(reps_csv(SESSION).splitlines())} == {""}


def test_r20_every_row_says_what_it_was_made_from() -> None:
    for row in csv.DictReader(reps_csv(SESSION).splitlines()):
        assert row["mode"] == "review"
        assert row["version"] == "0.1"
        assert row["metrics_version"] == "3"
        assert row["settings_hash"] == "abc"
        assert row["input_hash"] == "def"


def test_r20_session_without_reps_gives_a_header() -> None:
    assert reps_csv(Session()).count("\n") == 1


def test_r20_writing_reps_again_replaces_them(tmp_path: Path) -> None:
    write_reps(tmp_path, SESSION)
    write_reps(tmp_path, Session())
    assert (tmp_path / "reps.csv").read_text() == reps_csv(Session())
    assert [path.name for path in tmp_path.iterdir()] == ["reps.csv"]


def test_r20_reps_that_cannot_be_written_give_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="cannot be written"):
        write_reps(tmp_path / "gone", SESSION)


def test_r20_reps_file_is_never_read(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(30)])
    (tmp_path / "r" / "reps.csv").write_bytes(b"\0rubbish")
    assert read_recording(tmp_path / "r").notes == ()
