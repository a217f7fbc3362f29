"""From a phone's messages to samples with a time: order, one time line, clock. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from imu.recording import round_block
from imu.samples import Block, Side
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from imu.sources.phone.mail import Letter, Mail
from imu.sources.phone.merge import Merge
from imu.sources.phone.readings import Message
from imu.sources.quality import LinkQuality

RATE_HZ = 100.0
"""Hz; what both apps give on most phones if asked for the fastest. The real one is measured."""

_NAMES = {
    "total": "the accelerometer",
    "acceleration": "the accelerometer",
    "gravity": "gravity",
    "rotation": "the gyroscope",
}

_PATIENT_MESSAGES = 3
"""Messages after which a sensor that has said nothing is missed."""


@dataclass(frozen=True, slots=True)
class PhoneStatus:
    """How a phone is doing.

    Attributes
    ----------
    quality : of its link, see there.
    messages, dropped : that came, and that came twice or too late.
    refused : readings and messages that were no use.
    unpaired : accelerometer readings without the other sensors' beside them.
    advice : what the person should do, or "".
    """

    quality: LinkQuality
    messages: int
    dropped: int
    refused: int
    unpaired: int
    advice: str


class PhoneFeed:
    """One phone on one thigh.

    Parameters
    ----------
    side : the thigh.
    turned : as for `Merge`: an iPhone without standardised frames.
    """

    def __init__(self, side: Side, *, turned: bool = False) -> None:
        self._mail = Mail()
        self._merge = Merge(turned=turned)
        # The time line is in order already: nothing is to be waited for.
        self._clock = SensorClock(side, Rhythm(RATE_HZ, patience_s=0.0))
        self._session: str | None = None
        self._messages = self._refused = 0
        self._problem = ""
        self.heard_s: float | None = None
        """Session time of the last message, s; None before the first."""

    def take(self, arrival_s: float, message: Message) -> list[Block]:
        """Take a message; blocks that are complete now, none of them empty."""
        self.heard_s = arrival_s
        self._messages += 1
        self._refused += message.refused
        self._problem = ""
        blocks = [self._open(letter) for letter in self._mail.put(arrival_s, message)]
        return [block for block in blocks if len(block)]

    def refuse(self, problem: str) -> None:
        """Count something that was no message, and remember why."""
        self._refused += 1
        self._problem = problem

    def flush(self) -> list[Block]:
        """What still waits, for the end of the stream."""
        blocks = [self._open(letter) for letter in self._mail.flush()]
        return [block for block in [*blocks, round_block(self._clock.flush())] if len(block)]

    @property
    def status(self) -> PhoneStatus:
        """How the phone is doing."""
        return PhoneStatus(
            quality=self._clock.quality,
            messages=self._messages,
            dropped=self._mail.dropped,
            refused=self._refused,
            unpaired=self._merge.unpaired,
            advice=self._problem or self._advice(),
        )

    def _advice(self) -> str:
        missing = self._merge.missing
        if not missing or self._messages < _PATIENT_MESSAGES:
            return ""
        names = " and ".join(dict.fromkeys(_NAMES[channel] for channel in missing))
        return f"The phone sends nothing of {names}. Switch it on in the app."

    def _open(self, letter: Letter) -> Block:
        message = letter.message
        if message.session != self._session:
            if self._session is not None:
                self._merge.reset()
                self._clock.restart()
            self._session = message.session
        samples = self._merge.take(message.tracks)
        return round_block(self._clock.push(letter.arrival_s, samples))
