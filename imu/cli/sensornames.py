"""From the names that a person gives sensors to a source of live samples."""

from __future__ import annotations

import platform
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from imu.cli import radio as radios
from imu.cli.places import sensors_folder
from imu.drivers.registry import find_drivers
from imu.errors import UsageError
from imu.live import OneSensor, Source
from imu.remembered import Remembered, Sensor, load, remembered_file
from imu.samples import Side
from imu.sensorcheck import Expected

if TYPE_CHECKING:
    from imu.live.findings import Phone
    from imu.sources.ble import Met, Wanted
    from imu.view.connectshot import Choice

Leg = Literal["left", "right"]

LOGGER = "sensor-logger"
"""The name of any phone that runs Sensor Logger and sends to this computer."""

_PHYPHOX = re.compile(r"phyphox:(?P<named>\S+)|(?P<plain>(https?://)?[\w.\[\]-]+:\d{1,5}/?)")
"""`phyphox:ADDRESS`, or what phyphox shows; a Bluetooth address has no port of digits alone."""

_TOGETHER = "Use two Bluetooth sensors, two phones with Sensor Logger, or one sensor alone."

_BLUETOOTH = re.compile(r"([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")


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
    """

    left: str | None = None
    right: str | None = None
    only: str | None = None
    first: Leg = "left"
    rate_hz: float | None = None
    host: str | None = None
    port: int | None = None

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


def open_sensors(asked: Asked) -> Opened:
    """Get ready to take samples; nothing is connected yet.

    Raises
    ------
    UsageError : names that do not go together, or nothing that can be opened.
    """
    remembered, _ = load(remembered_file())
    if asked.names_none:
        asked = _as_last_time(asked, remembered)
    if asked.only is not None and (asked.left or asked.right):
        problem = "--sensor is one sensor for both legs, --left and --right are one each"
        raise UsageError(problem, "Name either the one or the two.")
    names: dict[Side, str] = {}
    if asked.only is not None:
        names["unknown"] = asked.only
    if asked.left is not None:
        names["left"] = asked.left
    if asked.right is not None:
        names["right"] = asked.right
    opened = _opened(names, asked, remembered)
    if asked.only is None:
        return opened
    return Opened(OneSensor(opened.source, asked.first), opened.hints, opened.met)


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
        return _with(asked, left=sides["left"].called, right=sides["right"].called)
    return _with(asked, only=last.called)


def _with(asked: Asked, **names: str) -> Asked:
    return Asked(
        **names,
        first=asked.first,
        rate_hz=asked.rate_hz,
        host=asked.host,
        port=asked.port,
    )


def _opened(names: Mapping[Side, str], asked: Asked, remembered: Remembered) -> Opened:
    phones = {side: name for side, name in names.items() if is_phone(name)}
    if not phones:
        return _bluetooth(names, asked, remembered)
    loggers = [name for name in phones.values() if name.lower() == LOGGER]
    if len(loggers) == len(names):
        return _loggers(tuple(names), asked)
    if len(names) == 1:
        ((side, name),) = names.items()
        return _phyphox(name, side)
    problem = "these two sensors cannot be used together"
    raise UsageError(problem, _TOGETHER)


def open_choice(choice: Choice) -> Opened:
    """What was chosen on the connect screen."""
    from imu.sources.ble import Wanted  # slow to import

    asked = Asked(first="right" if choice.first == "right" else "left")
    wanted: dict[Side, Wanted] = {}
    phones: dict[Side, Phone] = {}
    for leg, one in choice.sensors.items():
        side: Side = "unknown" if choice.one_sensor else leg
        if isinstance(one, Wanted):
            wanted[side] = one
        else:
            phones[side] = one
    if (wanted and phones) or len({phone.app for phone in phones.values()}) > 1:
        raise UsageError("these two sensors cannot be used together", _TOGETHER)
    opened = _ble(wanted, asked) if wanted else _phones(phones)
    if not choice.one_sensor:
        return opened
    return Opened(OneSensor(opened.source, asked.first), opened.hints, opened.met)


def _phones(phones: Mapping[Side, Phone]) -> Opened:
    from imu.sources.phone.source import PhyphoxSource, SensorLoggerSource

    side, one = next(iter(phones.items()))
    if one.app == "phyphox":
        if len(phones) > 1:
            raise UsageError("two phones with phyphox cannot be used together", _TOGETHER)
        return Opened(PhyphoxSource(one.address, side), (), _nobody)
    tokens: dict[Side, str] = {leg: phone.token for leg, phone in phones.items()}
    source = SensorLoggerSource(tuple(phones), host=one.host, port=one.port, tokens=tokens)
    return Opened(source, (), _nobody)


def is_phone(name: str) -> bool:
    """Whether a name means a phone."""
    if name.lower() == LOGGER:
        return True
    return _BLUETOOTH.fullmatch(name) is None and _PHYPHOX.fullmatch(name) is not None


def _phyphox(name: str, side: Side) -> Opened:
    from imu.sources.phone.source import PhyphoxSource  # slow to import

    found = _PHYPHOX.fullmatch(name)
    assert found is not None
    address = found["named"] or found["plain"]
    return Opened(PhyphoxSource(address, side), (), _nobody)


def _loggers(sides: tuple[Side, ...], asked: Asked) -> Opened:
    from imu.sources.phone.qr import terminal_lines
    from imu.sources.phone.server import PORT
    from imu.sources.phone.source import SensorLoggerSource

    if asked.host is None:
        own = own_address()
        problem = "Sensor Logger sends to this computer, which must be told where to listen"
        raise UsageError(problem, f"In your own network, add --host {own or 'ADDRESS'}.")
    source = SensorLoggerSource(
        sides, host=asked.host, port=PORT if asked.port is None else asked.port
    )
    hints: list[str] = []
    for side in sides:
        url = source.url(side, asked.host)
        leg = "the thigh" if side == "unknown" else f"the {side} thigh"
        hints += [f"For the phone on {leg}: Sensor Logger, Settings, Data Streaming, HTTP Push:"]
        hints += [*terminal_lines(url), url, ""]
    return Opened(source, tuple(hints), _nobody)


def own_address() -> str:
    """The address by which others in the network reach this computer; "" where there is none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            # Only asks which way a packet would go; none is sent. Address: for documentation.
            one.connect(("192.0.2.1", 9))
            return str(one.getsockname()[0])
    except OSError:
        return ""


def _bluetooth(names: Mapping[Side, str], asked: Asked, remembered: Remembered) -> Opened:
    from imu.sources.ble import Wanted

    host = platform.node()
    drivers = find_drivers(sensors_folder()).drivers
    wanted: dict[Side, Wanted] = {}
    for side, name in names.items():
        try:
            known = remembered.find(name, host)
        except UsageError:
            one = Wanted.of(name, drivers)
        else:
            identifier = known.identifiers.get(host, "")
            one = Wanted(identifier, known.name, known.family, known.serial, known.rate_hz)
        rate_hz = one.rate_hz if asked.rate_hz is None else asked.rate_hz
        wanted[side] = Wanted(one.identifier, one.name, one.family, one.serial, rate_hz)
    return _ble(wanted, asked)


def _ble(wanted: Mapping[Side, Wanted], asked: Asked) -> Opened:
    from imu.sources.ble import BleSource  # slow to import

    drivers = find_drivers(sensors_folder()).drivers
    source = BleSource(wanted, drivers, radio=radios.radio())
    return Opened(source, (), lambda: _met(source.met(), platform.node(), asked))


def _met(met: tuple[Met, ...], host: str, asked: Asked) -> tuple[Sensor, ...]:
    now = datetime.now(UTC)
    return tuple(
        Sensor(
            name=one.found.name or one.found.identifier,
            family=one.found.family,
            identifiers={host: one.found.identifier},
            serial=one.serial,
            last_side=one.side if one.side != "unknown" else asked.first,
            last_seen=now,
            rate_hz=one.rate_hz,
        )
        for one in met
    )


def _nobody() -> tuple[Sensor, ...]:
    return ()


def open_one(name: str) -> Source:
    """One sensor, worn nowhere, to be looked at."""
    remembered, _ = load(remembered_file())
    return _opened({"unknown": name}, Asked(only=name), remembered).source


def expected_of(name: str) -> Expected:
    """What a Bluetooth sensor that is to be checked promises, as far as its family is known."""
    remembered, _ = load(remembered_file())
    drivers = find_drivers(sensors_folder()).drivers
    families = {driver.family: driver for driver in drivers}
    try:
        known = remembered.find(name, platform.node())
        family, rate_hz = known.family, known.rate_hz
    except UsageError:
        family, rate_hz = name.strip().lower(), None
    driver = families.get(family)
    if driver is None:
        return Expected(name)
    return Expected(name, rate_hz or driver.facts.rate_hz, driver.facts.timing)
