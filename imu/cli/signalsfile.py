"""Per-sample angles as CSV files, for `kickstand analyze --signals`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from imu.errors import ImuError, UsageError
from imu.samples import SIDES, Side

if TYPE_CHECKING:
    from imu.signals import Signals

HEADER = "time_s,tilt_deg,frontal_deg,transverse_deg,phase"
_ENDINGS = (".gz", ".csv", ".imu")
_ROWS_AT_ONCE = 50_000


def stem_of(recording: Path) -> str:
    """What the files of a recording begin with: its name, without the ending of a file."""
    name = recording.resolve().name
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name


def refuse_to_overwrite(folder: Path, recordings: Sequence[Path]) -> None:
    """Make sure, before any work is done, that every recording can have files of its own.

    Raises
    ------
    UsageError : a file is there already, or two recordings have the same name.
    """
    stems = [stem_of(recording) for recording in recordings]
    for stem in stems:
        if stems.count(stem) > 1:
            advice = "Analyse them one after the other, each into a folder of its own."
            raise UsageError(
                f"Two recordings are called {stem}, and so would be their files", advice
            )
        for side in SIDES:
            path = folder / f"{stem}_{side}.csv"
            if path.exists():
                raise UsageError(f"{path} exists already", "Name another folder after --signals.")


def write_signals(folder: Path, recording: Path, signals: Mapping[Side, Signals]) -> None:
    """Write one CSV file for each side into `folder`, which is made if need be.

    Raises
    ------
    ImuError : a file exists already or cannot be written.
    """
    for side, traces in signals.items():
        path = folder / f"{stem_of(recording)}_{side}.csv"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(path, traces)
        except FileExistsError as error:
            raise ImuError(f"{path} exists already", "Name another folder.") from error
        except OSError as error:
            problem = f"{path} cannot be written ({error.strerror})"
            advice = "Free some space, or name another folder after --signals."
            raise ImuError(problem, advice) from error


def _write(path: Path, signals: Signals) -> None:
    """Write a file, unless it exists. One that could not be finished is taken away again."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(f"{HEADER}\n")
            for first in range(0, len(signals.time_s), _ROWS_AT_ONCE):
                file.write(_rows(signals, slice(first, first + _ROWS_AT_ONCE)))
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _rows(signals: Signals, part: slice) -> str:
    columns = (
        signals.time_s[part].tolist(),
        signals.tilt_deg[part].tolist(),
        signals.frontal_deg[part].tolist(),
        signals.transverse_deg[part].tolist(),
        signals.phase[part].tolist(),
    )
    return "".join(
        f"{time_s:.4f},{tilt:.3f},{frontal:.3f},{transverse:.3f},{phase}\n"
        for time_s, tilt, frontal, transverse, phase in zip(*columns, strict=True)
    )
