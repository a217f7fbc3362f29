"""A virtual Movella DOT: one sample a notification, and clocks that can be synchronised."""

from __future__ import annotations

from itertools import count
from weakref import WeakValueDictionary

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.dot import formats, messages
from imu.drivers.dot.formats import Info
from imu.drivers.samples import Samples

SYNC_S = 12.0
"""s that synchronising takes, while nobody may be connected."""

_RATES = (1, 4, 10, 12, 15, 20, 30, 60, 120)
_MODES = (2, 3, 4, 5, 6, 7, 16, 18, 19, 20, 21, 22, 23, 24, 26)
_numbers = count(1)
_air: WeakValueDictionary[bytes, DotPeripheral] = WeakValueDictionary()
"""Everything virtual of this family that is switched on, by address: whom it hears."""


def _usual_settings() -> bytes:
    tag = b"Movella DOT"
    head = bytes([0, 0, 0, 10, 0, 30, 0, len(tag)]) + tag.ljust(16, b"\0")
    return (head + (60).to_bytes(2, "little")).ljust(formats.SETTINGS_BYTES, b"\0")


class DotPeripheral:
    """A sensor as it comes out of its charger.

    Attributes
    ----------
    offset_s : how far its stamps are ahead of its own clock, s: 0 until it is synchronised.
    can_hear : whether it hears the one that it is to take over the clock of.
    refuses : what it does not do: "rate", "start", "free".
    """

    def __init__(self, advertisement: Advertisement, battery: int = 77) -> None:
        self.advertisement = advertisement
        self.battery = battery
        number = next(_numbers)
        self.info = Info(bytes.fromhex("d422cd") + number.to_bytes(3, "big"), serial=number)
        self.settings = _usual_settings()
        self.control = bytes([1, 0, formats.RATE_QUANTITIES])
        self.offset_s = 0.0
        self.can_hear = True
        self.refuses: set[str] = set()
        self.is_synced = False
        self._root: bytes | None = None
        self._result = messages.UNSTARTED
        self._left_s: float | None = None
        self._own_s = self._room_s = 0.0
        self._taken = 0
        _air[self.info.address] = self

    @property
    def streaming(self) -> bool:
        """Whether it measures rate quantities."""
        return self.control == formats.START

    @property
    def rate_hz(self) -> float:
        """The rate that it has been set to."""
        return float(formats.rate_in(self.settings))

    def read(self, role: str) -> bytes:
        """What can be read of it."""
        readable = {
            "battery": bytes([self.battery, 0]),
            "info": self.info.bytes(),
            "settings": bytes([0]) + self.settings[1:],
            "control": self.control,
            "acknowledgement": messages.acknowledgement(self._result),
        }
        return readable.get(role, b"")

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey what is written, as far as its state allows."""
        if role == "control":
            self._measure(data)
        elif role == "settings":
            self._set(data)
        elif role == "message":
            return self._hear_message(data)
        return []

    def _measure(self, data: bytes) -> None:
        if len(data) != 3 or data[0] != 1 or data[2] not in _MODES:
            return
        if data[1] == 0 or "start" not in self.refuses:
            self.control = bytes([1, min(data[1], 1), data[2]])

    def _set(self, data: bytes) -> None:
        """Only the rate; neither while it measures nor while it is synchronised."""
        is_busy = self.control[1] == 1 or self.is_synced or "rate" in self.refuses
        if len(data) != formats.SETTINGS_BYTES or not data[0] & formats.SET_RATE or is_busy:
            return
        if formats.rate_in(data) in _RATES:
            self.settings = formats.with_rate(self.settings, formats.rate_in(data))

    # -- synchronising ---------------------------------------------------------------------------

    def _hear_message(self, data: bytes) -> list[Notification]:
        if (root := messages.root_in(data)) is not None and not self.is_synced:
            self._root, self._left_s = root, None
            self._result = messages.UNSTARTED
        if data == messages.GET_STATUS:
            return [Notification("notice", messages.status(synced=self.is_synced))]
        if data == messages.STOP_SYNC:
            return [Notification("notice", messages.stopped(self._free()))]
        return []

    def _free(self) -> int:
        if "free" in self.refuses:
            return 1
        self.is_synced, self._root, self.offset_s = False, None, 0.0
        self.control = formats.STOP
        return messages.OK

    def unlinked(self) -> None:
        """Nobody hears it any more: a sensor that is not synchronised stops, others begin to."""
        if not self.is_synced:
            self.control = formats.STOP
        self._left_s = self._own_s if self._root is not None else None

    def linked(self) -> None:
        """Somebody is there: synchronising is over, whether or not it has come to its end."""
        if self._root is None or self._left_s is None or self.is_synced:
            return
        is_long_enough = self._own_s - self._left_s >= SYNC_S and self.can_hear
        self._result = messages.OK if is_long_enough else messages.NOT_ENOUGH
        self.is_synced = is_long_enough and self._root in _air
        if self.is_synced:
            self.control = formats.START
        self._left_s = None

    def tick(self, room_s: float, own_s: float) -> None:
        """What time it is, s: in the room, which stands for the radio, and on its own clock."""
        self._room_s, self._own_s = room_s, own_s
        root = _air.get(self._root) if self._root is not None else None
        if self.is_synced and root is not None:
            self.offset_s = (root._own_s - own_s) + (room_s - root._room_s)  # noqa: SLF001 - its like

    # -- sending ---------------------------------------------------------------------------------

    def encode(self, samples: Samples) -> list[Notification]:
        """A notification for each sample."""
        if not self.streaming:
            return []
        n = len(samples)
        times = samples.sensor_time_s
        if times is None:
            times = np.arange(self._taken, self._taken + n) / self.rate_hz
        self._taken += n
        stamps = np.rint((times + self.offset_s) * 1e6).astype(np.int64).tolist()
        rows = zip(stamps, samples.acc_m_s2.tolist(), samples.gyr_rad_s.tolist(), strict=True)
        return [Notification("data", formats.write_payload(*row)) for row in rows]

    def flush(self) -> list[Notification]:
        """Nothing is ever held back."""
        return []

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self.battery = round(percent)
