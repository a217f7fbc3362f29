"""A virtual sensor that follows somebody's description of one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from imu.drivers.described.layout import Layout
from imu.drivers.door import Advertisement, Notification
from imu.drivers.samples import Samples
from imu.samples import Floats


class DescribedPeripheral:
    """Sends once everything that the description wants written has been written."""

    def __init__(
        self,
        advertisement: Advertisement,
        layout: Layout,
        orders: Sequence[tuple[str, bytes]],
        rate_hz: float,
    ) -> None:
        self.advertisement = advertisement
        self.rate_hz = rate_hz
        self._layout = layout
        self._orders = tuple(orders)
        self._missing = list(orders)
        self._charge = 66
        self._taken = 0

    @property
    def streaming(self) -> bool:
        """Whether it has been set up."""
        return not self._missing

    def read(self, role: str) -> bytes:
        """Its charge, per cent."""
        return bytes([self._charge]) if role == "battery" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Take an order; nothing is answered."""
        if (role, data) in self._missing:
            self._missing.remove((role, data))
        return []

    def encode(self, samples: Samples) -> list[Notification]:
        """One notification for each sample."""
        if not self.streaming:
            return []
        numbers = np.arange(self._taken, self._taken + len(samples))
        self._taken += len(samples)
        times: Floats = numbers / self.rate_hz
        stamped = Samples(
            samples.acc_m_s2,
            samples.gyr_rad_s,
            times if samples.sensor_time_s is None else samples.sensor_time_s,
            numbers if samples.seq is None else samples.seq,
        )
        return [Notification("data", data) for data in self._layout.write(stamped, self._charge)]

    def flush(self) -> list[Notification]:
        """Nothing: it holds nothing back."""
        return []

    def unlinked(self) -> None:
        """Forget the set-up: of a sensor that nobody knows, the worse is to be expected."""
        self._missing = list(self._orders)

    def set_charge(self, percent: float) -> None:
        """For its characteristic, and for its packets where they carry it."""
        self._charge = round(percent)
