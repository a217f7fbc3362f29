"""The rules of BIDS that a motion dataset of ours comes under, held against a folder.

From the specification, version 1.10: the pages on motion, events, common principles and
modality-agnostic files, and the schema behind them (bids-specification.readthedocs.io).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

_LABEL = "[a-zA-Z0-9]+"
_STEM = re.compile(
    rf"sub-(?P<sub>{_LABEL})_ses-(?P<ses>{_LABEL})_task-(?P<task>{_LABEL})_tracksys-(?P<sys>{_LABEL})"
    r"_(?P<suffix>motion|channels|events)\.(?P<ending>tsv|json)"
)
_TYPES = {"ACCEL", "ANGACCEL", "GYRO", "JNTANG", "LATENCY", "MAGN", "MISC", "ORNT", "POS", "VEL"}
_COMPONENTS = {"x", "y", "z", "quat_x", "quat_y", "quat_z", "quat_w", "n/a"}
_CHANNEL_COLUMNS = ["name", "component", "type", "tracked_point", "units"]


def problems(dataset: Path) -> list[str]:
    """Every breach, one sentence each."""
    return [*_top(dataset), *(p for sub in sorted(dataset.glob("sub-*")) for p in _subject(sub))]


def table(path: Path) -> list[dict[str, str]]:
    """A table with a head."""
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def _json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _top(dataset: Path) -> Iterator[str]:
    described = _json(dataset / "dataset_description.json")
    for field in ("Name", "BIDSVersion"):
        if not isinstance(described.get(field), str):
            yield f"dataset_description.json has no {field}"
    if not (dataset / "README").read_text().strip():
        yield "README is empty"
    people = table(dataset / "participants.tsv")
    if next(iter(people[0])) != "participant_id":
        yield "participants.tsv does not begin with participant_id"
    named = [person["participant_id"] for person in people]
    folders = sorted(path.name for path in dataset.glob("sub-*"))
    if sorted(named) != folders:
        yield f"participants {named} have folders {folders}"


def _subject(subject: Path) -> Iterator[str]:
    for session in sorted(subject.iterdir()):
        if not re.fullmatch(rf"ses-{_LABEL}", session.name):
            yield f"{session.name} is no session"
        scans = table(session / f"{subject.name}_{session.name}_scans.tsv")
        yield from _scans(session, scans)
        for path in sorted((session / "motion").iterdir()):
            match = _STEM.fullmatch(path.name)
            if not match:
                yield f"{path.name} is no name"
            elif (f"sub-{match['sub']}", f"ses-{match['ses']}") != (subject.name, session.name):
                yield f"{path.name} is in the wrong folder"
        for motion in sorted((session / "motion").glob("*_motion.tsv")):
            yield from _motion(motion)


def _scans(session: Path, scans: list[dict[str, str]]) -> Iterator[str]:
    named = sorted(scan["filename"] for scan in scans)
    there = sorted(f"motion/{path.name}" for path in session.glob("motion/*_motion.tsv"))
    if named != there:
        yield f"scans name {named}, there are {there}"
    for scan in scans:
        if scan["acq_time"] != "n/a":
            datetime.strptime(scan["acq_time"], "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007


def _motion(motion: Path) -> Iterator[str]:
    stem = motion.name.removesuffix("_motion.tsv")
    channels = table(motion.with_name(f"{stem}_channels.tsv"))
    if list(channels[0])[: len(_CHANNEL_COLUMNS)] != _CHANNEL_COLUMNS:
        yield f"{stem}: the columns of channels are in another order"
    rows = [line.split("\t") for line in motion.read_text().splitlines()]
    if {len(row) for row in rows} != {len(channels)}:
        yield f"{stem}: as many columns as channels are due"
    for row in rows:
        for value in row:
            float(value)  # a head would be none
    yield from _channels(stem, channels)
    latencies = [channel["type"] for channel in channels].index("LATENCY")
    if float(rows[0][latencies]) != 0.0:
        yield f"{stem}: latency does not begin with the recording"
    yield from _sidecar(stem, _json(motion.with_suffix(".json")), channels)
    yield from _events(motion.with_name(f"{stem}_events.tsv"))


def _channels(stem: str, channels: list[dict[str, str]]) -> Iterator[str]:
    for channel in channels:
        if channel["type"] not in _TYPES or channel["component"] not in _COMPONENTS:
            yield f"{stem}: {channel['name']} is of no known type or component"
        if channel["type"] in {"ACCEL", "GYRO"} and channel["component"] not in {"x", "y", "z"}:
            yield f"{stem}: {channel['name']} has no axis"
        if "" in channel.values():
            yield f"{stem}: {channel['name']} has an empty field"
    if len({channel["name"] for channel in channels}) < len(channels):
        yield f"{stem}: two channels have one name"


def _sidecar(stem: str, told: dict[str, Any], channels: list[dict[str, str]]) -> Iterator[str]:
    for field, kind in (("TaskName", str), ("TrackingSystemName", str)):
        if not isinstance(told.get(field), kind):
            yield f"{stem}: {field} is due"
    if not told.get("SamplingFrequency", 0) > 0:
        yield f"{stem}: SamplingFrequency is due"
    if (
        re.sub("[^a-zA-Z0-9]", "", told["TaskName"])
        != stem.split("_task-")[1].split("_", maxsplit=1)[0]
    ):
        yield f"{stem}: TaskName and task differ"
    types = [channel["type"] for channel in channels]
    for kind in ("ACCEL", "GYRO", "LATENCY"):
        if told[f"{kind}ChannelCount"] != types.count(kind):
            yield f"{stem}: {kind}ChannelCount is wrong"
    if told["MotionChannelCount"] != len(channels):
        yield f"{stem}: MotionChannelCount is wrong"


def _events(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    events = table(path)
    described = _json(path.with_suffix(".json"))
    onsets = [float(event["onset"]) for event in events]
    if onsets != sorted(onsets):
        yield f"{path.name}: events are not in order"
    for event in events:
        if list(event)[:2] != ["onset", "duration"] or float(event["duration"]) < 0:
            yield f"{path.name}: onset and duration are due"
        if set(event) - set(described):
            yield f"{path.name}: {set(event) - set(described)} are not described"
        if "" in event.values():
            yield f"{path.name}: an empty field, where n/a is due"
