"""``labels.json``: a person's word on where the reps are. Truth for `kickstand validate`."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal

import msgspec

from imu.errors import RecordingError
from imu.recording.jsonfile import check_schema_version, convert, read_object, write_object
from imu.recording.layout import SCHEMA_VERSION
from imu.samples import Side

LabelSide = Side | Literal["both"]
"""Which thigh moved: a side, or "both" when one movement moved both."""


class LabelledRep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rep that a person marked, ``start_s < end_s``, session time in seconds.

    Attributes
    ----------
    bottom_s : the deepest instant, s. `depth_deg` : thigh tilt there, degrees.
    set : number of the set it belongs to. `kind` : what kind of rep, in the labeller's words.
    """

    side: LabelSide
    start_s: float
    end_s: float
    bottom_s: float | None = None
    depth_deg: float | None = None
    set: int | None = None
    kind: str | None = None


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The labels of a recording.

    Attributes
    ----------
    quality : how they were made, in words.
    exhaustive : true if every rep of the recording is marked, so that others are false ones.
    reps : in the order of the file; windows may overlap.
    """

    schema_version: int = SCHEMA_VERSION
    quality: str = ""
    exhaustive: bool = False
    reps: tuple[LabelledRep, ...] = ()


def read_labels(path: Path) -> Labels:
    """Read a ``labels.json``. Unknown fields are ignored.

    Raises
    ------
    RecordingError : unreadable, no JSON, a wrong type, a newer version, or a rep that ends before
        it starts.
    """
    raw = read_object(path)
    check_schema_version(path, raw)
    labels = convert(path, raw, Labels)
    for number, rep in enumerate(labels.reps, start=1):
        if not -math.inf < rep.start_s < rep.end_s < math.inf:
            problem = f"rep {number} starts at {rep.start_s:g} s but ends at {rep.end_s:g} s"
            raise RecordingError(path, problem, "Mend the two times")
    return labels


def write_labels(path: Path, labels: Labels) -> None:
    """Write a ``labels.json`` atomically.

    Raises
    ------
    OSError : it cannot be written; an older file is untouched.
    """
    write_object(path, labels)
