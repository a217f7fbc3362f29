"""What the connect screen shows, and what a person has chosen at its end: frozen, without Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from imu.live.findings import Phone
from imu.samples import Side
from imu.sources.ble import Signal, Wanted
from imu.sources.news import LinkState


class Search(StrEnum):
    """How the search for sensors stands."""

    LOOKING = "looking"
    NOTHING_YET = "nothing-yet"  # after `connect.SOON_S`
    NOTHING_LONG = "nothing-long"  # after `connect.LONG_S`
    FOUND = "found"
    LOOKING_ON = "looking-on"  # a sensor is chosen, and a person asked for more
    RESTING = "resting"  # not looking: a sensor is chosen
    BLUETOOTH_OFF = "bluetooth-off"
    NO_PERMISSION = "no-permission"
    NO_BLUETOOTH = "no-bluetooth"
    TROUBLE = "trouble"  # anything else


class Lack(StrEnum):
    """What is still to be done before the training can begin."""

    SENSOR = "sensor"
    LINK = "link"
    SIDE = "side"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One sensor.

    Attributes
    ----------
    key : names it to `ConnectModel` and `imu.live.connecting.Connecting`.
    name : what a person calls it: their own name, else its own.
    kind : its family in words.
    signal, bars : how well it is heard; 0 to 3 bars.
    is_chosen : the person wants it.
    refusal, advice : why it cannot be used and what to do; or how a broken link is.
    state : of its link; None where there is none.
    sentence : how its link is, for a person; "" where there is none.
    battery_percent : its charge, 0 to 100, or None.
    side : the leg that the person says; "unknown" until then.
    suggestion : the leg that it sat on last; "unknown" for none. Only a word: a person decides.
    movement : 0 to 1; None while no samples come.
    tilt_deg : how far it is turned from how it was at first, degrees; None while none come.
    """

    key: str
    name: str
    kind: str
    signal: Signal = Signal.UNKNOWN
    bars: int = 0
    is_chosen: bool = False
    refusal: str = ""
    advice: str = ""
    state: LinkState | None = None
    sentence: str = ""
    battery_percent: float | None = None
    side: Side = "unknown"
    suggestion: Side = "unknown"
    movement: float | None = None
    tilt_deg: float | None = None

    @property
    def is_live(self) -> bool:
        """Whether its samples come right now."""
        return self.state is LinkState.STREAMING


def told_apart(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows of which those that share a name have the end of their identifier behind it."""
    times = Counter(row.name for row in rows)
    return tuple(
        replace(row, name=f"{row.name} ({row.key[-5:]})") if times[row.name] > 1 else row
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class ConnectShot:
    """The whole screen.

    Attributes
    ----------
    search : how the search stands.
    problem, advice : what keeps it from looking, for a person; "" for nothing.
    rows : in the order in which they were first heard of, those that cannot be used last.
    both_legs : the only chosen sensor is to work for both legs in turn.
    agree_s : about how long the two chosen sensors take to agree on one clock, s; None where they
        cannot.
    aligns : whether they are to, where they can.
    lack : what is still to be done.
    invited : the key of the phone that was invited last; "" for none.
    invitation : where it sends to, for its QR code; "" for none.
    """

    search: Search = Search.LOOKING
    problem: str = ""
    advice: str = ""
    rows: tuple[Row, ...] = ()
    both_legs: bool = True
    agree_s: float | None = None
    aligns: bool = False
    lack: Lack = Lack.SENSOR
    invited: str = ""
    invitation: str = ""

    @property
    def chosen(self) -> tuple[Row, ...]:
        """The chosen sensors."""
        return tuple(row for row in self.rows if row.is_chosen)

    @property
    def awaited(self) -> Row | None:
        """The phone that was invited and has not come."""
        rows = (row for row in self.rows if row.key == self.invited and not row.is_live)
        return next(rows, None)

    @property
    def is_ready(self) -> bool:
        """Whether the training can begin."""
        return self.lack is Lack.NOTHING


@dataclass(frozen=True, slots=True)
class Choice:
    """What a session is to be begun with.

    Attributes
    ----------
    sensors : by leg, the sensor on it. One sensor stands at the leg that it sits on first.
    one_sensor : it is to work for both legs in turn (`imu.live.OneSensor`).
    first : the leg of the only sensor; "unknown" with two: whichever moves first.
    align : two sensors are to agree on one clock first.
    """

    sensors: Mapping[Side, Wanted | Phone]
    one_sensor: bool
    first: Side
    align: bool = False
