"""WitMotion's commands, registers and scales, for the driver and the virtual sensor alike."""

from __future__ import annotations

from imu.drivers.scaling import acc_scale, gyr_scale

ACC = acc_scale(16.0)
GYR = gyr_scale(2000.0)
"""The ranges are fixed in the vendor's formulas."""

_COMMAND = b"\xff\xaa"
_SAVE, _READ, _LOCK = 0x00, 0x27, 0x69
RATE = 0x03
BATTERY = 0x64
"""Register of the battery, hundredths of a volt."""

CHARGE = (
    (397, 100.0), (393, 90.0), (387, 75.0), (382, 60.0), (379, 50.0), (377, 40.0),
    (373, 30.0), (370, 20.0), (368, 15.0), (350, 10.0), (340, 5.0),
)  # fmt: skip
"""Hundredths of a volt at least, per cent: the vendor's table."""

RATE_CODES = {10.0: 0x06, 20.0: 0x07, 50.0: 0x08, 100.0: 0x09, 200.0: 0x0A}
"""Hz -> value of the register `RATE`. There are slower ones, of no use here."""

_KEY = 0xB588


def set_to(register: int, value: int) -> bytes:
    """The command that writes a register."""
    return _COMMAND + bytes([register]) + value.to_bytes(2, "little")


def ask(register: int) -> bytes:
    """The command that asks for a register and the seven behind it."""
    return set_to(_READ, register)


UNLOCK = set_to(_LOCK, _KEY)
SAVE = set_to(_SAVE, 0)


def is_read(command: bytes) -> int | None:
    """The register that a command asks for, or None for any other command."""
    whole = len(command) == 5 and command.startswith(_COMMAND) and command[2] == _READ
    return int.from_bytes(command[3:], "little") if whole else None


def is_write(command: bytes) -> tuple[int, int] | None:
    """Register and value that a command writes, or None for any other command."""
    if len(command) != 5 or not command.startswith(_COMMAND) or command[2] in {_READ, _LOCK, _SAVE}:
        return None
    return command[2], int.from_bytes(command[3:], "little")
