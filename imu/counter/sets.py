"""Seventh stage: candidates become reps of a set, counted in two steps.

Unarmed, a movement first gets a dot; at the third one alike all of them are announced together.
Armed, each is announced at once. What was announced is never withdrawn. All times are stream time;
a set that ran out is over at the second it ran out, however late that is noticed.
"""

from __future__ import annotations

from bisect import bisect

from imu.counter import announcing
from imu.counter.candidates import Candidate
from imu.counter.closing import closed_set
from imu.counter.entries import (
    Early,
    Entry,
    SetState,
    alike,
    deadline_s,
    first_of_set,
    flags_of,
    full_ones,
    middle,
    recount,
    stands_out,
)
from imu.counter.items import AtBottom, Judged, Settled, Stood
from imu.events import AnyEvent
from imu.samples import Flag, Reason, Rejected, Rep
from imu.settings import SetSettings

_OF_AN_IDLE_LEG = (
    "",
    Reason.STEP.value,
    Reason.OUT_OF_PLANE.value,
    Reason.TOO_SMALL.value,
)
"""What a leg that only goes along may look like; that it was idle is the better reason then."""


class SetKeeper:
    """Keeps one side's sets; every method gives the events it causes."""

    def __init__(
        self,
        side: str,
        settings: SetSettings,
        at_bottom: bool,
        state: SetState | None = None,
        *,
        hindsight: bool = False,
    ) -> None:
        self._hindsight = hindsight
        self.side = side
        self.settings = settings
        self.at_bottom = at_bottom
        self.state = state or SetState()

    # -- what happened ---------------------------------------------------------------------------

    def judged(self, time_s: float, item: Judged, idle: bool) -> list[AnyEvent]:
        """A cycle is over; `idle` tells that the other leg did the work."""
        candidate, state = item.candidate, self.state
        state.past = item.past
        if candidate.start_s < state.told_end_s - _SAME_S:
            return []  # judged anew, but what was announced stays
        events = self.advance(time_s, candidate.start_s)
        state.busy = False
        early = state.early if state.early and state.early.key == item.key else None
        state.early = None
        reason = self._reason(item, idle)
        if reason and early is None:
            return events + self._reject(time_s, candidate, reason)
        self._next_starts(candidate.start_s)
        state.last_end_s = candidate.end_s
        if early is None:
            entry = Entry(state.new_id(), item.key, candidate, item.metrics, time_s)
            entry.evidence = item.evidence
            entry.flags = flags_of(candidate, self.settings)
            return events + self._take(time_s, entry)
        entry = Entry(early.rep_id, item.key, candidate, item.metrics, early.announced_s)
        entry.announced_s = early.announced_s
        entry.evidence = item.evidence
        entry.flags = flags_of(candidate, self.settings)
        if reason:
            entry.flags.append(Flag.UNCERTAIN.value)
        state.open.append(entry)
        return events + self._finals(time_s)

    def bottom(self, time_s: float, item: AtBottom) -> list[AnyEvent]:
        """A cycle has turned at the bottom: the moment to count aloud, if so chosen and armed."""
        state = self.state
        events = self.advance(time_s, item.start_s)
        if not (self.at_bottom and state.armed) or state.early or self._is_partial(item.depth_deg):
            return events
        events += self._begin_set(time_s, item.start_s)
        state.early = Early(
            item.key, state.new_id(), time_s, item.start_s, item.bottom_s, item.depth_deg
        )
        count = state.count + 1
        return [
            *events,
            announcing.counted(self.side, time_s, state.set_id, count, state.early),
        ]

    def retract(self, time_s: float, since_s: float) -> list[AnyEvent]:
        """What was seen since `since_s` is judged anew: dots go, what was announced stays."""
        state = self.state
        gone = [e for e in state.pending if e.candidate.end_s > since_s]
        state.pending = [e for e in state.pending if e.candidate.end_s <= since_s]
        return [event for entry in gone for event in self._withdraw(time_s, entry)]

    def settled(self, item: Settled) -> None:
        """The return to tall of a cycle was measured."""
        for entry in (*self.state.open, *self.state.pending):
            if entry.key == item.key:
                entry.return_deg = item.return_deg

    def stood(self, item: Stood) -> None:
        """The leg stood still after a cycle."""
        for entry in (*self.state.open, *self.state.pending):
            if entry.key == item.key:
                entry.still = item.still

    def set_busy(self, time_s: float, busy: bool, since_s: float) -> list[AnyEvent]:
        """The thigh left the top, or came back without a cycle, at `since_s`."""
        events = self.advance(time_s, since_s)
        self.state.past = False
        if self.state.busy and not busy:
            self.state.stirred_s = since_s
        self.state.busy = busy
        return events

    def advance(self, time_s: float, start_s: float | None = None) -> list[AnyEvent]:
        """Stream time has come to `time_s`; `start_s` is when the movement now reported began."""
        state = self.state
        waits = state.busy or state.past
        if not (state.open or state.pending) or (waits and start_s is None):
            return []
        due = deadline_s(state, self.settings)
        begun = start_s if start_s is not None else time_s
        if begun <= due:
            return []
        # A movement was under way and turned out to be none of the set: others were told meanwhile.
        return self._close(time_s if waits else min(due, time_s), "")

    # -- what was told ---------------------------------------------------------------------------

    def arm(self, time_s: float, armed: bool, explicit: bool = False) -> list[AnyEvent]:
        """Told to expect reps (or not): from now on each is announced at once.

        What waited to become an unarmed set was before it, and is none.
        """
        events = [event for entry in self.state.pending for event in self._withdraw(time_s, entry)]
        self.state.pending = []
        self.state.armed, self.state.armed_s = armed, time_s
        self.state.explicit = explicit and armed
        return events

    def stop(self, time_s: float, stopped: str) -> list[AnyEvent]:
        """Told that the set is over; however short, it is kept (`stopped`: "person" or "pain")."""
        events = self._confirm(time_s) if self.state.pending else []
        return events + self._close(time_s, stopped) + self.arm(time_s, False)

    def leave(self, time_s: float) -> list[AnyEvent]:
        """Nothing more comes: the set is over, too few unarmed reps are dropped."""
        if not (self.state.open or self.state.pending):
            return []
        return self._close(time_s, "")

    def moved(self, time_s: float) -> list[AnyEvent]:
        """The sensor sits elsewhere: the set is over, and the knee is measured from there."""
        self.state.first_arms_m = {}
        return self.leave(time_s)

    def undo(self, time_s: float) -> list[AnyEvent]:
        """The last counted rep of the set under way was none."""
        counted = [e for e in self.state.open if e.counted and e.announced_s is not None]
        if not counted:
            return []
        entry = counted[-1]
        entry.counted = False
        entry.flags.append(Flag.UNDONE.value)
        state = self.state
        return [announcing.undone(self.side, time_s, state.set_id, entry, state.count)]

    # -- what is known ---------------------------------------------------------------------------

    @property
    def last_announced_s(self) -> float:
        """When the last counted rep of the set under way was announced, s; -1e10 for none."""
        told = [e.announced_s for e in self.state.open if e.counted and e.announced_s is not None]
        return max(told, default=-1e10)

    def rejected(self) -> list[Rejected]:
        """Movements that were not counted, without those that a second look found to be reps."""
        reps = [rep for done in self.state.done for rep in done.reps]
        ends = [rep.end_s for rep in reps]
        return [m for m in self.state.rejected if not _is_covered(m, reps, bisect(ends, m.start_s))]

    # -- inner workings --------------------------------------------------------------------------

    def _reason(self, item: Judged, idle: bool) -> str:
        if idle and item.reason in _OF_AN_IDLE_LEG:
            return Reason.IDLE_LEG.value
        if item.reason:
            return item.reason
        out = stands_out(item.candidate, self.state, self.settings)
        return Reason.ISOLATED.value if out else ""

    def _is_partial(self, depth_deg: float) -> bool:
        typical = self.state.typical_deg
        return typical is not None and depth_deg < self.settings.alike_min * typical

    def _take(self, time_s: float, entry: Entry) -> list[AnyEvent]:
        state = self.state
        if state.confirmed:
            partial = self._is_partial(entry.candidate.depth_deg)
            state.open.append(entry)
            if not partial:
                return [self._announce(time_s, entry), *self._finals(time_s)]
            entry.counted = False
            entry.flags.append(Flag.PARTIAL.value)
            return self._finals(time_s)
        state.pending.append(entry)
        events: list[AnyEvent] = [announcing.dot(self.side, time_s, entry)]
        waiting = [e.candidate for e in state.pending]
        if state.armed or alike(waiting, self.settings):
            events += self._confirm(time_s)
        return events

    def _confirm(self, time_s: float) -> list[AnyEvent]:
        """The pending candidates become a set; what is not like the others falls out."""
        state, settings = self.state, self.settings
        first = 0 if state.armed else first_of_set(state.pending, settings)
        last = full_ones([e.candidate for e in state.pending], settings)
        typical = middle([c.depth_deg for c in last])
        events = [e for entry in state.pending[:first] for e in self._withdraw(time_s, entry)]
        kept: list[Entry] = []
        for entry in state.pending[first:]:
            share = entry.candidate.depth_deg / typical
            if share > settings.alike_max and not state.armed:
                events += self._withdraw(time_s, entry)
                continue
            if share < settings.alike_min:
                entry.counted = False
                entry.flags.append(Flag.PARTIAL.value)
            kept.append(entry)
        state.pending = []
        events += self._begin_set(time_s, kept[0].candidate.start_s)
        for entry in kept:
            state.open.append(entry)
            if entry.counted:
                events.append(self._announce(time_s, entry))
        return events + self._finals(time_s)

    def _announce(self, time_s: float, entry: Entry) -> AnyEvent:
        entry.announced_s = time_s
        return announcing.counted(self.side, time_s, self.state.set_id, self.state.count, entry)

    def _begin_set(self, time_s: float, start_s: float) -> list[AnyEvent]:
        state = self.state
        if state.confirmed:
            return []
        state.confirmed = True
        state.set_id += 1
        return [announcing.set_started(self.side, time_s, state.set_id, start_s)]

    def _close(self, time_s: float, stopped: str) -> list[AnyEvent]:
        state = self.state
        events = [event for entry in state.pending for event in self._withdraw(time_s, entry)]
        if state.open:
            if self._hindsight:
                recount(state.open, self.settings)
            events += self._finals(time_s, all_of_them=True)
            done = closed_set(state.open, stopped, state.first_arms_m)
            state.done.append(done)
            events.append(announcing.set_ended(self.side, time_s, state.set_id, done))
        state.open, state.pending = [], []
        state.confirmed, state.early = False, None
        if stopped or state.armed_s <= state.last_end_s:  # otherwise the next set was meant
            state.armed = state.explicit = False
        return events

    def _reject(self, time_s: float, c: Candidate, reason: str, rep_id: int = 0) -> list[AnyEvent]:
        if not rep_id and _is_known(c, reason, self.state.rejected):
            return []
        self.state.rejected.append(
            Rejected(start_s=c.start_s, end_s=c.end_s, reason=reason, depth_deg=c.depth_deg)
        )
        return [announcing.rejected(self.side, time_s, c, reason, rep_id)]

    def _withdraw(self, time_s: float, entry: Entry) -> list[AnyEvent]:
        return self._reject(time_s, entry.candidate, Reason.ISOLATED.value, entry.rep_id)

    def _next_starts(self, start_s: float) -> None:
        group = self.state.open or self.state.pending
        if group and group[-1].next_start_s is None:
            group[-1].next_start_s = start_s

    def _finals(self, time_s: float, all_of_them: bool = False) -> list[AnyEvent]:
        """Reps that nothing more can be learnt about: all but the last, or all."""
        entries = self.state.open if all_of_them else self.state.open[:-1]
        ready = [entry for entry in entries if not entry.final]
        for entry in ready:
            entry.final = True
        return [announcing.final(self.side, time_s, self.state.set_id, e) for e in ready]


_SAME_S = 0.5
"""s; a movement seen again in another frame begins nearly when it did."""


def _is_known(c: Candidate, reason: str, rejected: list[Rejected]) -> bool:
    """Whether this movement was rejected before, by the same reason."""
    return any(m.reason == reason and abs(m.start_s - c.start_s) < _SAME_S for m in rejected[-50:])


def _is_covered(movement: Rejected, reps: list[Rep], first: int) -> bool:
    """Whether reps from the one at `first` on (by time) cover more than half of the movement."""
    half = 0.5 * (movement.end_s - movement.start_s)
    for rep in reps[first:]:
        if rep.start_s >= movement.end_s:
            return False
        if min(movement.end_s, rep.end_s) - max(movement.start_s, rep.start_s) > half:
            return True
    return False
