"""A dataset after Motion-BIDS: by its rules, and with the samples as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from imu.errors import ExportError
from imu.exporters import Study, exporter_to
from imu.samples import Side
from tests.exporters.bidsrules import problems, table
from tests.exporters.studies import counted

BASE = "sub-Anna/ses-01/motion/sub-Anna_ses-01_task-kickstandhinge_tracksys-left"


def export(folder: Path, *studies: Study) -> Path:
    exporter = exporter_to("bids", folder)
    for one in studies:
        exporter.add(one)
    files = exporter.finish()
    assert sorted(files) == sorted(path for path in folder.rglob("*") if path.is_file())
    return folder


def test_a_dataset_breaks_no_rule(tmp_path: Path) -> None:
    studies = (
        counted("left", "right"),
        counted("left", name="tuesday", columns={"condition": "tired", "odd name": ""}),
        counted(person="Ben & Co"),
        counted(person=None, started_at=None),
        counted(person="?", hole_s=(0.7, 15.0)),
    )
    assert problems(export(tmp_path / "new", *studies)) == []


BREACHES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a head": (f"{BASE}_motion.tsv", lambda t: "latency" + "\tx" * 6 + "\n" + t, ""),
    "a column less": (f"{BASE}_channels.tsv", lambda t: t[: t.rindex("gyro_z")], "as many columns"),
    "a type": (f"{BASE}_channels.tsv", lambda t: t.replace("GYRO", "gyro"), "no known type"),
    "no frequency": (
        f"{BASE}_motion.json",
        lambda t: t.replace("SamplingFrequency", "X"),
        "SamplingFrequency is due",
    ),
    "no version": (
        "dataset_description.json",
        lambda t: t.replace("BIDSVersion", "Version"),
        "no BIDSVersion",
    ),
    "nobody": ("participants.tsv", lambda t: t.replace("Anna", "Ben"), "have folders"),
    "the order": (
        f"{BASE}_events.tsv",
        lambda t: "\n".join([t.split("\n")[0], *t.split("\n")[:0:-1]][:-1]) + "\n",
        "",
    ),
}


@pytest.mark.parametrize("name", BREACHES)
def test_the_rules_see_what_they_are_for(name: str, tmp_path: Path) -> None:
    file, spoil, words = BREACHES[name]
    path = export(tmp_path, counted("left")) / file
    path.write_text(spoil(path.read_text()))
    try:
        found = problems(tmp_path)
    except (ValueError, KeyError) as error:  # a table that cannot even be read
        found = [str(error)]
    assert found
    assert any(words in problem for problem in found)


def test_samples_are_as_they_were_taken(tmp_path: Path) -> None:
    one = counted("left", hole_s=(3.0, 3.5))
    rows = np.loadtxt(export(tmp_path, one) / f"{BASE}_motion.tsv")
    block = one.recording.streams["left"].block
    assert np.allclose(rows[:, 0], block.time_s - block.time_s[0], atol=1e-9)
    assert np.array_equal(rows[:, 1:4], block.acc_m_s2)
    assert np.array_equal(rows[:, 4:7], block.gyr_rad_s)


def test_events_are_sets_and_reps_from_the_first_sample_on(tmp_path: Path) -> None:
    one = counted("left")
    events = table(export(tmp_path, one) / f"{BASE}_events.tsv")
    (rep_set,) = one.session.sides["left"].sets
    reps = [event for event in events if event["trial_type"] == "rep"]
    assert [event["rep"] for event in reps] == ["1", "2", "3", "4"]
    first_s = float(one.recording.streams["left"].block.time_s[0])
    for event, rep in zip(reps, rep_set.reps, strict=True):
        assert float(event["onset"]) == pytest.approx(rep.start_s - first_s, abs=1e-6)
        assert float(event["depth_deg"]) == pytest.approx(rep.depth_deg, abs=1e-6)
    assert [event["counted"] for event in reps] == ["true"] * 4


def test_a_study_s_columns_are_in_the_scans(tmp_path: Path) -> None:
    columns = {"condition": "tired", "filename": "theirs", "two words": "x"}
    export(tmp_path, counted("left", columns=columns))
    (scan,) = table(tmp_path / "sub-Anna" / "ses-01" / "sub-Anna_ses-01_scans.tsv")
    assert (scan["condition"], scan["study_filename"], scan["two_words"]) == (
        "tired",
        "theirs",
        "x",
    )
    assert scan["acq_time"] == "2026-09-21T16:13:20.750000Z"


@pytest.mark.parametrize(
    ("persons", "folders"),
    [
        (["Anna", "Anna"], {"sub-Anna"}),
        ([None, None], {"sub-unnamed", "sub-unnamed2"}),
        (["A b", "Ab"], {"sub-Ab", "sub-Ab2"}),
        (["Ünal", "7"], {"sub-nal", "sub-7"}),
    ],
)
def test_people_are_not_mixed(persons: list[str | None], folders: set[str], tmp_path: Path) -> None:
    export(tmp_path, *(counted(person=person) for person in persons))
    assert {path.name for path in tmp_path.glob("sub-*")} == folders
    assert problems(tmp_path) == []


@pytest.mark.parametrize("side", ["left", "right", "unknown"])
def test_the_sidecar_tells_the_sensor_and_its_rate(side: Side, tmp_path: Path) -> None:
    export(tmp_path, counted(side))
    path = tmp_path / f"{BASE}_motion.json".replace("left", side)
    told = json.loads(path.read_text())
    assert told["SamplingFrequency"] == told["SamplingFrequencyEffective"] == 100.0
    assert told["RecordingDuration"] == pytest.approx(15.49)
    assert side in told["TrackingSystemName"]


def test_no_dataset_is_written_into_another(tmp_path: Path) -> None:
    export(tmp_path, counted())
    with pytest.raises(ExportError, match="exists already"):
        exporter_to("bids", tmp_path)
