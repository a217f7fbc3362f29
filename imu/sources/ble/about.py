"""What a connected sensor says about itself, for the recording."""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from imu.drivers.door import Driver
from imu.recording import Sidecar
from imu.samples import STANDARD_GRAVITY_M_S2, Side
from imu.sources.ble.exchange import characteristics
from imu.sources.ble.found import Found

if TYPE_CHECKING:
    from bleak import BleakClient

_FIELDS = {
    "00002a29-0000-1000-8000-00805f9b34fb": "manufacturer",
    "00002a24-0000-1000-8000-00805f9b34fb": "model",
    "00002a25-0000-1000-8000-00805f9b34fb": "serial",
    "00002a26-0000-1000-8000-00805f9b34fb": "firmware",
}
"""Characteristics of the Device Information Service (assigned numbers 2A24 to 2A29)."""

_MAX_TEXT = 100
"""Characters; more is no name."""


@dataclass(frozen=True, slots=True)
class About:
    """The texts of the Device Information Service; "" for what a sensor does not say."""

    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    firmware: str = ""


async def read_about(client: BleakClient, step_s: float) -> About:
    """Ask a connected sensor who it is. A text that cannot be read is "", whatever the reason.

    Parameters
    ----------
    client : connected.
    step_s : how long one read may take, s.
    """
    texts: dict[str, str] = {}
    for one in characteristics(client):
        field = _FIELDS.get(one.uuid.lower())
        if field is None or "read" not in one.properties:
            continue
        with suppress(Exception):  # of use to readers only, so no reason to give a sensor up
            async with asyncio.timeout(step_s):
                texts[field] = _text(bytes(await client.read_gatt_char(one)))
    return About(**texts)


def _text(data: bytes) -> str:
    """Some sensors end their texts with a zero byte, or fill them up with such."""
    text = data.decode("utf-8", "replace").split("\0")[0]
    return "".join(letter for letter in text if letter.isprintable()).strip()[:_MAX_TEXT]


def sidecar_of(side: Side, found: Found, driver: Driver, about: About, rate_hz: float) -> Sidecar:
    """The sidecar of a sensor that is connected and set up.

    Parameters
    ----------
    side : the thigh that it sits on.
    found, driver, about : what is known of it.
    rate_hz : the nominal rate that it was set to, Hz.
    """
    facts = driver.facts
    timing = facts.timing
    clock: dict[str, Any] = {
        "kind": timing.kind,
        "wrap_s": timing.wrap_s,
        "seq_wrap": timing.seq_wrap,
        "batch_s": timing.batch_s,
        "mapping": "line under all arrivals, no step back: firmware_notes/timing.md",
    }
    return Sidecar(
        sampling_frequency=rate_hz,
        tracked_point=None if side == "unknown" else f"{side}_thigh",
        manufacturer=about.manufacturer or None,
        manufacturers_model_name=about.model or driver.title,
        device_serial_number=about.serial or None,
        software_versions=about.firmware or None,
        accelerometer_range=round(facts.acc_range_g * STANDARD_GRAVITY_M_S2, 5),
        gyroscope_range=round(math.radians(facts.gyr_range_deg_s), 6),
        clock_model=clock,
        extra={"SensorFamily": driver.family, "SensorName": found.name},
    )


def aligned(sidecar: Sidecar, *, by_hardware: bool) -> Sidecar:
    """The same sensor, of which it was asked that its hardware share one clock with the other."""
    clock = {**(sidecar.clock_model or {}), "aligned_by_hardware": by_hardware}
    if by_hardware:
        clock["mapping"] = "one line under the arrivals of both sensors: firmware_notes/timing.md"
    return msgspec.structs.replace(sidecar, clock_model=clock)
