"""What can go wrong with a link, as a code and two sentences; what the library says, as a code.

The table of causes works on names of exceptions and on text, so that it can be read, and tried,
on any system, without the library.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from imu.errors import DriverError, ImuError


class Fault(StrEnum):
    """What is wrong. Every one of them has a row in `_SAYINGS` and in `firmware_notes/links.md`."""

    BLUETOOTH_OFF = "bluetooth-off"
    NO_BLUETOOTH = "no-bluetooth"
    NO_LIBRARY = "no-library"
    NO_PERMISSION = "no-permission"
    RESTARTING = "bluetooth-restarting"
    BUSY = "bluetooth-busy"
    NOT_FOUND = "not-found"
    IN_USE = "in-use"
    UNREACHABLE = "unreachable"
    NEEDS_PAIRING = "needs-pairing"
    WRONG_FAMILY = "wrong-family"
    UNKNOWN_SENSOR = "unknown-sensor"
    OTHER_SENSOR = "other-sensor"
    NO_NOTIFICATIONS = "no-notifications"
    DROPPED = "dropped"
    ASLEEP = "asleep"
    NOT_ALIGNED = "not-aligned"
    EMPTY_BATTERY = "empty-battery"
    UNEXPECTED = "unexpected"


FINAL = frozenset({Fault.UNKNOWN_SENSOR, Fault.NO_LIBRARY})
"""Trying again changes nothing about these."""

FINAL_AT_FIRST = FINAL | {Fault.WRONG_FAMILY, Fault.NO_BLUETOOTH, Fault.NO_PERMISSION}
"""Nor about these, as long as nothing was ever connected. Later they pass: a stick was pulled, or a
sensor that had streamed before gave no answer, for answers get lost."""

_AWAKE = "Switch it on, or press its button, and keep it within a few metres of the computer"
_ONE_HOST = "close other apps and phones that may hold it, for a sensor talks to one only"

_OFF = {
    "linux": "Switch Bluetooth on in the settings, or with 'bluetoothctl power on'",
    "darwin": "Switch Bluetooth on in the menu bar or in System Settings",
    "win32": "Switch Bluetooth on in Settings > Bluetooth & devices, and flight mode off",
}
_PERMISSION = {
    "linux": "Add your user to the group 'bluetooth' and log in again, or allow org.bluez in"
    " polkit or the D-Bus policy",
    "darwin": "Allow it for your terminal, or for Kickstand, in System Settings > Privacy &"
    " Security > Bluetooth, and start again",
    "win32": "Allow apps to control radios in Settings > Privacy & security > Radios, and start"
    " again",
}
_PAIRING = {
    "linux": "Pair it once in the Bluetooth settings, or with 'bluetoothctl pair'",
    "darwin": "Accept when the system asks to pair; if it does not ask, remove the sensor in the"
    " Bluetooth settings and try again",
    "win32": "Pair it once in Settings > Bluetooth & devices; if it is paired, remove it there and"
    " pair it again",
}
_NONE = {
    "linux": "Plug in a Bluetooth adapter, and start it ('sudo systemctl start bluetooth')",
    "darwin": "Use a Mac with Bluetooth, or a phone as the sensor",
    "win32": "Plug in a Bluetooth adapter of version 4.0 or later and install its driver",
}

Advice = str | Mapping[str, str]
"""One sentence, or one for each system by `sys.platform`."""

_SAYINGS: dict[Fault, tuple[str, Advice]] = {
    Fault.BLUETOOTH_OFF: ("Bluetooth is switched off", _OFF),
    Fault.NO_BLUETOOTH: ("This computer has no Bluetooth that sensors could be used with", _NONE),
    Fault.NO_LIBRARY: (
        "The library for Bluetooth is missing from this installation",
        "Install it with 'pip install bleak', or use a phone as the sensor",
    ),
    Fault.NO_PERMISSION: ("Kickstand is not allowed to use Bluetooth", _PERMISSION),
    Fault.RESTARTING: (
        "The system's Bluetooth service has just stopped or is starting again",
        "Wait a moment; if it does not come back, switch Bluetooth off and on",
    ),
    Fault.BUSY: (
        "Another programme on this computer is busy with Bluetooth",
        "Close Bluetooth settings and other programmes that look for devices",
    ),
    Fault.NOT_FOUND: ("The sensor is not to be found", f"{_AWAKE}; {_ONE_HOST}"),
    Fault.IN_USE: (
        "Another programme on this computer uses the sensor",
        "Close it, or switch the sensor off and on",
    ),
    Fault.UNREACHABLE: (
        "The sensor does not answer",
        f"Bring it nearer, with no body in between; {_ONE_HOST}",
    ),
    Fault.NEEDS_PAIRING: ("The sensor wants to be paired with this computer first", _PAIRING),
    Fault.WRONG_FAMILY: (
        "This sensor cannot be used as what it was taken for",
        "Name the right family for it",
    ),
    Fault.UNKNOWN_SENSOR: (
        "This kind of sensor is not known",
        "Name its family, or describe it as in firmware_notes/sensors/own.toml",
    ),
    Fault.OTHER_SENSOR: (
        "A sensor of that name is there, but it is another one",
        "Switch the right one on, or choose this one anew",
    ),
    Fault.NO_NOTIFICATIONS: (
        "The sensor is connected but sends nothing",
        "Switch it off and on, and close other apps that may have set it up in another way",
    ),
    Fault.DROPPED: ("The connection broke off", "Nothing is to be done: it is being made again"),
    Fault.ASLEEP: (
        "The sensor has fallen silent and is not to be found any more",
        "Press its button; if it stays dark, charge it",
    ),
    Fault.NOT_ALIGNED: (
        "The two sensors could not agree on one clock, so each one's own is followed",
        "Nothing is to be done: counting is as good, left and right are some ten ms less exact",
    ),
    Fault.EMPTY_BATTERY: (
        "The sensor has fallen silent, and its battery was nearly empty",
        "Charge it, or go on with a phone or another sensor",
    ),
    Fault.UNEXPECTED: (
        "Bluetooth failed in an unexpected way",
        "Switch Bluetooth off and on; if that does not help, report it with 'kickstand doctor'",
    ),
}


class LinkError(ImuError):
    """A sensor that cannot be found, connected, set up or heard.

    Parameters
    ----------
    fault : what is wrong.
    problem, advice : in place of the usual sentences for it.
    detail : what the system said, in brackets behind the problem.
    system : as `sys.platform`; advice differs between systems.
    """

    def __init__(
        self,
        fault: Fault,
        problem: str = "",
        advice: str = "",
        *,
        detail: str = "",
        system: str = sys.platform,
    ) -> None:
        usual, usual_advice = _SAYINGS[fault]
        if not isinstance(usual_advice, str):
            usual_advice = usual_advice.get(system, usual_advice["linux"])
        problem = problem or usual
        super().__init__(f"{problem} ({detail})" if detail else problem, advice or usual_advice)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Cause:
    """An exception by the name of its class, or of a base of it, and by its text.

    The text has one of `texts` in it; none of them: it may be any.
    """

    kind: str
    fault: Fault
    texts: tuple[str, ...] = ()


_CAUSES = (
    # Why there is no Bluetooth at all: all systems, from bleak 2.0 on.
    _Cause("BleakBluetoothNotAvailableError", Fault.BLUETOOTH_OFF, ("powered_off",)),
    _Cause("BleakBluetoothNotAvailableError", Fault.NO_PERMISSION, ("denied_by",)),
    _Cause("BleakBluetoothNotAvailableError", Fault.RESTARTING, ("reason.unknown",)),
    _Cause("BleakBluetoothNotAvailableError", Fault.NO_BLUETOOTH),
    _Cause("BleakDeviceNotFoundError", Fault.NOT_FOUND),
    _Cause("BleakCharacteristicNotFoundError", Fault.WRONG_FAMILY),
    _Cause(
        "BleakGATTProtocolError",
        Fault.NEEDS_PAIRING,
        ("authentication", "authorization", "encryption"),
    ),
    _Cause("BleakGATTProtocolError", Fault.BUSY, ("already in progress",)),
    # Linux: D-Bus names, and the texts of BlueZ's src/error.h, older ones from strerror.
    _Cause("BleakDBusError", Fault.BLUETOOTH_OFF, ("notready", "not ready", "not-powered")),
    _Cause("BleakDBusError", Fault.NO_PERMISSION, ("dbus.error.accessdenied", "notauthorized")),
    _Cause(
        "BleakDBusError",
        Fault.NEEDS_PAIRING,
        ("error.authentication", "not paired", "security reasons"),
    ),
    _Cause("BleakDBusError", Fault.IN_USE, ("acquired", "alreadyconnected", "already-connected")),
    _Cause("BleakDBusError", Fault.BUSY, ("inprogress", "connection-busy", "already in progress")),
    _Cause("BleakDBusError", Fault.BUSY, ("device or resource busy", "concurrent-connection")),
    _Cause("BleakDBusError", Fault.NO_BLUETOOTH, ("serviceunknown", "namehasnoowner")),
    _Cause("BleakDBusError", Fault.NO_BLUETOOTH, ("nosuchunit", "spawn.")),
    _Cause("BleakDBusError", Fault.NOT_FOUND, ("unknownobject", "doesnotexist")),
    _Cause("BleakDBusError", Fault.WRONG_FAMILY, ("notsupported",)),
    _Cause("BleakDBusError", Fault.UNREACHABLE),
    # Linux without a system bus, or with one that has gone.
    _Cause("InvalidAddressError", Fault.NO_BLUETOOTH),
    _Cause("AuthError", Fault.NO_PERMISSION),
    _Cause("FileNotFoundError", Fault.NO_BLUETOOTH),
    _Cause("ConnectionRefusedError", Fault.NO_BLUETOOTH),
    _Cause("PermissionError", Fault.NO_PERMISSION),
    _Cause("EOFError", Fault.RESTARTING),
    _Cause("ConnectionError", Fault.RESTARTING),
    # Windows: by number, for its texts are translated.
    _Cause("OSError", Fault.BLUETOOTH_OFF, ("-2147020577",)),  # 0x800710DF, not ready for use
    _Cause("OSError", Fault.NO_PERMISSION, ("-2147024891",)),  # 0x80070005, access denied
    _Cause("OSError", Fault.NO_BLUETOOTH, ("-2147023836",)),  # 0x80070424, no such service
    _Cause(
        "OSError",
        Fault.NEEDS_PAIRING,
        # 0x80650005, 08, 0C and 0F: ATT, insufficient authentication, authorization, encryption
        ("-2140864507", "-2140864504", "-2140864500", "-2140864497"),
    ),
    _Cause("OSError", Fault.UNREACHABLE, ("winerror",)),
    # Plain errors of the library, by their texts: Windows, macOS, then everybody.
    _Cause("BleakError", Fault.BLUETOOTH_OFF, ("is bluetooth turned on", "turned off")),
    _Cause("BleakError", Fault.IN_USE, (": access denied",)),
    _Cause(
        "BleakError",
        Fault.NEEDS_PAIRING,
        (
            "encryption is insufficient",
            "authentication is insufficient",
            "peer removed pairing",
            "could not pair",
            "trying to pair",
        ),
    ),
    _Cause("BleakError", Fault.NO_BLUETOOTH, ("adapter '", "unsupported platform")),
    _Cause("BleakError", Fault.NOT_FOUND, ("device '", "was not found")),
    _Cause("BleakError", Fault.WRONG_FAMILY, ("does not support notifications",)),
    _Cause(
        "BleakError",
        Fault.UNREACHABLE,
        (
            "unreachable",
            "not connected",
            "disconnected",
            "failed to",
            "could not get",
            "service discovery",
        ),
    ),
    _Cause("TimeoutError", Fault.UNREACHABLE),
)
"""The one table. The first row that fits is taken. Sources of the texts: bleak 3.1.0, all its
backends; BlueZ 5.66 src/error.c; winerror.h; issues of bleak #158, #714, #740, #792, #1291."""


def fault_of(error: BaseException) -> Fault:
    """What an exception means for a person."""
    kinds = {base.__name__ for base in type(error).__mro__}
    text = f"{error} {error!r}".lower()
    for cause in _CAUSES:
        if cause.kind in kinds and (not cause.texts or any(part in text for part in cause.texts)):
            return cause.fault
    return Fault.UNEXPECTED


def explain(error: BaseException, system: str = sys.platform) -> LinkError:
    """Any exception as the error of a link, with sentences for a person.

    Parameters
    ----------
    error : what a driver or the library for Bluetooth raised.
    system : as `sys.platform`; advice differs between systems.
    """
    if isinstance(error, LinkError):
        return error
    if isinstance(error, DriverError):
        return LinkError(Fault.WRONG_FAMILY, error.problem, error.advice)
    fault = fault_of(error)
    detail = f"{type(error).__name__}: {error}" if fault is Fault.UNEXPECTED else ""
    return LinkError(fault, detail=detail, system=system)
