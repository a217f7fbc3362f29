"""A virtual sensor of the Kickstand reference profile."""

from __future__ import annotations

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.kickstand.control import (
    DESCRIPTION_BYTES,
    VERSION,
    WISH_BYTES,
    Command,
    Description,
    Status,
    Wish,
    reply,
)
from imu.drivers.kickstand.packet import MAX_BATCH, TIME_WRAP_US, Packet, pack
from imu.drivers.samples import NO_SAMPLES, Samples, join
from imu.drivers.scaling import acc_scale, gyr_scale
from imu.samples import Floats, Ints

USUAL = Wish(rate_hz=100, acc_range_g=8, gyr_range_deg_s=1000, per_packet=1)
"""How a sensor is set when it is switched on."""

_RATES = (50, 100, 200)
_ACC_RANGES = (2, 4, 8, 16)
_GYR_RANGES = (125, 250, 500, 1000, 2000)
_OPERANDS = {Command.HELLO: 2, Command.CONFIGURE: WISH_BYTES, Command.IDENTIFY: 1}


class KickstandPeripheral:
    """A sensor that follows the profile to the letter.

    Without stamps of their own, samples are counted on from the last and spaced at the rate.
    """

    def __init__(self, advertisement: Advertisement, battery: int = 80) -> None:
        self.advertisement = advertisement
        self.battery = battery
        self._reset()

    def _reset(self) -> None:
        self.streaming = False
        self.description = Description(USUAL)
        self._seq = 0
        self._time_us = 0
        self._held = NO_SAMPLES

    @property
    def rate_hz(self) -> float:
        """The rate that it has been set to."""
        return float(self.description.now.rate_hz)

    def read(self, role: str) -> bytes:
        """The description; everything else cannot be read."""
        return self.description.bytes() if role == "info" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey a command."""
        if role != "control" or not data:
            return []
        return [Notification("control", self._obey(data[0], data[1:]))]

    def _obey(self, code: int, operands: bytes) -> bytes:
        if code not in set(Command):
            return reply(code & 0x7F, Status.UNKNOWN_COMMAND)
        command = Command(code)
        if len(operands) != _OPERANDS.get(command, 0):
            return reply(command, Status.WRONG_LENGTH)
        if command is Command.HELLO:
            return self._greet(*operands)
        if command is Command.CONFIGURE:
            return self._configure(Wish.read(operands))
        if command is Command.DESCRIBE:
            return reply(command, Status.OK, self.description.bytes())
        if command is Command.RESET:
            self._reset()
        elif command in {Command.START, Command.STOP}:
            self.streaming = command is Command.START
            self._held = NO_SAMPLES
        return reply(command, Status.OK)

    def _greet(self, lowest: int, highest: int) -> bytes:
        if lowest <= VERSION <= highest:
            return reply(Command.HELLO, Status.OK, bytes([VERSION]))
        return reply(Command.HELLO, Status.NO_COMMON_VERSION, bytes([VERSION, VERSION]))

    def _configure(self, wish: Wish) -> bytes:
        if self.streaming:
            return reply(Command.CONFIGURE, Status.STREAMING)
        if not (wish.rate_hz and wish.acc_range_g and wish.gyr_range_deg_s and wish.per_packet):
            return reply(Command.CONFIGURE, Status.REFUSED_VALUE)
        now = Wish(
            _nearest(wish.rate_hz, _RATES),
            _nearest(wish.acc_range_g, _ACC_RANGES),
            _nearest(wish.gyr_range_deg_s, _GYR_RANGES),
            min(wish.per_packet, MAX_BATCH),
        )
        self.description = self.description.set_to(now)
        answer = self.description.bytes()
        assert len(answer) == DESCRIPTION_BYTES
        return reply(Command.CONFIGURE, Status.OK, answer)

    def encode(self, samples: Samples) -> list[Notification]:
        """Packets of as many samples as it was told to put into one."""
        if not self.streaming:
            return []
        self._held = join([self._held, self._stamped(samples)])
        size = self.description.now.per_packet
        whole = len(self._held) // size * size
        parts = [self._held[start : start + size] for start in range(0, whole, size)]
        self._held = self._held[whole:]
        return [self._packet(part) for part in parts]

    def flush(self) -> list[Notification]:
        """A last, shorter packet."""
        held, self._held = self._held, NO_SAMPLES
        return [self._packet(held)] if len(held) else []

    def unlinked(self) -> None:
        """A disconnect stops the stream; configuration, sequence and clock stay."""
        self.streaming = False
        self._held = NO_SAMPLES

    def set_charge(self, percent: float) -> None:
        """Told in every packet."""
        self.battery = round(percent)

    def _stamped(self, samples: Samples) -> Samples:
        """Fill in what the samples do not tell, and count on behind them."""
        n, period_us = len(samples), round(1e6 / self.rate_hz)
        if not n:
            return NO_SAMPLES
        time_us: Ints = self._time_us + np.arange(n) * period_us
        if samples.sensor_time_s is not None:
            time_us = np.rint(samples.sensor_time_s * 1e6).astype(np.int64)
        seq: Ints = samples.seq if samples.seq is not None else self._seq + np.arange(n)
        self._time_us, self._seq = int(time_us[-1]) + period_us, int(seq[-1]) + 1
        time_s: Floats = time_us / 1e6
        return Samples(samples.acc_m_s2, samples.gyr_rad_s, time_s, seq)

    def _packet(self, samples: Samples) -> Notification:
        assert samples.sensor_time_s is not None
        assert samples.seq is not None
        now = self.description.now
        acc = acc_scale(now.acc_range_g).counts(samples.acc_m_s2)
        gyr = gyr_scale(now.gyr_range_deg_s).counts(samples.gyr_rad_s)
        time_us = np.rint(samples.sensor_time_s * 1e6).astype(np.int64)
        n = len(samples)
        # The clock may have begun anew within the packet.
        span_us = (int(time_us[-1]) - int(time_us[0])) % TIME_WRAP_US
        period_us = round(span_us / (n - 1)) if n > 1 else 0
        if now.per_packet > 1 and n == 1:
            period_us = round(1e6 / self.rate_hz)
        counts = np.hstack([acc, gyr])
        packet = Packet(int(samples.seq[0]), int(time_us[0]), period_us, counts, self.battery)
        return Notification("data", pack(packet))


def _nearest(wished: int, offered: tuple[int, ...]) -> int:
    return min(offered, key=lambda value: (abs(value - wished), value))
