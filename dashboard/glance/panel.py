"""The glance layer: takes a snapshot, and gives every part its share of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from dashboard import words
from dashboard.glance.badge import EITHER, SideBadge
from dashboard.glance.card import StageCard
from dashboard.glance.count import CountState, CountWidget
from dashboard.glance.dots import SetDots
from dashboard.glance.gauge import GaugeState, TiltGauge
from dashboard.glance.notes import Note, NoteLine, SetsDone, SetsLine
from dashboard.glance.phase import PhaseState, PhaseWord
from dashboard.glance.places import places
from dashboard.glance.restbalance import RestBalance
from dashboard.glance.stages import card_of
from dashboard.glance.strapping import strap_card
from dashboard.howto.strap import StrapDrawing
from dashboard.painted import AIR, Painted
from dashboard.theme import DARK, Theme, colour
from imu.coach.ledger import BOTH
from imu.coach.shot import CoachShot, Stage
from imu.coach.strapon import Step, StrapShot
from imu.samples import Reason
from imu.view import NotCounted, SideView, Snapshot, Word

_Part = Painted[Any] | RestBalance

NOTE_S = 5.0
"""s of stream time that a refusal stays on the screen: long enough to come back up and look."""

_FLASH_FRAMES = 8
"""Frames of 33 ms: a quarter of a second, once a rep, so far below three flashes a second."""

_SILENT_REASONS = (Reason.IDLE_LEG, Reason.WALKING, Reason.HANDLING)
"""Nobody expects these to count; the detail layer lists them."""

_GAUGE_STEP_DEG = 0.2
"""degrees. Less than a pixel of the gauge on any screen."""


class GlancePanel(QWidget):
    """Count, side, phase, gauge; two quiet lines. Flips with the working leg."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: Theme = DARK
        self._side = "unknown"
        self._flash = 0
        self._marks: tuple[str, int, int] | None = None
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
            self._lay_out()
        self._show_stage(snapshot, coach, strap)
        if coach is not None and coach.leg == BOTH:
            self.badge.show_state(EITHER)
        else:
            self.badge.show_state(badge_of(snapshot, side) if coach is None else side.side)
        self.count.show_state(count_of(side))
        self.phase.show_state(phase_of(side))
        self.gauge.show_state(gauge_of(side, snapshot))
        self.note.show_state(note_of(snapshot, side))
        self.sets.show_state(
            SetsDone(
                tuple((one.side, tuple(done.count for done in one.sets)) for one in snapshot.sides)
            )
        )
        self._flash_if_new(side)

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
        """The background, and the frame that lights up with each rep: the sound's visual twin."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(self._theme.back))
        if self._flash:
            width = 0.02 * self.height()
            painter.setPen(QPen(colour(self._theme.side(self._side)), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = width / 2
            painter.drawRect(QRectF(half, half, self.width() - width, self.height() - width))
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

    def _flash_if_new(self, side: SideView) -> None:
        """Light the frame up when something was said aloud."""
        marks = (side.side, side.count, len(side.sets))
        if self._marks is not None and marks != self._marks and marks[0] == self._marks[0]:
            self._flash = _FLASH_FRAMES
            self.update()
        elif self._flash:
            self._flash -= 1
            if not self._flash:
                self.update()
        self._marks = marks


def shown_side(snapshot: Snapshot, coach: CoachShot | None = None) -> SideView | None:
    """The thigh that the glance layer is about: the working one, or the first that has samples.

    Between the sets of a plan it is the one whose turn it is.
    """
    planned = coach.leg if coach is not None and coach.stage is not Stage.SET else ""
    working = snapshot.side(planned) or snapshot.side(snapshot.working)
    if working is not None:
        return working
    present = [side for side in snapshot.sides if side.word is not Word.OFF]
    return next(iter(present or snapshot.sides), None)


def badge_of(snapshot: Snapshot, side: SideView) -> str:
    """The leg's name, or `EITHER`."""
    present = [one for one in snapshot.sides if one.word is not Word.OFF]
    return EITHER if len(present) > 1 and not snapshot.working else side.side


def note_of(snapshot: Snapshot, side: SideView) -> Note:
    """The one line that matters most now."""
    if snapshot.trouble or snapshot.error:
        return Note(words.of_core(snapshot.error or snapshot.trouble), is_alarm=True)
    if snapshot.change:
        return Note(words.CHANGE_HINT.format(sentence=words.of_core(snapshot.change.sentence)))
    if side.lost_s:
        return Note(words.LOST_HINT.format(seconds=side.lost_s), is_alarm=True)
    refusal = side.not_counted
    if refusal is not None and _is_news(refusal, snapshot.time_s):
        reason = words.short_reason(refusal.reason)
        return Note(words.NOT_COUNTED.format(reason=reason), dots=side.dots)
    hint = words.BEGIN_HINT if side.word is Word.BEGIN and not side.dots else ""
    if side.rest_s is not None and side.sets and not side.dots:
        hint = hint or words.of_core(side.sets[-1].planned)
    return Note(hint, dots=side.dots)


def _is_news(refusal: NotCounted, now_s: float) -> bool:
    return refusal.reason not in _SILENT_REASONS and 0.0 <= now_s - refusal.end_s < NOTE_S


def count_of(side: SideView) -> CountState:
    """The count of one side."""
    return CountState(side.count, side.target, side.rest_s is None)


def phase_of(side: SideView) -> PhaseState:
    """The phase of one side."""
    return PhaseState(side.word, None if side.rest_s is None else int(side.rest_s))


def gauge_of(side: SideView, snapshot: Snapshot) -> GaugeState:
    """The gauge of one side; both sides share scale and band."""
    tilt = None if side.lost_s else side.tilt_deg  # an old tilt is no tilt
    return GaugeState(
        side=side.side,
        tilt_deg=None if tilt is None else round(tilt / _GAUGE_STEP_DEG) * _GAUGE_STEP_DEG,
        band=snapshot.band,
        last_peak_deg=side.last_rep.depth_deg if side.last_rep is not None else None,
        deepest_deg=max((one.deepest_deg for one in snapshot.sides), default=0.0),
    )
