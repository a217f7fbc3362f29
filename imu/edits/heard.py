"""What was counted aloud during a session, from the lines that were recorded."""

from __future__ import annotations

from collections.abc import Iterable

from imu.events import RejectedEvent, RepEvent, RepFinalEvent, UndoEvent
from imu.recording import LogEntry, entry_event
from imu.samples import Rejected, Rep, RepSet, Session, SideResult


def heard(log: Iterable[LogEntry]) -> Session | None:
    """The session as it was announced; None where nothing was ever announced.

    Reps are those whose end was told; one that was announced at the very end of a recording that
    broke off has none.

    Parameters
    ----------
    log : the lines of ``events.csv``.
    """
    reps: dict[tuple[str, int], tuple[int, Rep]] = {}
    rejected: dict[str, list[Rejected]] = {}
    aloud: set[tuple[str, int]] = set()
    for event in map(entry_event, log):
        match event:
            case RepEvent():
                aloud.add((event.side, event.rep_id))
            case UndoEvent():
                aloud.discard((event.side, event.rep_id))
            case RepFinalEvent():
                reps[event.side, event.rep_id] = (event.set_id, event.rep)
            case RejectedEvent():
                rejected.setdefault(event.side, []).append(_rejected(event))
            case _:
                pass
    if not aloud and not reps:
        return None
    told = {key: one for key, one in reps.items() if key in aloud}
    sides = {side for side, _ in told} | rejected.keys()
    return Session(
        mode="live",
        sides={
            side: _side([one for (of, _), one in told.items() if of == side], rejected.get(side))
            for side in sorted(sides)
        },
    )


def _side(reps: list[tuple[int, Rep]], rejected: list[Rejected] | None) -> SideResult:
    by_set: dict[int, list[Rep]] = {}
    for set_id, rep in sorted(reps, key=lambda pair: pair[1].start_s):
        by_set.setdefault(set_id, []).append(rep)
    sets = (RepSet(start_s=r[0].start_s, end_s=r[-1].end_s, reps=tuple(r)) for r in by_set.values())
    return SideResult(
        samples=0,
        rate_hz=None,
        gaps=(),
        health=(),
        sets=tuple(sorted(sets, key=lambda one: one.start_s)),
        rejected=tuple(rejected or ()),
    )


def _rejected(event: RejectedEvent) -> Rejected:
    return Rejected(
        start_s=event.start_s,
        end_s=event.end_s,
        reason=event.reason,
        depth_deg=event.depth_deg,
    )
