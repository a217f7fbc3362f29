"""What keys and buttons of the connect screen do: to the model, and to the links behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from dashboard import words
from imu.live.connecting import PHYPHOX, SENSOR_LOGGERS
from imu.live.findings import Finding
from imu.samples import Side
from imu.sources.ble import Wanted
from imu.view.connect import MOST_SENSORS, ConnectModel
from imu.view.connectshot import Choice, ConnectShot, Row

_PHONES = {*SENSOR_LOGGERS.values(), PHYPHOX}


class Hands(Protocol):
    """What is asked of `imu.live.connecting.Connecting`."""

    @property
    def agreeing(self) -> Mapping[str, float]:
        """Families of which two sensors can agree on one clock, and how long it takes, s."""
        ...

    def updates(self) -> Sequence[Finding]:
        """What was found since the last call."""
        ...

    def look(self) -> None:
        """Look round once more."""
        ...

    def connect(self, key: str, wanted: Wanted) -> None:
        """Try a sensor on."""
        ...

    def invite(self, key: str) -> None:
        """Listen to a phone."""
        ...

    def ask(self, address: str) -> None:
        """Try a phone on that is asked."""
        ...

    def release(self, key: str) -> None:
        """Let a sensor go."""
        ...


class Desk:
    """Carries out what a person wants. Without any widget.

    Parameters
    ----------
    hands : finds and connects.
    model : knows what was found.

    Attributes
    ----------
    remark : why the last wish could not be met, one sentence; "" if it could.
    """

    def __init__(self, hands: Hands, model: ConnectModel) -> None:
        self._hands, self._model = hands, model
        self.remark = ""
        self.shot: ConnectShot = model.snapshot()

    def refresh(self) -> ConnectShot:
        """Take what was found, and give the screen as it is now."""
        for update in self._hands.updates():
            self._model.advance(update)
        self.shot = self._model.snapshot()
        return self.shot

    def choice(self) -> Choice | None:
        """What was chosen; None as long as something is missing."""
        return self._model.choice()

    def use(self, row: Row) -> None:
        """Connect a sensor; one that was given up, once more."""
        self.remark = ""
        if row.key in _PHONES:
            return
        if row.is_chosen:
            side = row.side
            self._model.release(row.key)
            self._model.choose(row.key)
            self._model.put(row.key, side)
        elif not self._model.choose(row.key):
            self.remark = self._why_not(row)
            return
        self._hands.connect(row.key, self._model.wanted(row.key))

    def put(self, row: Row | None, side: Side) -> None:
        """A sensor sits on a leg: the only chosen one, else the one of that row."""
        chosen = self.shot.chosen
        meant = chosen[0] if len(chosen) == 1 else row
        if meant is not None:
            self._model.put(meant.key, side)

    def swap(self) -> None:
        """The sensors sit the other way round."""
        self._model.swap()

    def toggle_both(self) -> None:
        """One sensor for both legs, or for one."""
        self._model.work_for_both(is_on=not self.shot.both_legs)

    def toggle_align(self) -> None:
        """Two sensors that can agree on one clock do so first, or do not."""
        if self.shot.agree_s is not None:
            self._model.align(is_on=not self.shot.aligns)

    def release(self, row: Row) -> None:
        """Let a sensor go."""
        self.remark = ""
        if row.is_chosen:
            self._model.release(row.key)
            self._hands.release(row.key)

    def look(self) -> None:
        """Look round once more."""
        self._hands.look()

    def invite(self) -> bool:
        """Let a phone with Sensor Logger come. Returns whether that is possible now."""
        if self.shot.awaited is not None:
            return True
        chosen = {row.key for row in self.shot.chosen}
        free = [key for key in SENSOR_LOGGERS.values() if key not in chosen]
        if not free:
            self.remark = words.CONNECT_FULL
            return False
        return self._is_alone(free[0]) and self._invited(free[0])

    def has_come(self, *, pushes: bool) -> bool:
        """Whether the phone that is waited for sends: the one that pushes, or that is asked."""
        key = self.shot.invited if pushes else PHYPHOX
        return any(row.key == key and row.is_live for row in self.shot.chosen)

    def may_ask(self) -> bool:
        """Whether a phone with phyphox may be asked now."""
        if self.shot.awaited is not None:
            self.release(self.shot.awaited)
        return self._is_alone(PHYPHOX)

    def ask(self, address: str) -> None:
        """Ask a phone with phyphox."""
        if address.strip() and self.may_ask():
            self._model.choose(PHYPHOX)
            self._hands.ask(address.strip())

    def leave_phones(self) -> None:
        """Let a phone go that was waited for and has not come."""
        self.remark = ""
        for row in self.shot.chosen:
            if row.key in _PHONES and not row.is_live:
                self.release(row)

    def _invited(self, key: str) -> bool:
        self._model.choose(key)
        self._hands.invite(key)
        return True

    def _is_alone(self, key: str) -> bool:
        is_free = self._model.can_choose(key)
        self.remark = "" if is_free else words.CONNECT_PHONE_ALONE
        return is_free

    def _why_not(self, row: Row) -> str:
        if row.refusal:
            return words.of_core(row.advice)
        is_full = len(self.shot.chosen) >= MOST_SENSORS
        return words.CONNECT_FULL if is_full else words.CONNECT_PHONE_ALONE
