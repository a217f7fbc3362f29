"""The vocabulary of importing: what a kind of file looks like, what a person wishes, what was read.

A kind is a description, not a programme: which columns hold what, and in which unit if its maker
says so. `imu.importers.reading` does the same work for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from imu.recording import Sidecar
from imu.samples import Block, Floats, Side

Channel = Literal["total", "linear", "gravity", "rotation"]
"""Acceleration with gravity and without, gravity alone, angular rate."""

CHANNEL_NAMES: dict[Channel, str] = {
    "total": "acceleration",
    "linear": "acceleration without gravity",
    "gravity": "gravity",
    "rotation": "turn rate",
}


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """Where a kind tells the time.

    Attributes
    ----------
    pattern : what the column's whole name looks like, whatever its case.
    unit : "s", "ms", "us", "ns", "clock" for a date and time in words, or "" where the column's
        name or its steps have to tell.
    wrap_s : the clock starts anew after so long, s; None if it does not.
    """

    pattern: str
    unit: str = "s"
    wrap_s: float | None = None


@dataclass(frozen=True, slots=True)
class Axes:
    """Where a kind has the three axes of a channel.

    Attributes
    ----------
    channel : what is measured.
    pattern : what the three columns' names look like, with the axis as the group ``axis``.
    unit : the unit that the kind's maker states; "" where names or numbers have to tell.
    file : what the file's name holds where the columns' names do not tell channels apart.
    """

    channel: Channel
    pattern: str
    unit: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class TextKind:
    """A kind of text file, or of several that belong together.

    Attributes
    ----------
    name, title : what it is called on the command line, and by people.
    mark : what the lines up to the column names hold, to recognise the kind by.
    axes : the channels; the first description that fits stands.
    times : time columns, the best first.
    epoch : the column with UTC, for when the recording began; None without one.
    counter : name of the column that counts samples; "" without one.
    sensor : pattern of the column that names the sensor, where a file may hold several.
    started_fact : line before the column names that says when it began, with its zone.
    facts : line before the column names ("FirmwareVersion") -> field of `Sidecar`.
    advice : what to choose in the app where a channel is missing.
    manufacturer, model : whose sensor it is; "" where any phone will do.
    """

    name: str
    title: str
    mark: str
    axes: tuple[Axes, ...]
    times: tuple[TimeColumn, ...]
    advice: str
    epoch: TimeColumn | None = None
    counter: str = ""
    started_fact: str = ""
    sensor: str = ""
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    manufacturer: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """Units as a person names them, or None where the file has to tell."""

    acc: str | None = None
    gyr: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says about files to be imported.

    Attributes
    ----------
    side : the thigh that the sensor sat on.
    kind : the kind's name; None to recognise it.
    units : stronger than what a file says.
    columns : "time", "acc_x" ... "gyr_z" -> the column's name, for files of no known kind.
    rate_hz : the rate of samples without any time, Hz.
    sensor : whose rows to read, of a file that holds those of several sensors.
    """

    side: Side = "unknown"
    kind: str | None = None
    units: Units = Units()
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    rate_hz: float | None = None
    sensor: str | None = None


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit, and how it was found out, in words."""

    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, and the SHA-256 of its bytes in hex."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Foreign files as samples, before anything is written.

    Attributes
    ----------
    kind, title : the kind's name for the command line and for people.
    sources : the files that were given.
    block : the samples, rounded as they are written.
    taken : what was read from which columns.
    acc_unit, gyr_unit : units in the file.
    rest_m_s2 : length of the accelerometer's vector where it is stillest, m/s².
    sidecar : what the files say about the sensor.
    started_at : UTC of session time 0, where the files tell it.
    notes : what was odd or done, one sentence each.
    """

    kind: str
    title: str
    sources: tuple[Source, ...]
    block: Block
    taken: Mapping[str, str]
    acc_unit: FoundUnit
    gyr_unit: FoundUnit
    rest_m_s2: float
    sidecar: Sidecar
    started_at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """Readings of one channel.

    Attributes
    ----------
    time_s : (n,) strictly increasing, s, on the clock that all channels of the files share.
    values : (n, 3) in the unit of the file.
    names : the three columns.
    told : the unit that the columns' names tell, or the maker; "" for none.
    told_by : who tells it, in words.
    counter : (n,) the file's own count of samples, or None.
    """

    time_s: Floats
    values: Floats
    names: tuple[str, ...]
    told: str = ""
    told_by: str = ""
    counter: Floats | None = None
