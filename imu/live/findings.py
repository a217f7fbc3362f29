"""What whoever connects sensors is told: what was heard of, how links are, how each one moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from imu.errors import ImuError
from imu.sources.ble import Found, LinkError
from imu.sources.news import LinkReport

App = Literal["sensor-logger", "phyphox"]
"""Which app makes a phone a sensor: the one that pushes, or the one that is asked."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone that was chosen, and how a session reaches it again.

    Attributes
    ----------
    app : what runs on it.
    address : of phyphox, as it shows it; of Sensor Logger, the whole address that it sends to.
    host, port, token : where Sensor Logger is listened to, and what it has to know.
    """

    app: App
    address: str
    host: str = ""
    port: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """Whether it is looked round for sensors from `time_s` on."""

    time_s: float
    is_on: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """All sensors that this look round has heard of so far."""

    time_s: float
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class CannotLook:
    """It cannot be looked round. It is tried again."""

    time_s: float
    error: LinkError


@dataclass(frozen=True, slots=True)
class LinkNews:
    """How the link of a chosen sensor is."""

    time_s: float
    key: str
    report: LinkReport


@dataclass(frozen=True, slots=True)
class Felt:
    """How a chosen sensor moves.

    Attributes
    ----------
    movement : 0 for still, 1 for as quick as a brisk hinge or quicker.
    tilt_deg : how far it is turned from how it was at its first sample, degrees.
    """

    time_s: float
    key: str
    movement: float
    tilt_deg: float


@dataclass(frozen=True, slots=True)
class Invited:
    """A phone may come from now on: where it sends to, or is asked."""

    time_s: float
    key: str
    phone: Phone


@dataclass(frozen=True, slots=True)
class Over:
    """A chosen sensor was given up: trying on would change nothing, or nobody waits that long."""

    time_s: float
    key: str
    error: ImuError


@dataclass(frozen=True, slots=True)
class Passed:
    """Time has passed; nothing else."""

    time_s: float


Finding = Looking | Heard | CannotLook | LinkNews | Felt | Invited | Over | Passed
"""Everything that `imu.live.connecting.Connecting` tells. Times: s on one monotonic clock."""
