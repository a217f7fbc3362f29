"""Boards that send acceleration and rates apart, three numbers each, without stamp or counter."""

from __future__ import annotations

from dataclasses import dataclass

from imu.drivers.battery import ROLE, StandardBattery
from imu.drivers.byorder import Stream, Turns
from imu.drivers.door import Dialogue, Notify, Silence
from imu.drivers.samples import NO_SAMPLES, Samples
from imu.drivers.triples import Triples
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError


@dataclass(frozen=True, slots=True)
class Format:
    """What a board sends on the roles "data" and "rates", and which of the two first."""

    family: str
    acc: Triples
    gyr: Triples
    first: Stream = Stream.ACC


class TwoStreams(StandardBattery):
    """What connections to such boards have in common.

    Parameters
    ----------
    sent : what the board sends.
    rate_hz : the nominal rate, Hz.
    """

    def __init__(self, sent: Format, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self._sent = sent
        self._turns = self._new_turns()

    def _new_turns(self) -> Turns:
        return Turns(self._sent.family, self.troubles, self._sent.first)

    def listen(self) -> Dialogue:
        """Listen to both, and pair from the beginning."""
        self._turns = self._new_turns()
        yield Notify("data")
        yield Notify("rates")

    def decode(self, role: str, data: bytes) -> Samples:
        """Samples that have both acceleration and rates, without any stamp."""
        if role == ROLE:
            self.note_battery(data)
        try:
            if role == "data":
                return self._turns.add(Stream.ACC, self._sent.acc.read(data))
            if role == "rates":
                return self._turns.add(Stream.GYR, self._sent.gyr.read(data))
        except DecodeError as error:
            self.troubles.note(error)
        return NO_SAMPLES

    def stop(self) -> Dialogue:
        """Such a board sends only while somebody listens."""
        yield Silence("data")
        yield Silence("rates")
