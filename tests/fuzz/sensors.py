"""Sensors: every driver that is found, from the bytes of its notifications to a session's samples.

The families come from the registry: one that is added is tried without a word here.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

import numpy as np

from imu.counter.tracker import Tracker
from imu.drivers.described.driver import load_description
from imu.drivers.door import Advertisement, Connection, Dialogue, Driver, Notification
from imu.drivers.registry import recognise
from imu.drivers.samples import Samples
from imu.sources.clock import SensorClock
from imu.sources.heard import Rhythm
from tests.drivers.conversation import Conversation
from tests.drivers.families import OWN, Family, families
from tests.fuzz.contract import (
    Target,
    check_block,
    check_samples,
    value_or_sentence,
    written,
)
from tests.fuzz.pieces import bundle, cut, files_in, glue

MOST_BYTES = 1_000_000
"""Of a connection's state, as in the contract of all drivers."""

MOST_STEPS = 1000
"""Of one dialogue: more is a set-up that never ends."""

_LATER_S = (0.0, 0.001, 0.01, 0.02, 0.5, 3.0, 100.0, 5000.0)
"""s from one notification to the next, by the upper bits of the byte before it."""


def roles_of(driver: Driver) -> list[str]:
    """Channels that it may hear from, and one that is none of its own."""
    return [*sorted({**driver.profile.needed, **driver.profile.optional}), "nonsense"]


def heard(driver: Driver, data: bytes) -> list[tuple[float, Notification]]:
    """Notifications and when each comes, s."""
    roles = roles_of(driver)
    found: list[tuple[float, Notification]] = []
    at_s = 0.0
    for kind, content in cut(data):
        at_s += _LATER_S[kind // 32]
        found.append((at_s, Notification(roles[kind % 32 % len(roles)], content)))
    return found


def said(driver: Driver, notifications: Sequence[Notification]) -> bytes:
    """The bytes that `heard` makes these notifications of, a hundredth of a second apart."""
    roles = roles_of(driver)
    return glue((64 + roles.index(one.role), one.data) for one in notifications)


def check_state(connection: Connection) -> None:
    """What a connection remembers has bounds, and what it tells makes sense."""
    assert len(pickle.dumps(connection)) < MOST_BYTES, "the connection grows"
    percent = connection.battery_percent
    assert percent is None or 0.0 <= percent <= 100.0, f"a charge of {percent} %"
    assert np.isfinite(connection.rate_hz)
    if connection.troubles.last is not None:
        assert str(connection.troubles.last).isprintable()


def decode(driver: Driver, data: bytes) -> None:
    """Notifications in any order, on a link that was never set up."""
    rates = driver.facts.rates_hz
    connection = driver.connect(rates[data[0] % len(rates)] if data else None)
    hear(connection, driver, data[1:])


def hear(connection: Connection, driver: Driver, data: bytes) -> None:
    """Notifications, on the way to the tracker that samples go in a live session."""
    rhythm = Rhythm.of(driver.facts.timing, connection.rate_hz)
    clock, tracker = SensorClock("left", rhythm), Tracker(sides=("left",))
    last_s = -np.inf
    for at_s, one in heard(driver, data):
        samples = connection.decode(one.role, one.data)
        check_samples(samples)
        if one.role == "nonsense":
            clock.reconnected()
        block = clock.push(at_s, samples)
        check_block(block)
        if len(block):
            assert block.time_s[0] > last_s, "time runs back from block to block"
            last_s = float(block.time_s[-1])
            tracker.feed(block)
    check_block(clock.flush())
    check_state(connection)


def converse(driver: Driver, data: bytes) -> None:
    """Set-up, question and end, against whatever is answered."""
    connection = driver.connect()
    answers = cycle(cut(data) or [(0, b"")])
    for dialogue in (connection.setup(), connection.ask_battery(), connection.stop()):
        value_or_sentence(partial(run, dialogue, answers, connection, driver))
    check_state(connection)


def run(
    dialogue: Dialogue,
    answers: cycle[tuple[int, bytes]],
    connection: Connection,
    driver: Driver,
) -> None:
    """One dialogue, with a notification before each answer."""
    roles, answer = roles_of(driver), None
    for _ in range(MOST_STEPS):
        try:
            _ = next(dialogue) if answer is None else dialogue.send(answer)
        except StopIteration:
            return
        kind, answer = next(answers)
        check_samples(connection.decode(roles[kind % len(roles)], answer))
    raise AssertionError("the dialogue does not come to an end")


def looked_at(drivers: Sequence[Driver], data: bytes) -> None:
    """An advertisement: who claims it, and with what words."""
    name, *rest = data.split(b"\0")
    texts = tuple(part.decode("utf-8", "replace") for part in rest)
    companies = tuple(int.from_bytes(part[:2]) for part in rest)
    seen = Advertisement(name.decode("utf-8", "replace"), texts, companies)
    found = recognise(drivers, seen)
    assert found is None or 1 <= found[1].certainty <= 3


def own(folder: Path, data: bytes) -> None:
    """A person's own description of a sensor, and bytes that such a sensor may send."""
    text, *sent = files_in(data).values()
    path = written(folder / "own.toml", text)
    driver = value_or_sentence(lambda: load_description(path))
    if driver is None:
        return
    connection = driver.connect()
    for content in sent:
        hear(connection, driver, content)
    talk = Conversation(driver.connect(), driver.peripheral())
    value_or_sentence(lambda: talk.run(talk.connection.setup()))
    check_samples(talk.stream(_moving(4)))


def _moving(n: int) -> Samples:
    wave = np.sin(np.arange(3 * n).reshape(n, 3))
    return Samples(9.8 * wave, wave)


def streamed(family: Family) -> list[Notification]:
    """What its virtual sensor sends for 24 samples."""
    peripheral = family.driver.peripheral()
    if peripheral is None:
        return []
    talk = Conversation(family.driver.connect(), peripheral)
    talk.run(talk.connection.setup())
    talk.stream(_moving(24), at_a_time=8)
    return talk.received


def spoken(family: Family) -> list[bytes]:
    """Right conversations: published ones, and its virtual sensor's."""
    every = [*(vector.heard for vector in family.vectors), streamed(family)]
    return [b"\0" + said(family.driver, one) for one in every if one]


def answered(family: Family) -> list[bytes]:
    """Right answers: everything that its virtual sensor says while it is set up."""
    return [glue((0, one.data) for one in streamed(family)), b"", glue([(0, b"\0")])]


def described() -> list[bytes]:
    """The example of the notes, with what such a sensor sends."""
    text = OWN.read_bytes()
    bare = b"\n".join(line for line in text.splitlines() if not line.startswith(b"#"))
    (family,) = (one for one in families() if one.driver.family == "own-mpu6050")
    sent = said(family.driver, family.vectors[0].heard)
    return [bundle({"own.toml": one, "sent": sent}) for one in (bare, text)]


def targets(folder: Path) -> list[Target]:
    """Two for every family, one for all of them, one for those of a person's own."""
    found: list[Target] = []
    known = families()
    for family in known:
        name, driver = family.driver.family, family.driver
        found.append(Target(f"decode-{name}", partial(decode, driver), partial(spoken, family)))
        found.append(Target(f"set-up-{name}", partial(converse, driver), partial(answered, family)))
    drivers = [family.driver for family in known]
    names = [one.peripheral() for one in drivers]
    seeds = [p.advertisement.name.encode() + b"\0\0\x6b" for p in names if p is not None]
    found.append(Target("advertisement", partial(looked_at, drivers), lambda: seeds))
    found.append(Target("toml-driver", partial(own, folder), described))
    return found
