"""A virtual board with Adafruit's services: each measures at its own period."""

from __future__ import annotations

from imu.drivers.adafruit import services
from imu.drivers.adafruit.services import KNOWN_VERSION, USUAL_MS
from imu.drivers.door import Advertisement, Notification
from imu.drivers.samples import Samples

_PERIODS: tuple[str, ...] = ("data-period", "rates-period")


class AdafruitPeripheral:
    """A board as the vendor's example makes it: once in a second until it is told otherwise.

    Attributes
    ----------
    least_ms : a shorter period it does not keep, and says so when it is read.
    """

    def __init__(self, advertisement: Advertisement, battery: int = 87) -> None:
        self.advertisement = advertisement
        self.version = KNOWN_VERSION
        self.least_ms = 0
        self._battery = battery
        self.periods = dict.fromkeys(_PERIODS, USUAL_MS)
        self._since_ms = dict.fromkeys(_PERIODS, 0.0)

    @property
    def streaming(self) -> bool:
        """Whether both services measure."""
        return min(self.periods.values()) > 0

    @property
    def rate_hz(self) -> float:
        """The rate of the quicker service."""
        measured = [period for period in self.periods.values() if period > 0]
        return 1000.0 / min(measured, default=USUAL_MS)

    def read(self, role: str) -> bytes:
        """A period, the version, or the charge."""
        if role in self.periods:
            return services.period_bytes(self.periods[role])
        if role == "version":
            return services.period_bytes(self.version)
        return bytes([self._battery]) if role == "battery" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Set a period, ms; -1 stops that service."""
        period_ms = services.read_number(data)
        if role in self.periods and period_ms is not None:
            self.periods[role] = period_ms if period_ms < 0 else max(period_ms, self.least_ms)
            self._since_ms[role] = 0.0
        return []

    def encode(self, samples: Samples) -> list[Notification]:
        """A notification of each service whose period is over."""
        step_ms = 1000.0 / self.rate_hz
        sent: list[Notification] = []
        for acc, gyr in zip(samples.acc_m_s2, samples.gyr_rad_s, strict=True):
            if self._is_due("data-period", step_ms):
                sent.append(Notification("data", services.ACC.write(acc)))
            if self._is_due("rates-period", step_ms):
                sent.append(Notification("rates", services.GYR.write(gyr)))
        return sent

    def _is_due(self, role: str, step_ms: float) -> bool:
        self._since_ms[role] += step_ms
        if self.periods[role] <= 0 or self._since_ms[role] < self.periods[role] - 1e-6:
            return False
        self._since_ms[role] = 0.0
        return True

    def flush(self) -> list[Notification]:
        """Nothing: it holds nothing back."""
        return []

    def unlinked(self) -> None:
        """Keep the periods: a characteristic has its value until it is written again."""

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self._battery = round(percent)
