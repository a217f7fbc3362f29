"""What is remembered about the set under way: candidates on their way to becoming reps."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from imu.counter.candidates import Candidate
from imu.counter.cycles import Close
from imu.counter.evidence import NOTHING, Evidence
from imu.counter.metrics import Metrics, complete
from imu.samples import Flag, Rejected, Rep, RepSet, StillWindow
from imu.settings import SetSettings


@dataclass(slots=True)
class Entry:
    """A candidate that nothing speaks against so far.

    `key` names its cycle, `provisional_s` and `announced_s` say when its dot appeared and when it
    was counted aloud, `return_deg`, `still` (standing after it) and `next_start_s` come later,
    `final` is set when it is told as final.
    """

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
    evidence: Evidence = NOTHING
    still: tuple[StillWindow, ...] = ()

    def rep(self) -> Rep:
        """The rep as it is known now."""
        c = self.candidate
        top = None if self.next_start_s is None else self.next_start_s - c.end_s
        metrics, missing = complete(self.metrics, self.return_deg, top)
        return Rep(
            start_s=c.start_s,
            bottom_start_s=c.bottom_start_s,
            bottom_end_s=c.bottom_end_s,
            end_s=c.end_s,
            provisional_s=self.provisional_s,
            announced_s=self.announced_s,
            depth_deg=c.depth_deg,
            counted=self.counted,
            flags=tuple(self.flags),
            metrics=metrics,
            missing=missing,
        )


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
    """Everything that is remembered about one side's sets.

    `open` holds the entries of a set that was announced (`confirmed`), `pending` those that still
    wait for a third one alike. `stirred_s` is when the thigh last came back from a movement too
    small to be a rep, `armed_s` when reps were last told of (or no longer), s; `past` says that the
    past is gone through again. `first_arms_m` is, by epoch, the lever arm of the first set (m).
    """

    set_id: int = 0
    next_id: int = 1
    open: list[Entry] = field(default_factory=list[Entry])
    pending: list[Entry] = field(default_factory=list[Entry])
    early: Early | None = None
    armed: bool = False
    explicit: bool = False
    confirmed: bool = False
    busy: bool = False
    past: bool = False
    last_end_s: float = 0.0
    stirred_s: float = 0.0
    armed_s: float = -1e10
    done: list[RepSet] = field(default_factory=list[RepSet])
    rejected: list[Rejected] = field(default_factory=list[Rejected])
    first_arms_m: dict[int, float] = field(default_factory=dict[int, float])

    @property
    def count(self) -> int:
        """Counted reps of the set under way."""
        return sum(entry.counted for entry in self.open)

    @property
    def typical_deg(self) -> float | None:
        """Median depth of the counted entries of the group under way, degrees."""
        depths = [e.candidate.depth_deg for e in (*self.open, *self.pending) if e.counted]
        return middle(depths) if depths else None

    @property
    def told_end_s(self) -> float:
        """When the last rep ended that is part of a set, s; -1e10 if there is none."""
        if self.open:
            return self.open[-1].candidate.end_s
        return self.done[-1].end_s if self.done else -1e10

    def new_id(self) -> int:
        """The next rep's number."""
        self.next_id += 1
        return self.next_id - 1


def middle(values: list[float]) -> float:
    """The upper median of a list that is not empty."""
    return sorted(values)[len(values) // 2]


def spread(values: list[float]) -> float:
    """Largest over smallest of positive values."""
    return max(values) / min(values)


def flags_of(candidate: Candidate, settings: SetSettings) -> list[str]:
    """Remarks on a candidate that follow from its own shape."""
    flags: list[str] = []
    if candidate.depth_deg > settings.squat_like_deg:
        flags.append(Flag.SQUAT_LIKE.value)
    if candidate.pulses:
        flags.append(Flag.PULSE.value)
    if candidate.torn_s:
        flags.append(Flag.UNCERTAIN.value)
    short = candidate.end_deg - candidate.base_deg
    allowed = max(settings.not_tall_deg, settings.not_tall_share * candidate.depth_deg)
    if candidate.close in (Close.TURNED, Close.STALLED) and short > allowed:
        flags.append(Flag.NOT_TALL.value)
    return flags


def alike(candidates: list[Candidate], settings: SetSettings) -> bool:
    """Whether the last unarmed candidates are as deep, as long and as close as reps are.

    Partial reps among them, against the latest one, are passed over.
    """
    if not candidates:
        return False
    some = candidates[-settings.needed - settings.partials_between :]
    last = full_ones(some, settings)
    if len(last) < settings.needed:
        return False
    run = [c for c in some if c.start_s >= last[0].start_s]
    pauses = [b.start_s - a.end_s for a, b in itertools.pairwise(run)]
    is_squat = min(c.depth_deg for c in last) > settings.squat_like_deg
    if max(pauses) > (settings.squat_pause_s if is_squat else settings.pause_min_s):
        return False
    depth = spread([c.depth_deg for c in last])
    whole, moving = [c.duration_s for c in last], [moving_s(c) for c in last]
    duration = min(spread(whole), spread(moving))
    roughly = depth <= settings.alike_depth and duration <= settings.alike_duration
    return roughly or (depth <= settings.same_depth and duration <= settings.same_depth_duration)


def full_ones(candidates: list[Candidate], settings: SetSettings) -> list[Candidate]:
    """The last candidates that would make a set, without the partial reps among them."""
    full_deg = settings.alike_min * candidates[-1].depth_deg
    return [c for c in candidates if c.depth_deg >= full_deg][-settings.needed :]


def moving_s(candidate: Candidate) -> float:
    """Time down and up, s: people hold the bottom as long as they like."""
    held_s = candidate.bottom_end_s - candidate.bottom_start_s
    return max(candidate.duration_s - held_s, 0.1)


def first_of_set(entries: list[Entry], settings: SetSettings) -> int:
    """Where in a waiting group the set begins that its last ones make: what comes before is none.

    Going back from them, each is to be about as deep and as long (or a partial rep), and as close.
    """
    last = full_ones([e.candidate for e in entries], settings)
    depth, longest = middle([c.depth_deg for c in last]), max(c.duration_s for c in last)
    first = next(n for n, e in enumerate(entries) if e.candidate is last[0])
    while first > 0:
        this, after = entries[first - 1].candidate, entries[first].candidate
        if (
            after.start_s - this.end_s > settings.pause_min_s
            or this.depth_deg > settings.alike_max * depth
            or this.duration_s > settings.alike_duration * longest
        ):
            break
        first -= 1
    return first


def stands_out(candidate: Candidate, state: SetState, settings: SetSettings) -> bool:
    """Whether it is too deep or too long for the set under way: a sit, a pick-up, the band."""
    known = [e.candidate for e in state.open if e.counted]
    if len(known) < (settings.armed_needed if state.armed else settings.needed):
        return False
    depth, duration = middle([c.depth_deg for c in known]), middle([c.duration_s for c in known])
    deepest = settings.armed_other_depth if state.armed else settings.other_depth
    too_long = candidate.duration_s > settings.other_duration * duration and not state.armed
    return candidate.depth_deg > deepest * depth or too_long


def recount(entries: list[Entry], settings: SetSettings) -> None:
    """Say again which reps of a set are partial, now that all of them are known.

    Whoever counts as it happens has to take the first rep of a set for a full one.
    """
    typical = middle([e.candidate.depth_deg for e in entries])
    for entry in entries:
        if Flag.UNDONE.value in entry.flags:
            continue
        entry.counted = entry.candidate.depth_deg >= settings.alike_min * typical
        rest = [flag for flag in entry.flags if flag != Flag.PARTIAL.value]
        entry.flags = rest if entry.counted else [*rest, Flag.PARTIAL.value]


def deadline_s(state: SetState, settings: SetSettings) -> float:
    """When the set (or the group that waits to be one) is over if no further rep begins, s."""
    if state.explicit:
        return state.last_end_s + settings.explicit_pause_s
    known = [e.candidate for e in (state.open or state.pending)]
    pauses = [b.start_s - a.end_s for a, b in itertools.pairwise(known)]
    unarmed = settings.set_pause_s if state.confirmed else settings.pause_min_s
    shortest = settings.armed_pause_s if state.armed else unarmed
    usual = settings.pause_times * middle(pauses) if pauses else 0.0
    pause = min(max(shortest, usual), settings.pause_max_s)
    if not state.confirmed:
        return state.last_end_s + pause
    last_s = state.last_end_s
    return min(max(last_s, state.stirred_s) + pause, last_s + settings.stirred_times * pause)
