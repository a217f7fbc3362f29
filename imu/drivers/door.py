"""The door for sensors: what a driver is, and what passes between it and whoever owns the radio.

A driver is pure: it knows no radio, no clock and no thread. It says what is to be done as steps,
and whoever runs them (`imu.sources`, a test, a virtual sensor) sends the answers back in. A driver
names the characteristics of its sensor by *roles*, so that a family whose UUIDs differ between
specimens is still one driver.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable

from imu.drivers.samples import Samples, Timing
from imu.drivers.troubles import Troubles
from imu.errors import DriverError

BATTERY_LEVEL = "00002a19-0000-1000-8000-00805f9b34fb"
"""Battery Level of the Battery Service, per cent in one byte (Bluetooth SIG assigned numbers)."""


@dataclass(frozen=True, slots=True)
class Advertisement:
    """What a sensor says about itself before anyone connects.

    Attributes
    ----------
    name : the local name, or "" where there is none.
    services : UUIDs of the advertised services, 128 bit, lower case.
    companies : company identifiers of the manufacturer data.
    """

    name: str = ""
    services: tuple[str, ...] = ()
    companies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A driver's claim on an advertisement.

    Attributes
    ----------
    certainty : 3 by a service that only this family has, 2 by a full name, 1 by a part of one.
    refusal : why a sensor that was recognised cannot be used, for a person; "" if it can.
    """

    certainty: int
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Notify:
    """Switch the notifications of a characteristic on; they go to `Connection.decode`."""

    role: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Switch the notifications of a characteristic off."""

    role: str


@dataclass(frozen=True, slots=True)
class Write:
    """Write a characteristic, with response unless it only allows writing without."""

    role: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """Read a characteristic; its value is sent back into the dialogue.

    `b""` is sent back for an optional characteristic that this sensor does not have.
    """

    role: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing but receive for some time, s: the sensor is busy with what it was told."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """Write, then wait for the notification that answers; it is sent back into the dialogue.

    Whoever runs it listens before writing, for the answer may come at once. `b""` is sent back
    when `timeout_s` pass without a notification of `reply_role` that answers, and at once where
    the sensor lacks one of the two channels.

    Attributes
    ----------
    role, data : what is written where.
    reply_role : where the answer comes.
    prefix : what it begins with.
    has_come : where that does not show, for answers arrive in pieces, or in one stream with the
        samples: whether it has come by now. Asked after each notification was decoded.
    timeout_s : how long is waited for it, s.
    """

    role: str
    data: bytes
    reply_role: str
    prefix: bytes
    timeout_s: float = 2.0
    has_come: Callable[[], bool] | None = None

    def is_answered_by(self, role: str, data: bytes) -> bool:
        """Whether a notification, which has been decoded, is the answer or its end."""
        fits = role == self.reply_role and data.startswith(self.prefix)
        return fits and (self.has_come is None or self.has_come())


Step = Notify | Silence | Write | Read | Wait | Ask
Dialogue = Generator[Step, bytes, None]
"""Steps, one after another. `send` the answer of `Read` and `Ask`, ``b""`` after any other. May
raise `DriverError`: the sensor cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a family before one of it is connected.

    Attributes
    ----------
    rates_hz : rates that it can be asked for, rising.
    rate_hz : the one that is asked for if nobody says otherwise.
    acc_range_g, gyr_range_deg_s : what its numbers reach to as the driver sets it up.
    timing : how its stamps are to be read.
    page : the page about it in ``firmware_notes/sensors``, without ``.md``; "" if there is none.
    confirmed_by : who has tried the driver on hardware; "" for nobody: published vectors only.
    """

    rates_hz: tuple[float, ...]
    rate_hz: float
    acc_range_g: float
    gyr_range_deg_s: float
    timing: Timing
    page: str = ""
    confirmed_by: str = ""


class Place(NamedTuple):
    """Where a characteristic is in a sensor: its service's UUID and its own, lower case."""

    service: str
    uuid: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The characteristics of a family by role: every UUID under which it is found, lower case.

    Attributes
    ----------
    service : service UUIDs, likewise.
    needed, optional : role -> accepted UUIDs.
    inside : role -> UUIDs of services, where one UUID is in several of them: the characteristic
        has to be in one of these. Roles that are not named here may be in any service.
    remedies : role -> what to do about a sensor that lacks it, for a person, where that is known.
    """

    service: tuple[str, ...]
    needed: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    remedies: Mapping[str, str] = field(default_factory=dict[str, str])

    def place(self, role: str) -> Place:
        """Where a role usually is; the service is "" where nobody has said which."""
        services = self.inside.get(role, self.service) or ("",)
        return Place(services[0], {**self.needed, **self.optional}[role][0])


class Connection(Protocol):
    """One connection to one sensor: everything that must be forgotten when the link drops."""

    troubles: Troubles
    rate_hz: float
    """The nominal rate, Hz; may change during `setup`."""
    battery_percent: float | None
    """The last charge that was told, 0 to 100."""

    def setup(self) -> Dialogue:
        """From a fresh connection to streaming. Not two at a time."""
        ...

    def decode(self, role: str, data: bytes) -> Samples:
        """What a notification brought. Never raises: what is wrong is counted in `troubles`."""
        ...

    def ask_battery(self) -> Dialogue:
        """Ask for the charge, while streaming; the answer may come with a later `decode`."""
        ...

    def stop(self) -> Dialogue:
        """End streaming, so that the sensor can be connected again."""
        ...


@runtime_checkable
class Leaving(Protocol):
    """An optional part of a connection: a sensor that says why it is about to leave."""

    farewell: DriverError | None
    """What it said, and what to do about it; None as long as it stays."""


@dataclass(frozen=True, slots=True)
class Notification:
    """Bytes that a sensor sends."""

    role: str
    data: bytes


class Peripheral(Protocol):
    """The sensor's side, for tests and demonstrations: samples in, bytes out."""

    advertisement: Advertisement

    @property
    def streaming(self) -> bool:
        """Whether it has been told everything it needs to send samples."""
        ...

    @property
    def rate_hz(self) -> float:
        """The rate that it has been set to."""
        ...

    def write(self, role: str, data: bytes) -> list[Notification]:
        """What it answers when a characteristic is written."""
        ...

    def read(self, role: str) -> bytes:
        """The value of a characteristic; empty for one without."""
        ...

    def encode(self, samples: Samples) -> list[Notification]:
        """What it sends once these samples have been taken; a batch may wait for more."""
        ...

    def flush(self) -> list[Notification]:
        """What it still holds back."""
        ...

    def unlinked(self) -> None:
        """The link is gone, whoever ended it: forget what such a sensor forgets then."""
        ...

    def set_charge(self, percent: float) -> None:
        """From now on its battery holds this much, 0 to 100, in the steps that it can tell."""
        ...


@runtime_checkable
class Attuned(Protocol):
    """An optional part of a peripheral, for those that can take over the clock of another one."""

    def linked(self) -> None:
        """Somebody has connected."""
        ...

    def tick(self, room_s: float, own_s: float) -> None:
        """It is that time, s: for all sensors in the room, and on its own clock since it began."""
        ...


class Driver(Protocol):
    """A family of sensors. Made once, without state of its own."""

    family: str
    """A short name: lower case, digits and hyphens."""
    title: str
    """The name that a person knows it by."""
    facts: Facts
    profile: Profile

    def match(self, seen: Advertisement) -> Match | None:
        """Whether this is one of the family."""
        ...

    def connect(self, rate_hz: float | None = None) -> Connection:
        """A new connection; `rate_hz` is one of the family's, None for its usual one.

        Raises
        ------
        DriverError : the family does not have that rate.
        """
        ...

    def peripheral(self) -> Peripheral | None:
        """A virtual sensor of the family, or None where nobody has written one."""
        ...


def choose_rate(driver: Driver, rate_hz: float | None) -> float:
    """The rate to ask for.

    Raises
    ------
    DriverError : the family does not have that rate.
    """
    if rate_hz is None:
        return driver.facts.rate_hz
    if rate_hz not in driver.facts.rates_hz:
        offered = ", ".join(f"{rate:g}" for rate in driver.facts.rates_hz)
        problem = f"{driver.title} has no rate of {rate_hz:g} Hz"
        raise DriverError(problem, f"Choose one of {offered}")
    return float(rate_hz)
