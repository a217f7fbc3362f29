"""The one file for a bug report: what is in it, and what of a person's own is left out of it."""

from __future__ import annotations

import importlib.metadata
import io
import os
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec

from imu.cli.crash import crash_logs
from imu.cli.places import recordings_folder
from imu.errors import ImuError
from imu.privatefile import own_folder
from imu.recording.layout import SESSION_FILE

BUNDLED_LOGS = 5
"""The latest crash logs that go into a bundle."""

_SESSION = (
    "schema_version", "complete", "sides", "restrap_check", "settings", "versions",
)  # fmt: skip
"""What goes along of `session.json`: nothing that a person could have written, and no day."""

_SIDECAR = (
    "SamplingFrequency", "TrackedPoint", "Manufacturer", "ManufacturersModelName",
    "SoftwareVersions", "AccelerometerRange", "GyroscopeRange", "ClockModel",
)  # fmt: skip
"""The same of a sensor's sidecar: not its serial number, nor where it was imported from."""

SETTINGS_KEPT: dict[str, tuple[str, ...]] = {
    "window.json": (
        "theme", "language", "sound", "count", "tones", "cues", "volume", "count_at",
        "headphone_delay_s", "text_scale", "distance_m", "reduced_motion", "details", "width",
        "height",
    ),
    "training.json": ("schema_version", "seen_rungs"),
    "sensors.json": ("schema_version",),
}  # fmt: skip
"""The same of the person's settings: no plan, no pain, no body's figures, no addresses."""

_SENSOR = ("family", "last_side", "rate_hz")
"""The same of each remembered sensor: neither names nor addresses nor serial numbers."""

_TELLS = {
    "doctor.txt": "what 'kickstand doctor' found, with this computer's address in its network",
    "doctor.json": "the same, for programmes",
    "packages.txt": "the installed libraries and their versions",
    "settings/": "theme, sound, kinds of sensors and the like",
    "session.json": "of the latest recording: whether it was closed, sides, settings, versions",
    "left.imu.json": "its sensor: maker, model, firmware, ranges, clock (right and unknown alike)",
    "crash/": f"the latest {BUNDLED_LOGS} crash logs: where the programme was, and the command"
    " line, which may name files",
}


def write_bundle(path: Path, text: str, as_json: str) -> tuple[str, ...]:
    """Write a new zip file for a bug report; returns the names of what is in it.

    Nothing is sent anywhere. The home folder's path, which holds a name, is written as "~".

    Parameters
    ----------
    path : the zip file, which must not exist yet.
    text, as_json : the doctor's findings in both forms.

    Raises
    ------
    ImuError : the file exists already or cannot be written.
    """
    parts = {
        "doctor.txt": f"{text}\n",
        "doctor.json": f"{as_json}\n",
        "packages.txt": _installed(),
        **_settings(own_folder()),
        **_latest_session(recordings_folder()),
        **{f"crash/{log.name}": _text_of(log) for log in crash_logs()[:BUNDLED_LOGS]},
    }
    parts = {"CONTENTS.txt": _contents(parts), **parts}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, without_home(part))
    _write_new(path, content.getvalue())
    return tuple(parts)


def without_home(text: str) -> str:
    """The text with "~" for the person's home folder, however its separators are written."""
    home = str(Path.home())
    if len(home) < 2:  # "/": nobody's
        return text
    escaped = home.replace("\\", "\\\\")
    return text.replace(escaped, "~").replace(home, "~")


def _write_new(path: Path, data: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise ImuError(f"{path} exists already", "Choose another name for the bundle.") from error
    except OSError as error:
        problem = f"{path} cannot be written ({error.strerror})"
        raise ImuError(problem, "Choose another folder for the bundle.") from error


def _contents(names: Collection[str]) -> str:
    told = [
        f"{key:<14} {what}"
        for key, what in _TELLS.items()
        if any(name.startswith(key) for name in names)
    ]
    return "\n".join(
        [
            "For a bug report. This file was written on your computer and sent nowhere.",
            "",
            *told,
            "",
            "Left out: samples, names, aliases, notes, pain, effort, plans, dates of sessions,",
            "serial numbers and addresses of sensors. Your home folder is written as ~.",
            "Have a look before you send it.",
            "",
        ]
    )


def _installed() -> str:
    found = {f"{item.name} {item.version}" for item in importlib.metadata.distributions()}
    return "\n".join(sorted(found, key=str.lower)) + "\n"


def _settings(folder: Path) -> dict[str, str]:
    """What may go along of the person's settings, by its place in the bundle."""
    parts: dict[str, str] = {}
    for name, kept in SETTINGS_KEPT.items():
        found = _object_in(folder / name)
        if found is None:
            continue
        shown = _only(found, kept)
        if name == "sensors.json":
            shown["sensors"] = [_only(one, _SENSOR) for one in _sensors(found)]
        parts[f"settings/{name}"] = _pretty(shown)
    return parts


def _sensors(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    try:
        return msgspec.convert(found.get("sensors", []), list[dict[str, Any]])
    except msgspec.ValidationError:
        return []


def _latest_session(folder: Path) -> dict[str, str]:
    """The headers of the recording that was written last, by their places in the bundle."""
    try:
        files = {file: file.stat().st_mtime for file in folder.glob(f"*/{SESSION_FILE}")}
    except OSError:
        return {}
    if not files:
        return {}
    latest = max(files, key=lambda file: files[file])
    kept = {latest: _SESSION} | dict.fromkeys(sorted(latest.parent.glob("*.imu.json")), _SIDECAR)
    found = {file: _object_in(file) for file in kept}
    return {
        file.name: _pretty(_only(value, kept[file])) if value is not None else "cannot be read\n"
        for file, value in found.items()
    }


def _only(found: Mapping[str, Any], kept: Collection[str]) -> dict[str, Any]:
    return {name: found[name] for name in kept if name in found}


def _object_in(file: Path) -> dict[str, Any] | None:
    """The JSON object in a file; None where there is none."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _text_of(log: Path) -> str:
    try:
        return log.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        return f"cannot be read ({os.strerror(error.errno or 0)})\n"


def _pretty(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"
