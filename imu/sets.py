"""Seventh stage: candidates become reps of a set, counted in two steps.

Unarmed, a movement first gets a dot; at the third one alike all of them are announced together. Armed,
each is announced at once. What was announced is never withdrawn. All times are stream time; a set that
ran out is over at the second it ran out, however late that is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from imu.candidates import Candidate
from imu.events import (
    AnyEvent,
    DotEvent,
    RejectedEvent,
    RepEvent,
    RepFinalEvent,
    SetEvent,
    UndoEvent,
)
from imu.items import AtBottom, Judged, Settled
from imu.metrics import Metrics, complete
from imu.reps import Close
from imu.samples import Flag, Reason, Rejected, Rep, RepSet
from imu.settings import SetSettings


@dataclass(slots=True)
class Entry:
    """A candidate on its way to becoming a rep."""

    rep_id: int
    key: int
    candidate: Candidate
    metrics: Metrics
    provisional_s: float
    announced_s: float | None = None
    counted: bool = True
    flags: list[str] = field(default_factory=list[str])
    return_deg: float | None = None
    next_start_s: float | None = None
    final: bool = False


@dataclass(slots=True)
class Early:
    """A rep that was announced at its bottom, before it was over."""

    key: int
    rep_id: int
    announced_s: float
    start_s: float
    bottom_s: float
    depth_deg: float


@dataclass(slots=True)
class SetState:
    """Everything that is remembered about one side's sets."""

    set_id: int = 0
    next_id: int = 1
    open: list[Entry] = field(default_factory=list[Entry])
    pending: list[Entry] = field(default_factory=list[Entry])
    early: Early | None = None
    armed: bool = False
    explicit: bool = False
    confirmed: bool = False
    busy: bool = False
    started_s: float = 0.0
    last_end_s: float = 0.0
    typical_hint: float | None = None
    done: list[RepSet] = field(default_factory=list[RepSet])
    rejected: list[Rejected] = field(default_factory=list[Rejected])


class SetKeeper:
    """Keeps one side's sets; every method gives the events it causes."""

    def __init__(
        self, side: str, settings: SetSettings, at_bottom: bool, state: SetState | None = None
    ) -> None:
        self.side = side
        self.settings = settings
        self.at_bottom = at_bottom
        self.state = state or SetState()

    # -- input -----------------------------------------------------------------------------------

    def judged(self, time_s: float, item: Judged, idle: bool) -> list[AnyEvent]:
        """A cycle is over."""
        candidate, reason = item.candidate, item.reason or (Reason.IDLE_LEG.value if idle else "")
        events = self.advance(time_s, candidate.start_s)
        self.state.busy = False
        early = self.state.early if self.state.early and self.state.early.key == item.key else None
        self.state.early = None
        if not reason and early is None and self._stands_out(candidate):
            reason = Reason.ISOLATED.value
        if reason and early is None:
            return events + self._reject(time_s, candidate, reason)
        self._next_starts(candidate.start_s)
        entry = self._entry(time_s, item, early, reason)
        if early is not None:
            self.state.open.append(entry)
            self.state.last_end_s = candidate.end_s
            return events + self._finals(time_s)
        return events + self._take(time_s, entry)

    def bottom(self, time_s: float, item: AtBottom) -> list[AnyEvent]:
        """A cycle has turned at the bottom: the moment to count aloud, if so chosen and armed."""
        state = self.state
        events = self.advance(time_s, item.start_s)
        typical = self._typical()
        partial = typical is not None and item.depth_deg < self.settings.alike_min * typical
        if not (self.at_bottom and state.armed) or partial or state.early is not None:
            return events
        events += self._begin_set(time_s, item.start_s)
        state.early = Early(
            item.key, state.next_id, time_s, item.start_s, item.bottom_s, item.depth_deg
        )
        state.next_id += 1
        count = sum(e.counted for e in state.open) + 1
        return [*events, self._rep_event(time_s, state.early, count)]

    def settled(self, item: Settled) -> None:
        """The return to tall of a cycle was measured."""
        for entry in (*self.state.open, *self.state.pending):
            if entry.key == item.key:
                entry.return_deg = item.return_deg

    def set_busy(self, time_s: float, busy: bool) -> list[AnyEvent]:
        """The thigh left the top, or came back without a cycle."""
        events = self.advance(time_s, time_s)
        self.state.busy = busy
        return events

    def arm(self, armed: bool, explicit: bool = False) -> None:
        """Told to expect reps (or not): from now on each is announced at once."""
        self.state.armed = armed
        self.state.explicit = explicit and armed

    def stop(self, time_s: float, stopped: str) -> list[AnyEvent]:
        """Told that the set is over; however short, it is kept (`stopped`: "person" or "pain")."""
        events = self._confirm(time_s) if self.state.pending else []
        events += self._close(time_s, stopped)
        self.arm(False)
        return events

    def leave(self, time_s: float) -> list[AnyEvent]:
        """Nothing more comes for what is under way: the set is over, too few unarmed reps are dropped."""
        if not (self.state.open or self.state.pending):
            return []
        return self._close(time_s, "")

    @property
    def last_announced_s(self) -> float:
        """When the last counted rep of the set under way was announced, s; -1e10 for none."""
        return max(
            (e.announced_s for e in self.state.open if e.counted and e.announced_s is not None),
            default=-1e10,
        )

    def rejected(self) -> list[Rejected]:
        """Movements that were not counted, without those that a second look found to be reps."""
        reps = [rep for done in self.state.done for rep in done.reps]
        return [
            r
            for r in self.state.rejected
            if not any(min(r.end_s, x.end_s) - max(r.start_s, x.start_s) > 0.5 * (r.end_s - r.start_s) for x in reps)
        ]

    def undo(self, time_s: float) -> list[AnyEvent]:
        """The last counted rep of the set under way was none."""
        counted = [e for e in self.state.open if e.counted and e.announced_s is not None]
        if not counted:
            return []
        entry = counted[-1]
        entry.counted = False
        entry.flags.append(Flag.UNDONE.value)
        count = sum(e.counted for e in self.state.open)
        return [
            UndoEvent(
                time_s=time_s,
                side=self.side,
                rep_id=entry.rep_id,
                set_id=self.state.set_id,
                count=count,
            )
        ]

    def advance(self, time_s: float, start_s: float | None = None) -> list[AnyEvent]:
        """Stream time has come to `time_s`; `start_s` is when the movement now reported began."""
        state = self.state
        if not (state.open or state.pending):
            return []
        due = self._deadline()
        begun = start_s if start_s is not None else time_s
        if state.busy and (start_s is None or begun <= due):
            return []
        if begun > due:
            return self._close(min(due, time_s), "")
        return []

    # -- inner workings --------------------------------------------------------------------------

    def _deadline(self) -> float:
        entries = self.state.open or self.state.pending
        starts = [e.candidate.start_s for e in entries]
        periods = sorted(b - a for a, b in zip(starts[:-1], starts[1:], strict=True))
        period = periods[len(periods) // 2] if periods else entries[0].candidate.duration_s
        settings = self.settings
        if self.state.explicit:
            return self.state.last_end_s + settings.explicit_pause_s
        pause = min(settings.pause_periods * period, settings.pause_max_s)
        return self.state.last_end_s + max(settings.pause_min_s, pause)

    def _typical(self) -> float | None:
        depths = sorted(e.candidate.depth_deg for e in (*self.state.open, *self.state.pending) if e.counted)
        return depths[len(depths) // 2] if depths else self.state.typical_hint

    def _stands_out(self, candidate: Candidate) -> bool:
        """Far deeper than the confirmed set it would belong to: another movement (a sit, a pick-up)."""
        typical = self._typical()
        deep = typical is not None and candidate.depth_deg > 2.5 * typical
        return deep and bool(self.state.open) and not self.state.armed

    def _entry(self, time_s: float, item: Judged, early: Early | None, reason: str) -> Entry:
        if early is None:
            rep_id = self.state.next_id
            self.state.next_id += 1
        else:
            rep_id = early.rep_id
        candidate = item.candidate
        entry = Entry(rep_id, item.key, candidate, item.metrics, time_s)
        entry.announced_s = early.announced_s if early else None
        if candidate.depth_deg > self.settings.squat_like_deg:
            entry.flags.append(Flag.SQUAT_LIKE.value)
        if candidate.pulses:
            entry.flags.append(Flag.PULSE.value)
        if candidate.torn_s or (early and reason):
            entry.flags.append(Flag.UNCERTAIN.value)
        if candidate.close == Close.TURNED or candidate.close == Close.STALLED:
            short = candidate.end_deg - candidate.base_deg
            allowed = self.settings.not_tall_share * candidate.depth_deg
            if short > max(self.settings.not_tall_deg, allowed):
                entry.flags.append(Flag.NOT_TALL.value)
        return entry

    def _take(self, time_s: float, entry: Entry) -> list[AnyEvent]:
        state = self.state
        typical = self._typical()
        state.last_end_s = entry.candidate.end_s
        group = state.open if state.confirmed else state.pending
        if typical is not None and entry.candidate.depth_deg < self.settings.alike_min * typical:
            entry.counted = False
            entry.flags.append(Flag.PARTIAL.value)
            group.append(entry)
            return self._finals(time_s) if state.confirmed else []
        group.append(entry)
        if state.confirmed:
            return [self._announce(time_s, entry), *self._finals(time_s)]
        dot = self._dot(time_s, entry)
        if state.armed or self._enough_alike():
            return [dot, *self._confirm(time_s)]
        return [dot]

    def _enough_alike(self) -> bool:
        """Whether the last unarmed candidates follow each other like reps: as deep, as long, as close."""
        last = [e.candidate for e in self.state.pending if e.counted][-self.settings.needed :]
        if len(last) < self.settings.needed:
            return False
        pauses = [b.start_s - a.end_s for a, b in zip(last[:-1], last[1:], strict=True)]
        longest = max(c.duration_s for c in last)
        return (
            _spread([c.depth_deg for c in last]) <= self.settings.alike_depth
            and _spread([c.duration_s for c in last]) <= self.settings.alike_duration
            and max(pauses) <= max(self.settings.alike_pause_s, longest)
        )

    def _confirm(self, time_s: float) -> list[AnyEvent]:
        """The pending candidates become a set; what is not like the others falls out."""
        state = self.state
        depths = sorted(e.candidate.depth_deg for e in state.pending if e.counted)
        middle = depths[len(depths) // 2] if depths else 0.0
        events: list[AnyEvent] = []
        kept: list[Entry] = []
        for entry in state.pending:
            depth = entry.candidate.depth_deg
            if entry.counted and depth > self.settings.alike_max * middle and not state.armed:
                events += self._withdraw(time_s, entry)
                continue
            if entry.counted and depth < self.settings.alike_min * middle:
                entry.counted = False
                entry.flags.append(Flag.PARTIAL.value)
            kept.append(entry)
        state.pending = []
        if not kept:
            return events
        events += self._begin_set(time_s, kept[0].candidate.start_s)
        for entry in kept:
            state.open.append(entry)
            if entry.counted:
                events.append(self._announce(time_s, entry))
        return events + self._finals(time_s)

    def _begin_set(self, time_s: float, start_s: float) -> list[AnyEvent]:
        state = self.state
        if state.confirmed:
            return []
        state.confirmed, state.started_s = True, start_s
        state.set_id += 1
        return [
            SetEvent(
                time_s=time_s,
                side=self.side,
                set_id=state.set_id,
                state="start",
                start_s=start_s,
                end_s=None,
                count=0,
            )
        ]

    def _close(self, time_s: float, stopped: str) -> list[AnyEvent]:
        state = self.state
        events: list[AnyEvent] = []
        for entry in state.pending:
            events += self._withdraw(time_s, entry)
        if state.open:
            events += self._finals(time_s, all_of_them=True)
            reps = tuple(self._rep(e) for e in state.open)
            done = RepSet(
                start_s=reps[0].start_s, end_s=reps[-1].end_s, reps=reps, stopped=stopped
            )
            state.done.append(done)
            events.append(self._end_event(time_s, done))
        state.open, state.pending = [], []
        state.confirmed, state.early = False, None
        state.armed = state.explicit = False
        return events

    def _reject(self, time_s: float, candidate: Candidate, reason: str) -> list[AnyEvent]:
        self.state.rejected.append(
            Rejected(
                start_s=candidate.start_s,
                end_s=candidate.end_s,
                reason=reason,
                depth_deg=candidate.depth_deg,
            )
        )
        return [self._rejected_event(time_s, candidate, reason, 0)]

    def _withdraw(self, time_s: float, entry: Entry) -> list[AnyEvent]:
        self._reject(time_s, entry.candidate, Reason.ISOLATED.value)
        return [
            self._rejected_event(time_s, entry.candidate, Reason.ISOLATED.value, entry.rep_id)
        ]

    def _next_starts(self, start_s: float) -> None:
        group = self.state.open or self.state.pending
        if group and group[-1].next_start_s is None:
            group[-1].next_start_s = start_s

    def _finals(self, time_s: float, all_of_them: bool = False) -> list[AnyEvent]:
        """Reps that nothing more can be learnt about: all but the last, or all."""
        events: list[AnyEvent] = []
        for entry in self.state.open if all_of_them else self.state.open[:-1]:
            if not entry.final:
                entry.final = True
                events.append(
                    RepFinalEvent(
                        time_s=time_s,
                        side=self.side,
                        rep_id=entry.rep_id,
                        set_id=self.state.set_id,
                        rep=self._rep(entry),
                    )
                )
        return events

    def _rep(self, entry: Entry) -> Rep:
        c = entry.candidate
        top = None if entry.next_start_s is None else entry.next_start_s - c.end_s
        metrics, missing = complete(entry.metrics, entry.return_deg, top)
        return Rep(
            start_s=c.start_s,
            bottom_start_s=c.bottom_start_s,
            bottom_end_s=c.bottom_end_s,
            end_s=c.end_s,
            provisional_s=entry.provisional_s,
            announced_s=entry.announced_s,
            depth_deg=c.depth_deg,
            counted=entry.counted,
            flags=tuple(entry.flags),
            metrics=metrics,
            missing=missing,
        )

    # -- events ----------------------------------------------------------------------------------

    def _announce(self, time_s: float, entry: Entry) -> AnyEvent:
        entry.announced_s = time_s
        entries = self.state.open
        count = sum(e.counted for e in entries[: entries.index(entry) + 1])
        c = entry.candidate
        early = Early(entry.key, entry.rep_id, time_s, c.start_s, c.bottom_s, c.depth_deg)
        return self._rep_event(time_s, early, count)

    def _rep_event(self, time_s: float, early: Early, count: int) -> AnyEvent:
        return RepEvent(
            time_s=time_s,
            side=self.side,
            rep_id=early.rep_id,
            set_id=self.state.set_id,
            count=count,
            start_s=early.start_s,
            bottom_s=early.bottom_s,
            depth_deg=early.depth_deg,
        )

    def _dot(self, time_s: float, entry: Entry) -> AnyEvent:
        c = entry.candidate
        return DotEvent(
            time_s=time_s,
            side=self.side,
            rep_id=entry.rep_id,
            start_s=c.start_s,
            bottom_s=c.bottom_s,
            depth_deg=c.depth_deg,
        )

    def _rejected_event(self, time_s: float, c: Candidate, reason: str, rep_id: int) -> AnyEvent:
        return RejectedEvent(
            time_s=time_s,
            side=self.side,
            rep_id=rep_id,
            start_s=c.start_s,
            end_s=c.end_s,
            reason=reason,
            depth_deg=c.depth_deg,
        )

    def _end_event(self, time_s: float, done: RepSet) -> AnyEvent:
        return SetEvent(
            time_s=time_s,
            side=self.side,
            set_id=self.state.set_id,
            state="end",
            start_s=done.start_s,
            end_s=done.end_s,
            count=done.count,
            stopped=done.stopped,
        )


def _spread(values: list[float]) -> float:
    return max(values) / min(values)
