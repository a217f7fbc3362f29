"""What systems say becomes a code and two sentences that a person can act on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakCharacteristicNotFoundError,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from imu.errors import DriverError, ImuError
from imu.sources.ble import Fault, LinkError, explain

SYSTEMS = ("linux", "darwin", "win32")
Reason = BleakBluetoothNotAvailableReason
NOTES = Path(__file__).resolve().parents[3] / "firmware_notes" / "links.md"


def unavailable(reason: BleakBluetoothNotAvailableReason) -> BleakError:
    return BleakBluetoothNotAvailableError("words that change", reason)


def dbus(name: str, *texts: str) -> BleakError:
    return BleakDBusError(name, list(texts))


def windows(number: int) -> OSError:
    return OSError(f"[WinError {number}] Das Gerät ist nicht bereit")


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (unavailable(Reason.POWERED_OFF), Fault.BLUETOOTH_OFF),
        (unavailable(Reason.NO_BLUETOOTH), Fault.NO_BLUETOOTH),
        (unavailable(Reason.NO_BLE_CENTRAL_ROLE), Fault.NO_BLUETOOTH),
        (unavailable(Reason.DENIED_BY_USER), Fault.NO_PERMISSION),
        (unavailable(Reason.DENIED_BY_SYSTEM), Fault.NO_PERMISSION),
        (unavailable(Reason.DENIED_BY_UNKNOWN), Fault.NO_PERMISSION),
        (unavailable(Reason.UNKNOWN), Fault.RESTARTING),
        (BleakDeviceNotFoundError("AA", "Device with address AA was not found"), Fault.NOT_FOUND),
        (BleakCharacteristicNotFoundError("2a19"), Fault.WRONG_FAMILY),
        (BleakGATTProtocolError(0x05), Fault.NEEDS_PAIRING),
        (BleakGATTProtocolError(0x08), Fault.NEEDS_PAIRING),
        (BleakGATTProtocolError(0x0F), Fault.NEEDS_PAIRING),
        (BleakGATTProtocolError(0xFE), Fault.BUSY),
        (BleakGATTProtocolError(0x0E), Fault.UNEXPECTED),
        (dbus("org.bluez.Error.NotReady", "Resource Not Ready"), Fault.BLUETOOTH_OFF),
        (dbus("org.freedesktop.DBus.Error.AccessDenied", "Rejected"), Fault.NO_PERMISSION),
        (dbus("org.freedesktop.DBus.Error.ServiceUnknown", "no"), Fault.NO_BLUETOOTH),
        (dbus("org.bluez.Error.AuthenticationCanceled", "x"), Fault.NEEDS_PAIRING),
        (dbus("org.bluez.Error.Failed", "le-connection-abort-by-local"), Fault.UNREACHABLE),
        (dbus("org.bluez.Error.NotSupported", "x"), Fault.WRONG_FAMILY),
        (FileNotFoundError(2, "No such file"), Fault.NO_BLUETOOTH),
        (PermissionError(13, "Permission denied"), Fault.NO_PERMISSION),
        (EOFError(), Fault.RESTARTING),
        (ConnectionResetError(104, "reset"), Fault.RESTARTING),
        (windows(-2147020577), Fault.BLUETOOTH_OFF),
        (windows(-2147024891), Fault.NO_PERMISSION),
        (windows(-2147023836), Fault.NO_BLUETOOTH),
        (windows(-2140864507), Fault.NEEDS_PAIRING),
        (windows(-2147024874), Fault.UNREACHABLE),
        (BleakError("Could not get GATT services: Unreachable"), Fault.UNREACHABLE),
        (BleakError("Could not get GATT characteristics for x: Access Denied"), Fault.IN_USE),
        (BleakError("Failed to start scanner. Is Bluetooth turned on?"), Fault.BLUETOOTH_OFF),
        (BleakError("failed to connect: Error Domain=CBErrorDomain"), Fault.UNREACHABLE),
        (BleakError("failed: Peer removed pairing information"), Fault.NEEDS_PAIRING),
        (BleakError("Failed to update x: Encryption is insufficient."), Fault.NEEDS_PAIRING),
        (BleakError("Not connected"), Fault.UNREACHABLE),
        (BleakError("disconnected"), Fault.UNREACHABLE),
        (BleakError("adapter 'hci7' not found"), Fault.NO_BLUETOOTH),
        (BleakError("device 'dev_AA' not found"), Fault.NOT_FOUND),
        (TimeoutError(), Fault.UNREACHABLE),
        (ValueError("nobody foresaw this"), Fault.UNEXPECTED),
    ],
    ids=repr,
)
def test_what_was_raised_has_a_name(error: Exception, fault: Fault) -> None:
    assert explain(error).fault is fault


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_fault_is_two_sentences(fault: Fault, system: str) -> None:
    error = LinkError(fault, system=system)
    assert isinstance(error, ImuError)
    for sentence in (error.problem, error.advice):
        assert sentence
        assert sentence[0].isupper()
        assert not sentence.endswith(".")


@pytest.mark.parametrize(
    "fault",
    [Fault.BLUETOOTH_OFF, Fault.NO_PERMISSION, Fault.NEEDS_PAIRING, Fault.NO_BLUETOOTH],
)
def test_what_to_do_differs_between_systems(fault: Fault) -> None:
    assert len({LinkError(fault, system=system).advice for system in SYSTEMS}) == 3


def test_unknown_system_is_advised_like_linux() -> None:
    linux = LinkError(Fault.NO_PERMISSION, system="linux")
    assert LinkError(Fault.NO_PERMISSION, system="freebsd14").advice == linux.advice


def test_words_of_the_unexpected_are_kept_for_a_bug_report() -> None:
    assert "ValueError: nobody foresaw this" in str(explain(ValueError("nobody foresaw this")))


def test_driver_speaks_for_itself() -> None:
    error = explain(DriverError("this Polar has no gyroscope", "Use another one"))
    assert (error.fault, error.advice) == (Fault.WRONG_FAMILY, "Use another one")


def test_what_is_explained_already_stays() -> None:
    error = LinkError(Fault.ASLEEP)
    assert explain(error) is error


def test_page_names_every_fault() -> None:
    text = NOTES.read_text(encoding="utf-8")
    assert [fault for fault in Fault if f"`{fault.value}`" not in text] == []
