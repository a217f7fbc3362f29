"""What each part of the glance layer shows of a snapshot. Knows no widget's inside."""

from __future__ import annotations

from dashboard import words
from dashboard.glance.badge import EITHER
from dashboard.glance.count import CountState
from dashboard.glance.gauge import GaugeState
from dashboard.glance.notes import Note
from dashboard.glance.phase import PhaseState
from imu.coach.shot import CoachShot, Stage
from imu.samples import Reason
from imu.view import NotCounted, SideView, Snapshot, Word

NOTE_S = 5.0
"""s of stream time that a refusal stays on the screen: long enough to come back up and look."""

_SILENT_REASONS = (Reason.IDLE_LEG, Reason.WALKING, Reason.HANDLING)
"""Nobody expects these to count; the detail layer lists them."""

_GAUGE_STEP_DEG = 0.2
"""degrees. Less than a pixel of the gauge on any screen."""


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
