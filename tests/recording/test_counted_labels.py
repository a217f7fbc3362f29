"""R18a to R18d: counts per set and spans without a rep in ``labels.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from imu.errors import RecordingError
from imu.recording import (
    Foil,
    LabelledRep,
    LabelledSet,
    Labels,
    extend_labels,
    plain_labels,
    read_recording,
    write_recording,
)
from imu.recording.labels import read_labels, write_labels
from tests.recording.examples import check_sentence, put, swinging

SET = LabelledSet(side="left", start_s=10.0, end_s=55.0, count=8)
WALK = Foil(start_s=60.0, end_s=75.0, kind="walking")
LABELS = Labels(
    quality="counted aloud",
    exhaustive=True,
    reps=(LabelledRep(side="left", start_s=80.0, end_s=83.0),),
    sets=(SET, LabelledSet(side="both", start_s=90.0, end_s=120.0, count=0, kind="slow")),
    foils=(WALK, Foil(start_s=70.0, end_s=78.0)),
)


def a_set(
    start_s: object = 10, end_s: object = 55, count: object = 8, side: str = "left"
) -> dict[str, object]:
    return {"side": side, "start_s": start_s, "end_s": end_s, "count": count}


def a_foil(start_s: object = 60, end_s: object = 75) -> dict[str, object]:
    return {"start_s": start_s, "end_s": end_s, "kind": "walking"}


def a_rep(start_s: float, end_s: float, side: str = "left") -> dict[str, object]:
    return {"side": side, "start_s": start_s, "end_s": end_s}


def labels_in(folder: Path, content: dict[str, Any]) -> Labels:
    """Write a labels.json by hand and read it."""
    return read_labels(put(folder, {"labels.json": content}) / "labels.json")


def test_r18a_r18b_sets_and_foils_come_back(tmp_path: Path) -> None:
    write_recording(tmp_path / "r", [swinging(30)], labels=LABELS)
    assert read_recording(tmp_path / "r").labels == LABELS


def test_r18a_a_set_stands_in_the_file_as_the_page_says(tmp_path: Path) -> None:
    write_labels(tmp_path / "labels.json", LABELS)
    fields = json.loads((tmp_path / "labels.json").read_text())
    assert fields["schema_version"] == 1
    assert fields["sets"][0] == {"side": "left", "start_s": 10.0, "end_s": 55.0, "count": 8}
    assert fields["foils"][0] == {"start_s": 60.0, "end_s": 75.0, "kind": "walking"}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"sets": [a_set(55, 10)]}, "set 1 starts at 55 s"),
        ({"sets": [a_set(10, 10)]}, "set 1 starts at 10 s"),
        ({"sets": [a_set(count=-1)]}, "set 1 has -1 reps"),
        ({"sets": [a_set(count=7.5)]}, "$.sets[0].count"),
        ({"sets": [a_set(side="middle")]}, "$.sets[0].side"),
        ({"sets": [{"side": "left", "start_s": 1, "end_s": 2}]}, "count"),
        ({"foils": [a_foil(75, 60)]}, "foil 1 starts at 75 s"),
        ({"foils": [{"start_s": 1}]}, "end_s"),
        ({"foils": {}}, "$.foils"),
    ],
)
def test_r18a_r18b_wrong_spans_are_refused(
    tmp_path: Path, content: dict[str, Any], word: str
) -> None:
    with pytest.raises(RecordingError) as caught:
        labels_in(tmp_path, content)
    assert word in check_sentence(caught.value)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"sets": [a_set(10, 55), a_set(50, 90)]}, "set 2 (50 to 90 s) overlaps set 1"),
        ({"sets": [a_set(10, 55), a_set(20, 30, side="both")]}, "set 2"),
        ({"sets": [a_set(10, 55)], "foils": [a_foil(54, 60)]}, "foil 1 (54 to 60 s) overlaps set"),
        ({"reps": [a_rep(1, 4)], "foils": [a_foil(3, 9)]}, "foil 1 (3 to 9 s) overlaps rep 1"),
    ],
)
def test_r18a_r18b_spans_that_contradict_each_other_are_refused(
    tmp_path: Path, content: dict[str, Any], word: str
) -> None:
    with pytest.raises(RecordingError) as caught:
        labels_in(tmp_path, content)
    assert word in check_sentence(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        {"sets": [a_set(10, 55), a_set(55, 90)]},  # they touch
        {"sets": [a_set(10, 55), a_set(20, 70, side="right")]},  # another side
        {"foils": [a_foil(0, 9), a_foil(5, 12)]},
        {"sets": [a_set(10, 55)], "foils": [a_foil(55, 60), a_foil(0, 10)]},
        {"sets": [a_set(10, 55)], "reps": [a_rep(11, 14)]},  # marked one by one as well
    ],
)
def test_r18a_r18b_spans_that_can_all_be_true_are_taken(
    tmp_path: Path, content: dict[str, Any]
) -> None:
    assert labels_in(tmp_path, content)


def test_r18d_labels_without_sets_are_written_as_before(tmp_path: Path) -> None:
    plain = Labels(quality="q", reps=LABELS.reps)
    write_labels(tmp_path / "labels.json", plain)
    fields = json.loads((tmp_path / "labels.json").read_text())
    assert list(fields) == ["schema_version", "quality", "exhaustive", "reps"]
    # Published hashes of labels are taken over exactly this.
    before = b'{"schema_version":1,"quality":"q","exhaustive":false,"reps":[{"side":"left",'
    assert msgspec.json.encode(plain_labels(plain)).startswith(before)
    assert b"sets" not in msgspec.json.encode(plain_labels(plain))


# -- adding to a file -----------------------------------------------------------------------------


def test_r18d_a_file_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    given = extend_labels(path, [SET], [WALK], quality="filmed", exhaustive=True)
    assert given == read_labels(path)
    assert given == Labels(quality="filmed", exhaustive=True, sets=(SET,), foils=(WALK,))


def test_r18d_what_is_in_the_file_stays(tmp_path: Path) -> None:
    rep = {**a_rep(80, 83), "mood": "good"}
    content = {"quality": "q", "exhaustive": True, "reps": [rep], "sets": [a_set()], "film": "a"}
    path = put(tmp_path, {"labels.json": content}) / "labels.json"
    later = LabelledSet(side="left", start_s=90.0, end_s=99.0, count=3)
    labels = extend_labels(path, [later], [WALK])
    fields = json.loads(path.read_text())
    assert (fields["film"], fields["reps"]) == ("a", [rep])
    assert (labels.quality, labels.exhaustive) == ("q", True)
    assert labels.sets == (SET, later)
    assert labels.foils == (WALK,)


def test_r18d_sets_and_foils_can_be_made_anew_and_reps_stay(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    write_labels(path, LABELS)
    labels = extend_labels(path, [SET], [], anew=True)
    assert (labels.sets, labels.foils, labels.reps) == ((SET,), (), LABELS.reps)


@pytest.mark.parametrize("content", [{"sets": [a_set()]}, {"schema_version": 2}, b"{"])
def test_r18d_what_cannot_be_extended_is_left_alone(tmp_path: Path, content: object) -> None:
    path = put(tmp_path, {"labels.json": content}) / "labels.json"
    before = path.read_bytes()
    with pytest.raises(RecordingError) as caught:
        extend_labels(path, [SET], [])
    check_sentence(caught.value)
    assert path.read_bytes() == before
