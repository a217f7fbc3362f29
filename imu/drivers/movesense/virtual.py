"""A virtual Movesense: greets, grants up to four streams, and forgets them with the link."""

from __future__ import annotations

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.movesense.packets import STAMP_WRAP, Packet, write_packet
from imu.drivers.movesense.protocol import FAMILY, STREAM_REF, VERSION, Command, Kind
from imu.drivers.samples import NO_SAMPLES, Samples, join
from imu.drivers.scaling import RAD_PER_DEG, Scale
from imu.samples import STANDARD_GRAVITY_M_S2

ACC, GYR = Scale(0.244e-3 * STANDARD_GRAVITY_M_S2), Scale(0.07 * RAD_PER_DEG)
"""The chip's counts at 8 g and 2000 degrees/s (LSM6DS3, data sheet, table 3)."""

MOST_BYTES = 158
"""Of a notification, the sensor's MTU being 161."""

SLOTS = 4
_PACKETS_HZ = 13.0
_RATES = ("13", "26", "52", "104", "208", "416", "833", "1666")
_PATH = "/Meas/IMU6/"


class MovesensePeripheral:
    """A sensor that has just woken up.

    Attributes
    ----------
    streams : reference -> path of what it has been asked for, by whomever.
    is_swapped : it sends statuses big-endian, as the vendor's old sample does.
    """

    def __init__(self, advertisement: Advertisement, battery: int = 77) -> None:
        self.advertisement = advertisement
        self.battery = battery
        self.streams: dict[int, str] = {}
        self.is_swapped = False
        self._held = NO_SAMPLES
        self._taken = 0

    @property
    def streaming(self) -> bool:
        """Whether somebody has asked for acceleration and rate."""
        return STREAM_REF in self.streams

    @property
    def rate_hz(self) -> float:
        """The rate that was asked for, or that of its sleep."""
        path = self.streams.get(STREAM_REF)
        return float(path.removeprefix(_PATH)) if path else 13.0

    def read(self, role: str) -> bytes:
        """Its charge; nothing else can be read."""
        return bytes([self.battery]) if role == "battery" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey a command."""
        if role != "commands" or len(data) < 2:
            return []
        command, reference, operands = data[0], data[1], data[2:]
        if command == Command.HELLO:
            return [self._answer(reference, self._greeting())]
        if command == Command.SUBSCRIBE:
            status = self._subscribe(reference, operands.decode("ascii", "replace").rstrip("\0"))
        elif command == Command.UNSUBSCRIBE:
            known = self.streams.pop(reference, None)
            self._held = NO_SAMPLES
            status = 200 if known else 404
        else:
            status = 400
        order = "big" if self.is_swapped else "little"
        return [self._answer(reference, status.to_bytes(2, order))]

    def _greeting(self) -> bytes:
        """Version, then serial number, product, address for updates, app and its version."""
        serial = self.advertisement.name.rpartition(" ")[2]
        texts = serial, "SW-000", "00-00-00-00-00-00", FAMILY, "2.3.1"
        return bytes([VERSION]) + b"".join(text.encode() + b"\0" for text in texts)

    def _answer(self, reference: int, content: bytes) -> Notification:
        return Notification("data", bytes([Kind.ANSWER, reference]) + content)

    def _subscribe(self, reference: int, path: str) -> int:
        if len(self.streams) >= SLOTS:
            return 507
        if not path.startswith(_PATH) or path.removeprefix(_PATH) not in _RATES:
            return 404
        self.streams[reference] = path
        return 200

    def encode(self, samples: Samples) -> list[Notification]:
        """Packets of a thirteenth of a second."""
        if not self.streaming:
            return []
        self._held = join([self._held, self._stamped(samples)])
        size = round(self.rate_hz / _PACKETS_HZ)
        whole = len(self._held) // size * size
        parts = [self._held[k : k + size] for k in range(0, whole, size)]
        self._held = self._held[whole:]
        return [one for part in parts for one in self._packet(part)]

    def flush(self) -> list[Notification]:
        """A last, shorter packet."""
        held, self._held = self._held, NO_SAMPLES
        return self._packet(held) if len(held) else []

    def unlinked(self) -> None:
        """It ends all streams; its clock goes on."""
        self.streams.clear()
        self._held = NO_SAMPLES

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self.battery = round(percent)

    def _stamped(self, samples: Samples) -> Samples:
        numbers = np.arange(self._taken, self._taken + len(samples))
        self._taken += len(samples)
        times = samples.sensor_time_s
        times = numbers / self.rate_hz if times is None else times
        return Samples(samples.acc_m_s2, samples.gyr_rad_s, times)

    def _packet(self, samples: Samples) -> list[Notification]:
        assert samples.sensor_time_s is not None
        stamp_ms = round(float(samples.sensor_time_s[0]) * 1000.0) % STAMP_WRAP
        acc = ACC.values(ACC.counts(samples.acc_m_s2))
        gyr = GYR.values(GYR.counts(samples.gyr_rad_s))
        packet = Packet(stamp_ms, acc, gyr)
        return [Notification("data", part) for part in write_packet(packet, MOST_BYTES)]
