"""States of the connect screen that no sensor is needed for: for `kickstand pictures`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from imu.live.connecting import SENSOR_LOGGER
from imu.live.findings import (
    CannotLook,
    Felt,
    Finding,
    Heard,
    Invited,
    LinkNews,
    Looking,
    Passed,
    Phone,
)
from imu.sources.ble import Fault, Found, LinkError, Wanted
from imu.sources.news import LinkReport, LinkState

DOT = "movella-dot"


@dataclass
class Still:
    """In place of `imu.live.Connecting`: what it tells is laid down, what is asked is kept.

    Attributes
    ----------
    findings : told at the next frame.
    asked : what was wanted of it, in order.
    agreeing : as of `imu.live.Connecting`.
    """

    findings: list[Finding] = field(default_factory=list[Finding])
    asked: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    agreeing: dict[str, float] = field(default_factory=lambda: {DOT: 30.0})

    def updates(self) -> Sequence[Finding]:
        """What was laid down since the last call."""
        taken, self.findings = self.findings, []
        return taken

    def look(self) -> None:
        """Note it."""
        self.asked.append(("look",))

    def connect(self, key: str, wanted: Wanted) -> None:
        """Note it."""
        self.asked.append(("connect", key, wanted.identifier))

    def invite(self, key: str) -> None:
        """Note it."""
        self.asked.append(("invite", key))

    def ask(self, address: str) -> None:
        """Note it."""
        self.asked.append(("ask", address))

    def release(self, key: str) -> None:
        """Note it."""
        self.asked.append(("release", key))


def a_sensor(number: int, rssi_dbm: int | None = -60, name: str = "WT901BLE68") -> Found:
    """A sensor that was heard of, without a radio behind it."""
    device = cast("Any", None)  # nobody will connect to it
    address = f"C0:FF:EE:00:00:{number:02X}"
    return Found(address, name, "witmotion", "WitMotion", 3, "", rssi_dbm, device)


FIRST, SECOND = a_sensor(1), a_sensor(2, -84)
REFUSED = replace(
    a_sensor(3, -70, "Polar H10"),
    title="Polar H10",
    refusal="It has no gyroscope. Use a Polar Verity Sense.",
)


LEFT_DOT, RIGHT_DOT = (
    replace(a_sensor(number, -55, f"Movella DOT {number - 3}"), family=DOT, title="Movella DOT")
    for number in (4, 5)
)


def link(found: Found, state: LinkState, sentence: str, battery: float | None = None) -> LinkNews:
    """How a link is."""
    report = LinkReport(
        time_s=0.0, side="unknown", state=state, sentence=sentence, battery_percent=battery
    )
    return LinkNews(1.0, found.identifier, report)


def streaming(found: Found, movement: float, tilt_deg: float, battery: float) -> list[Finding]:
    """A sensor that sends."""
    news = link(found, LinkState.STREAMING, "Samples are coming", battery)
    return [news, Felt(1.0, found.identifier, movement, tilt_deg)]


@dataclass(frozen=True, slots=True)
class Example:
    """A screen: what is told before and after the keys that lead to it."""

    name: str
    told: tuple[Finding, ...]
    presses: tuple[str, ...] = ()
    then: tuple[Finding, ...] = ()
    is_light: bool = False


_FOUND = (Looking(0.0, is_on=True), Heard(1.0, (FIRST, SECOND, REFUSED)))
_BOTH = ("use", "down", "use")
_RESTING = Looking(1.0, is_on=False)
_PREVIEW = (_RESTING, *streaming(FIRST, 0.8, 34.0, 83.0), *streaming(SECOND, 0.04, 2.0, 14.0))
_PHONE = Phone("sensor-logger", "http://192.168.1.20:8765/bm90LWEtdG9rZW4")
_OFF = CannotLook(1.0, LinkError(Fault.BLUETOOTH_OFF))

EXAMPLES = (
    Example("connect-searching", (Looking(0.0, is_on=True),)),
    Example("connect-nothing", (Looking(0.0, is_on=True), Passed(30.0))),
    Example("connect-found", _FOUND),
    Example("connect-preview", _FOUND, _BOTH, _PREVIEW),
    Example("connect-ready", _FOUND, (*_BOTH, "right", "up", "left"), _PREVIEW),
    Example(
        "connect-ready-light", _FOUND, (*_BOTH, "right", "up", "left"), _PREVIEW, is_light=True
    ),
    Example(
        "connect-one-clock",
        (Looking(0.0, is_on=True), Heard(1.0, (LEFT_DOT, RIGHT_DOT))),
        (*_BOTH, "right", "up", "left", "align"),
        (_RESTING, *streaming(LEFT_DOT, 0.6, 21.0, 77.0), *streaming(RIGHT_DOT, 0.1, 4.0, 71.0)),
    ),
    Example("connect-off", (Looking(0.0, is_on=True), _OFF)),
    Example("connect-off-light", (Looking(0.0, is_on=True), _OFF), is_light=True),
    Example("connect-qr", (), ("phone",), (_RESTING, Invited(1.0, SENSOR_LOGGER, _PHONE))),
    Example("connect-phyphox", (), ("phyphox",)),
)
