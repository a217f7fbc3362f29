"""Samples as EDF+ files, with sets and reps as annotations: for EDFbrowser, MNE and their like.

EDF knows no times of samples and no missing ones, so samples are put on a regular grid, by straight
lines between neighbours, and every stretch without a gap becomes a file of its own with its own
start. (EDF+D, one file with holes, is read wrongly or refused by much software.) A value has 16
bits over the sensor's range; each signal says how large one step is.

Source: Kemp and Olivan 2003, doi 10.1016/S1388-2457(03)00123-8; edfplus.info.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from imu.errors import ExportError
from imu.exporters.files import require_free_files, require_library, write_new
from imu.exporters.study import Study
from imu.feed import part
from imu.recording import Stream
from imu.samples import STANDARD_GRAVITY_M_S2, Block, Floats, Side

if TYPE_CHECKING:
    from edfio import EdfAnnotation, EdfSignal

_ACC_RANGE_M_S2 = 16.0 * STANDARD_GRAVITY_M_S2
_GYR_RANGE_RAD_S = math.radians(2000.0)
"""The widest ranges of consumer sensors, where a sidecar names none."""
_STEPS = 65_535
_RECORD_S = 1
"""s of a data record. A stretch ends with its last whole one."""
_UNFIT = re.compile(r"[^\w.+-]+", re.ASCII)


class EdfExporter:
    """A file for each sensor and stretch: ``NAME_left.edf``, or ``NAME_left_2.edf`` and so on.

    Raises
    ------
    ExportError : the library is not installed.
    """

    def __init__(self, folder: Path) -> None:
        require_library("edfio", "edf")
        self._folder = folder
        self._files: list[Path] = []

    def add(self, one: Study) -> None:
        """Write the files of a recording.

        Raises
        ------
        ExportError : no stretch is as long as a data record, a file is there, or the disk refuses.
        """
        files: dict[str, bytes] = {}
        for side, stream in one.recording.streams.items():
            blocks = list(stretches(stream))
            for number, block in enumerate(blocks, start=1):
                suffix = f"_{number}" if len(blocks) > 1 else ""
                name = f"{_UNFIT.sub('-', one.session.recording)}_{side}{suffix}.edf"
                files[name] = edf_bytes(one, stream, block)
        if not files:
            problem = f"{one.session.recording} has no second without a gap"
            raise ExportError(problem, "Export it as csv, parquet or bids.")
        require_free_files(self._folder, tuple(files))
        self._files += [write_new(self._folder / name, data) for name, data in files.items()]

    def finish(self) -> list[Path]:
        """The files."""
        return self._files


def stretches(stream: Stream) -> Iterator[Block]:
    """The samples between gaps, where they last as long as a data record."""
    block = stream.block
    starts = [gap.end_s for gap in stream.gaps]
    edges = [0, *np.searchsorted(block.time_s, starts).tolist(), len(block)]
    for first, last in pairwise(edges):
        if last - first > 1 and block.time_s[last - 1] - block.time_s[first] >= _RECORD_S:
            yield part(block, first, last)


def edf_bytes(one: Study, stream: Stream, block: Block) -> bytes:
    """One stretch as an EDF+ file."""
    from edfio import Edf, Patient, Recording

    rate = _whole_rate(stream.rate_hz or 1.0)
    first_s = float(block.time_s[0])
    began = one.recording.session.started_at
    # Without a date the clock begins at midnight, so that stretches keep their distance.
    moment = (began or datetime(2000, 1, 1)) + timedelta(seconds=first_s)  # noqa: DTZ001
    edf = Edf(
        _signals(stream, block, rate),
        patient=Patient(code=_UNFIT.sub("_", one.person or "") or "X"),
        recording=Recording(startdate=moment.date() if began else None),
        starttime=time(moment.hour, moment.minute, moment.second, moment.microsecond),
        data_record_duration=_RECORD_S,
        annotations=_annotations(one, block),
    )
    return edf.to_bytes()


def _whole_rate(rate_hz: float) -> int:
    """The rate in whole Hz, up where down would lose more than 2 % of the samples."""
    nearest = round(rate_hz)
    return max(1, nearest if nearest >= 0.98 * rate_hz else math.ceil(rate_hz))


def _signals(stream: Stream, block: Block, rate: int) -> list[EdfSignal]:
    from edfio import EdfSignal

    told = stream.sidecar
    count = math.floor(float(block.time_s[-1] - block.time_s[0]) / _RECORD_S) * _RECORD_S * rate
    grid_s: Floats = block.time_s[0] + np.arange(count) / rate
    signals: list[EdfSignal] = []
    for name, unit, values, usual, named in (
        ("acc", "m/s2", block.acc_m_s2, _ACC_RANGE_M_S2, told and told.accelerometer_range),
        ("gyr", "rad/s", block.gyr_rad_s, _GYR_RANGE_RAD_S, told and told.gyroscope_range),
    ):
        limit = _limit(values, named or usual)
        step = 2.0 * limit / _STEPS
        for axis, letter in enumerate("xyz"):
            on_grid: Floats = np.interp(grid_s, block.time_s, values[:, axis])
            signals.append(
                EdfSignal(
                    on_grid,
                    rate,
                    label=f"{name} {letter}",
                    transducer_type=f"{block.side} thigh, one step is {step:.2g} {unit}",
                    physical_dimension=unit,
                    physical_range=(-limit, limit),
                )
            )
    return signals


def _limit(values: Floats, wanted: float) -> float:
    """The end of the range, with two decimals: EDF has eight characters for it."""
    return math.ceil(max(wanted, float(np.max(np.abs(values)))) * 100.0) / 100.0


def _annotations(one: Study, block: Block) -> list[EdfAnnotation]:
    """Sets and reps that begin in this stretch."""
    from edfio import EdfAnnotation

    first_s, last_s = float(block.time_s[0]), float(block.time_s[-1])
    found = [
        EdfAnnotation(round(start_s - first_s, 6), round(end_s - start_s, 6), text)
        for start_s, end_s, text in _happenings(one, block.side)
        if first_s <= start_s < last_s
    ]
    return sorted(found, key=lambda annotation: annotation.onset)


def _happenings(one: Study, side: Side) -> Iterator[tuple[float, float, str]]:
    if side not in one.session.sides:
        return
    for number, rep_set in enumerate(one.session.sides[side].sets, start=1):
        yield rep_set.start_s, rep_set.end_s, f"set {number}"
        for place, rep in enumerate(rep_set.reps, start=1):
            remarks = "".join(f", {flag}" for flag in rep.flags)
            yield rep.start_s, rep.end_s, f"set {number} rep {place}{remarks}"
