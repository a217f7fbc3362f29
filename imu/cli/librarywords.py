"""The library's lines for a person."""

from __future__ import annotations

from collections.abc import Sequence

from imu.cli.tables import clock, counted, shortened, table, tally
from imu.library import Entry

_NAME_WIDTH, _FLAGS_WIDTH, _NOTES_WIDTH = 28, 26, 24


def table_of(entries: Sequence[Entry], unfinished: Sequence[Entry]) -> list[str]:
    """One line for each recording, and what can be done about those that were never closed."""
    if not entries:
        return ["no recording is like that"]
    head = ["started", "name", "person", "rung", "length", "left", "right", "remarks", "notes"]
    lines = table(head, [_row(one) for one in entries], "<<<<><<<<")
    if unfinished:
        what = counted(len(unfinished), "recording was", "recordings were")
        lines.append(f"{what} never closed: 'kickstand library recover' does that")
    return lines


def sets_text(counts: Sequence[int]) -> str:
    """Sets and reps: 3×8 where they are alike, else 8+8+7; "-" without a set."""
    if not counts:
        return "-"
    if len(set(counts)) == 1:
        return f"{len(counts)}×{counts[0]}"
    return "+".join(str(count) for count in counts)


def _row(one: Entry) -> list[str]:
    at = one.started_at.astimezone() if one.started_at else None
    return [
        f"{at:%Y-%m-%d %H:%M}" if at else "-",
        shortened(one.called, _NAME_WIDTH),
        one.person or "-",
        one.rung or "-",
        "-" if one.duration_s is None else clock(one.duration_s).partition(".")[0],
        *(sets_text(one.sets.get(leg, ())) for leg in ("left", "right")),
        _remarks(one),
        shortened(" ".join(one.notes.split()), _NOTES_WIDTH),
    ]


def _remarks(one: Entry) -> str:
    states = {
        "unreadable": bool(one.problem),
        "unfinished": not one.is_complete and not one.saved_in,
        f"all of it is in {one.saved_in}": bool(one.saved_in),
        "edited": one.edits > 0,
        "labelled": one.is_labelled,
        f"unknown side {sets_text(one.sets.get('unknown', ()))}": bool(one.sets.get("unknown")),
    }
    words = [state for state, is_so in states.items() if is_so]
    flags = tally(one.flags, _FLAGS_WIDTH)
    return "; ".join([*words, flags] if flags else words) or "-"
