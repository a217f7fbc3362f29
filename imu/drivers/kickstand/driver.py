"""Sensors that speak the Kickstand reference profile: ``firmware_notes/profile.md``."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from imu.drivers.door import (
    Advertisement,
    Ask,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Silence,
    Step,
    choose_rate,
)
from imu.drivers.kickstand import control
from imu.drivers.kickstand import packet as packets
from imu.drivers.kickstand.control import Command, Description, Status, Wish
from imu.drivers.kickstand.virtual import KickstandPeripheral
from imu.drivers.samples import NO_SAMPLES, Samples, Timing
from imu.drivers.scaling import acc_scale, gyr_scale
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError

ACC_RANGE_G = 8
GYR_RANGE_DEG_S = 1000
"""What is asked for: four times what is too fast for a rep (250 degrees/s), room for heel strikes;
one count is still 0.24 milli-g and 0.03 degrees/s."""

_ADVICE = "Switch it off and on; if that does not help, load the reference firmware again"


class KickstandConnection:
    """One connection to a sensor of the profile."""

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self.battery_percent: float | None = None
        self.flags = 0
        self.description: Description | None = None
        self._set_ranges(ACC_RANGE_G, GYR_RANGE_DEG_S)

    def _set_ranges(self, acc_range_g: float, gyr_range_deg_s: float) -> None:
        self._acc, self._gyr = acc_scale(acc_range_g), gyr_scale(gyr_range_deg_s)

    def setup(self) -> Dialogue:
        """Agree on a version, stop, configure, start."""
        yield Notify("control")
        hello = yield from _ask(Command.HELLO, bytes([control.VERSION, control.VERSION]))
        if hello[:1] != bytes([control.VERSION]):
            problem = "this sensor chose a version of the profile that was not offered"
            raise DriverError(problem, "Bring its firmware up to date")
        yield from _ask(Command.STOP)
        per_packet = 1 if self.rate_hz <= 100.0 else 4
        wish = Wish(int(self.rate_hz), ACC_RANGE_G, GYR_RANGE_DEG_S, per_packet)
        answer = yield from _ask(Command.CONFIGURE, wish.bytes())
        self._obey(answer)
        yield Notify("data")
        yield from _ask(Command.START)

    def _obey(self, answer: bytes) -> None:
        """Take over what the sensor is really set to."""
        try:
            self.description = Description.read(answer)
        except DecodeError as error:
            raise DriverError(
                f"this sensor does not say how it is set ({error})", _ADVICE
            ) from None
        now = self.description.now
        self.rate_hz = float(now.rate_hz)
        self._set_ranges(now.acc_range_g, now.gyr_range_deg_s)

    def decode(self, role: str, data: bytes) -> Samples:
        """Samples with sequence and microseconds."""
        if role != "data":
            return NO_SAMPLES  # replies reach the dialogue by themselves
        try:
            packet = packets.unpack(data)
        except DecodeError as error:
            self.troubles.note(error)
            return NO_SAMPLES
        self.flags = packet.flags
        self._note_battery(packet.battery)
        steps = np.arange(len(packet.counts))
        time_us = (packet.time_us + steps * packet.period_us) % packets.TIME_WRAP_US
        return Samples(
            self._acc.values(packet.counts[:, :3]),
            self._gyr.values(packet.counts[:, 3:]),
            np.round(time_us / 1e6, 6),
            (packet.seq + steps) % packets.SEQ_WRAP,
        )

    def _note_battery(self, battery: int) -> None:
        if battery <= 100:
            self.battery_percent = float(battery)
        elif battery != packets.BATTERY_UNKNOWN:
            problem = f"a battery of {battery} %; 0 to 100 are meant, or 255 for unknown"
            self.troubles.note(DecodeError(packets.FAMILY, problem))

    def ask_battery(self) -> Dialogue:
        """Nothing to ask: it is in every packet."""
        yield from ()

    def stop(self) -> Dialogue:
        """Stop, and no more notifications."""
        yield Ask("control", bytes([Command.STOP]), "control", _prefix(Command.STOP))
        yield Silence("data")
        yield Silence("control")


def _prefix(command: Command) -> bytes:
    return bytes([control.REPLY | command])


def _ask(command: Command, operands: bytes = b"") -> Generator[Step, bytes, bytes]:
    """Ask, and return what follows the status of the answer.

    Raises
    ------
    DriverError : no answer, or a refusal.
    """
    answer = yield Ask("control", bytes([command]) + operands, "control", _prefix(command))
    name = command.name.lower()
    if len(answer) < 2:
        raise DriverError(f"this sensor does not answer when told to {name}", _ADVICE)
    if answer[1] == Status.NO_COMMON_VERSION:
        spoken = " to ".join(str(version) for version in answer[2:4])
        problem = f"this sensor speaks version {spoken} of the Kickstand profile, this programme 1"
        raise DriverError(problem, "Bring the older of the two up to date")
    if answer[1] != Status.OK:
        status = Status(answer[1]) if answer[1] in set(Status) else None
        why = status.name.lower().replace("_", " ") if status else f"status {answer[1]}"
        raise DriverError(f"this sensor refuses to {name}: {why}", _ADVICE)
    return answer[2:]


class KickstandDriver:
    """The reference profile."""

    family = packets.FAMILY
    title = "Kickstand sensor"
    facts = Facts(
        rates_hz=(50.0, 100.0, 200.0),
        rate_hz=100.0,
        acc_range_g=ACC_RANGE_G,
        gyr_range_deg_s=GYR_RANGE_DEG_S,
        timing=Timing("ticks", packets.TIME_WRAP_US / 1e6, packets.SEQ_WRAP),
        page="kickstand",
    )
    profile = Profile(
        service=("15490001-6b09-484b-a2b6-e9731f04f111",),
        needed={
            "data": ("15490002-6b09-484b-a2b6-e9731f04f111",),
            "control": ("15490003-6b09-484b-a2b6-e9731f04f111",),
        },
        optional={"info": ("15490004-6b09-484b-a2b6-e9731f04f111",)},
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By its service, else by its name."""
        if self.profile.service[0] in seen.services:
            return Match(3)
        return Match(2) if seen.name.startswith("Kickstand") else None

    def connect(self, rate_hz: float | None = None) -> KickstandConnection:
        """A new connection."""
        return KickstandConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> KickstandPeripheral:
        """A sensor that follows the profile to the letter."""
        seen = Advertisement("Kickstand 0001", self.profile.service)
        return KickstandPeripheral(seen)


DRIVER = KickstandDriver()
