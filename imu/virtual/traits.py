"""What may be done with each characteristic of a virtual sensor."""

from __future__ import annotations

from enum import Flag, auto

from imu.drivers.door import (
    BATTERY_LEVEL,
    Ask,
    Connection,
    Dialogue,
    Driver,
    Notify,
    Peripheral,
    Read,
    Write,
)
from imu.errors import DriverError

_STEPS = 200
"""Steps of a dialogue that are looked at; the longest of ours has 15."""


class Trait(Flag):
    """The properties of a characteristic that matter here."""

    READ = auto()
    WRITE = auto()
    WRITE_BLIND = auto()  # without response
    NOTIFY = auto()
    INDICATE = auto()


KNOWN: dict[tuple[str, str], Trait] = {
    ("kickstand", "control"): Trait.WRITE | Trait.NOTIFY,
    ("kickstand", "info"): Trait.READ,
    ("polar", "control"): Trait.READ | Trait.WRITE | Trait.INDICATE,
}
"""By family and role, where a page of ``firmware_notes`` says what the sensor has."""


def find_traits(driver: Driver) -> dict[str, Trait]:
    """By role, what the sensor's page says or else what the driver does with it.

    A driver whose dialogues fail against its own virtual sensor shows as much as it got to.
    """
    found = {role: Trait(0) for role in (*driver.profile.needed, *driver.profile.optional)}
    peripheral = driver.peripheral()
    if peripheral is not None:
        connection = driver.connect()
        for dialogue in _dialogues(connection):
            _listen(dialogue, connection, peripheral, found)
    found.setdefault("data", Trait(0))
    found["data"] |= Trait.NOTIFY
    uuids = {**driver.profile.needed, **driver.profile.optional}
    for role in found:
        if BATTERY_LEVEL in uuids.get(role, ()):  # read is mandatory, notify optional
            found[role] |= Trait.READ | Trait.NOTIFY
    known = {role: KNOWN[driver.family, role] for role in found if (driver.family, role) in KNOWN}
    return {role: trait or Trait.READ for role, trait in (found | known).items()}


def _dialogues(connection: Connection) -> list[Dialogue]:
    return [connection.setup(), connection.ask_battery(), connection.stop()]


def _listen(
    dialogue: Dialogue, connection: Connection, peripheral: Peripheral, found: dict[str, Trait]
) -> None:
    """Run a dialogue without any radio, and note what each role is used for."""
    answer: bytes | None = None
    try:
        for _ in range(_STEPS):
            step = next(dialogue) if answer is None else dialogue.send(answer)
            answer = b""
            if isinstance(step, Notify):
                found[step.role] |= Trait.NOTIFY
            elif isinstance(step, Read):
                found[step.role] |= Trait.READ
                answer = peripheral.read(step.role)
            elif isinstance(step, Write | Ask):
                found[step.role] |= Trait.WRITE
                replies = peripheral.write(step.role, step.data)
                for one in replies:
                    connection.decode(one.role, one.data)
                if isinstance(step, Ask):
                    found[step.reply_role] |= Trait.NOTIFY
                    fits = [one.data for one in replies if step.is_answered_by(one.role, one.data)]
                    answer = fits[0] if fits else b""
    except (StopIteration, DriverError):
        return
