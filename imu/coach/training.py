"""A coach at work in a running session: hears it in its thread, is told by a person in another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from imu.coach.coach import Coach
from imu.coach.lines import Line
from imu.coach.orders import Orders, Press
from imu.coach.shot import CoachShot
from imu.errors import StreamError
from imu.live import LiveSession, Update


class Training:
    """Carries out what a coach says. Every method may be called from any thread.

    Parameters
    ----------
    coach : leads; belongs to this object from now on.
    say : called with each line that is to be said, in whatever thread it comes up; must be quick.
    """

    def __init__(self, coach: Coach, say: Callable[[Line], None]) -> None:
        self._coach, self._say = coach, say
        self._session: LiveSession | None = None
        self._lock = threading.Lock()  # held for microseconds: a coach only thinks
        self._is_over = False

    @property
    def shot(self) -> CoachShot:
        """What there is to show."""
        return self._coach.shot

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
        """The strap-on is over, or was skipped."""
        with self._lock:
            orders = self._coach.begin()
        self._carry_out(orders)

    def hear(self, update: Update) -> None:
        """Take an update of the session: a listener, see `LiveSession`."""
        with self._lock:
            orders = self._coach.hear(update)
        self._carry_out(orders)

    def press(self, press: Press) -> None:
        """Take what a person has told."""
        with self._lock:
            orders = self._coach.press(press)
        self._carry_out(orders)

    def _carry_out(self, orders: Orders) -> None:
        self._is_over = self._is_over or orders.is_over
        for line in orders.lines:
            self._say(line)
        for wish in orders.wishes:
            if self._session is not None:
                with suppress(StreamError):  # a leg without a sensor: there is nothing to tell it
                    self._session.command(wish.kind, wish.side, wish.value)
