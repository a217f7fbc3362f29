"""A virtual Capture2Go: a stream of checked frames, and clocks that can be synchronised."""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import count, pairwise
from weakref import WeakValueDictionary

import numpy as np

from imu.drivers.capture2go import content
from imu.drivers.capture2go.content import PER_PACK, Header, Info, Mode, Status, Sync
from imu.drivers.capture2go.frames import Frame, read_command
from imu.drivers.door import Advertisement, Notification
from imu.drivers.samples import NO_SAMPLES, Samples, join
from imu.errors import DecodeError

PIECE_BYTES = 243
"""Of the stream in a notification of an MTU of 247, beside the byte that tells how it is made."""

WRONG_STATE, DAMAGED, UNKNOWN = 0xFB, 0xFC, 0xFD

_UNEVEN = 0.01
"""Of a step between two samples: what is further off is no step of one grid. Only where a motion
begins, or lacks samples; a real sensor's grid has no such place."""

_numbers = count(1)
_air: WeakValueDictionary[int, Capture2GoPeripheral] = WeakValueDictionary()
"""Everything virtual of this family that sends its clock, by the number that it sends it under."""


class Capture2GoPeripheral:
    """A sensor as it comes out of its box: nothing is measured, its clock counts from 0.

    Parameters
    ----------
    piece : bytes of the stream in each notification, wherever frames begin.

    Attributes
    ----------
    state : `content.IDLE`, `STREAMING` or `RECORDING`.
    flags : what every frame of samples says is wrong with it.
    can_hear : whether it hears another one's clock.
    instead : by header of an order, what it answers in place of obeying.
    """

    def __init__(
        self, advertisement: Advertisement, battery: int = 77, *, piece: int = PIECE_BYTES
    ) -> None:
        self.advertisement = advertisement
        self.battery = battery
        self.info = Info(1, f"{next(_numbers):06x}", "1.0.0")
        self.mode = Mode(0.0, with_magnetometer=True, status_s=0)
        self.state = content.IDLE
        self.flags = 0
        self.can_hear = True
        self.instead: dict[int, Frame] = {}
        self._piece = piece
        self._offset_ns = 0
        self._own_s = self._room_s = 0.0
        self._held = NO_SAMPLES
        self._taken = self._told = 0

    @property
    def streaming(self) -> bool:
        """Whether samples are sent."""
        return self.state == content.STREAMING

    @property
    def rate_hz(self) -> float:
        """The rate that it has been set to; unset, it works at its highest inside."""
        return self.mode.rate_hz or max(content.RATE_CODES)

    def read(self, role: str) -> bytes:  # noqa: ARG002 - the door has it
        """Nothing can be read but by command."""
        return b""

    def write(self, role: str, data: bytes) -> list[Notification]:
        """Obey a command."""
        if role != "control":
            return []
        try:
            command = read_command(data)
        except DecodeError:
            return self._send([_error(DAMAGED, Header.ERROR)])
        return self._send([self._obey(command)])

    def _obey(self, command: Frame) -> Frame:
        obey: dict[int, Callable[[Frame], Frame]] = {
            Header.GET_INFO: lambda _: Frame(Header.INFO, self.info.bytes()),
            Header.GET_STATUS: lambda _: self._status(),
            Header.GET_MODE: lambda _: Frame(Header.MODE, self.mode.bytes()),
            Header.SET_MODE: self._set_mode,
            Header.SET_TIME: self._set_time,
            Header.START: self._start,
            Header.STOP_AND_CLEAR: self._stop,
        }
        if command.header in self.instead:
            return self.instead[command.header]
        known = obey.get(command.header)
        return _error(UNKNOWN, command.header) if known is None else known(command)

    def _start(self, _: Frame) -> Frame:
        if self.state != content.IDLE or not self.mode.rate_hz:
            return _error(WRONG_STATE, Header.START)
        self.state = content.STREAMING
        return Frame(Header.STARTED)

    def _stop(self, _: Frame) -> Frame:
        if self.state == content.STREAMING:
            self.state = content.IDLE
        self._held = NO_SAMPLES
        return Frame(Header.STOPPED_AND_CLEARED)

    def _set_mode(self, command: Frame) -> Frame:
        if self.state != content.IDLE:
            return _error(WRONG_STATE, Header.SET_MODE)
        try:
            self.mode = Mode.read(command.payload)
        except DecodeError:
            return _error(DAMAGED, Header.SET_MODE)
        if self.mode.sync is Sync.SENDER:
            _air[self.mode.sync_id] = self
        return Frame(Header.MODE, self.mode.bytes())

    def _set_time(self, command: Frame) -> Frame:
        if len(command.payload) != 8:
            return _error(DAMAGED, Header.SET_TIME)
        (time_ns,) = struct.unpack("<q", command.payload)
        self._offset_ns = time_ns - round(self._own_s * 1e9)
        return Frame(Header.TIME, command.payload)

    @property
    def _sender(self) -> Capture2GoPeripheral | None:
        """Whose clock it hears."""
        sender = _air.get(self.mode.sync_id)
        is_sent = sender is not None and sender.mode.sync is Sync.SENDER
        is_heard = self.mode.sync is Sync.RECEIVER and self.can_hear
        return sender if is_sent and is_heard else None

    def _status(self) -> Frame:
        is_synchronised = self.mode.sync is Sync.SENDER or self._sender is not None
        now_ns = round(self._own_s * 1e9) + self._offset_ns
        status = Status(self.state, is_synchronised, float(self.battery), time_ns=now_ns)
        return Frame(Header.STATUS, status.bytes())

    def linked(self) -> None:
        """Somebody is there; nothing begins by that."""

    def tick(self, room_s: float, own_s: float) -> None:
        """What time it is, s: in the room, which stands for the radio, and on its own clock."""
        self._room_s, self._own_s = room_s, own_s
        sender = self._sender
        if sender is not None:
            ahead_s = (sender._own_s - own_s) + (room_s - sender._room_s)  # noqa: SLF001 - its like
            self._offset_ns = sender._offset_ns + round(ahead_s * 1e9)  # noqa: SLF001

    # -- sending ---------------------------------------------------------------------------------

    def encode(self, samples: Samples) -> list[Notification]:
        """Frames of eight samples, and now and then one of status."""
        if not self.streaming or not len(samples):
            return []
        *ended, self._held = self._even(join([self._held, self._stamped(samples)]))
        frames = [frame for part in ended for frame in self._frames(part, 1)]
        whole = len(self._held) // PER_PACK * PER_PACK
        frames += self._frames(self._held[:whole], PER_PACK)
        self._held = self._held[whole:]
        if self.mode.status_s and self._taken >= self._told + self.mode.status_s * self.rate_hz:
            self._told = self._taken
            frames.append(self._status())
        return self._send(frames)

    def _stamped(self, samples: Samples) -> Samples:
        """Samples that bring no time are counted from 0 on its own clock."""
        numbers = np.arange(self._taken, self._taken + len(samples))
        times = samples.sensor_time_s
        self._taken += len(samples)
        own_s = numbers / self.rate_hz if times is None else times
        return Samples(samples.acc_m_s2, samples.gyr_rad_s, own_s)

    def _even(self, samples: Samples) -> list[Samples]:
        """Parts without a hole or a shorter step: a frame tells the time of its first sample."""
        assert samples.sensor_time_s is not None
        steps = np.diff(samples.sensor_time_s) * self.rate_hz
        cuts = [0, *(np.nonzero(np.abs(steps - 1.0) > _UNEVEN)[0] + 1).tolist(), len(samples)]
        return [samples[first:last] for first, last in pairwise(cuts)]

    def _frames(self, samples: Samples, size: int) -> list[Frame]:
        return [self._pack(samples[at : at + size]) for at in range(0, len(samples), size)]

    def _pack(self, samples: Samples) -> Frame:
        assert samples.sensor_time_s is not None
        first_ns = round(float(samples.sensor_time_s[0]) * 1e9) + self._offset_ns
        acc, gyr = content.ACC.counts(samples.acc_m_s2), content.GYR.counts(samples.gyr_rad_s)
        return content.write_samples(self.rate_hz, first_ns, acc, gyr, self.flags)

    def _send(self, frames: list[Frame]) -> list[Notification]:
        stream = b"".join(frame.bytes() for frame in frames)
        pieces = range(0, len(stream), self._piece)
        return [Notification("data", b"\xff" + stream[at : at + self._piece]) for at in pieces]

    def flush(self) -> list[Notification]:
        """The samples that do not fill a frame, one by one."""
        held, self._held = self._held, NO_SAMPLES
        return self._send(self._frames(held, 1))

    def unlinked(self) -> None:
        """It goes on: the next host has to stop it. What it could not send is lost by then."""
        self._held = NO_SAMPLES

    def set_charge(self, percent: float) -> None:
        """In whole per cent."""
        self.battery = round(percent)


def _error(code: int, command: int) -> Frame:
    return Frame(Header.ERROR, struct.pack("<BH", code, command))
