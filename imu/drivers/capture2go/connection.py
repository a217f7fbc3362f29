"""One connection to a Capture2Go: set up, decoded, and aligned with a second one."""

from __future__ import annotations

import struct
from collections.abc import Callable, Generator
from typing import TypeVar

from imu.drivers.alignment import Pact
from imu.drivers.capture2go import content
from imu.drivers.capture2go.content import Header, Info, Mode, Status, Sync
from imu.drivers.capture2go.frames import FAMILY, Assembler, Frame
from imu.drivers.door import Ask, Dialogue, Notify, Silence, Step, Wait
from imu.drivers.samples import NO_SAMPLES, Samples, join
from imu.drivers.troubles import Troubles
from imu.errors import DecodeError, DriverError

T = TypeVar("T")

_ANSWER_S = 3.0
"""s, as the vendor's kit waits."""

_LOOKS, _BETWEEN_S = 12, 1.0
"""How often, and how many seconds apart, it is asked whether it has found the other's clock."""

_AGAIN = "Switch it off and on, keep other apps away from it, and try again"
_FIRMWARE = "Bring its firmware up to date with the maker's app"

_ERRORS = {
    0xFB: "it is busy with something else",
    0xFC: "the order came damaged",
    0xFD: "it does not know the order",
    0xFE: "it has no room left for what it is to send",
}


class Capture2GoConnection:
    """One connection to a Capture2Go.

    Attributes
    ----------
    info, status : who it is and how it is, once it has said so.
    """

    def __init__(self, rate_hz: float) -> None:
        self.troubles = Troubles()
        self.rate_hz = rate_hz
        self.battery_percent: float | None = None
        self.info: Info | None = None
        self.status: Status | None = None
        self.pact: Pact | None = None
        self.is_aligned = False
        self._assembler = Assembler(self.troubles)
        self._answers: dict[int, bytes] = {}
        self._expected: Header | None = None

    @property
    def identity(self) -> bytes:
        """Its serial number."""
        return b"" if self.info is None else self.info.serial.encode()

    # -- measuring -------------------------------------------------------------------------------

    def setup(self) -> Dialogue:
        """Ask who and how it is, stop an old stream, set the mode unless it is so, start."""
        yield from self._meet()
        yield from self._set_mode()
        yield from self._ask(Header.START, Header.STARTED)
        self._look_whether_aligned()

    def _meet(self) -> Dialogue:
        """Whoever was connected before may have left it streaming, or recording."""
        yield Notify("data")
        told = yield from self._ask(Header.GET_INFO, Header.INFO)
        self.info = _understood(Info.read, told)
        if self.info.is_custom:
            problem = f"this Capture2Go has firmware of somebody's own ({self.info.firmware})"
            raise DriverError(problem, "Load the maker's firmware with the maker's app")
        told = yield from self._ask(Header.GET_STATUS, Header.STATUS)
        status = _understood(Status.read, told)
        if status.state == content.RECORDING:
            problem = "this Capture2Go is recording to its own storage"
            raise DriverError(problem, "End the recording in the maker's app, and try again")
        if status.state == content.STREAMING:
            yield from self._ask(Header.STOP_AND_CLEAR, Header.STOPPED_AND_CLEARED)

    def _wanted(self) -> Mode:
        if self.pact is None:
            return Mode(self.rate_hz)
        is_root = self.identity == self.pact.root
        return Mode(self.rate_hz, Sync.SENDER if is_root else Sync.RECEIVER, self.pact.number)

    def _set_mode(self) -> Dialogue:
        """Set what and how often it sends, unless it is set so: a pact may not be disturbed.

        What it answers is believed, not what it was told.
        """
        wanted = self._wanted()
        told = yield from self._ask(Header.GET_MODE, Header.MODE)
        if _understood(Mode.read, told) == wanted:
            return
        told = yield from self._ask(Header.SET_MODE, Header.MODE, wanted.bytes())
        now = _understood(Mode.read, told)
        if now.rate_hz != wanted.rate_hz or now.with_magnetometer:
            problem = f"this Capture2Go does not take on {self.rate_hz:g} Hz"
            raise DriverError(problem, f"{_AGAIN}. {_FIRMWARE}")

    def decode(self, role: str, data: bytes) -> Samples:
        """Samples with nanoseconds, eight at a time; answers and states on the way."""
        if role != "data":
            return NO_SAMPLES
        parts: list[Samples] = []
        for frame in self._assembler.push(data):
            try:
                parts.append(self._take(frame))
            except DecodeError as error:
                self.troubles.note(error)
        return join(parts)

    def _take(self, frame: Frame) -> Samples:
        """What one frame brings.

        Raises
        ------
        DecodeError : it is not made as its header says.
        """
        found = content.read_samples(frame)
        if found is not None:
            samples, flags = found
            for flaw in content.flaws(flags):
                self.troubles.note(flaw)
            return samples
        if frame.header in {self._expected, Header.ERROR}:
            self._answers[frame.header] = frame.payload
        if frame.header == Header.STATUS:
            self.status = Status.read(frame.payload)
            self.battery_percent = self.status.battery_percent
            self._look_whether_aligned()
        return NO_SAMPLES

    def _look_whether_aligned(self) -> None:
        """It says so every second: a receiver that hears nothing goes by its own clock again."""
        before = self.is_aligned
        self.is_aligned = self.pact is not None and self._says_synchronised
        if before and not self.is_aligned:
            self.troubles.note(DecodeError(FAMILY, "the sensor does not hear the other's clock"))

    @property
    def _says_synchronised(self) -> bool:
        return self.status is not None and self.status.is_synchronised

    def ask_battery(self) -> Dialogue:
        """It is told every second; ask where it has not been yet."""
        if self.battery_percent is None:
            yield from self._ask(Header.GET_STATUS, Header.STATUS)

    def stop(self) -> Dialogue:
        """Stop, and forget what it has not sent yet. A pact goes on."""
        self._expect(Header.STOPPED_AND_CLEARED)
        yield self._question(Header.STOP_AND_CLEAR, b"")
        yield Silence("data")

    # -- aligning --------------------------------------------------------------------------------

    def prepare(self) -> Dialogue:
        """Nothing has to be settled beforehand."""
        yield from self._meet()

    def agree(self) -> Dialogue:
        """The first one's clock is set, all others hear it under the same number."""
        assert self.pact is not None, "it is told before"
        if self.identity == self.pact.root:
            time = struct.pack("<q", self.pact.time_ns)
            yield from self._ask(Header.SET_TIME, Header.TIME, time)
        yield from self._set_mode()

    def confirm(self) -> Dialogue:
        """Ask until it has heard enough of the other's clock."""
        yield Notify("data")
        for look in range(_LOOKS):
            yield from self._ask(Header.GET_STATUS, Header.STATUS)
            if self._says_synchronised:
                self._look_whether_aligned()
                return
            if look < _LOOKS - 1:
                yield Wait(_BETWEEN_S)
        problem = "this Capture2Go does not hear the clock of the other one"
        raise DriverError(problem, "Lay both side by side, away from metal, and try again")

    def part(self) -> Dialogue:
        """Go by its own clock again."""
        self.pact, self.is_aligned = None, False
        yield Notify("data")
        yield from self._set_mode()

    # -- questions -------------------------------------------------------------------------------

    def _expect(self, reply: Header) -> None:
        self._answers.clear()
        self._expected = reply

    def _question(self, command: Header, payload: bytes) -> Ask:
        order = Frame(command, payload).bytes()
        return Ask("control", order, "data", b"", _ANSWER_S, lambda: bool(self._answers))

    def _ask(
        self, command: Header, reply: Header, payload: bytes = b""
    ) -> Generator[Step, bytes, bytes]:
        """Ask, and return the payload of the answer, which comes amid everything else.

        Raises
        ------
        DriverError : no answer, or a refusal.
        """
        self._expect(reply)
        yield self._question(command, payload)
        answers = self._answers
        name = command.name.lower().replace("_", " ")
        if reply in answers:
            return answers[reply]
        if Header.ERROR in answers:
            code = answers[Header.ERROR][:1]
            why = _ERRORS.get(code[0] if code else 0, f"error {code.hex()}")
            raise DriverError(f"this Capture2Go refuses to {name}: {why}", _AGAIN)
        raise DriverError(f"this Capture2Go does not answer when told to {name}", _AGAIN)


def _understood(read: Callable[[bytes], T], payload: bytes) -> T:
    """What an answer says.

    Raises
    ------
    DriverError : it cannot be understood.
    """
    try:
        return read(payload)
    except DecodeError as error:
        problem = f"this Capture2Go cannot be understood ({error.problem})"
        raise DriverError(problem, f"{_AGAIN}. {_FIRMWARE}") from None
