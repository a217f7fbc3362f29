"""Notifications of numbers in a fixed order <-> samples, as a description says."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from imu.drivers.described.description import (
    ACC_FIELDS,
    ACC_UNITS,
    GYR_FIELDS,
    GYR_UNITS,
    DataTable,
    code_bits,
    format_codes,
)
from imu.drivers.samples import Samples, TimeKind, Timing
from imu.drivers.scaling import Scale
from imu.errors import DecodeError
from imu.samples import Floats, Ints

MOST_SAMPLES = 64
"""Of one notification; the smallest sample has 6 bytes and a notification at most 512."""

_MOST_M_S2, _MOST_RAD_S = 10_000.0, 1_000.0
"""No sensor of this kind reaches further; a float beyond is damage."""
_TIME_DECIMALS = 6
_FLOAT_ACC_DECIMALS, _FLOAT_GYR_DECIMALS = 5, 6
"""Floats do not tell their resolution; these are finer than any such sensor."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where three axes stand among the numbers, and what they are worth.

    Attributes
    ----------
    at : index of x, y, z.
    unit : of one count, m/s² or rad/s.
    decimals : to round to.
    limit : largest value that is believed.
    """

    at: tuple[int, ...]
    unit: float
    decimals: int
    limit: float

    def values(self, numbers: Floats) -> Floats:
        """(n, 3) in SI units."""
        with np.errstate(over="ignore"):
            values: Floats = numbers[:, self.at] * np.float64(self.unit)
        if not np.all(np.abs(values) <= self.limit):  # nan is not, either
            raise ValueError
        return np.round(values, self.decimals)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the numbers of one sample stand in a notification."""

    family: str
    form: str
    codes: str
    fields: tuple[str, ...]
    header_bytes: int
    acc: Column
    gyr: Column
    time_unit_s: float
    timing: Timing

    @classmethod
    def of(cls, family: str, data: DataTable) -> Layout:
        """The layout of a checked table."""
        codes = format_codes(data.format) or ""
        acc_unit = ACC_UNITS[data.acc_unit] * data.acc_scale
        gyr_unit = GYR_UNITS[data.gyr_unit] * data.gyr_scale
        return cls(
            family=family,
            form=data.format,
            codes=codes,
            fields=data.fields,
            header_bytes=data.header_bytes,
            acc=_column(data.fields, codes, ACC_FIELDS, acc_unit),
            gyr=_column(data.fields, codes, GYR_FIELDS, gyr_unit),
            time_unit_s=data.time_unit_s,
            timing=_timing(data, codes),
        )

    def read(self, data: bytes) -> tuple[Samples, float | None]:
        """Samples, and the battery in the last of them if it has one.

        Raises
        ------
        DecodeError : the length is none that it can have, or a number cannot be.
        """
        size = struct.calcsize(self.form)
        n, rest = divmod(len(data) - self.header_bytes, size)
        if rest or not 1 <= n <= MOST_SAMPLES:
            length = f"{self.header_bytes} + {size} n"
            raise DecodeError(self.family, f"{len(data)} bytes instead of {length}")
        rows = list(struct.iter_unpack(self.form, data[self.header_bytes :]))
        numbers = np.array(rows, dtype=np.float64)
        try:
            acc, gyr = self.acc.values(numbers), self.gyr.values(numbers)
            time_s = self._time(rows)
        except ValueError:
            problem = "a number that is not finite, or beyond any sensor"
            raise DecodeError(self.family, problem) from None
        battery = float(numbers[-1, self._at("battery")]) if "battery" in self.fields else None
        return Samples(acc, gyr, time_s, self._seq(rows)), battery

    def _at(self, name: str) -> int:
        return self.fields.index(name)

    def _time(self, rows: list[tuple[float, ...]]) -> Floats | None:
        if "time" not in self.fields:
            return None
        times = np.array([row[self._at("time")] for row in rows], dtype=np.float64)
        times *= self.time_unit_s
        if not np.all(np.abs(times) < 1e12):
            raise ValueError
        return np.round(times, _TIME_DECIMALS)

    def _seq(self, rows: list[tuple[float, ...]]) -> Ints | None:
        if "seq" not in self.fields:
            return None
        return np.array([row[self._at("seq")] for row in rows], dtype=np.int64)

    def write(self, samples: Samples, battery_percent: float = 0.0) -> list[bytes]:
        """One notification for each sample; what they do not tell is 0."""
        columns = {name: np.zeros(len(samples)) for name in self.fields}
        for names, column, values in (
            (ACC_FIELDS, self.acc, samples.acc_m_s2),
            (GYR_FIELDS, self.gyr, samples.gyr_rad_s),
        ):
            for axis, name in enumerate(names):
                columns[name] = values[:, axis] / column.unit
        if samples.sensor_time_s is not None and "time" in columns:
            columns["time"] = samples.sensor_time_s / self.time_unit_s
        if samples.seq is not None and "seq" in columns:
            columns["seq"] = samples.seq.astype(np.float64)
        if "battery" in columns:
            columns["battery"] = np.full(len(samples), battery_percent)
        packed = [
            columns[name].tolist() if code in "fd" else _whole(columns[name], code)
            for name, code in zip(self.fields, self.codes, strict=True)
        ]
        head = bytes(self.header_bytes)
        return [head + struct.pack(self.form, *row) for row in zip(*packed, strict=True)]


def _whole(values: Floats, code: str) -> list[int]:
    """Whole numbers as they fit into a code: signed ones saturate, others wrap."""
    bits = code_bits(code)
    whole = [round(value) for value in values.tolist()]
    if code.isupper():
        return [value % (1 << bits) for value in whole]
    limit = 1 << (bits - 1)
    return [min(max(value, -limit), limit - 1) for value in whole]


def _column(fields: tuple[str, ...], codes: str, names: tuple[str, ...], unit: float) -> Column:
    at = tuple(fields.index(name) for name in names)
    floats = any(codes[index] in "fd" for index in at)
    is_acc = names == ACC_FIELDS
    coarse = _FLOAT_ACC_DECIMALS if is_acc else _FLOAT_GYR_DECIMALS
    decimals = coarse if floats else Scale(unit).decimals
    return Column(at, unit, decimals, _MOST_M_S2 if is_acc else _MOST_RAD_S)


def _timing(data: DataTable, codes: str) -> Timing:
    kind: TimeKind = "none"
    wrap_s = seq_wrap = None
    for name, code in zip(data.fields, codes, strict=True):
        if name == "seq":
            seq_wrap = 1 << code_bits(code)
            kind = "sequence" if kind == "none" else kind
        if name == "time":
            wraps = code in "HI"
            wrap_s = (1 << code_bits(code)) * data.time_unit_s if wraps else None
            kind = "ticks" if wraps else "absolute"
    return Timing(kind, wrap_s, seq_wrap)
