"""A session of hours in minutes: what was sent is kept, what was done is counted, nothing grows."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dashboard.measuring import memory_mb
from imu.live import Ended, LiveSession, Playback, Worker
from imu.recording import Recording, RecordingWriter, SessionMeta, read_recording
from imu.samples import Session, Side
from imu.view import View
from tests.soak.air import Air, Drop, drops_until
from tests.soak.person import Person, TrueRep

AHEAD_S = 2.0
"""s of session time that the source may be ahead of what is shown."""

WARM_S = 600.0
"""s of session time after which memory is looked at for the first time."""

_SET_S = 60.0
"""s. All reps of a set, and none of the next one, begin within it."""

_NEAR_S = 3.0
"""s round a drop in which a rep may be lost: before and after it, the clock and the pose settle."""


class Screen(Protocol):
    """What watches a session."""

    def frame(self) -> float:
        """Take what has happened and show it; the session time that is shown, s."""
        ...

    @property
    def ended(self) -> Ended | None:
        """How it ended; None while it runs."""
        ...


@dataclass(frozen=True)
class Mark:
    """What was seen at a session time, s."""

    time_s: float
    wall_s: float
    memory_mb: float


@dataclass
class Outcome:
    """What came of it.

    Attributes
    ----------
    sent, decoded, handed_on, recorded : samples by side; `too_old` were left out by the outlet.
    counted : reps by side. `sure` : true reps that no drop came near, `touched` the others.
    missed, doubled : sure reps without, and with more than one counted rep in them.
    ghosts : counted reps that no true rep is behind.
    """

    length_s: float
    drops: int
    sent: dict[Side, int] = field(default_factory=dict[Side, int])
    decoded: dict[Side, int] = field(default_factory=dict[Side, int])
    handed_on: dict[Side, int] = field(default_factory=dict[Side, int])
    recorded: dict[Side, int] = field(default_factory=dict[Side, int])
    too_old: int = 0
    lost_rows: int = 0
    gaps: int = 0
    counted: dict[Side, int] = field(default_factory=dict[Side, int])
    sure: int = 0
    touched: int = 0
    missed: list[TrueRep] = field(default_factory=list[TrueRep])
    doubled: list[TrueRep] = field(default_factory=list[TrueRep])
    ghosts: int = 0
    marks: list[Mark] = field(default_factory=list[Mark])

    @property
    def lost(self) -> int:
        """Samples that were sent and are not in the recording, those left out as too old apart."""
        return sum(self.sent.values()) - sum(self.recorded.values()) - self.too_old

    @property
    def growth_mb(self) -> float:
        """Of the process's memory since it had warmed up, MB."""
        warm = [mark for mark in self.marks if mark.time_s >= WARM_S] or self.marks
        return warm[-1].memory_mb - warm[0].memory_mb if warm else 0.0


class Plain:
    """A screen without a window: the view-model alone."""

    def __init__(self, session: LiveSession) -> None:
        self._session = session
        self.view = View(target=8)

    def frame(self) -> float:
        """Take what has happened."""
        for update in self._session.updates(wait_s=0.01):
            self.view.advance(update)
        return self.view.snapshot().time_s

    @property
    def ended(self) -> Ended | None:
        """How it ended."""
        return self.view.ended


class Follower:
    """Holds the source back so that somebody can watch: time on the wall plays no part."""

    def __init__(self) -> None:
        self.shown_s = 0.0

    def may_go_on(self, now_s: float) -> bool:
        """Whether what is shown is near enough."""
        return now_s <= self.shown_s + AHEAD_S


def soak(
    folder: Path,
    length_s: float,
    every_s: float,
    told: Callable[[Mark], None] | None = None,
    mark_s: float = 60.0,
) -> Outcome:
    """A session without a window, from the sensors' bytes to the recording and the view.

    Parameters
    ----------
    folder : for the recording; it must not exist.
    length_s : of the session at least, s: it ends with a round.
    every_s : from one drop of a link to the next, s.
    told : hears how it goes on, every `mark_s` of session time.
    """
    follower, playback, air = prepared(folder, length_s, every_s)
    with Worker() as worker:
        session = playback.session()
        session.start(worker)
        outcome = watched(Plain(session), follower, air, (told, mark_s))
        session.stop()
    return judged(outcome, playback, air)


def prepared(
    folder: Path, length_s: float, every_s: float, *, in_life: bool = False
) -> tuple[Follower, Playback, Air]:
    """All that is needed for a session, ready to begin."""
    follower, person = Follower(), Person()
    length_s = math.ceil(length_s / person.round_s) * person.round_s
    drops = drops_until(length_s, every_s)
    held = None if in_life else follower.may_go_on
    air = Air(person, length_s, drops, held, in_life=in_life)
    recorder = RecordingWriter(folder, SessionMeta(sides=air.sides))
    return follower, Playback(air, target=8, folder=folder, recorder=recorder), air


Told = tuple[Callable[[Mark], None] | None, float]


def watched(screen: Screen, follower: Follower, air: Air, told: Told) -> Outcome:
    """Frame after frame until the session is over."""
    hear, mark_s = told
    outcome = Outcome(0.0, len(air.drops))
    begun_s, next_s = time.monotonic(), mark_s
    while screen.ended is None:
        follower.shown_s = screen.frame()
        if follower.shown_s < next_s:
            continue
        next_s += mark_s
        gc.collect()
        mark = Mark(follower.shown_s, time.monotonic() - begun_s, memory_mb() or 0.0)
        outcome.marks.append(mark)
        if hear is not None:
            hear(mark)
    assert screen.ended.error is None, screen.ended.error
    outcome.length_s = follower.shown_s
    count(outcome, air, screen.ended.session)
    return outcome


def count(outcome: Outcome, air: Air, session: Session | None) -> None:
    """Hold what was counted against what was done."""
    assert session is not None
    true = air.person.reps_until(air.length_s + 1.0)  # the last one included
    for side in air.sides:
        result = session.sides[side]
        reps = [rep for one in result.sets for rep in one.reps if rep.counted]
        bottoms = [(rep.bottom_start_s + rep.bottom_end_s) / 2.0 for rep in reps]
        outcome.counted[side] = len(bottoms)
        outcome.gaps += len(result.gaps)
        compare(outcome, [rep for rep in true if rep.side == side], bottoms, air.drops)


def compare(
    outcome: Outcome, true: list[TrueRep], bottoms: list[float], drops: tuple[Drop, ...]
) -> None:
    """Hold the bottoms of one side's counted reps, s, against its true reps."""
    explained = 0
    for rep, sure_s in zip(true, _certain(true), strict=True):
        inside = sum(rep.start_s <= bottom <= rep.end_s for bottom in bottoms)
        explained += inside
        if any(d.start_s - _NEAR_S < sure_s and rep.start_s < d.end_s + _NEAR_S for d in drops):
            outcome.touched += 1
            continue
        outcome.sure += 1
        if inside == 0:
            outcome.missed.append(rep)
        elif inside > 1:
            outcome.doubled.append(rep)
    outcome.ghosts += len(bottoms) - explained


def _certain(true: list[TrueRep]) -> list[float]:
    """When each rep is sure to count, s: nobody has armed a set, so its third rep decides."""
    found: list[float] = []
    for rep in true:
        in_set = [one for one in true if abs(one.start_s - rep.start_s) < _SET_S]
        third_s = in_set[min(2, len(in_set) - 1)].end_s
        found.append(max(rep.end_s, third_s))
    return found


def judged(outcome: Outcome, playback: Playback, air: Air) -> Outcome:
    """Hold the files against what was sent."""
    assert playback.recorder is not None
    assert playback.folder is not None
    outcome.lost_rows = playback.recorder.lost_rows
    outcome.too_old = air.dropped
    recording: Recording = read_recording(playback.folder)
    for side, link in air.links.items():
        outcome.sent[side], outcome.decoded[side] = link.sent, link.decoded
        outcome.handed_on[side] = link.handed_on
        outcome.recorded[side] = len(recording.streams[side].block)
    return outcome
