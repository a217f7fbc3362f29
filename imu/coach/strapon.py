"""Strapping on, in a minute: where, stand still, three hinges that count, and whether they fit.

Every step can be left out. Standing, hinging and the last question need no hand: who stands still
is heard, who hinges is counted, and who goes on has answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from imu.coach.orders import Orders
from imu.events import AnyEvent, Event, RejectedEvent, RepEvent
from imu.live import Stretch, Tick, Update
from imu.samples import CommandKind, Reason
from imu.view.band import SHOWN_REPS

STILL_S = 3.0
"""s of standing: enough for the mean of a sway that takes about a second, and nobody minds."""

WINDOW_S = 0.5
"""s that are looked at each time: shorter than any hinge, longer than a tremble."""

STILL_DEG_S = 12.0
"""degrees/s RMS, without its mean, that a standing thigh may turn. Standing on one leg sways by 1
to 4; the slowest hinge worth the name, 10 degrees down in 3 s, has its mean taken out but swings by
more at both ends; walking has 60 and more."""

CALM_M_S2 = 1.0
"""m/s² RMS about the mean: a tenth of g, which steps exceed and sway does not."""

NUDGE_S = 15.0
"""s without a hinge after which it is said once more what to do."""

ACCEPT_S = 12.0
"""s after which silence is a yes: whoever saw the bar go the wrong way has said so by then."""

GOES_ON = SHOWN_REPS + 2
"""Reps: whoever goes on hinging is content."""

_SILENT = (Reason.IDLE_LEG, Reason.WALKING)


class Step(StrEnum):
    """Where one is."""

    WHERE = "where"  # on which thigh, and how
    STAND = "stand"  # three seconds, in the stance of the exercise
    HINGES = "hinges"  # three of them, which count already
    FITS = "fits"  # does the bar go down when you do?
    OVER = "over"


@dataclass(frozen=True, slots=True)
class StrapShot:
    """What there is to show.

    Attributes
    ----------
    step : see `Step`.
    leg : that is meant.
    stood_s : for how long it has stood still, s, of `STILL_S`.
    has_moved : whether standing had begun and was broken off.
    count : hinges so far, of `SHOWN_REPS`.
    reason : why the last movement was not counted, or "".
    is_late : whether nothing has come for a while.
    """

    step: Step
    leg: str
    stood_s: float = 0.0
    has_moved: bool = False
    count: int = 0
    reason: str = ""
    is_late: bool = False


class StrapOn:
    """Leads through it.

    Parameters
    ----------
    leg : that is strapped on first; "both" on both feet.
    sides : the streams that there are.

    Attributes
    ----------
    look : gives the last seconds of a stream, see `imu.live.LiveSession.trace`; None before there
        is a session.
    """

    def __init__(self, leg: str, sides: tuple[str, ...]) -> None:
        self._leg = leg
        self._side = leg if leg in sides else sides[0]
        self._step = Step.WHERE
        self._still_since_s: float | None = None
        self._looked_s = self._since_s = -1e9
        self._has_moved = self._is_late = False
        self._count, self._reason = 0, ""
        self._now_s = 0.0
        self.look: Callable[[str, float], Stretch | None] | None = None

    @property
    def shot(self) -> StrapShot:
        """What there is to show."""
        since = self._still_since_s
        stood_s = 0.0 if since is None else self._now_s - since
        return StrapShot(
            self._step,
            self._leg,
            stood_s,
            self._has_moved,
            self._count,
            self._reason,
            self._is_late,
        )

    def hear(self, update: Update) -> Orders:
        """Take one update of the session."""
        orders = Orders()
        match update:
            case Tick():
                self._now_s = update.time_s
                self._tick(orders)
            case Event() if self._step in (Step.STAND, Step.HINGES, Step.FITS):
                self._event(update)
            case _:
                pass
        return orders

    def next(self) -> Orders:
        """On; where something is still to be done, it is left out."""
        orders = Orders()
        match self._step:
            case Step.WHERE:
                self._go(Step.STAND)
            case Step.STAND:
                self._begin_hinges(orders)
            case Step.HINGES | Step.FITS | Step.OVER:
                self._go(Step.OVER)
        return orders

    def no(self) -> Orders:
        """The bar goes the wrong way: forget what was learnt, and begin again by standing."""
        orders = Orders()
        if self._step in (Step.HINGES, Step.FITS):
            orders.wish(CommandKind.SENSOR_MOVED, self._leg)
            self._count, self._reason = 0, ""
            self._go(Step.STAND)
        return orders

    def skip(self) -> Orders:
        """Leave all of it out."""
        self._go(Step.OVER)
        return Orders()

    def _go(self, step: Step) -> None:
        self._step, self._since_s, self._is_late = step, self._now_s, False
        self._still_since_s, self._has_moved = None, False

    def _tick(self, orders: Orders) -> None:
        waited_s = self._now_s - self._since_s
        if self._step is Step.STAND and self._now_s - self._looked_s >= WINDOW_S / 2:
            self._looked_s = self._now_s
            self._stand(orders)
        elif self._step is Step.HINGES:
            self._is_late = waited_s > NUDGE_S
        elif self._step is Step.FITS and waited_s > ACCEPT_S:
            self._go(Step.OVER)

    def _stand(self, orders: Orders) -> None:
        stretch = self.look(self._side, WINDOW_S) if self.look is not None else None
        if stretch is None or not is_still(stretch):
            stood = self._still_since_s is not None and self._now_s - self._still_since_s > WINDOW_S
            self._has_moved = self._has_moved or stood
            self._still_since_s = None
        elif self._still_since_s is None:
            self._still_since_s = self._now_s
        elif self._now_s - self._still_since_s >= STILL_S:
            self._begin_hinges(orders)

    def _begin_hinges(self, orders: Orders) -> None:
        orders.wish(CommandKind.ARM, self._leg)
        self._go(Step.HINGES)

    def _event(self, event: AnyEvent) -> None:
        if self._leg in ("left", "right") and event.side != self._side:
            return
        if isinstance(event, RepEvent):
            self._count, self._reason = event.count, ""
            self._since_s, self._is_late = self._now_s, False
            if self._step is not Step.FITS and self._count >= SHOWN_REPS:
                self._go(Step.FITS)  # whoever hinges instead of standing has shown it all the same
            elif self._count >= GOES_ON:
                self._go(Step.OVER)
        elif isinstance(event, RejectedEvent) and event.reason not in _SILENT:
            self._reason = event.reason


def is_still(stretch: Stretch) -> bool:
    """Whether a thigh stands, as far as these samples tell; too few tell nothing."""
    if len(stretch.raw_time_s) < 5:
        return False
    turning = stretch.gyr_rad_s - stretch.gyr_rad_s.mean(axis=0)
    shaking = stretch.acc_m_s2 - stretch.acc_m_s2.mean(axis=0)
    turns = np.degrees(np.sqrt((turning**2).sum(axis=1).mean()))
    shakes = np.sqrt((shaking**2).sum(axis=1).mean())
    return bool(turns <= STILL_DEG_S and shakes <= CALM_M_S2)
