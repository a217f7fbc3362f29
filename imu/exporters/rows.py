"""Results as rows: one for each rep, set and side, with all that a statistician needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from imu.exporters.study import Study
from imu.samples import Rep, RepSet, SideResult

Cell = str | int | float | bool | None
Row = dict[str, Cell]

TABLES = ("reps", "sets", "sides")
"""The tables of an export."""

_ORIGIN = ("mode", "version", "metrics_version", "settings_hash", "input_hash")
_ABOUT = ("exercise", "rung", "stance", "load", "load_kg", "hand_support", "strap_site", "effort")
_REP_TIMES = (
    "start_s",
    "bottom_start_s",
    "bottom_end_s",
    "end_s",
    "provisional_s",
    "announced_s",
    "depth_deg",
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the union of their columns; a row has None where it has no such column.

    Attributes
    ----------
    name : what its file or sheet is called.
    names : the columns, in the order in which they are written.
    rows : the rows.
    """

    name: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Tables:
    """Collects the rows of one recording after the other."""

    sides: list[Row] = field(default_factory=list[Row])
    reps: list[Row] = field(default_factory=list[Row])
    sets: list[Row] = field(default_factory=list[Row])

    def add(self, one: Study) -> None:
        """Take the rows of a recording."""
        self.sides += side_rows(one)
        self.reps += rep_rows(one)
        self.sets += set_rows(one)

    def tables(self) -> tuple[Table, ...]:
        """All tables, in the order of `TABLES`."""
        every = (self.reps, self.sets, self.sides)
        return tuple(table(name, rows) for name, rows in zip(TABLES, every, strict=True))


def table(name: str, rows: Sequence[Row]) -> Table:
    """Rows as a table. A column that some rows lack stands where those have it that do not."""
    names: dict[str, None] = dict.fromkeys(("recording", "person", "started_at", *_ABOUT, "side"))
    for row in sorted(rows, key=len, reverse=True):
        names.update(dict.fromkeys(row))
    return Table(name, tuple(names), tuple(rows))


def side_rows(one: Study) -> list[Row]:
    """A row for each thigh with a sensor, also for one that did no rep."""
    return [_whole(one, side, _side(result)) for side, result in one.session.sides.items()]


def rep_rows(one: Study) -> list[Row]:
    """A row for each listed rep; `set` and `rep` count from 1 in each side and set."""
    return [
        _whole(one, side, {"set": number, **_rep(rep, place, _alike(rep_set, place))})
        for side, number, rep_set in _sets(one)
        for place, rep in enumerate(rep_set.reps, start=1)
    ]


def set_rows(one: Study) -> list[Row]:
    """A row for each set."""
    return [
        _whole(one, side, {"set": number, **_set(rep_set)}) for side, number, rep_set in _sets(one)
    ]


def _sets(one: Study) -> Iterable[tuple[str, int, RepSet]]:
    for side, result in one.session.sides.items():
        for number, rep_set in enumerate(result.sets, start=1):
            yield side, number, rep_set


def _whole(one: Study, side: str, found: Row) -> Row:
    """What was found, between whose it is and where it comes from."""
    meta = one.recording.session
    started = meta.started_at.isoformat() if meta.started_at else None
    row: Row = {"recording": one.session.recording, "person": one.person, "started_at": started}
    row.update({name: getattr(meta, name) for name in _ABOUT})
    row.update({"side": side, **found})
    own = {name: getattr(one.session, name) for name in _ORIGIN}
    for name, text in meta.columns.items():
        # A study's own "side" must not hide the side.
        row[name if name not in row and name not in own else f"study_{name}"] = text
    row.update(own)
    return row


def _rep(rep: Rep, number: int, alike: float | None) -> Row:
    row: Row = {"rep": number}
    row.update({name: getattr(rep, name) for name in _REP_TIMES})
    row.update({"counted": rep.counted, "flags": " ".join(rep.flags)})
    if rep.quality is not msgspec.UNSET:
        row.update({"targets_met": rep.quality.met, "targets_unmet": " ".join(rep.quality.unmet)})
    row.update({name: rep.metrics[name] for name in sorted(rep.metrics)})
    row["similarity"] = alike
    return row


def _side(result: SideResult) -> Row:
    return {
        "samples": result.samples,
        "rate_hz": result.rate_hz,
        "gaps": len(result.gaps),
        "missing_s": sum((gap.end_s - gap.start_s for gap in result.gaps), 0.0),
        "sets": len(result.sets),
        "counted_reps": result.count,
        "rejected": len(result.rejected),
        "health": " ".join(sorted({health.code for health in result.health})),
    }


def _set(rep_set: RepSet) -> Row:
    row: Row = {
        "start_s": rep_set.start_s,
        "end_s": rep_set.end_s,
        "counted_reps": rep_set.count,
        "listed_reps": len(rep_set.reps),
        "stopped": rep_set.stopped,
    }
    if rep_set.quality is not msgspec.UNSET:
        row["targets_met_reps"] = rep_set.quality.good
    row.update({name: rep_set.metrics[name] for name in sorted(rep_set.metrics)})
    return row


def _alike(rep_set: RepSet, number: int) -> float | None:
    return rep_set.similarity[number - 1] if number <= len(rep_set.similarity) else None
