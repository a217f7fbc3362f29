"""Imported samples -> a recording's folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from imu.errors import RecordingError
from imu.importers.model import Imported
from imu.recording import SessionMeta, Sidecar, write_recording
from imu.version import __version__


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says about a recording beside its files.

    Attributes
    ----------
    person : an alias; None for nobody named.
    columns : further columns of a manifest, name -> text; they reach every exported row (R30).
    """

    person: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])


def require_free(path: Path) -> None:
    """Make sure that a recording can be begun at `path` (R23).

    Raises
    ------
    RecordingError : something is there already.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise RecordingError(path, "exists already", "Name another folder after -o")


def write_imported(imported: Imported, path: Path, told: Told | None = None) -> None:
    """Write a recording at `path`.

    It is written beside it, under a name that nothing reads, and takes its place when it is whole.

    Raises
    ------
    RecordingError : something is there already, or it cannot be written; nothing is left behind.
    """
    require_free(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.importing")
    try:
        write_recording(
            beside,
            [imported.block],
            meta=_meta(imported, told or Told()),
            sidecars={imported.block.side: _sidecar(imported)},
        )
        if path.exists():
            path.rmdir()
        beside.rename(path)
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        advice = "Free some space, or name another folder after -o"
        raise RecordingError(path, problem, advice) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _meta(imported: Imported, told: Told) -> SessionMeta:
    names = " and ".join(source.path.name for source in imported.sources)
    remark = f"imported from {names} ({imported.title})"
    return SessionMeta(
        started_at=imported.started_at,
        person=told.person,
        sides=(imported.block.side,),
        remarks=(remark, *imported.notes),
        versions={"kickstand": __version__},
        columns=dict(told.columns),
    )


def _sidecar(imported: Imported) -> Sidecar:
    """What the files say of the sensor, and from which files and how the samples were made."""
    origin: dict[str, Any] = {
        "Kind": imported.kind,
        "Files": [
            {"Name": source.path.name, "Sha256": source.sha256} for source in imported.sources
        ],
        "Taken": dict(imported.taken),
        "Units": {"acc": imported.acc_unit.unit, "gyr": imported.gyr_unit.unit},
        "Notes": list(imported.notes),
    }
    extra = {**imported.sidecar.extra, "ImportedFrom": origin}
    return msgspec.structs.replace(imported.sidecar, extra=extra)
