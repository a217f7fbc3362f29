"""From the names that a person gives sensors to a source of live samples."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from imu.cli import radio as radios
from imu.cli.output import remark
from imu.cli.places import sensors_folder
from imu.drivers.door import Driver
from imu.drivers.registry import find_drivers
from imu.errors import UsageError
from imu.live import OneSensor, Source
from imu.remembered import Remembered, Sensor, load, remembered_file
from imu.samples import Side
from imu.sensorcheck import Expected

if TYPE_CHECKING:
    from imu.live.findings import Phone
    from imu.sources.ble import Met, Wanted
    from imu.sources.phone.source import SensorLoggerSource
    from imu.view.connectshot import Choice

Leg = Literal["left", "right"]

LOGGER = "sensor-logger"
"""The name of any phone that runs Sensor Logger and sends to this computer."""

_PHYPHOX = re.compile(r"phyphox:(?P<named>\S+)|(?P<plain>(https?://)?[\w.\[\]-]+:\d{1,5}/?)")
"""`phyphox:ADDRESS`, or what phyphox shows; a Bluetooth address has more than one colon."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Attributes
    ----------
    left, right : names of the sensors on either thigh, or None.
    only : name of the one sensor that works for both legs in turn, or None.
    first : the leg on which that one begins.
    rate_hz : the rate to ask Bluetooth sensors for; None for their usual one.
    host, port : where to listen for a phone that sends.
    align : whether two sensors let their clocks agree first, where their hardware can.
    """

    left: str | None = None
    right: str | None = None
    only: str | None = None
    first: Leg = "left"
    rate_hz: float | None = None
    host: str | None = None
    port: int | None = None
    align: bool = False

    @property
    def names_none(self) -> bool:
        """Whether no sensor was named."""
        return self.left is self.right is self.only is None


@dataclass(frozen=True, slots=True)
class Opened:
    """A source, what a person has to do before it sends, and who was heard once it has ended.

    Attributes
    ----------
    source : gives the samples.
    hints : lines to print before it begins.
    met : the sensors that sent, to be remembered.
    """

    source: Source
    hints: tuple[str, ...]
    met: Callable[[], tuple[Sensor, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What this person has: sensors that were used before, and drivers, their own ones too."""

    remembered: Remembered
    drivers: Sequence[Driver]


def known() -> Known:
    """Look it up; what is wrong with the files is said."""
    remembered, warning = load(remembered_file())
    found = find_drivers(sensors_folder())
    for problem in (*map(str, found.problems), *([warning] if warning else [])):
        remark(problem)
    return Known(remembered, found.drivers)


def open_sensors(asked: Asked, own: Known) -> Opened:
    """Get ready to take samples; nothing is connected yet.

    Raises
    ------
    UsageError : names that do not go together, or nothing that can be opened.
    """
    if asked.names_none:
        asked = _as_last_time(asked, own.remembered)
    if asked.only is not None and (asked.left or asked.right):
        problem = "--sensor is one sensor for both legs, --left and --right are one each"
        raise UsageError(problem, "Name either the one or the two.")
    legs: dict[Side, str | None] = {
        "unknown": asked.only,
        "left": asked.left,
        "right": asked.right,
    }
    opened = _named({side: name for side, name in legs.items() if name is not None}, asked, own)
    return opened if asked.only is None else _for_both_legs(opened, asked.first)


def open_choice(choice: Choice, own: Known, *, align: bool = False) -> Opened:
    """What was chosen on the connect screen; `align` as in `Asked`, whatever was chosen there.

    Raises
    ------
    UsageError : sensors that do not go together, or that cannot be aligned.
    """
    from imu.sources.ble import Wanted  # slow to import

    first: Leg = "right" if choice.first == "right" else "left"
    wanted: dict[Side, Wanted] = {}
    phones: dict[Side, Phone] = {}
    for leg, one in choice.sensors.items():
        side: Side = "unknown" if choice.one_sensor else leg
        if isinstance(one, Wanted):
            wanted[side] = one
        else:
            phones[side] = one
    if wanted and phones:
        raise _not_together()
    if align:
        _check_two(wanted)
    align = align or choice.align
    opened = _bluetooth(wanted, own, first, align=align) if wanted else _phones(phones)
    return _for_both_legs(opened, first) if choice.one_sensor else opened


def open_one(name: str, own: Known) -> Source:
    """One sensor, worn nowhere, to be looked at."""
    return _named({"unknown": name}, Asked(only=name), own).source


def expected_of(name: str, own: Known) -> Expected:
    """What a Bluetooth sensor that is to be checked promises, as far as its family is known."""
    try:
        before = own.remembered.find(name, platform.node())
        family, rate_hz = before.family, before.rate_hz
    except UsageError:
        family, rate_hz = name.strip().lower(), None
    for driver in own.drivers:
        if driver.family == family:
            return Expected(name, rate_hz or driver.facts.rate_hz, driver.facts.timing)
    return Expected(name)


def is_phone(name: str) -> bool:
    """Whether a name means a phone."""
    return name.lower() == LOGGER or _PHYPHOX.fullmatch(name) is not None


def _as_last_time(asked: Asked, remembered: Remembered) -> Asked:
    """The sensors that were used last: one on each leg, or the one for both."""
    if not remembered.sensors:
        advice = (
            "Look what there is with 'kickstand scan', then 'kickstand live --left NAME --right "
            "NAME', or --sensor NAME for one sensor that changes the leg."
        )
        raise UsageError("no sensor was named, and none was used before", advice)
    last = remembered.sensors[0]
    sides = {one.last_side: one for one in reversed(remembered.sensors)}
    if {"left", "right"} <= sides.keys():
        return replace(asked, left=sides["left"].called, right=sides["right"].called)
    return replace(asked, only=last.called)


def _for_both_legs(opened: Opened, first: Leg) -> Opened:
    return replace(opened, source=OneSensor(opened.source, first))


def _not_together() -> UsageError:
    advice = "Use two Bluetooth sensors, two phones with Sensor Logger, or one sensor alone."
    return UsageError("these two sensors cannot be used together", advice)


def _named(names: Mapping[Side, str], asked: Asked, own: Known) -> Opened:
    if asked.align:
        _check_two([name for name in names.values() if not is_phone(name)])
    if not any(map(is_phone, names.values())):
        wanted: dict[Side, Wanted] = {
            side: _wanted(name, asked, own) for side, name in names.items()
        }
        return _bluetooth(wanted, own, asked.first, align=asked.align)
    if not all(map(is_phone, names.values())):
        raise _not_together()
    return _phones({side: _phone(name, asked) for side, name in names.items()})


def _check_two(sensors: Sized) -> None:
    """See that there are two whose clocks could agree.

    Raises
    ------
    UsageError : there are not.
    """
    if len(sensors) < 2:
        problem = "--align lets the clocks of two Bluetooth sensors agree, and there are not two"
        raise UsageError(problem, "Name one for --left and one for --right, or leave it away.")


# -- phones ----------------------------------------------------------------------------------------


def _phone(name: str, asked: Asked) -> Phone:
    from imu.live.findings import Phone  # slow to import
    from imu.sources.phone.server import PORT

    found = _PHYPHOX.fullmatch(name)
    if found is not None:
        return Phone("phyphox", found["named"] or found["plain"])
    return Phone("sensor-logger", "", asked.host or "", asked.port or PORT)


def _phones(phones: Mapping[Side, Phone]) -> Opened:
    from imu.sources.phone.server import own_address  # slow to import
    from imu.sources.phone.source import PhyphoxSource, SensorLoggerSource

    if len(phones) > 1 and any(one.app == "phyphox" for one in phones.values()):
        raise _not_together()
    side, one = next(iter(phones.items()))
    if one.app == "phyphox":
        return Opened(PhyphoxSource(one.address, side), (), _nobody)
    if not one.host:
        problem = "Sensor Logger sends to this computer, which must be told where to listen"
        raise UsageError(problem, f"In your own network, add --host {own_address() or 'ADDRESS'}.")
    # One that was tried on knows its token, and sends to it already.
    tokens: dict[Side, str] = {leg: phone.token for leg, phone in phones.items() if phone.token}
    source = SensorLoggerSource(tuple(phones), host=one.host, port=one.port, tokens=tokens or None)
    return Opened(source, () if tokens else _invitations(source, one.host), _nobody)


def _invitations(source: SensorLoggerSource, host: str) -> tuple[str, ...]:
    """What to do on each phone, with the code to scan."""
    from imu.sources.phone.qr import terminal_lines  # slow to import

    lines: list[str] = []
    for side in source.sides:
        url = source.url(side, host)
        leg = "the thigh" if side == "unknown" else f"the {side} thigh"
        lines += [f"For the phone on {leg}: Sensor Logger, Settings, Data Streaming, HTTP Push:"]
        lines += [*terminal_lines(url), url, ""]
    lines += ["Others in the same network could read along: use your own.", ""]
    return tuple(lines)


def _nobody() -> tuple[Sensor, ...]:
    return ()


# -- Bluetooth -------------------------------------------------------------------------------------


def _wanted(name: str, asked: Asked, own: Known) -> Wanted:
    """The sensor that a person means: one that was used before, or any that is called so."""
    from imu.sources.ble import Wanted  # slow to import

    host = platform.node()
    try:
        before = own.remembered.find(name, host)
    except UsageError:
        one = Wanted.of(name, own.drivers)
    else:
        identifier = before.identifiers.get(host, "")
        one = Wanted(identifier, before.name, before.family, before.serial, before.rate_hz)
    return one if asked.rate_hz is None else replace(one, rate_hz=asked.rate_hz)


def _bluetooth(
    wanted: Mapping[Side, Wanted], own: Known, first: Leg, *, align: bool = False
) -> Opened:
    from imu.sources.ble import BleSource  # slow to import

    source = BleSource(wanted, own.drivers, radio=radios.radio(), align=align)
    return Opened(source, (), lambda: tuple(_sensor(one, first) for one in source.met()))


def _sensor(met: Met, first: Leg) -> Sensor:
    """What to remember of a sensor that sends now."""
    return Sensor(
        name=met.found.name or met.found.identifier,
        family=met.found.family,
        identifiers={platform.node(): met.found.identifier},
        serial=met.serial,
        last_side=met.side if met.side != "unknown" else first,
        last_seen=datetime.now(UTC),
        rate_hz=met.rate_hz,
    )
