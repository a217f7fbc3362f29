"""The glance layer: takes a snapshot, and gives every part its share of it."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from dashboard.glance.badge import EITHER, SideBadge
from dashboard.glance.card import StageCard
from dashboard.glance.count import CountState, CountWidget
from dashboard.glance.dots import SetDots
from dashboard.glance.gauge import TiltGauge
from dashboard.glance.notes import NoteLine, SetsDone, SetsLine
from dashboard.glance.phase import PhaseWord
from dashboard.glance.places import places
from dashboard.glance.restbalance import RestBalance
from dashboard.glance.stages import card_of
from dashboard.glance.states import badge_of, count_of, gauge_of, note_of, phase_of, shown_side
from dashboard.glance.strapping import strap_card
from dashboard.howto.strap import StrapDrawing
from dashboard.late import Late
from dashboard.painted import AIR, Painted
from dashboard.theme import DARK, Theme, colour
from imu.coach.ledger import BOTH
from imu.coach.shot import CoachShot, Stage
from imu.coach.strapon import Step, StrapShot
from imu.view import Snapshot

_Part = Painted[Any] | RestBalance


class GlancePanel(QWidget):
    """Count, side, phase, gauge; two quiet lines. Flips with the working leg.

    Parameters
    ----------
    delay_s : by how much later headphones let a count be heard than it is asked for: the count on
        the screen waits as long.
    """

    def __init__(self, delay_s: float = 0.0) -> None:
        super().__init__()
        self._late = Late[CountState](delay_s)
        self._theme: Theme = DARK
        self._side = "unknown"
        self.count, self.badge, self.phase = CountWidget(), SideBadge(), PhaseWord()
        self.gauge, self.note, self.sets = TiltGauge(), NoteLine(), SetsLine()
        self.card, self.dots, self.balance = StageCard(), SetDots(), RestBalance()
        self.where = StrapDrawing()
        self._rests: bool = False
        for widget in self._parts():
            widget.setParent(self)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        for widget in self._parts():
            widget.set_theme(theme)
        self.update()

    def show_snapshot(
        self,
        snapshot: Snapshot,
        coach: CoachShot | None = None,
        strap: StrapShot | None = None,
    ) -> None:
        """Draw this from now on; what the strap-on or a plan between its sets says comes first."""
        side = shown_side(snapshot, coach)
        if side is None:
            return
        rests = strap is None and coach is not None and coach.stage is Stage.REST
        if side.side != self._side or rests != self._rests:
            self._side, self._rests = side.side, rests
            self._late.forget()
            self._lay_out()
        self._show_stage(snapshot, coach, strap)
        if coach is not None and coach.leg == BOTH:
            self.badge.show_state(EITHER)
        else:
            self.badge.show_state(badge_of(snapshot, side) if coach is None else side.side)
        self.count.show_state(self._late.at(time.monotonic(), count_of(side)))
        self.phase.show_state(phase_of(side))
        self.gauge.show_state(gauge_of(side, snapshot))
        self.note.show_state(note_of(snapshot, side))
        self.sets.show_state(
            SetsDone(
                tuple((one.side, tuple(done.count for done in one.sets)) for one in snapshot.sides)
            )
        )

    def _show_stage(
        self, snapshot: Snapshot, coach: CoachShot | None, strap: StrapShot | None
    ) -> None:
        """The card in the place of count and phase, the plan's dots in that of the sets' counts."""
        card = card_of(coach) if coach is not None else None
        shows_where = strap is not None and strap.step is Step.WHERE
        self.where.setVisible(shows_where)
        if strap is not None:
            card = strap_card(strap)
            self.where.show_state(strap.leg)
        for widget in (self.count, self.phase):
            widget.setVisible(card is None)
        self.note.setVisible(card is None or bool(self.note.state.is_alarm))
        self.card.setVisible(card is not None)
        self.sets.setVisible(coach is None)
        self.dots.setVisible(coach is not None)
        self.gauge.setVisible(not self._rests)
        self.balance.setVisible(self._rests)
        if card is not None:
            self.card.show_state(card)
        if coach is not None:
            self.dots.show_state(coach.legs)
        if self._rests:
            self.balance.show_snapshot(snapshot)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Everything follows the height."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The background. What is heard lights up its edge: `dashboard.twin`."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(self._theme.back))
        painter.end()

    def _parts(self) -> tuple[_Part, ...]:
        shown = (self.count, self.badge, self.phase, self.gauge, self.note, self.sets)
        return (*shown, self.card, self.dots, self.balance, self.where)

    def _lay_out(self) -> None:
        found = places(float(self.width()), float(self.height()), self._side)
        for widget, where in (
            (self.badge, found.badge),
            (self.count, found.count),
            (self.phase, found.phase),
            (self.note, found.note),
            (self.sets, found.sets),
            (self.gauge, found.gauge),
            (self.card, found.rest_card if self._rests else found.card),
            (self.dots, found.sets),
            (self.balance, found.balance),
            (self.where, found.where),
        ):
            whole = (self.gauge, self.card, self.balance, self.where)
            air = 0.0 if widget in whole else AIR * where.height()
            widget.setGeometry(where.adjusted(0, -air, 0, air).toRect())
