"""A virtual Arduino with one of the sketches: sends whatever is measured to whoever listens."""

from __future__ import annotations

from imu.drivers.byorder import Stream
from imu.drivers.door import Advertisement, Notification
from imu.drivers.samples import Samples
from imu.drivers.triples import Triples


class ArduinoPeripheral:
    """A board as the published sketch makes it, with a battery that somebody has added."""

    def __init__(
        self,
        advertisement: Advertisement,
        rate_hz: float,
        acc: Triples,
        gyr: Triples,
        first: Stream,
    ) -> None:
        self.advertisement = advertisement
        self.rate_hz = rate_hz
        self.streaming = True
        self.version = 0
        self._acc = acc
        self._gyr = gyr
        self._first = first
        self._battery = 88

    def read(self, role: str) -> bytes:
        """The version, or the charge."""
        if role == "version":
            return self.version.to_bytes(4, "little")
        return bytes([self._battery]) if role == "battery" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:  # noqa: ARG002 - the door has it
        """Nothing can be set."""
        return []

    def encode(self, samples: Samples) -> list[Notification]:
        """Two notifications for each sample."""
        sent: list[Notification] = []
        for acc, gyr in zip(samples.acc_m_s2, samples.gyr_rad_s, strict=True):
            turn = [
                Notification("data", self._acc.write(acc)),
                Notification("rates", self._gyr.write(gyr)),
            ]
            sent += turn if self._first is Stream.ACC else turn[::-1]
        return sent

    def flush(self) -> list[Notification]:
        """Nothing: it holds nothing back."""
        return []

    def unlinked(self) -> None:
        """Nothing to forget."""

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self._battery = round(percent)
