"""Samples in the forms of other programmes: small writers, so that no reader is its own judge."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from imu.importers import Imported, Wish, read_foreign
from imu.recording import round_block
from imu.samples import Block, Floats, Side
from tests.hinges import hinges, in_a_row

Files = dict[str, bytes]
G = 9.80665
STARTS = in_a_row(4)
SECONDS = 16.0
EPOCH_MS = 1_790_000_000_000


def session(side: Side = "right", *, rate_hz: float = 100.0) -> Block:
    """Four hinges on a thigh."""
    return hinges(STARTS, SECONDS, side=side, rate_hz=rate_hz)


def lines(head: str, rows: Sequence[str], end: str = "\n") -> bytes:
    """A table as bytes."""
    return "".join(f"{line}{end}" for line in (head, *rows)).encode()


def movella(block: Block, *, first_us: int = 2_689_404_800) -> Files:
    """The DOT app's CSV: a head of facts, microseconds in 32 bits, a comma too many at each end."""
    head = (
        "sep=,\nDeviceTag:,DOT_7\nFirmwareVersion:,2.2.1\nSyncStatus:,Synced\nOutputRate:,60Hz\n"
        "StartTime: ,2026-09-13_17:37:05_224 GMT+8\n\n"
        "PacketCounter,SampleTimeFine,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z"
    )
    ticks = (np.round(block.time_s * 1e6).astype(np.int64) + first_us) % 2**32
    degrees = np.degrees(block.gyr_rad_s)
    rows = [
        f"{k + 1},{tick},{','.join(f'{v:.6f}' for v in (*acc, *gyr))},"
        for k, (tick, acc, gyr) in enumerate(
            zip(ticks.tolist(), block.acc_m_s2, degrees, strict=True)
        )
    ]
    return {"dot.csv": lines(head, rows)}


def metamotion(block: Block, *, shift_ms: int = 0, every: int = 1) -> Files:
    """MetaBase's pair; the gyroscope may start later, and have more rows than the accelerometer."""
    ms = np.round(block.time_s * 1e3).astype(np.int64) + EPOCH_MS
    acc = [
        f"{t},2026-09-21T16:13:20.000,{(t - EPOCH_MS) / 1e3:.3f},{x:.6f},{y:.6f},{z:.6f}"
        for t, (x, y, z) in zip(ms.tolist(), block.acc_m_s2 / G, strict=True)
    ][::every]
    gyr = [
        f"{t + shift_ms},2026-09-21T16:13:20.000,{(t - EPOCH_MS) / 1e3:.3f},{x:.5f},{y:.5f},{z:.5f}"
        for t, (x, y, z) in zip(ms.tolist(), np.degrees(block.gyr_rad_s), strict=True)
    ]
    head = "epoch (ms),time (01:00),elapsed (s)"
    return {
        "a_MetaWear_Accelerometer_1.4.4.csv": lines(
            f"{head},x-axis (g),y-axis (g),z-axis (g)", acc
        ),
        "a_MetaWear_Gyroscope_1.4.4.csv": lines(
            f"{head},x-axis (deg/s),y-axis (deg/s),z-axis (deg/s)", gyr
        ),
    }


def phyphox(block: Block, *, comma: bool = False) -> Files:
    """The two files of phyphox, with points or with decimal commas and semicolons."""
    between = ";" if comma else ","

    def rows(values: Floats) -> list[str]:
        every = [
            between.join(f"{v:.9E}" for v in (t, *row))
            for t, row in zip(block.time_s.tolist(), values, strict=True)
        ]
        return [row.replace(".", ",") for row in every] if comma else every

    def head(unit: str) -> str:
        return between.join(f'"{name}"' for name in ("Time (s)", *(f"{a} ({unit})" for a in "XYZ")))

    return {
        "Accelerometer.csv": lines(head("m/s^2"), rows(block.acc_m_s2), "\r\n"),
        "Gyroscope.csv": lines(head("rad/s"), rows(block.gyr_rad_s), "\r\n"),
    }


def sensor_logger(block: Block, *, ios: bool | None = None, total: bool = False) -> Files:
    """Sensor Logger's files: nanoseconds, axes from z to x, gravity apart unless `total`."""
    sign = -1.0 if ios else 1.0

    def table(values: Floats) -> bytes:
        rows = [
            f"{EPOCH_MS * 10**6 + round(t * 1e9)},{t:.9f},{z:.12f},{y:.12f},{x:.12f}"
            for t, (x, y, z) in zip(block.time_s.tolist(), values, strict=True)
        ]
        return lines("time,seconds_elapsed,z,y,x", rows)

    down = np.tile([3.0, 0.5, 9.0], (len(block), 1))
    files = {"Gyroscope.csv": table(block.gyr_rad_s), "Annotation.csv": b"time,text\n"}
    if total:
        files["TotalAcceleration.csv"] = table(block.acc_m_s2)
        files["Accelerometer.csv"] = table(block.acc_m_s2 - down)
    else:
        files["Accelerometer.csv"] = table(sign * (block.acc_m_s2 - down))
        files["Gravity.csv"] = table(sign * down)
    if ios is not None:
        row = f"3,phone,1,2026,UTC,{'ios' if ios else 'android'},1.64,id,A|B,10|10,false,36"
        head = "version,device name,recording epoch time,recording time,recording timezone,platform"
        files["Metadata.csv"] = lines(
            f"{head},appVersion,device id,sensors,sampleRateMs,standardisation,platform version",
            [row],
        )
    return files


def witmotion_binary(block: Block, *, dates: bool = True) -> Files:
    """Frames 55 61 with or without the date, which has milliseconds."""
    frames: list[bytes] = []
    for t, acc, gyr in zip(block.time_s.tolist(), block.acc_m_s2, block.gyr_rad_s, strict=True):
        counts = np.round(np.concatenate([acc / G * 2048, np.degrees(gyr) / 2000 * 32768]))
        ms = round(t * 1000)
        date = struct.pack("<6BH", 26, 9, 21, 16, 13 + ms // 60_000, ms // 1000 % 60, ms % 1000)
        frames.append(
            b"\x55\x61" + struct.pack("<9h", *map(int, counts.tolist()), 0, 0, 0) + date * dates
        )
    return {"WIT01.TXT": b"".join(frames)}


def witmotion_wired(block: Block, *, dates: bool = True) -> Files:
    """Frames of eleven bytes with a sum: date, acceleration, turn rate, angle."""
    raw = witmotion_binary(block)["WIT01.TXT"]
    out: list[bytes] = []
    for at in range(0, len(raw), 28):
        frame = raw[at : at + 28]
        parts = [(0x51, frame[2:8] + b"\0\0"), (0x52, frame[8:14] + b"\0\0"), (0x53, bytes(8))]
        if dates:
            parts.insert(0, (0x50, frame[20:28]))
        for kind, content in parts:
            body = bytes([0x55, kind]) + content
            out.append(body + bytes([sum(body) % 256]))
    return {"LOG.BIN": b"".join(out)}


def witmotion_text(block: Block) -> Files:
    """The vendor's table: tabs, and a clock that writes 7 for 0.007."""
    rows = [
        f"2026-9-21 16:{13 + round(t * 1000) // 60_000}:{round(t * 1000) // 1000 % 60}"
        f":{round(t * 1000) % 1000}\tWT(1)\t" + "\t".join(f"{v:.5f}" for v in (*acc, *gyr))
        for t, acc, gyr in zip(
            block.time_s.tolist(), block.acc_m_s2 / G, np.degrees(block.gyr_rad_s), strict=True
        )
    ]
    names = ("AccX(g)", "AccY(g)", "AccZ(g)", "AsX(°/s)", "AsY(°/s)", "AsZ(°/s)")
    return {"wit.txt": lines("Chip Time()\tDeviceName\t" + "\t".join(names), rows)}


def plain(
    block: Block, names: Sequence[str] = ("t", "ax", "ay", "az", "gx", "gy", "gz"), **units: float
) -> Files:
    """Any CSV; `time`, `acc` and `gyr` say how large a unit is in s, m/s² and rad/s."""
    sizes = [units.get("time", 1.0), *[units.get("acc", 1.0)] * 3, *[units.get("gyr", 1.0)] * 3]
    numbers = np.column_stack([block.time_s, block.acc_m_s2, block.gyr_rad_s]) / sizes
    rows = [",".join(repr(value) for value in row) for row in numbers.tolist()]
    return {"mine.csv": lines(",".join(names), rows)}


FORMS: dict[str, Callable[[Block], Files]] = {
    "movella-dot": movella,
    "metamotion": metamotion,
    "phyphox": phyphox,
    "sensor-logger": sensor_logger,
    "witmotion": witmotion_binary,
    "witmotion-text": witmotion_text,
    "csv": plain,
}
"""Kind -> writer."""


def put(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder; give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def zipped(files: Mapping[str, bytes], under: str = "") -> bytes:
    """A zip archive with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(under + name, data)
    return out.getvalue()


def read(folder: Path, files: Mapping[str, bytes], wish: Wish | None = None) -> Imported:
    """Write files into a folder and read them: the folder as a whole, or the only file."""
    paths = put(folder, files)
    return read_foreign(paths if len(paths) == 1 else [folder], wish)


def largest_difference(imported: Imported, block: Block) -> tuple[float, float, float]:
    """How far times, accelerations and turn rates are from those of a block, at most."""
    block = round_block(block)
    assert len(imported.block) == len(block)
    pairs = (
        (imported.block.time_s, block.time_s),
        (imported.block.acc_m_s2, block.acc_m_s2),
        (imported.block.gyr_rad_s, block.gyr_rad_s),
    )
    time_s, acc, gyr = (float(np.max(np.abs(a - b))) for a, b in pairs)
    return time_s, acc, gyr
