"""Import every module of the installed core, in an environment that has neither Qt nor bleak."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil

import imu

ABSENT = ("PySide6", "bleak", "pyqtgraph")
NEEDS_BLEAK = "imu.sources.ble"

present = [name for name in ABSENT if importlib.util.find_spec(name)]
if present:
    raise SystemExit(f"this check needs an environment without {present}")

names = [module.name for module in pkgutil.walk_packages(imu.__path__, "imu.")]
for name in names:
    if name != NEEDS_BLEAK:
        importlib.import_module(name)
print(f"The wheel works: {len(names)} modules of the core imported without Qt and bleak.")
