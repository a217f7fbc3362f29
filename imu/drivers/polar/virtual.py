"""A virtual Polar Verity Sense: two delta streams, a frame only when it is full."""

from __future__ import annotations

import numpy as np

from imu.drivers.door import Advertisement, Notification
from imu.drivers.polar import control
from imu.drivers.polar.control import Setting
from imu.drivers.polar.delta import shrink
from imu.drivers.polar.frames import ACC, GYR, MILLI_G, write_frame
from imu.drivers.samples import Samples
from imu.drivers.scaling import Scale, acc_scale, gyr_scale
from imu.errors import DecodeError
from imu.samples import Ints

MTU_BYTES = 229
"""Payload of a notification at the sensor's MTU of 232."""

EPOCH_S = 820_000_000.0
"""s since 2000-01-01 at which its samples begin that bring no time of their own."""

_OFFER = {
    ACC: {Setting.RATE: (52,), Setting.RANGE: (8,)},
    GYR: {Setting.RATE: (52,), Setting.RANGE: (2000,)},
}
_SDK_RATES = (26, 52, 104, 208, 416)
_SDK_OFFER = {
    ACC: {Setting.RATE: _SDK_RATES, Setting.RANGE: (2, 4, 8, 16)},
    GYR: {Setting.RATE: _SDK_RATES, Setting.RANGE: (250, 500, 1000, 2000)},
}


class _Stream:
    """What has been measured of one kind and not been sent."""

    def __init__(self, kind: int, chosen: dict[Setting, int], *, sdk_mode: bool) -> None:
        reach = chosen.get(Setting.RANGE, 8)
        self.kind = kind
        self.rate_hz = float(chosen.get(Setting.RATE, 52))
        self.form, self.factor = 0, reach / 32768.0
        self.scale: Scale = acc_scale(reach) if kind == ACC else gyr_scale(reach)
        if kind == ACC and not sdk_mode:  # milli-g, as captured from one
            self.form, self.factor, self.scale = 1, 1.0, MILLI_G
        self._rows: list[Ints] = []
        self._stamps: list[int] = []

    def push(self, values: Ints, stamps_ns: Ints) -> list[bytes]:
        """The frames that are full with these (n, 3) counts."""
        frames: list[bytes] = []
        for row, stamp in zip(values, stamps_ns.tolist(), strict=True):
            self._rows.append(row)
            self._stamps.append(stamp)
            if len(self._rows) % 8 == 0 and len(self._frame()) > MTU_BYTES:
                rest, late = self._rows[-8:], self._stamps[-8:]
                self._rows, self._stamps = self._rows[:-8], self._stamps[:-8]
                frames += self.flush()
                self._rows, self._stamps = rest, late
        return frames

    def _frame(self) -> bytes:
        content = shrink(np.array(self._rows), 2)
        return write_frame(self.kind, self._stamps[-1], self.form, content)

    def flush(self) -> list[bytes]:
        """What is left, as a shorter frame."""
        frames = [self._frame()] if self._rows else []
        self._rows, self._stamps = [], []
        return frames


class PolarPeripheral:
    """A Verity Sense as it comes out of the box."""

    def __init__(self, advertisement: Advertisement, battery: int = 77) -> None:
        self.advertisement = advertisement
        self.battery = battery
        self.sdk_mode = False
        self.status = control.OK
        """What it answers from now on; anything but `OK` is a refusal."""
        self._streams: dict[int, _Stream] = {}
        self._taken = 0

    @property
    def streaming(self) -> bool:
        """Whether both streams run."""
        return set(self._streams) == {ACC, GYR}

    @property
    def rate_hz(self) -> float:
        """The rate of its accelerations."""
        return self._streams[ACC].rate_hz if ACC in self._streams else 52.0

    def read(self, role: str) -> bytes:
        """Its features, or its charge."""
        if role == "battery":
            return bytes([self.battery])
        return bytes.fromhex("0f6e02") + bytes(14) if role == "control" else b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey a command."""
        if role != "control" or len(data) < 2:
            return []
        status, params = self.status, b""
        if status == control.OK:
            status, params = self._obey(data[0], data[1], data[2:])
        head = bytes([control.REPLY, data[0], data[1], status])
        return [Notification("control", head + b"\x00" + params)]

    def _obey(self, command: int, kind: int, operands: bytes) -> tuple[int, bytes]:
        if kind == control.SDK_MODE:
            return self._switch(on=command == control.START), b""
        if kind not in _OFFER:
            return 2, b""
        if command == control.STOP:
            running = self._streams.pop(kind, None)
            return (control.OK if running else 12), b""
        if command == control.QUERY:
            return control.OK, control.settings_reply(self._offer(kind))
        return self._start(kind, operands)

    def _switch(self, *, on: bool) -> int:
        if self._streams:
            return 12
        if self.sdk_mode == on:
            return control.ALREADY
        self.sdk_mode = on
        return control.OK

    def _offer(self, kind: int) -> dict[Setting, tuple[int, ...]]:
        offer = (_SDK_OFFER if self.sdk_mode else _OFFER)[kind]
        fixed = {Setting.RESOLUTION: (16,), Setting.CHANNELS: (3,)}
        return dict(sorted({**offer, **fixed}.items()))

    def _start(self, kind: int, operands: bytes) -> tuple[int, bytes]:
        if kind in self._streams:
            return control.ALREADY, b""
        try:
            asked = {key: one[0] for key, one in control.parse_settings(operands).items() if one}
        except DecodeError:
            return 5, b""
        offer = self._offer(kind)
        if any(value not in offer.get(key, ()) for key, value in asked.items()):
            return 5, b""
        stream = _Stream(kind, asked, sdk_mode=self.sdk_mode)
        self._streams[kind] = stream
        factor = {} if stream.factor == 1.0 else control.factor_setting(stream.factor)
        return control.OK, control.settings_reply(factor)

    def encode(self, samples: Samples) -> list[Notification]:
        """The frames that are full: of a still sensor, one in a second or two."""
        if not self.streaming or not len(samples):
            return []
        times = samples.sensor_time_s
        if times is None:
            numbers = np.arange(self._taken, self._taken + len(samples))
            times = EPOCH_S + numbers / self.rate_hz
        self._taken += len(samples)
        stamps = np.rint(times * 1e6).astype(np.int64) * 1000
        frames: list[bytes] = []
        for kind, values in ((ACC, samples.acc_m_s2), (GYR, samples.gyr_rad_s)):
            stream = self._streams[kind]
            frames += stream.push(stream.scale.counts(values), stamps)
        return [Notification("data", frame) for frame in frames]

    def flush(self) -> list[Notification]:
        """The frames that are not full."""
        frames = [frame for stream in self._streams.values() for frame in stream.flush()]
        return [Notification("data", frame) for frame in frames]

    def unlinked(self) -> None:
        """Forget nothing: streams that nobody stopped go on, which the next host has to expect."""

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self.battery = round(percent)
