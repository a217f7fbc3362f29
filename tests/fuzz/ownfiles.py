"""The programme's own small files: sensors, preferences, memories, the library's index."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from dashboard import preferences
from imu import remembered
from imu.coach import memory
from imu.library import open_library
from imu.library.index import index_file
from tests.fuzz.contract import Target, written

_SENSORS = b"""{"schema_version":1,"sensors":[{"family":"kickstand","name":"K","serial":"1",
"identifiers":{"pc":"AA:BB"},"custom_name":"mine","last_side":"left","rate_hz":100.0,
"last_seen":"2026-09-21T16:13:20Z"}]}"""
_MEMORY = b'{"schema_version":1,"wobbles":{"2/none/left":[1.0,2.0]},"seen_rungs":["2"]}'
_INDEX = b'{"schema_version":1,"known":{}}'


def _loaded(path: Path, load: Callable[[Path], tuple[object, str]], data: bytes) -> None:
    """What cannot be understood is set aside and said; here it is thrown away again."""
    _, warning = load(written(path, data))
    assert "\n" not in warning
    for aside in path.parent.glob("*.set-aside-*"):
        aside.unlink()


def _preferred(path: Path, data: bytes) -> None:
    found = preferences.load(written(path, data))
    assert preferences.save(path, found)
    assert preferences.load(path) == found


def _indexed(folder: Path, data: bytes) -> None:
    library = folder / "library"
    library.mkdir(parents=True, exist_ok=True)
    written(index_file(library), data)
    assert open_library(library).entries == ()


def targets(folder: Path) -> list[Target]:
    """One for each file that is kept between two sessions."""
    usual = msgspec.json.encode(preferences.Preferences())
    sensors = partial(_loaded, folder / "sensors" / "sensors.json", remembered.load)
    trained = partial(_loaded, folder / "memory" / "training.json", memory.load)
    return [
        Target("remembered-sensors", sensors, lambda: [_SENSORS]),
        Target("training-memory", trained, lambda: [_MEMORY]),
        Target("preferences", partial(_preferred, folder / "window.json"), lambda: [usual]),
        Target("library-index", partial(_indexed, folder), lambda: [_INDEX]),
    ]
