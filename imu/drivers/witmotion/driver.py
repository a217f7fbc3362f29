"""WitMotion WT901BLE, BWT901BLE5.0 and WT9011DCL: ``firmware_notes/sensors/witmotion.md``."""

from __future__ import annotations

import re

import numpy as np

from imu.drivers.door import (
    Advertisement,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Silence,
    Wait,
    Write,
    choose_rate,
)
from imu.drivers.samples import NO_SAMPLES, Samples, Timing
from imu.drivers.troubles import Troubles
from imu.drivers.witmotion.frames import FAMILY, Cutter, Motion, Registers
from imu.drivers.witmotion.registers import (
    ACC,
    BATTERY,
    CHARGE,
    GYR,
    RATE,
    RATE_CODES,
    SAVE,
    UNLOCK,
    ask,
    set_to,
)
from imu.drivers.witmotion.virtual import WitMotionPeripheral

_NAME = re.compile(r"^WT|WT\d")

_PAUSE_S = 0.1
"""s between commands, as in the vendor's kit."""


def _uuids(short: str) -> tuple[str, ...]:
    """The vendor's base ends in 9a34fb, one digit beside that of the Bluetooth SIG: take both."""
    return tuple(f"0000{short}-0000-1000-8000-00805f{end}34fb" for end in ("9a", "9b"))


class WitMotionConnection:
    """One connection to a sensor of the family."""

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self.battery_percent: float | None = None
        self._cutter = Cutter(self.troubles)

    def setup(self) -> Dialogue:
        """Set the rate and save it: what is written without unlocking has no effect.

        It streams as soon as notifications are on, at 10 Hz out of the box. Commands have no
        answers; `imu.sources` measures whether the rate is what was asked for.
        """
        yield Notify("data")
        yield Wait(_PAUSE_S)
        yield Write("commands", UNLOCK)
        yield Wait(_PAUSE_S)
        yield Write("commands", set_to(RATE, RATE_CODES[self.rate_hz]))
        yield Wait(_PAUSE_S)
        yield Write("commands", SAVE)
        yield Wait(_PAUSE_S)
        yield from self.ask_battery()

    def decode(self, role: str, data: bytes) -> Samples:
        """Samples without any stamp: these frames carry none that can be trusted."""
        if role != "data":
            return NO_SAMPLES
        frames = self._cutter.push(data)
        rows = [frame.numbers[:6] for frame in frames if isinstance(frame, Motion)]
        self._look_for_battery([frame for frame in frames if isinstance(frame, Registers)])
        if not rows:
            return NO_SAMPLES
        counts = np.array(rows, dtype=np.int64)
        return Samples(ACC.values(counts[:, :3]), GYR.values(counts[:, 3:]))

    def _look_for_battery(self, frames: list[Registers]) -> None:
        for frame in frames:
            if frame.first == BATTERY:
                steps = (percent for volts, percent in CHARGE if frame.values[0] >= volts)
                self.battery_percent = next(steps, 0.0)

    def ask_battery(self) -> Dialogue:
        """The answer comes among the samples."""
        yield Write("commands", ask(BATTERY))

    def stop(self) -> Dialogue:
        """It sends only while somebody listens."""
        yield Silence("data")


class WitMotionDriver:
    """The family."""

    family = FAMILY
    title = "WitMotion WT901BLE"
    facts = Facts(
        rates_hz=tuple(RATE_CODES),
        rate_hz=100.0,
        acc_range_g=16.0,
        gyr_range_deg_s=2000.0,
        timing=Timing("none"),
        page="witmotion",
    )
    profile = Profile(
        service=_uuids("ffe5"),
        needed={"data": _uuids("ffe4"), "commands": _uuids("ffe9")},
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, else by its name: "WT" and a number, or "WT" at the beginning."""
        if set(self.profile.service) & set(seen.services):
            return Match(2)  # many a cheap device uses ffe5
        return Match(1) if _NAME.search(seen.name) else None

    def connect(self, rate_hz: float | None = None) -> WitMotionConnection:
        """A new connection."""
        return WitMotionConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> WitMotionPeripheral:
        """A sensor as it comes out of the box: 10 Hz, short frames."""
        return WitMotionPeripheral(Advertisement("WT901BLE67", self.profile.service[:1]))


DRIVER = WitMotionDriver()
