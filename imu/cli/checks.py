"""What `kickstand doctor` looks at: one function a check, each ending in a `Finding`.

Nothing here may fail, or import at module level, what it is there to examine.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from imu.cli import radio as radios
from imu.cli.above import function_of
from imu.cli.crash import crash_logs
from imu.cli.finding import Finding
from imu.cli.ownchecks import check_phones, check_sensors, check_settings
from imu.cli.places import DATA_VARIABLE, data_folder, log_folder, sensors_folder
from imu.errors import ImuError
from imu.privatefile import own_folder

DISTRIBUTION = "kickstand-imu"
OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)

ENOUGH_SPACE_MB = 250
"""MB. Ten hours of one sensor at 100 Hz: a recording takes 25 MB an hour."""

BLUETOOTH_S = 5.0
"""s that the system's Bluetooth has to answer; a healthy one takes less than one."""

_ABSENT = ("no-bluetooth", "no-library")
"""Nothing is broken: there just is no Bluetooth, and much can be done without."""


def examine(more: Sequence[str] = ()) -> list[Finding]:
    """Run every check, in the order in which one can be the cause of the next.

    Parameters
    ----------
    more : further checks as "module:function".
    """
    folder = data_folder()
    return [
        check_python(sys.version_info[:2]),
        check_packages(),
        check_filter(),
        check_folder(folder),
        check_space(folder),
        check_settings(own_folder()),
        check_sensors(sensors_folder()),
        *(_further(target) for target in more),
        check_bluetooth(),
        check_phones(),
        check_scope(),
        check_crashes(),
    ]


def check_python(version: tuple[int, int]) -> Finding:
    """Tell whether Python `version` (major, minor) is one that this release was made for."""
    span = f"{_dotted(OLDEST_PYTHON)} to {_dotted(NEWEST_PYTHON)}"
    found = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if OLDEST_PYTHON <= version <= NEWEST_PYTHON:
        return Finding("python", "ok", f"{found} (supported: {span})")
    advice = f"Install Python {_dotted(NEWEST_PYTHON)} and run 'python3 run.py doctor' again."
    return Finding("python", "action", f"{found}, but Kickstand supports {span}", advice)


def check_packages(distribution: str = DISTRIBUTION) -> Finding:
    """Tell whether every library that `distribution` declares is there, and in which version."""
    try:
        declared = _declared(distribution)
    except importlib.metadata.PackageNotFoundError:
        found = f"{distribution} is not installed: this is a bare copy of its source"
        return Finding("packages", "action", found, "Run 'python3 run.py doctor' in its folder.")
    versions = {name: _version(name) for name in declared}
    missing = [name for name, always in declared.items() if always and not versions[name]]
    if missing:
        advice = f"Run 'python -m pip install {' '.join(missing)}' with the same Python."
        return Finding("packages", "action", f"missing: {', '.join(missing)}", advice)
    return Finding("packages", "ok", ", ".join(f"{k} {v}" for k, v in versions.items() if v))


def check_filter() -> Finding:
    """Let the orientation filter work on one second of data at rest and judge the result."""
    advice = "Run 'python -m pip install --force-reinstall numpy vqf' with the same Python."
    try:
        tilt_deg = _tilt_at_rest()
    except Exception as error:  # noqa: BLE001 - a broken binary can raise anything
        found = f"the orientation filter does not work ({type(error).__name__}: {error})"
        return Finding("filter", "action", found, advice)
    if not tilt_deg < 0.1:
        found = f"the orientation filter is off by {tilt_deg:.1f}° on a sensor at rest"
        return Finding("filter", "action", found, advice)
    return Finding("filter", "ok", "the orientation filter works (one second at rest)")


def check_folder(folder: Path) -> Finding:
    """Tell whether `folder`, or the one in which it would be made, can be written."""
    place = _nearest_existing(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        advice = f"Make {place} writable for you, or let {DATA_VARIABLE} name another folder."
        return Finding("folder", "action", f"{folder} cannot be written: {error.strerror}", advice)
    later = "" if place == folder else " (made when it is first needed)"
    return Finding("folder", "ok", f"recordings are kept in {folder}{later}")


def check_space(folder: Path) -> Finding:
    """Tell how much room is left where recordings go."""
    free_mb = shutil.disk_usage(_nearest_existing(folder)).free / 1e6
    found = f"{free_mb:,.0f} MB free; an hour of one sensor takes 25 MB"
    if free_mb >= ENOUGH_SPACE_MB:
        return Finding("space", "ok", found)
    return Finding("space", "action", found, "Make room on this disk before you record.")


def check_bluetooth(seconds: float = BLUETOOTH_S) -> Finding:
    """Begin to scan, as `kickstand scan` does, and tell what comes of it.

    Parameters
    ----------
    seconds : for how long an answer is waited for, s.
    """
    try:
        from imu.sources.ble import LinkError

        error = _try_bluetooth(seconds)
    except Exception as failure:  # noqa: BLE001 - what is examined may be broken in any way
        found = f"Bluetooth cannot be looked at ({type(failure).__name__}: {failure})"
        return Finding("bluetooth", "note", f"{found}. Phones and the demo need none")
    if error is None:
        return Finding("bluetooth", "ok", "Bluetooth is on, and sensors can be looked for")
    if isinstance(error, LinkError) and error.fault in _ABSENT:
        words = f"{error.problem}. Phones and the demo need none. {error.advice.rstrip('.')}"
        return Finding("bluetooth", "note", words)
    return Finding("bluetooth", "action", error.problem, error.advice)


def _try_bluetooth(seconds: float) -> ImuError | None:
    """Why it cannot be looked for sensors, or None. In a thread that is left behind if it hangs."""
    from imu.live import Worker
    from imu.sources.ble import try_radio

    with Worker() as worker:
        trying = try_radio(radios.radio(), seconds)
        try:
            asyncio.run_coroutine_threadsafe(trying, worker.loop).result(2.0 * seconds)
        except ImuError as error:
            return error
    return None


def check_scope() -> Finding:
    """Say plainly what is absent because this version does not have it."""
    return Finding("scope", "note", "No real sensor was tried with this version yet")


def check_crashes() -> Finding:
    """Tell whether Kickstand has ended unexpectedly on this machine."""
    logs = crash_logs()
    if not logs:
        return Finding("crashes", "ok", "no crash logs")
    found = f"crash logs in {log_folder()}: {len(logs)}, the latest {logs[0].name}"
    return Finding("crashes", "note", f"{found}. --bundle FILE.zip packs them for a bug report")


def _further(target: str) -> Finding:
    name = target.rpartition("_")[2]
    try:
        found: Finding = function_of(target)()
    except Exception as error:  # noqa: BLE001 - what is examined may be broken in any way
        advice = "Run 'python -m pip install --force-reinstall kickstand-imu' with the same Python."
        return Finding(name, "action", f"{type(error).__name__}: {error}", advice)
    return found


def _declared(distribution: str) -> dict[str, bool]:
    """Each library but those of extras, and whether it is needed on every system and Python."""
    declared: dict[str, bool] = {}
    for line in importlib.metadata.requires(distribution) or []:
        requirement, _, condition = line.partition(";")
        if "extra ==" not in condition:
            name = re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0]
            declared[name] = declared.get(name, False) or not condition
    return dict(sorted(declared.items()))


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _tilt_at_rest() -> float:
    """Angle in degrees between true up and the filter's, after 1 s of a sensor lying still."""
    import numpy as np
    from vqf import VQF

    quat = VQF(0.01).updateBatch(np.zeros((100, 3)), np.tile([0.0, 0.0, 9.81], (100, 1)))["quat6D"]
    _, x, y, _ = quat[-1].tolist()
    return float(np.rad2deg(2.0 * np.arcsin(np.hypot(x, y))))


def _nearest_existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
