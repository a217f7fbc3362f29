"""Import every module of the installed core, in an environment that has neither Qt nor bleak."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil

import imu
from imu.drivers.registry import find_drivers

ABSENT = ("PySide6", "bleak", "pyqtgraph")
VIRTUAL = ("bleak", "bleak.exc", "bumble")

present = [name for name in ABSENT if importlib.util.find_spec(name)]
if present:
    raise SystemExit(f"this check needs an environment without {present}")

names = [module.name for module in pkgutil.walk_packages(imu.__path__, "imu.")]
for name in names:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        # The inside of virtual hardware is an extra's, and is imported when a room is opened.
        if not (name.startswith("imu.virtual.") and error.name in VIRTUAL):
            raise
# Sensors are found by what the wheel says about itself, which no import shows.
found = find_drivers()
if found.problems or not found.drivers:
    raise SystemExit(f"the wheel's drivers cannot be used: {found}")
print(f"The wheel works: {len(names)} modules of the core imported without Qt and bleak.")
