"""Kickstand's core: counts hip-hinge reps with a sensor on the thigh. Never imports Qt.

The public function is `analyze`; its result and the rest of the vocabulary are in `imu.samples`.
Importing this package is cheap: numpy is loaded when something is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from imu.version import __version__

if TYPE_CHECKING:
    from imu.analysis import analyze, analyze_with_signals
    from imu.recording import read_recording
    from imu.settings import Settings, load_settings

__all__ = [
    "Settings",
    "__version__",
    "analyze",
    "analyze_with_signals",
    "load_settings",
    "read_recording",
]

_HOMES = {
    "Settings": "imu.settings",
    "analyze": "imu.analysis",
    "analyze_with_signals": "imu.analysis",
    "load_settings": "imu.settings",
    "read_recording": "imu.recording",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type is that of the name asked for
    if name not in _HOMES:
        raise AttributeError(f"module 'imu' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
