"""A coach at work in a running session: hears it in its thread, is told by a person in another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from imu.coach.coach import Coach
from imu.coach.lines import Line
from imu.coach.orders import Orders, Press
from imu.coach.shot import CoachShot
from imu.coach.strapon import Step, StrapOn, StrapShot
from imu.errors import StreamError
from imu.live import LiveSession, Stretch, Update


class Training:
    """Carries out what a coach says. Every method may be called from any thread.

    Parameters
    ----------
    coach : leads; belongs to this object from now on.
    say : called with each line that is to be said, in whatever thread it comes up; must be quick.
    strap_on : comes before the plan; None to begin with the plan at once.
    """

    def __init__(
        self, coach: Coach, say: Callable[[Line], None], strap_on: StrapOn | None = None
    ) -> None:
        self._coach, self._say, self._strap_on = coach, say, strap_on
        self._session: LiveSession | None = None
        self._lock = threading.Lock()  # held for microseconds: a coach only thinks
        self._is_over = False
        self._has_begun = False
        if strap_on is not None:
            strap_on.look = self._look

    @property
    def shot(self) -> CoachShot:
        """What there is to show of the plan."""
        return self._coach.shot

    @property
    def strap_shot(self) -> StrapShot | None:
        """What there is to show of the strap-on; None when it is over."""
        if self._strap_on is None or self._has_begun:
            return None
        return self._strap_on.shot

    @property
    def is_over(self) -> bool:
        """Whether the person has said that they are through."""
        return self._is_over

    @property
    def wobbles_deg(self) -> dict[str, float]:
        """By leg, this session's median frontal wobble, degrees."""
        with self._lock:
            return self._coach.ledger.wobbles_deg

    @property
    def band_deg(self) -> tuple[float, float] | None:
        """The depth that is aimed at, degrees; None while it is not known."""
        return self._coach.band_deg

    def lead(self, session: LiveSession) -> None:
        """Give commands to this session; before, nothing can be carried out."""
        self._session = session

    def begin(self) -> None:
        """The session runs: strap on, or begin with the plan."""
        with self._lock:
            orders = self._coach.aim() if self._strap_on is not None else self._begin_plan()
        self._carry_out(orders)

    def hear(self, update: Update) -> None:
        """Take an update of the session: a listener, see `LiveSession`."""
        with self._lock:
            said = [self._coach.hear(update)]
            if self._strap_on is not None and not self._has_begun:
                said.append(self._strap_on.hear(update))
                said += self._go_on()
        for orders in said:
            self._carry_out(orders)

    def press(self, press: Press) -> None:
        """Take what a person has told."""
        with self._lock:
            if self._strap_on is not None and not self._has_begun:
                said = [self._press_strap_on(self._strap_on, press), *self._go_on()]
            else:
                said = [self._coach.press(press)]
        for orders in said:
            self._carry_out(orders)

    def _press_strap_on(self, strap_on: StrapOn, press: Press) -> Orders:
        meant = {Press.NEXT: strap_on.next, Press.NO: strap_on.no, Press.SKIP: strap_on.skip}
        return meant[press]() if press in meant else self._coach.press(press)

    def _go_on(self) -> list[Orders]:
        """From the strap-on to the plan, once that is over."""
        is_over = self._strap_on is not None and self._strap_on.shot.step is Step.OVER
        return [self._begin_plan()] if is_over else []

    def _begin_plan(self) -> Orders:
        self._has_begun = True
        return self._coach.begin()

    def _look(self, side: str, seconds: float) -> Stretch | None:
        trace = self._session.trace(side) if self._session is not None else None
        return trace.last(seconds) if trace is not None else None

    def _carry_out(self, orders: Orders) -> None:
        self._is_over = self._is_over or orders.is_over
        for line in orders.lines:
            self._say(line)
        for wish in orders.wishes:
            if self._session is not None:
                with suppress(StreamError):  # a leg without a sensor: there is nothing to tell it
                    self._session.command(wish.kind, wish.side, wish.value)
