"""What `kickstand doctor` looks at of a person's own: settings, kinds of sensors, phones."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import msgspec

from imu.cli.finding import Finding

SETTINGS_VERSION = 1
"""The newest version that any file of the settings has: see `imu.remembered` and `imu.coach`."""

PORT = 8765
"""Where phones push to: `imu.sources.phone.server`, which is not to be imported to be examined."""


class _Versioned(msgspec.Struct):
    schema_version: int = 1


def check_settings(folder: Path) -> Finding:
    """Tell whether the person's files in `folder` can be read. Nothing is changed or set aside."""
    if not folder.exists():
        return Finding("settings", "ok", f"settings: {folder} (made when it is first needed)")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        found = f"{folder} cannot be read and written: nothing is remembered"
        return Finding("settings", "action", found, f"Make {folder} readable and writable for you.")
    files = sorted(folder.glob("*.json"))
    aside = [file.name for file in files if ".set-aside-" in file.name]
    wrong = [f"{one.name} {why}" for one in files if one.name not in aside and (why := _why(one))]
    if wrong:
        advice = f"Mend or delete it in {folder}; deleted, what it remembers is learned anew."
        return Finding("settings", "action", "; ".join(wrong), advice)
    kept = f"; set aside, for you to look at: {', '.join(aside)}" if aside else ""
    return Finding("settings", "note" if aside else "ok", f"settings: {folder}{kept}")


def check_sensors(folder: Path) -> Finding:
    """Tell which kinds of sensors can be used, the person's own descriptions among them."""
    try:
        from imu.drivers.registry import find_drivers

        found = find_drivers(folder)
    except Exception as error:  # noqa: BLE001 - what is examined may be broken in any way
        words = f"no kind of sensor can be used ({type(error).__name__}: {error})"
        return Finding("sensors", "action", words, _INSTALL_AGAIN)
    if not found.drivers:
        return Finding("sensors", "action", "no kind of sensor is found", _INSTALL_AGAIN)
    families = f"kinds of sensors: {', '.join(driver.family for driver in found.drivers)}"
    if found.problems:
        first = found.problems[0]
        words = "; ".join(one.problem for one in found.problems)
        advice = first.advice or f"Mend the description in {folder}."
        return Finding("sensors", "action", f"{families}; {words}", advice)
    return Finding("sensors", "ok", families)


_INSTALL_AGAIN = "Run 'python -m pip install --force-reinstall kickstand-imu' with the same Python."


def check_phones(port: int = PORT) -> Finding:
    """Tell where a phone reaches this computer. Nothing is sent, and nothing listens afterwards.

    Parameters
    ----------
    port : where phones push to.
    """
    from imu.sources.phone.server import own_address

    address = own_address()
    if address is None:
        found = "this computer is in no network, so no phone reaches it. Bluetooth needs none"
        return Finding("phones", "note", found)
    refusal = _refusal(port)
    if refusal == errno.EADDRINUSE:
        found = f"another programme uses port {port}, which phones send to"
        return Finding(
            "phones", "action", found, "End it (perhaps another Kickstand) and try again."
        )
    if refusal:
        found = (
            f"port {port} cannot be used ({os.strerror(refusal)}): no phone reaches this computer"
        )
        return Finding("phones", "note", f"{found}. Bluetooth needs none")
    found = f"phones in the same network reach this computer at {address}, port {port}"
    return Finding("phones", "ok", f"{found}, if its firewall lets them")


def _refusal(port: int) -> int:
    """Number of the error with which the system refuses the port to a listener; 0 for none.

    Only this computer could reach it there, and only for a moment.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.errno or errno.EINVAL
    return 0


def _why(file: Path) -> str:
    """What is wrong with a file, or ""."""
    try:
        version = msgspec.json.decode(file.read_bytes(), type=_Versioned).schema_version
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return f"is damaged ({error})"
    return "was written by a newer Kickstand" if version > SETTINGS_VERSION else ""
