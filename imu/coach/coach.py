"""Keeps sets, rests and the change of legs for a person: hears the session, says what comes next.

Pure: it lives on the stream's time alone, so the same session is led in the same way each time.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from imu.coach.clock import Countdown
from imu.coach.cues import Cues
from imu.coach.ledger import BOTH, Ledger
from imu.coach.lines import MARKS, TEN_S, Line
from imu.coach.links import LinkLines
from imu.coach.orders import Orders, Press
from imu.coach.plan import CHECK_SETS, Plan, targets_of
from imu.coach.readiness import Readiness
from imu.coach.shot import CoachShot, SetShot, Stage
from imu.events import AnyEvent, Event, RepEvent, RepFinalEvent, SetEvent
from imu.live import Ended, Started, Tick, Told, Update
from imu.samples import Command, CommandKind
from imu.sources.news import LinkReport
from imu.targets import Range, targets_text
from imu.view.band import BandFinder

COUNT_FROM_S = 3
"""s. Three, two, one: what peers do (ZForce 3 s, K-D Balance 5 s) and people know."""

WAIT_S = 45.0
"""s that an armed set waits for its first rep. Whoever has not begun by then does something else,
and nothing of that shall count."""

_LEG_LINES = {"left": Line.LEFT_LEG, "right": Line.RIGHT_LEG}
_ARMS = (CommandKind.ARM, CommandKind.SET_START)


class Coach:
    """Leads one session.

    Parameters
    ----------
    plan : what is meant to be done.
    legs : in their order, as `imu.coach.plan.order_of_legs` gives them; () on both feet.
    one_sensor : whether the only sensor has to be moved from leg to leg.
    before_deg : as for `imu.coach.steadiness.Usual`.
    band_deg : the depth to aim at, as it was found before; None to find it from the first reps.

    Attributes
    ----------
    shot : what there is to show; replaced, never changed.
    band_deg : the depth to aim at, as far as it is known.
    """

    def __init__(
        self,
        plan: Plan,
        legs: Sequence[str],
        *,
        one_sensor: bool = False,
        before_deg: Mapping[str, Sequence[float]] | None = None,
        band_deg: tuple[float, float] | None = None,
    ) -> None:
        self._plan, self._one_sensor = plan, one_sensor
        self._legs: tuple[str, ...] = tuple(legs) or (BOTH,)
        self._sets = CHECK_SETS if plan.is_check else plan.sets
        self.ledger = Ledger(self._legs, self._sets, plan.reps, before_deg or {})
        self._leg = self._legs[0]
        self._stage = Stage.GET_READY
        self.band_deg, self._finder = band_deg, BandFinder()
        self._clock, self._cues, self._links = Countdown(), Cues(), LinkLines()
        self._now_s: float | None = None
        self._armed_s: float | None = None
        self._is_waiting, self._owes_arming = True, False
        self._has_aimed = False
        self._readiness = Readiness()
        self._is_changing = False
        self.shot = self._shot()

    # -- what happens ------------------------------------------------------------------------------

    def begin(self) -> Orders:
        """The strap-on is over, or was skipped: clocks run from the next picture on."""
        self._is_waiting = False
        if not self.ledger.is_under_way:
            self._stage = Stage.GET_READY
            self._clock.stop()
        return self._told(Orders() if self._has_aimed else self.aim())

    def aim(self) -> Orders:
        """Let reps be judged from now on, before anything else is led."""
        orders = Orders()
        self._aim(orders)
        return orders

    def hear(self, update: Update) -> Orders:
        """Take one update of the session."""
        orders = Orders()
        match update:
            case Started():
                self._clock.stop()
            case Tick():
                self._readiness.look(update)
                self._tick(update.time_s, orders)
            case Told():
                self._obey(update.command, orders)
            case LinkReport():
                orders.lines += self._links.of(update)
            case Ended():
                self._clock.stop()
            case Event():
                self._event(update, orders)
            case _:
                return orders
        return self._told(orders)

    def press(self, press: Press) -> Orders:
        """Take what a person has told."""
        orders = Orders()
        match press:
            case Press.NEXT:
                self._next(orders)
            case Press.HOLD:
                self._hold()
            case Press.UNDO:
                orders.wish(CommandKind.UNDO)
            case Press.PAIN:
                orders.wish(CommandKind.PAIN_STOP)
                self._rest_for_pain()
            case Press.LEFT | Press.RIGHT:
                self._choose(press.value, orders)
            case Press.NO | Press.SKIP:
                pass
        return self._told(orders)

    def _told(self, orders: Orders) -> Orders:
        self.shot = self._shot()
        return orders

    def _tick(self, now_s: float, orders: Orders) -> None:
        self._now_s = now_s
        if self._is_waiting:
            return
        if self._stage is Stage.GET_READY and not self._clock.is_on:
            self._clock.start(now_s, self._plan.get_ready_s)
        for mark in self._clock.passed(now_s, tuple(MARKS)):
            if mark != TEN_S or self._stage is Stage.REST:
                orders.lines.append(MARKS[mark])
            if mark == 0.0:
                self._begin_to_arm(orders)
        if self._owes_arming and self._readiness.may_arm(self._leg):
            self._owes_arming = False
            orders.wish(CommandKind.ARM, self._leg)
        if self._has_waited_too_long(now_s):
            orders.wish(CommandKind.DISARM)
            self._stand_by(now_s)

    def _has_waited_too_long(self, now_s: float) -> bool:
        waits = self._stage is Stage.SET and not self.ledger.is_under_way
        return waits and self._armed_s is not None and now_s - self._armed_s > WAIT_S

    def _obey(self, command: Command, orders: Orders) -> None:
        kind, leg = command.kind, command.side
        if kind in _ARMS:
            self._leg = leg if leg in self._legs else self._leg
            self._start_set(command.time_s)
        elif kind is CommandKind.PAIN_STOP:
            self._rest_for_pain()
        elif kind is CommandKind.SET_STOP and not self.ledger.is_under_way:
            self._stand_by(command.time_s)
        elif kind is CommandKind.CHANGE_LEG:
            self._stage = Stage.CHANGE
            self._clock.stop()
        elif kind is CommandKind.LEG_CONFIRMED and leg is not None:
            self._leg, self._stage = leg, Stage.GET_READY
            self._clock.start(command.time_s, self._plan.get_ready_s)
            orders.lines.append(Line.READY)

    def _event(self, event: AnyEvent, orders: Orders) -> None:
        self._readiness.hear(event)
        if isinstance(event, SetEvent) and event.state == "start":
            self._begin_set(event)
        done = self.ledger.hear(event)
        if isinstance(event, RepEvent) and self.band_deg is None:
            self._look_for_band(event, orders)
        if isinstance(event, RepEvent) and event.count == self._plan.reps - 1:
            orders.lines.append(Line.LAST_ONE)
        elif isinstance(event, RepFinalEvent) and self._stage is Stage.SET:
            cue = self._cues.of(event.rep)
            orders.lines += [cue] if cue is not None else []
        elif done is not None:
            self._end_set(event.time_s, done, orders)

    def _look_for_band(self, event: RepEvent, orders: Orders) -> None:
        """The first reps show what is comfortable: from then on it is what is aimed at."""
        self._finder.hear(event)
        found = self._finder.band
        if found is not None:
            self.band_deg = (found.low_deg, found.high_deg)
            self._aim(orders)

    def _aim(self, orders: Orders) -> None:
        """Let reps be judged against what the plan wants."""
        self._has_aimed = True
        band = Range(*self.band_deg) if self.band_deg is not None else None
        text = targets_text(targets_of(self._plan, band))
        orders.wish(CommandKind.TARGETS, value=text)

    # -- sets and rests ----------------------------------------------------------------------------

    def _begin_set(self, event: SetEvent) -> None:
        self._leg = self.ledger.leg_of(event.side)
        self._start_set(event.time_s)
        self._armed_s = None

    def _start_set(self, now_s: float) -> None:
        self._stage, self._armed_s, self._owes_arming = Stage.SET, now_s, False
        self._is_changing = False
        self._clock.stop()

    def _begin_to_arm(self, orders: Orders) -> None:
        """Arm now, or as soon as the leg stands still."""
        self._start_set(self._now_s or 0.0)
        self._owes_arming = not self._readiness.may_arm(self._leg)
        if not self._owes_arming:
            orders.wish(CommandKind.ARM, self._leg)

    def _end_set(self, now_s: float, done: SetShot, orders: Orders) -> None:
        leg = self.ledger.next_leg(self._leg)
        if done.count >= self._plan.reps and not done.stopped:
            orders.lines.append(Line.WELL_DONE)
        if done.stopped == "pain" or self._stage is Stage.PAIN:
            self._rest_for_pain()
        elif leg is None:
            self._stage = Stage.DONE
            self._clock.stop()
            orders.lines.append(Line.SESSION_DONE)
        elif leg == self._leg:
            if self._plan.is_check:
                self._wait_at(Stage.RESTRAP)
            else:
                self._rest(now_s)
            orders.lines.append(Line.REST)
        else:
            self._change_to(leg, now_s, orders)

    def _change_to(self, leg: str, now_s: float, orders: Orders) -> None:
        before, self._leg, self._is_changing = self._leg, leg, True
        if self._one_sensor:
            orders.lines.append(Line.MOVE_SENSOR)
            orders.wish(CommandKind.CHANGE_LEG, before)
            self._stage = Stage.CHANGE
            self._clock.stop()
        else:
            orders.lines += [Line.CHANGE_LEGS, *([_LEG_LINES[leg]] if leg in _LEG_LINES else [])]
            self._rest(now_s)

    def _rest(self, now_s: float) -> None:
        self._stage, self._armed_s, self._owes_arming = Stage.REST, None, False
        self._clock.start(now_s, self._plan.rest_s)

    def _rest_for_pain(self) -> None:
        self._wait_at(Stage.PAIN)

    def _wait_at(self, stage: Stage) -> None:
        """Until the person says more: no clock runs."""
        self._stage, self._armed_s, self._owes_arming = stage, None, False
        self._clock.stop()

    def _stand_by(self, now_s: float) -> None:
        """Wait until the person says that they are ready."""
        self._stage, self._armed_s, self._owes_arming = Stage.GET_READY, None, False
        self._clock.start(now_s, self._plan.get_ready_s)
        self._clock.hold(now_s)

    # -- what a person says ------------------------------------------------------------------------

    def _next(self, orders: Orders) -> None:
        now_s = self._now_s or 0.0
        match self._stage:
            case Stage.GET_READY | Stage.REST:
                self._hurry(now_s, orders)
            case Stage.SET:
                orders.wish(CommandKind.SET_STOP, self._leg)
            case Stage.CHANGE:
                orders.wish(CommandKind.LEG_CONFIRMED, self._leg)
            case Stage.RESTRAP:
                orders.wish(CommandKind.SENSOR_MOVED, self._leg)
                self._stage = Stage.GET_READY
                self._clock.start(now_s, self._plan.get_ready_s)
            case Stage.PAIN:
                self._go_on_after_pain(now_s, orders)
            case Stage.DONE:
                orders.is_over = True
            case Stage.COUNTDOWN:
                pass  # shown, but never a stage of its own: it is the end of either clock

    def _hurry(self, now_s: float, orders: Orders) -> None:
        """Count down from three now; whoever presses again while it counts begins at once."""
        left = self._clock.left_s(now_s)
        if left is not None and left <= COUNT_FROM_S and not self._clock.is_held:
            orders.lines.append(Line.GO)
            self._begin_to_arm(orders)
        else:
            self._clock.start(now_s, COUNT_FROM_S)

    def _go_on_after_pain(self, now_s: float, orders: Orders) -> None:
        leg = self.ledger.next_leg(self._leg)
        if leg is None:
            self._stage = Stage.DONE
        elif leg != self._leg:
            self._change_to(leg, now_s, orders)
        else:
            self._stand_by(now_s)

    def _hold(self) -> None:
        now_s = self._now_s or 0.0
        if self._clock.is_held:
            self._clock.go_on(now_s)
        else:
            self._clock.hold(now_s, COUNT_FROM_S)

    def _choose(self, leg: str, orders: Orders) -> None:
        rests = self._stage in (Stage.GET_READY, Stage.REST)
        if not rests or leg not in self._legs or leg == self._leg:
            return
        if self._one_sensor:
            self._change_to(leg, self._now_s or 0.0, orders)
        else:
            self._leg, self._is_changing = leg, True

    # -- showing -----------------------------------------------------------------------------------

    def _shot(self) -> CoachShot:
        left_s = self._clock.left_s(self._now_s) if self._now_s is not None else None
        counts = left_s is not None and left_s <= COUNT_FROM_S and not self._clock.is_held
        last_leg, last = self.ledger.last or ("", None)
        return CoachShot(
            stage=Stage.COUNTDOWN if counts else self._stage,
            leg=self._leg,
            set_number=self.ledger.number(self._leg),
            planned_sets=self._sets,
            planned_reps=self._plan.reps,
            left_s=None if left_s is None else math.ceil(left_s - 1e-9),
            is_held=self._clock.is_held,
            legs=self.ledger.legs(),
            last=last,
            last_leg=last_leg,
            is_changing_leg=self._is_changing,
        )
