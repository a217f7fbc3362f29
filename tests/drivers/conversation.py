"""A radio without air: runs a driver's dialogues against a virtual sensor of its family."""

from __future__ import annotations

from collections.abc import Iterable

from imu.drivers.door import (
    Ask,
    Connection,
    Dialogue,
    Notification,
    Notify,
    Peripheral,
    Read,
    Silence,
    Step,
    Wait,
    Write,
)
from imu.drivers.samples import Samples, join


class Conversation:
    """One connection to one virtual sensor, and everything that was said."""

    def __init__(self, connection: Connection, peripheral: Peripheral) -> None:
        self.connection = connection
        self.peripheral = peripheral
        self.steps: list[Step] = []
        self.listening: set[str] = set()
        self.received: list[Notification] = []

    def run(self, dialogue: Dialogue) -> None:
        """Run a dialogue to its end. A driver's refusal goes through to the caller."""
        answer: bytes | None = None
        while True:
            try:
                step = next(dialogue) if answer is None else dialogue.send(answer)
            except StopIteration:
                return
            self.steps.append(step)
            answer = self._do(step)

    def _do(self, step: Step) -> bytes:
        if isinstance(step, Notify):
            self.listening.add(step.role)
        elif isinstance(step, Silence):
            self.listening.discard(step.role)
        elif isinstance(step, Read):
            return self.peripheral.read(step.role)
        elif isinstance(step, Write):
            self.hear(self.peripheral.write(step.role, step.data))
        elif isinstance(step, Ask):
            assert step.reply_role in self.listening, "the answer would not be heard"
            replies = self.peripheral.write(step.role, step.data)
            self.hear(replies)
            fitting = [one.data for one in replies if step.is_answered_by(one.role, one.data)]
            return fitting[0] if fitting else b""
        else:
            assert isinstance(step, Wait)
        return b""

    def hear(self, notifications: Iterable[Notification]) -> Samples:
        """Decode what is listened to."""
        heard = [one for one in notifications if one.role in self.listening]
        self.received += heard
        return join([self.connection.decode(one.role, one.data) for one in heard])

    def stream(self, samples: Samples, at_a_time: int = 1) -> Samples:
        """Let the sensor measure these samples, some at a time, and return what arrives."""
        cuts = range(0, len(samples), at_a_time)
        parts = [self.hear(self.peripheral.encode(samples[k : k + at_a_time])) for k in cuts]
        return join([*parts, self.hear(self.peripheral.flush())])
