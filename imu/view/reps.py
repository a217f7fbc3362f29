"""The reps of one thigh as a table: each from its announcement on, completed when it is final."""

from __future__ import annotations

from dataclasses import replace

from imu.events import AnyEvent, RepEvent, RepFinalEvent, SetEvent, UndoEvent
from imu.samples import Rep
from imu.view.snapshot import RepRow


class RepTable:
    """`hear` events of one thigh; `rows` are its reps in the order in which they were begun."""

    def __init__(self) -> None:
        self._rows: dict[int, RepRow] = {}
        self._set_numbers: dict[int, int] = {}
        self._shown: tuple[RepRow, ...] | None = ()

    @property
    def rows(self) -> tuple[RepRow, ...]:
        """All reps; the same object as before when nothing has changed."""
        if self._shown is None:  # sorted when asked for: a seek hears a thousand reps in a row
            self._shown = tuple(sorted(self._rows.values(), key=lambda one: one.start_s))
        return self._shown

    def hear(self, event: AnyEvent) -> None:
        """Take one event of this thigh."""
        match event:
            case RepEvent():
                self._keep(event.rep_id, _announced(event, self._number(event.set_id)))
            case RepFinalEvent():
                self._finish(event)
            case SetEvent():
                self._number(event.set_id)
            case UndoEvent():
                self._take_back(event.rep_id)
            case _:
                pass

    def _number(self, set_id: int) -> int:
        return self._set_numbers.setdefault(set_id, len(self._set_numbers) + 1)

    def _finish(self, event: RepFinalEvent) -> None:
        known = self._rows.get(event.rep_id)
        count = known.count if known is not None else None
        row = _final(event.rep, self._number(event.set_id), count)
        self._keep(event.rep_id, row)

    def _take_back(self, rep_id: int) -> None:
        if rep_id in self._rows:
            self._keep(rep_id, replace(self._rows[rep_id], counted=False, count=None))

    def _keep(self, rep_id: int, row: RepRow) -> None:
        self._rows[rep_id] = row
        self._shown = None


def _announced(event: RepEvent, set_number: int) -> RepRow:
    return RepRow(
        set_number=set_number,
        count=event.count,
        start_s=event.start_s,
        bottom_s=event.bottom_s,
        depth_deg=event.depth_deg,
        counted=True,
    )


def _final(rep: Rep, set_number: int, count: int | None) -> RepRow:
    return RepRow(
        set_number=set_number,
        count=count if rep.counted else None,
        start_s=rep.start_s,
        bottom_s=(rep.bottom_start_s + rep.bottom_end_s) / 2,
        depth_deg=rep.depth_deg,
        counted=rep.counted,
        end_s=rep.end_s,
        eccentric_s=rep.metrics.get("eccentric_s"),
        hold_s=rep.metrics.get("bottom_s"),
        concentric_s=rep.metrics.get("concentric_s"),
        frontal_deg=rep.metrics.get("frontal_wobble_deg"),
        transverse_deg=rep.metrics.get("transverse_wobble_deg"),
        return_deg=rep.metrics.get("return_deg"),
        flags=rep.flags,
    )
