"""How one thigh moved, so that a rep that a person has marked is measured like any other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from imu.counter.aftermath import Tail, measure_tail
from imu.counter.candidates import EDGE_SHARE, Candidate, measure
from imu.counter.cycles import TICK_HZ, Close, Cycle
from imu.counter.entries import Entry, flags_of
from imu.counter.evidence import Evidence, evidence_of
from imu.counter.history import History
from imu.counter.items import Settled, Stood
from imu.counter.metrics import rep_metrics
from imu.counter.review import ReviewedSide
from imu.counter.tilt import HingeFrame, sagittal_deg
from imu.errors import UsageError
from imu.samples import Floats, Ints, Rep, Side
from imu.settings import Settings

_EDGE_S = 0.2
"""s at either end of a marked span in which nobody is at the bottom."""

_STANDING_PERCENT = 5.0
"""The lowest tilt before and after the bottom is standing; the very lowest is sway."""

_SHORTEST_S = 0.6
"""s. Nobody hinges and returns in less; a slip of the hand does."""

_SMALLEST_DEG = 2.0
"""degrees. A person may say that less than a rep's 6 degrees was one, but not that standing was:
sway on one leg is 0.2 to 1 degree RMS."""

_NO_CYCLE = "the thigh does not go down and come up again between these times"
_TOO_FEW = "there are too few samples for a rep between these times"
_WHOLE = "Choose times at which you stood, before and after it."

_BREAK_S = 10.0
"""s after a rep in which what follows it is measured: the longest that any of it looks for."""


class _Whole(History):
    """A history that forgets nothing."""

    def __init__(self, index: Ints, poses: Floats) -> None:
        self._keep = len(index)
        self._index, self._poses = index, poses
        self._start, self._stop = 0, len(index)


class Motion:
    """Poses of one thigh over a whole recording, and what the sensor's axes mean for it.

    Parameters
    ----------
    side : as the sensor's stream is called.
    index, poses : grid indices (n,) and poses (n, 9), see `imu.counter.orientation.COLUMNS`.
    frames : hinge frames, each from a grid index on; at least one.
    settings : every threshold.
    """

    def __init__(
        self,
        side: Side,
        index: Ints,
        poses: Floats,
        frames: Sequence[tuple[int, HingeFrame]],
        settings: Settings,
    ) -> None:
        self.side: Side = side
        self._history = _Whole(index, poses)
        self._frames = list(frames)
        self._settings = settings
        self._rate = settings.grid.rate_hz

    def frame_at(self, time_s: float) -> HingeFrame:
        """The frame in force at a time, s."""
        at = round(time_s * self._rate)
        begun = [frame for start, frame in self._frames if start <= at]
        return begun[-1] if begun else self._frames[0][1]

    def measured(self, start_s: float, end_s: float) -> Rep:
        """The rep between two times, s, in which the person stands at either end.

        Raises
        ------
        UsageError : there is none that could be measured; says why.
        """
        candidate, hole_s = self._candidate(start_s, end_s)
        frame = self.frame_at(candidate.bottom_s)
        _, poses = self._history.between(candidate.first_index, candidate.last_index)
        entry = Entry(
            rep_id=0,
            key=0,
            candidate=candidate,
            metrics=rep_metrics(candidate, poses, frame, self._rate),
            provisional_s=candidate.end_s,
            return_deg=self._return_deg(candidate),
        )
        torn_s = hole_s if hole_s > self._settings.grid.bridge_s else 0.0
        entry.flags = flags_of(replace(candidate, torn_s=torn_s), self._settings.sets)
        return entry.rep()

    def entry_of(self, rep: Rep, since_s: float) -> Entry:
        """A listed rep as its set was made from it.

        Parameters
        ----------
        rep : measured in this motion; its own metrics stay.
        since_s : end of the rep before it, s, or -inf.
        """
        candidate = self._as_measured(rep)
        frame = self.frame_at(candidate.bottom_s)
        return Entry(
            rep_id=0,
            key=0,
            candidate=candidate,
            metrics={k: v for k, v in rep.metrics.items() if k not in ("top_s", "return_deg")},
            provisional_s=rep.provisional_s,
            announced_s=rep.announced_s,
            counted=rep.counted,
            flags=list(rep.flags),
            return_deg=rep.metrics.get("return_deg"),
            evidence=self._evidence(candidate, since_s, frame),
            still=next((f.still for f in self._after(candidate) if isinstance(f, Stood)), ()),
        )

    def _evidence(self, candidate: Candidate, since_s: float, frame: HingeFrame) -> Evidence:
        since = round(since_s * self._rate) if math.isfinite(since_s) else -(10**10)
        return evidence_of(self._history, candidate, since, frame, self._rate)

    def _return_deg(self, candidate: Candidate) -> float | None:
        found = (f.return_deg for f in self._after(candidate) if isinstance(f, Settled))
        return next(found, None)

    def _after(self, candidate: Candidate) -> list[Settled | Stood]:
        """What is measured after a rep once all of it has been seen."""
        tail = Tail(0, candidate.last_index, candidate.base_deg)
        frame = self.frame_at(candidate.bottom_s)
        last = int(self._history.index[-1])
        now = min(last, candidate.last_index + round(_BREAK_S * self._rate))
        return list(measure_tail(tail, self._history, now, frame, self._rate, force=True))

    def _candidate(self, start_s: float, end_s: float) -> tuple[Candidate, float]:
        """The cycle in a span, and the longest hole in it, s."""
        first, last = (round(time_s * self._rate) for time_s in (start_s, end_s))
        index, poses = self._history.between(first, last)
        if len(index) < _SHORTEST_S * self._rate:
            raise UsageError(_TOO_FEW, _WHOLE)
        frame = self.frame_at((start_s + end_s) / 2.0)
        tilt = sagittal_deg(poses[:, :3], frame)
        edge = round(_EDGE_S * self._rate)
        peak = int(np.argmax(tilt))
        if not edge <= peak < len(tilt) - edge:
            raise UsageError(_NO_CYCLE, _WHOLE)
        cycle = self._cycle(index, tilt, peak)
        if cycle.peak_deg - cycle.base_deg < _SMALLEST_DEG:
            raise UsageError(_NO_CYCLE, _WHOLE)
        found = measure(cycle, index, poses, frame, self.side, self._rate)
        if found is None:
            raise UsageError(_TOO_FEW, _WHOLE)
        return found, (float(np.diff(index).max()) - 1.0) / self._rate

    def _cycle(self, index: Ints, tilt: Floats, peak: int) -> Cycle:
        """The cycle with its deepest tilt (n,) at `peak`, tall at the lower of its two ends."""
        before, after = (
            float(np.percentile(part, _STANDING_PERCENT)) for part in (tilt[:peak], tilt[peak:])
        )
        base, deepest = min(before, after), float(tilt[peak])
        back = np.flatnonzero(tilt[peak:] <= after + EDGE_SHARE * (deepest - base))
        end = peak + int(back[0])
        step = self._rate // TICK_HZ
        first, last = -(-int(index[0]) // step), -(-int(index[end]) // step)
        at = min(max(int(index[peak]) // step, first), last)
        return Cycle(
            low_tick=first,
            first_peak_tick=at,
            peak_tick=at,
            end_tick=last,
            decided_tick=last,
            base_deg=base,
            peak_deg=deepest,
            end_deg=float(tilt[end]),
            pulses=0,
            close=Close.STALLED,
            torn_s=0.0,
        )

    def _as_measured(self, rep: Rep) -> Candidate:
        """The candidate that a listed rep was: its bounds and levels, and no evidence."""
        first, last = (round(time_s * self._rate) for time_s in (rep.start_s, rep.end_s))
        index, poses = self._history.between(first, last)
        middle_s = (rep.bottom_start_s + rep.bottom_end_s) / 2.0
        frame = self.frame_at(middle_s)
        tilt = sagittal_deg(poses[:, :3], frame)
        peak = int(np.argmax(tilt)) if len(tilt) else 0
        return Candidate(
            side=self.side,
            epoch=frame.epoch,
            first_index=first,
            last_index=last,
            start_s=rep.start_s,
            bottom_start_s=rep.bottom_start_s,
            bottom_s=float(index[peak]) / self._rate if len(index) else middle_s,
            bottom_end_s=rep.bottom_end_s,
            end_s=rep.end_s,
            decided_s=rep.end_s,
            depth_deg=rep.depth_deg,
            base_deg=float(tilt[peak]) - rep.depth_deg if len(tilt) else 0.0,
            end_deg=float(tilt[-1]) if len(tilt) else 0.0,
            pulses=0,
            close=Close.RETURNED.value,
            torn_s=0.0,
            frontal_deg=0.0,
            wander_deg=0.0,
            transverse_deg=0.0,
            fast_share=0.0,
            jolt_m_s2=0.0,
            rise_m=None,
            pivot_m=None,
            swing_rad_s2=0.0,
            sunk_deg=0.0,
            resting_s=0.0,
        )


def motion_of(side: Side, reviewed: ReviewedSide, settings: Settings) -> Motion | None:
    """The motion behind one side of a review; None without a sample or a hinge axis."""
    if not reviewed.chunks or not reviewed.frames:
        return None
    index = np.concatenate([c.first + np.arange(len(c.poses)) for c in reviewed.chunks])
    poses = np.concatenate([c.poses for c in reviewed.chunks])
    return Motion(side, index, poses, reviewed.frames, settings)
