"""The connect screen without a screen: what was found, what is chosen, and which leg it is on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imu.errors import UsageError
from imu.live.connecting import PHYPHOX, SENSOR_LOGGERS
from imu.live.findings import (
    CannotLook,
    Felt,
    Finding,
    Heard,
    Invited,
    LinkNews,
    Looking,
    Over,
    Passed,
    Phone,
)
from imu.remembered import Remembered, Sensor
from imu.samples import Side
from imu.sources.ble import Fault, Found, LinkError, Signal, Wanted
from imu.sources.news import LinkReport, LinkState
from imu.view.connectshot import Choice, ConnectShot, Lack, Row, Search, told_apart

SOON_S = 5.0
"""s without a sensor until a person is told to press its button. Sensors advertise every 0.1 to
2 s: one that is awake has been heard of by then."""

LONG_S = 20.0
"""s without one until other reasons are named, too."""

FORGET_S = 20.0
"""s without being heard, while it is looked round, until a sensor leaves the list: two rounds."""

MOST_SENSORS = 2
"""Legs."""

_FAULTS = {
    Fault.BLUETOOTH_OFF: Search.BLUETOOTH_OFF,
    Fault.NO_PERMISSION: Search.NO_PERMISSION,
    Fault.NO_BLUETOOTH: Search.NO_BLUETOOTH,
    Fault.NO_LIBRARY: Search.NO_BLUETOOTH,
}
_BARS = {Signal.STRONG: 3, Signal.GOOD: 2, Signal.WEAK: 1, Signal.UNKNOWN: 0}
"""of three."""

_LOGGERS = tuple(SENSOR_LOGGERS.values())
_PHONES = dict(zip(_LOGGERS, ("Sensor Logger", "Sensor Logger 2"), strict=True)) | {
    PHYPHOX: "phyphox"
}


@dataclass(slots=True)
class _Sensor:
    """All that is known about one."""

    key: str
    found: Found | None = None
    phone: Phone | None = None
    heard_s: float = 0.0
    is_chosen: bool = False
    side: Side = "unknown"
    report: LinkReport | None = None
    over: str = ""
    over_advice: str = ""
    felt: Felt | None = None

    def forget_link(self) -> None:
        self.report, self.felt, self.over, self.over_advice = None, None, "", ""


class ConnectModel:
    """Takes findings in any order, and what a person says; shows a `ConnectShot`.

    Parameters
    ----------
    remembered : sensors that were used before.
    host : this computer's name, by which identifiers are remembered.
    agreeing : families of which two sensors can agree on one clock, and how long it takes, s.
    """

    def __init__(
        self,
        remembered: Remembered | None = None,
        host: str = "",
        agreeing: Mapping[str, float] | None = None,
    ) -> None:
        self._remembered = remembered or Remembered()
        self._agreeing = agreeing or {}
        self._host = host
        self._sensors: dict[str, _Sensor] = {}
        self._now_s = 0.0
        self._searched_since_s: float | None = None
        self._is_looking = True
        self._trouble: LinkError | None = None
        self._both_legs = True
        self._aligns = False

    # -- what happens ------------------------------------------------------------------------------

    def advance(self, update: Finding) -> None:
        """Take what was found."""
        self._now_s = max(self._now_s, update.time_s)
        if self._searched_since_s is None:
            self._searched_since_s = update.time_s
        match update:
            case Looking():
                self._is_looking = update.is_on
            case Heard():
                self._hear(update)
            case CannotLook():
                self._trouble = update.error
            case LinkNews() | Felt() | Over():
                self._follow(update)
            case Invited():
                known = self._sensors.setdefault(update.key, _Sensor(update.key, is_chosen=True))
                known.phone = update.phone
            case Passed():
                pass

    def _hear(self, update: Heard) -> None:
        self._trouble = None
        for found in update.found:
            key = found.identifier
            known = self._sensors.setdefault(key, _Sensor(key))
            known.found, known.heard_s = found, update.time_s
        self._sensors = {
            key: one
            for key, one in self._sensors.items()
            if one.is_chosen or update.time_s - one.heard_s < FORGET_S
        }

    def _follow(self, update: LinkNews | Felt | Over) -> None:
        """What comes late, of a sensor that was let go, is nothing to anybody."""
        one = self._sensors.get(update.key)
        if isinstance(update, Over) and one is None and update.key in _PHONES:
            one = self._sensors[update.key] = _Sensor(update.key, is_chosen=True)
        if one is None or not one.is_chosen:
            return
        if isinstance(update, LinkNews):
            one.report, one.over, one.over_advice = update.report, "", ""
        elif isinstance(update, Felt):
            one.felt = update
        else:
            one.over, one.over_advice = update.error.problem, update.error.advice
            one.report, one.felt = None, None

    # -- what a person says ------------------------------------------------------------------------

    def wanted(self, key: str) -> Wanted:
        """Which Bluetooth sensor that is, with its serial number and rate where they are known.

        Without its name: many sensors share one, and the one that was seen to move is meant.

        Raises
        ------
        UsageError : there is none of that key.
        """
        one = self._sensors.get(key)
        if one is None or one.found is None:
            raise UsageError("that sensor is not in the list", "Choose one of the list.")
        before = self._before(one.found)
        found = one.found
        return Wanted(
            found.identifier,
            family=found.family,
            serial=before.serial if before is not None else "",
            rate_hz=before.rate_hz if before is not None else None,
        )

    def can_choose(self, key: str) -> bool:
        """Whether one more may be chosen: usable, two at most, of one kind where phones send."""
        one = self._sensors.get(key)
        chosen = [other for other in self._sensors.values() if other.is_chosen]
        if key in _PHONES:
            together = set(_LOGGERS) if key in _LOGGERS else {key}
            return {other.key for other in chosen} <= together
        if one is None or one.is_chosen or one.found is None or not one.found.is_usable:
            return False
        return len(chosen) < MOST_SENSORS and all(other.key not in _PHONES for other in chosen)

    def choose(self, key: str) -> bool:
        """Take a sensor. Returns whether that is possible."""
        if not self.can_choose(key):
            return False
        one = self._sensors.setdefault(key, _Sensor(key))
        one.is_chosen = True
        one.forget_link()
        return True

    def release(self, key: str) -> None:
        """Let a sensor go; its leg is forgotten with it."""
        one = self._sensors.get(key)
        if one is None:
            return
        one.is_chosen, one.side, one.heard_s = False, "unknown", self._now_s
        one.forget_link()
        if one.found is None:
            del self._sensors[key]
        self._searched_since_s = self._now_s

    def put(self, key: str, side: Side) -> None:
        """The sensor sits on that leg; another one that was said to sit there does not."""
        one = self._sensors.get(key)
        if one is None or not one.is_chosen:
            return
        for other in self._sensors.values():
            if other is not one and other.side == side:
                other.side = "unknown"
        one.side = side

    def swap(self) -> None:
        """Everything that was said to sit left sits right, and the other way round."""
        other: dict[Side, Side] = {"left": "right", "right": "left", "unknown": "unknown"}
        for one in self._sensors.values():
            one.side = other[one.side]

    def work_for_both(self, *, is_on: bool) -> None:
        """Whether the only sensor is to work for both legs in turn."""
        self._both_legs = is_on

    def align(self, *, is_on: bool) -> None:
        """Whether two sensors are to agree on one clock first, where they can."""
        self._aligns = is_on

    # -- what there is to see ----------------------------------------------------------------------

    def snapshot(self) -> ConnectShot:
        """The screen as it is now."""
        ordered = sorted(self._sensors.values(), key=_is_of_no_use)
        rows = told_apart(tuple(self._row(one) for one in ordered))
        trouble = self._trouble if not any(row.is_live for row in rows) else None
        invited = self._invited()
        return ConnectShot(
            search=self._search(trouble),
            problem=trouble.problem if trouble is not None else "",
            advice=trouble.advice if trouble is not None else "",
            rows=rows,
            both_legs=self._both_legs,
            agree_s=self._agree_s(),
            aligns=self._aligns,
            lack=_lack_of([row for row in rows if row.is_chosen]),
            invited=invited.key if invited is not None else "",
            invitation=invited.phone.address if invited and invited.phone else "",
        )

    def _invited(self) -> _Sensor | None:
        """The phone that was invited last, of those that push."""
        chosen = [one for one in self._sensors.values() if one.is_chosen and one.key in _LOGGERS]
        return chosen[-1] if chosen else None

    def choice(self) -> Choice | None:
        """What was chosen; None as long as something is missing."""
        shot = self.snapshot()
        if not shot.is_ready:
            return None
        sensors: dict[Side, Wanted | Phone] = {}
        for row in shot.chosen:
            phone = self._sensors[row.key].phone
            sensors[row.side] = phone if phone is not None else self.wanted(row.key)
        is_only = len(sensors) == 1
        first: Side = next(iter(sensors)) if is_only else "unknown"
        return Choice(
            sensors,
            one_sensor=is_only and self._both_legs,
            first=first,
            align=self._aligns and shot.agree_s is not None,
        )

    def _agree_s(self) -> float | None:
        """How long the chosen sensors take to agree on one clock, s; None where they cannot."""
        chosen = [one.found for one in self._sensors.values() if one.is_chosen]
        families = {found.family if found is not None else "" for found in chosen}
        if len(chosen) < MOST_SENSORS or len(families) > 1:
            return None
        return self._agreeing.get(families.pop())

    def _search(self, trouble: LinkError | None) -> Search:
        if trouble is not None:
            return _FAULTS.get(trouble.fault, Search.TROUBLE)
        if any(one.is_chosen for one in self._sensors.values()):
            return Search.LOOKING_ON if self._is_looking else Search.RESTING
        if self._sensors:
            return Search.FOUND
        since_s = self._searched_since_s
        waited_s = 0.0 if since_s is None else self._now_s - since_s
        if waited_s >= LONG_S:
            return Search.NOTHING_LONG
        return Search.NOTHING_YET if waited_s >= SOON_S else Search.LOOKING

    def _before(self, found: Found) -> Sensor | None:
        """The same sensor as it was used before on this computer."""
        for one in self._remembered.sensors:
            if one.identifiers.get(self._host, "").lower() == found.identifier.lower():
                return one
        return None

    def _row(self, one: _Sensor) -> Row:
        found, report, felt = one.found, one.report, one.felt
        before = self._before(found) if found is not None else None
        name = found.label if found is not None else _PHONES.get(one.key, one.key)
        signal = found.signal if found is not None else Signal.UNKNOWN
        refusal, advice = one.over, one.over_advice
        if found is not None and found.refusal and not refusal:
            refusal, advice = found.refused
        elif report is not None and not refusal:
            advice = report.advice
        is_live = report is not None and report.state is LinkState.STREAMING
        return Row(
            key=one.key,
            name=before.called if before is not None else name,
            kind=found.title if found is not None else "phone",
            signal=signal,
            bars=_BARS[signal],
            is_chosen=one.is_chosen,
            refusal=refusal,
            advice=advice,
            state=report.state if report is not None else None,
            sentence=report.sentence if report is not None else "",
            battery_percent=report.battery_percent if report is not None else None,
            side=one.side,
            suggestion=before.last_side if before is not None else "unknown",
            movement=felt.movement if felt is not None and is_live else None,
            tilt_deg=felt.tilt_deg if felt is not None and is_live else None,
        )


def _is_of_no_use(one: _Sensor) -> bool:
    return one.found is not None and not one.found.is_usable


def _lack_of(chosen: list[Row]) -> Lack:
    if not chosen:
        return Lack.SENSOR
    if not all(row.is_live and row.movement is not None for row in chosen):
        return Lack.LINK
    sides = [row.side for row in chosen]
    return Lack.SIDE if "unknown" in sides or len(set(sides)) < len(sides) else Lack.NOTHING
