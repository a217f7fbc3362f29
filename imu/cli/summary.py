"""What `kickstand analyze` tells a person about one recording."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from imu.cli.tables import WIDTH, clock, counted, indented, table
from imu.counter.gate import SENTENCES
from imu.counter.quality import as_planned
from imu.samples import (
    Edited,
    Flag,
    Gap,
    Mode,
    Quality,
    Reason,
    Rejected,
    Rep,
    RepSet,
    Session,
    SetQuality,
    SideResult,
)

FLAG_SENTENCES: dict[str, str] = {
    Flag.PARTIAL: "shallower than half of the set's typical depth; not counted",
    Flag.PULSE: "a second dip before coming more than half-way up; one rep",
    Flag.NOT_TALL: "turned down again before standing tall",
    Flag.SQUAT_LIKE: "deeper than a hinge needs; counted all the same",
    Flag.UNCERTAIN: "samples are missing inside it",
    Flag.UNDONE: "taken back by you",
    Flag.EDITED: "added, restored or moved to this leg by you",
    Flag.EXCLUDED: "counts, but you left it out of all figures",
}
"""What each remark on a rep means."""

LEGEND = (
    "Depth is thigh tilt from your own tall pose, good to ±5°. down, hold, up, top: seconds to the"
    " bottom, there, back, and until the next rep."
)

_TIMES_SHOWN = 6
_METHOD: dict[Mode, str] = {"review": "counted with hindsight", "live": "counted as if live"}


def summary_of(session: Session, notes: Sequence[str] = ()) -> str:
    """The summary of one recording, a few lines for each side."""
    how = _METHOD[session.mode] + _corrected(session)
    lines = [f"{session.recording}: {clock(session.duration_s)}, {how}"]
    for side, result in session.sides.items():
        lines += indented(_side(side, result, session.mode), 2)
    for note in notes:
        lines += _wrapped(f"Note: {note}.", 2)
    return "\n".join(lines)


def _corrected(session: Session) -> str:
    """How many corrections a result has been through; "" for none."""
    if not isinstance(session.edits, Edited):
        return ""
    return f", corrected by you ({counted(session.edits.count, 'edit')})"


def legend_of(sessions: Iterable[Session]) -> str:
    """What the columns, and the remarks that occur, mean."""
    reps = [
        rep
        for session in sessions
        for result in session.sides.values()
        for rep_set in result.sets
        for rep in rep_set.reps
    ]
    flags = {flag for rep in reps for flag in rep.flags}
    meanings = [f"{flag}: {text}" for flag, text in FLAG_SENTENCES.items() if flag in flags]
    return "\n".join([*(textwrap.wrap(LEGEND, WIDTH) if reps else []), *meanings])


def _side(side: str, result: SideResult, mode: Mode) -> list[str]:
    where = "thigh of unknown side" if side == "unknown" else f"{side} thigh"
    count = f"{counted(result.count, 'rep')} in {counted(len(result.sets), 'set')}"
    if not result.sets:
        count = "no reps"
    rate = "" if result.rate_hz is None else f" at {result.rate_hz:.1f} Hz"
    lines = [f"{where}: {count} ({counted(result.samples, 'sample')}{rate})"]
    for number, rep_set in enumerate(result.sets, start=1):
        lines += indented(_set(number, rep_set, mode), 2)
    for part in (_rejected(result.rejected), _gaps(result.gaps)):
        lines += indented(part, 2)
    for finding in result.health:
        lines += _wrapped(f"Sensor: {finding.message}", 2)
    return lines


def _set(number: int, rep_set: RepSet, mode: Mode) -> list[str]:
    end = {"": "", "person": ", stopped by you", "pain": ", stopped for pain"}
    title = f"Set {number}, {clock(rep_set.start_s)} to {clock(rep_set.end_s)}: "
    head = ["rep", "start", "depth", "down", "hold", "up", "top"]
    head += ["aloud"] if mode == "live" else []
    rows: list[list[str]] = []
    count = 0
    for rep in rep_set.reps:
        count += rep.counted
        rows.append(_row(rep, count, mode))
    lines = table([*head, ""], rows, f"{'>' * len(head)}<")
    return [
        title + counted(rep_set.count, "rep") + end.get(rep_set.stopped, "") + _planned(rep_set),
        *indented(lines, 2),
    ]


def _planned(rep_set: RepSet) -> str:
    """How many reps of a set met every target; "" where there are none to be met."""
    found = rep_set.quality
    if not isinstance(found, SetQuality):
        return ""
    return ", " + as_planned(found.good, found.reps, found.reason)


def _row(rep: Rep, count: int, mode: Mode) -> list[str]:
    names = ("eccentric_s", "bottom_s", "concentric_s", "top_s")
    tempo = [_seconds(rep.metrics.get(name)) for name in names]
    aloud = ["-" if rep.announced_s is None else clock(rep.announced_s)] if mode == "live" else []
    return [
        str(count) if rep.counted else "-",
        clock(rep.start_s),
        f"{rep.depth_deg:.0f}°",
        *tempo,
        *aloud,
        ", ".join([*rep.flags, *_missed(rep)]),
    ]


def _missed(rep: Rep) -> list[str]:
    """Why a rep was not as planned, unless a flag says so already."""
    found = rep.quality
    if not isinstance(found, Quality) or found.met or Flag.NOT_TALL in rep.flags:
        return []
    return [found.reason.rstrip(".").lower()]


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _rejected(rejected: Sequence[Rejected]) -> list[str]:
    """Movements that were not counted: by reason, the most frequent first, each with its times."""
    if not rejected:
        return []
    by_reason: dict[str, list[float]] = {}
    for movement in rejected:
        by_reason.setdefault(movement.reason, []).append(movement.start_s)
    lines = [f"Not counted: {counted(len(rejected), 'movement')}"]
    for reason, times in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        lines += _wrapped(f"{reason} {len(times)}: {_sentence(reason)} ({_times(times)})", 2)
    return lines


def _sentence(reason: str) -> str:
    known = {item.value for item in Reason}
    return SENTENCES[Reason(reason)] if reason in known else ""


def _times(times: Sequence[float]) -> str:
    shown = ", ".join(clock(time_s) for time_s in times[:_TIMES_SHOWN])
    more = len(times) - _TIMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _gaps(gaps: Sequence[Gap]) -> list[str]:
    if not gaps:
        return []
    lost_s = sum(gap.end_s - gap.start_s for gap in gaps)
    longest = max(gaps, key=lambda gap: gap.end_s - gap.start_s)
    where = f"the longest of {longest.end_s - longest.start_s:.1f} s at {clock(longest.start_s)}"
    kind = " (the sensor counts no samples: it may only have paused)" if longest.inferred else ""
    return _wrapped(f"Gaps: {len(gaps)}, {lost_s:.1f} s in all, {where}{kind}.", 0)


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH - 10,  # the text is indented further by what it stands in
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
