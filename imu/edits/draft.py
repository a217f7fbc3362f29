"""A session taken apart so that its reps can be moved about."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from imu.errors import UsageError
from imu.samples import Rejected, Rep, Session, Side

NEAR_S = 1.0
"""s between a time that a person gave and the bottom of the rep that they mean."""


@dataclass(slots=True)
class DraftRep:
    """A listed rep, and the stream in whose motion it was measured: reps may change the side."""

    rep: Rep
    stream: Side

    @property
    def bottom_s(self) -> float:
        """Middle of its bottom, s."""
        return bottom_of(self.rep)


@dataclass(slots=True)
class DraftSet:
    """Reps in order of time, and how the set ended."""

    reps: list[DraftRep]
    stopped: str = ""

    @property
    def start_s(self) -> float:
        """Start of its first rep, s."""
        return self.reps[0].rep.start_s

    @property
    def end_s(self) -> float:
        """End of its last rep, s."""
        return self.reps[-1].rep.end_s

    def sort(self) -> None:
        """Put its reps into the order of time."""
        self.reps.sort(key=lambda one: one.rep.start_s)


@dataclass(slots=True)
class DraftSide:
    """Everything found on one leg."""

    sets: list[DraftSet] = field(default_factory=list[DraftSet])
    rejected: list[Rejected] = field(default_factory=list[Rejected])
    touched: bool = False

    def every(self) -> Iterator[tuple[DraftSet, DraftRep]]:
        """Every listed rep with its set."""
        for one in self.sets:
            for rep in one.reps:
                yield one, rep

    def rep_at(self, time_s: float) -> tuple[DraftSet, DraftRep]:
        """The listed rep that a person means by a time, s, and its set.

        Raises
        ------
        UsageError : there is none.
        """
        around = [(s, r) for s, r in self.every() if r.rep.start_s <= time_s <= r.rep.end_s]
        near = [(s, r) for s, r in self.every() if abs(r.bottom_s - time_s) <= NEAR_S]
        found = min(around or near, key=lambda pair: abs(pair[1].bottom_s - time_s), default=None)
        if found is None:
            problem = f"there is no rep at {time_s:.1f} s"
            raise UsageError(problem, "Choose a time within a rep.")
        return found

    def rejected_at(self, time_s: float) -> Rejected | None:
        """The rejected movement around a time, s."""
        return next((one for one in self.rejected if one.start_s <= time_s <= one.end_s), None)

    def take(self, rep: DraftRep) -> None:
        """Take a rep out of its set; a set without reps is none."""
        for one in self.sets:
            one.reps = [other for other in one.reps if other is not rep]
        self.sets = [one for one in self.sets if one.reps]
        self.touched = True

    def sort(self) -> None:
        """Put sets and rejected movements into the order of time."""
        self.sets.sort(key=lambda one: one.start_s)
        self.rejected.sort(key=lambda one: one.start_s)


@dataclass(slots=True)
class Draft:
    """A session, side by side, as it is being changed."""

    sides: dict[str, DraftSide]

    @classmethod
    def of(cls, session: Session, streams: Container[str]) -> Draft:
        """A draft in which nothing has changed.

        Parameters
        ----------
        streams : those that there are; one of unknown side may have been named during the session.
        """
        return cls({side: _side(session, side, streams) for side in session.sides})

    def side(self, side: str) -> DraftSide:
        """One leg.

        Raises
        ------
        UsageError : nothing is known of it.
        """
        if side not in self.sides:
            advice = f"Choose from {', '.join(self.sides)}."
            raise UsageError(f"nothing was recorded on the side {side!r}", advice)
        return self.sides[side]


def bottom_of(rep: Rep) -> float:
    """Middle of a rep's bottom, s."""
    return (rep.bottom_start_s + rep.bottom_end_s) / 2.0


def stream_of(side: str, streams: Container[str]) -> Side:
    """The stream behind a side: its own, or that of the sensor whose side was told late."""
    if side == "left":
        return "left" if side in streams else "unknown"
    return "right" if side == "right" and side in streams else "unknown"


def _side(session: Session, side: str, streams: Container[str]) -> DraftSide:
    result, stream = session.sides[side], stream_of(side, streams)
    return DraftSide(
        [DraftSet([DraftRep(r, stream) for r in one.reps], one.stopped) for one in result.sets],
        list(result.rejected),
    )
