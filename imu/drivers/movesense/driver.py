"""Movesense: ``firmware_notes/sensors/movesense.md``."""

from __future__ import annotations

from imu.drivers.battery import StandardBattery
from imu.drivers.door import (
    BATTERY_LEVEL,
    Advertisement,
    Ask,
    Dialogue,
    Facts,
    Match,
    Notify,
    Profile,
    Silence,
    Write,
    choose_rate,
)
from imu.drivers.movesense import protocol
from imu.drivers.movesense.packets import STAMP_WRAP, Joiner, read_packet
from imu.drivers.movesense.protocol import FAMILY, HELLO_REF, STREAM_REF, Kind
from imu.drivers.movesense.spacing import Spacing
from imu.drivers.movesense.virtual import MovesensePeripheral
from imu.drivers.samples import NO_SAMPLES, Samples, Timing
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError

_SHORT_SERVICE = "0000fdf3-0000-1000-8000-00805f9b34fb"
"""Advertised in place of the service itself, for which an advertisement has no room."""


class MovesenseConnection(StandardBattery):
    """One connection to a Movesense."""

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self._joiner = Joiner(self.troubles)
        self._spacing = Spacing(rate_hz)
        self._streams = False

    def setup(self) -> Dialogue:
        """Greet, and subscribe. What an earlier host left was forgotten when it went."""
        yield Notify("data")
        prefix = protocol.answer_to(HELLO_REF)
        protocol.check_greeting((yield Ask("commands", protocol.hello(), "data", prefix)))
        yield from self.ask_battery()
        prefix = protocol.answer_to(STREAM_REF)
        answer = yield Ask("commands", protocol.subscribe(self.rate_hz), "data", prefix)
        protocol.check_subscribed(answer, self.rate_hz, streams=self._streams)

    def decode(self, role: str, data: bytes) -> Samples:
        """The samples of a packet, once all of it is there."""
        if role == "battery":
            self.note_battery(data)
        if role != "data" or data[:1] == bytes([Kind.ANSWER]):
            return NO_SAMPLES  # answers reach the dialogue by themselves
        try:
            return self._read(data)
        except DecodeError as error:
            self.troubles.note(error)
            return NO_SAMPLES

    def _read(self, data: bytes) -> Samples:
        if len(data) < 3 or data[0] not in {Kind.DATA, Kind.REST} or data[1] != STREAM_REF:
            raise DecodeError(FAMILY, "something that belongs to no stream of ours")
        self._streams = True
        payload = self._joiner.push(data)
        if not payload:
            return NO_SAMPLES
        packet = read_packet(payload)
        return Samples(packet.acc_m_s2, packet.gyr_rad_s, self._spacing.times(packet))

    def stop(self) -> Dialogue:
        """Give the stream back: there are only four."""
        yield Write("commands", protocol.unsubscribe())
        yield Silence("data")


class MovesenseDriver:
    """Movesense HR+, HR2, MD, Flash: whatever has the protocol in its firmware."""

    family = FAMILY
    title = "Movesense"
    facts = Facts(
        rates_hz=(52.0, 104.0, 208.0),
        rate_hz=104.0,
        acc_range_g=8.0,
        gyr_range_deg_s=2000.0,
        timing=Timing("ticks", wrap_s=STAMP_WRAP / 1000.0, batch_s=0.08, tick_s=0.001),
        page="movesense",
    )
    profile = Profile(
        service=("34802252-7185-4d5d-b431-630e7050e8f0",),
        needed={
            "commands": ("34800001-7185-4d5d-b431-630e7050e8f0",),
            "data": ("34800002-7185-4d5d-b431-630e7050e8f0",),
        },
        optional={"battery": (BATTERY_LEVEL,)},
    )

    def match(self, seen: Advertisement) -> Match | None:
        """By its services, else by its name: "Movesense" and the serial number."""
        if {*self.profile.service, _SHORT_SERVICE} & set(seen.services):
            return Match(3)
        return Match(2) if seen.name.startswith("Movesense") else None

    def connect(self, rate_hz: float | None = None) -> MovesenseConnection:
        """A new connection."""
        return MovesenseConnection(choose_rate(self, rate_hz))

    def peripheral(self) -> MovesensePeripheral:
        """A sensor with the present firmware."""
        return MovesensePeripheral(Advertisement("Movesense 204730000081", (_SHORT_SERVICE,)))


DRIVER = MovesenseDriver()
