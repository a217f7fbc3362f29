"""One connection to a Movella DOT: set up, decoded, and aligned with a second one."""

from __future__ import annotations

from collections.abc import Generator

from imu.drivers.alignment import Pact
from imu.drivers.door import Ask, Dialogue, Notify, Read, Silence, Step, Wait, Write
from imu.drivers.dot import formats, messages
from imu.drivers.dot.formats import Event, Info, Report
from imu.drivers.samples import NO_SAMPLES, Samples
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError

_AGAIN = "Switch it off and on, keep other apps away from it, and try again"
_FIRMWARE = "Bring its firmware up to date with the maker's app"

_LAST_WORDS = {
    Event.POWER_OFF: (
        "the DOT was switched off, or its battery was below 2 %",
        "Press its button for a second; if it stays dark, charge it",
    ),
    Event.POWER_SAVING: (
        "the DOT has gone to sleep to save power",
        "Shake it or press its button; the maker's app sets how long it stays awake",
    ),
}

_NOTIFYING = ("report", "battery", "notice")
_SETTLE_S = 0.1
"""s after stopping until it can be set; own."""


class DotConnection:
    """One connection to a DOT.

    Attributes
    ----------
    info : who it is, once it was asked.
    report : the last thing that it told of itself: clicks of its button, leaving.
    farewell : why it leaves, once it has said so.
    """

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self.battery_percent: float | None = None
        self.info: Info | None = None
        self.report: Report | None = None
        self.farewell: DriverError | None = None
        self.pact: Pact | None = None
        self.is_aligned = False

    @property
    def identity(self) -> bytes:
        """Its address, by which others are told whose clock to take over."""
        return b"" if self.info is None else self.info.address

    # -- measuring -------------------------------------------------------------------------------

    def setup(self) -> Dialogue:
        """Listen first, then start: what is sent before anybody listens stops it again.

        A sensor that is synchronised keeps its rate, and one that was not asked to be is freed.
        """
        yield from self._meet()
        synced = yield from self._ask_synced()
        self.is_aligned = self.pact is not None and synced
        if self.is_aligned:
            self.rate_hz = float((yield from self._ask_rate()))
        else:
            yield from self._free(synced=synced)
            yield from self._stop_measuring()
            yield from self._set_rate()
        yield Notify("data")
        yield Write("control", formats.START)
        started = yield Read("control")
        if started[:3] != formats.START:
            problem = "the DOT does not start to send acceleration and rates"
            advice = f"End a recording that runs on it, take it out of its charger. {_FIRMWARE}"
            raise DriverError(problem, advice)

    def _meet(self) -> Dialogue:
        """Listen to what it says of itself, and ask who it is and how full."""
        for role in _NOTIFYING:
            yield Notify(role)
        try:
            self.info = Info.read((yield Read("info")))
        except DecodeError:
            self.info = None  # of use for synchronising only
        yield from self.ask_battery()

    def _stop_measuring(self) -> Dialogue:
        """Whoever was connected before may have left it measuring; then it cannot be set."""
        running = yield Read("control")
        if running[:2] == formats.START[:2]:
            yield Write("control", bytes([1, 0]) + running[2:3])
            yield Wait(_SETTLE_S)

    def _set_rate(self) -> Dialogue:
        """Ask for the rate, if it has another: settings are kept in its flash. Read it back."""
        rate_hz = int(self.rate_hz)
        if (yield from self._ask_rate()) == rate_hz:
            return
        settings = yield Read("settings")
        yield Write("settings", formats.with_rate(settings, rate_hz))
        now_hz = yield from self._ask_rate()
        if now_hz != rate_hz:
            problem = f"the DOT keeps to {now_hz} Hz instead of {rate_hz} Hz"
            raise DriverError(problem, "Stop what runs on it in other apps, and try again")

    def _ask_rate(self) -> Generator[Step, bytes, int]:
        """What its settings say, Hz."""
        try:
            return formats.rate_in((yield Read("settings")))
        except DecodeError as error:
            problem = f"the DOT does not say how it is set ({error.problem})"
            raise DriverError(problem, f"{_AGAIN}. {_FIRMWARE}") from None

    def decode(self, role: str, data: bytes) -> Samples:
        """A sample with microseconds; or charge, clicks, last words."""
        try:
            if role == "data":
                return formats.read_payload(data)
            if role == "battery":
                self._note_battery(data)
            elif role == "report":
                self._note_report(formats.read_report(data))
        except DecodeError as error:
            self.troubles.note(error)
        return NO_SAMPLES

    def _note_battery(self, data: bytes) -> None:
        percent = formats.charge_in(data)
        self.battery_percent = self.battery_percent if percent is None else percent

    def _note_report(self, report: Report) -> None:
        self.report = report
        if report.event in _LAST_WORDS:
            self.farewell = DriverError(*_LAST_WORDS[report.event])

    def ask_battery(self) -> Dialogue:
        """Read a characteristic of its own: it has not the standard one."""
        self._note_battery((yield Read("battery")))

    def stop(self) -> Dialogue:
        """In the reverse order. A pact goes on."""
        yield Write("control", formats.STOP)
        yield Silence("data")
        for role in _NOTIFYING:
            yield Silence(role)

    # -- aligning --------------------------------------------------------------------------------

    def prepare(self) -> Dialogue:
        """Free it, set its rate: neither can be done once it is synchronised."""
        yield from self._meet()
        if self.info is None:
            problem = "the DOT does not say what its address is"
            raise DriverError(problem, f"{_AGAIN}. {_FIRMWARE}")
        yield from self._free(synced=(yield from self._ask_synced()))
        yield from self._stop_measuring()
        yield from self._set_rate()

    def agree(self) -> Dialogue:
        """Name the sensor whose clock it takes over. It listens for that one once we are gone."""
        assert self.pact is not None, "it is told before"
        yield Write("message", messages.start_sync(self.pact.root))

    def confirm(self) -> Dialogue:
        """Read how it went: right after connecting anew, before anything else is asked."""
        messages.check_result((yield Read("acknowledgement")))
        yield Notify("notice")
        if not (yield from self._ask_synced()):
            problem = "the DOT says that it has synchronised, and that it is not synchronised"
            raise DriverError(problem, _AGAIN)
        self.is_aligned = True

    def part(self) -> Dialogue:
        """Stop synchronising: else it goes on measuring until its battery is empty."""
        yield Notify("notice")
        yield from self._free(synced=(yield from self._ask_synced()))
        self.is_aligned = False

    def _ask_synced(self) -> Generator[Step, bytes, bool]:
        """Whether it is synchronised; one that does not know the question is not."""
        answer = yield Ask("message", messages.GET_STATUS, "notice", messages.STATUS_PREFIX)
        return bool(messages.is_synced(answer))

    def _free(self, *, synced: bool) -> Dialogue:
        """End what it was synchronised for."""
        if not synced:
            return
        answer = yield Ask("message", messages.STOP_SYNC, "notice", messages.STOPPED_PREFIX)
        if not messages.has_stopped(answer):
            problem = "the DOT is still synchronised with others and does not let go of it"
            raise DriverError(problem, _AGAIN)
