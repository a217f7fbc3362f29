"""The radio that the commands reach sensors by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imu.sources.ble import Radio


def radio() -> Radio:
    """The computer's own."""
    from imu.sources.ble import Radio  # slow to import

    return Radio()
