"""Try the installed core in an environment that has neither Qt nor bleak.

Every module of it can be imported, and all that is no code came along: sensors, sounds, icon,
licences, samples.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil

import imu
from dashboard import icon
from dashboard.licences.gather import gathered
from dashboard.sound.library import LANGUAGES, clip_names, clip_path
from imu.drivers.registry import find_drivers
from imu.recording.provided import provided

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
absent = [
    str(path)
    for path in (
        *(clip_path(name, language) for language in LANGUAGES for name in clip_names(language)),
        *(icon.FOLDER / f"{size}.png" for size in icon.SIZES),
        icon.FOLDER / "kickstand.svg",
    )
    if not path.is_file()
]
if absent:
    raise SystemExit(f"the wheel is without {absent}")
samples = provided()
if len(samples) != 2 or not all((folder / "events.csv").is_file() for folder in samples.values()):
    raise SystemExit(f"the wheel is without its samples: {samples}")
bare = [notice.name for notice in gathered() if not notice.texts]
if bare:
    raise SystemExit(f"there is no licence's text of {bare}")
print(
    f"The wheel works: {len(names)} modules of the core imported without Qt and bleak;"
    f" sounds, icon, licences and {len(samples)} samples came along."
)
