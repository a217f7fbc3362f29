"""What `kickstand validate` says about counts per set and spans without reps."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from imu.cli.scorewords import COUNTERS, LINES_SHOWN, METHODS, SENSORS, ghosts_text, share_text
from imu.cli.tables import WIDTH, clock, counted, shortened, table, tally
from imu.validation import (
    CountGroup,
    CountScore,
    FoilScore,
    GroupTotals,
    RecordingScore,
    SetScore,
    SideScore,
)

_NAME_WIDTH = 20
_WHAT_WIDTH = 20
"""With the columns between them, these make `WIDTH`."""


def is_right_by_count(side: SideScore) -> bool:
    """Whether review and live agree with the person on every set and span, without ghosts."""
    methods = [side.methods[method] for method in COUNTERS]
    return all(
        score.counts is not None and not score.ghosts and _agrees(score.counts) for score in methods
    )


def _agrees(counts: CountScore) -> bool:
    return all(score.counted == score.labelled for score in counts.sets) and not any(
        foil.counted for foil in counts.foils
    )


def each_span(scores: Sequence[RecordingScore]) -> list[str]:
    """One line for every set and every span without a rep; nothing where there are none."""
    rows = [
        row
        for score in scores
        for side, found in score.sides.items()
        for row in _rows(score.recording, side, found)
    ]
    if not rows:
        return []
    shown = rows if len(rows) <= LINES_SHOWN else [row for row in rows if "!" in "".join(row[4:6])]
    head = ["counts per set", "side", "from, to", "reps", *METHODS, "what; refused"]
    lines = table(head, shown, "<<<>>>><")
    if len(shown) < len(rows):
        lines.append(f"and {len(rows) - len(shown)} more, right in review and live alike")
    wrong = any(cell.endswith("!") for row in shown for cell in row[4:7])
    return [*lines, "!  not as many as the person counted"] if wrong else lines


def _rows(recording: str, side: str, score: SideScore) -> list[list[str]]:
    every = [
        score.methods[method].counts if method in score.methods else None for method in METHODS
    ]
    review = every[0]
    if review is None:
        return []
    first = [shortened(recording, _NAME_WIDTH), side]
    sets = [
        [*first, _when(one), str(one.labelled), *_cells(one.labelled, found), _what(one)]
        for n, one in enumerate(review.sets)
        for found in [[None if counts is None else counts.sets[n].counted for counts in every]]
    ]
    foils = [
        [*first, _when(one), "0", *_cells(0, found), _foil(one)]
        for n, one in enumerate(review.foils)
        for found in [[None if counts is None else counts.foils[n].counted for counts in every]]
    ]
    return [*sets, *foils]


def _cells(labelled: int, found: Sequence[int | None]) -> list[str]:
    """What each method counted. A blank stands where the mark would be, to keep the columns."""
    return ["- " if n is None else f"{n}{' ' if n == labelled else '!'}" for n in found]


def _when(span: SetScore | FoilScore) -> str:
    return f"{clock(span.start_s)}–{clock(span.end_s)}"


def _what(score: SetScore) -> str:
    kind = shortened(score.kind or "set", _WHAT_WIDTH)
    refused = tally(score.refused, _WHAT_WIDTH - len(kind) - 2)
    return f"{kind}; {refused}" if refused and len(kind) + 3 <= _WHAT_WIDTH else kind


def _foil(score: FoilScore) -> str:
    return shortened(f"foil: {score.kind}" if score.kind else "foil", _WHAT_WIDTH)


# -- totals ---------------------------------------------------------------------------------------


def count_totals(groups: Sequence[GroupTotals]) -> list[str]:
    """The totals over all counts per set; nothing where there are none."""
    known = [(SENSORS[group.sensors], group.counts) for group in groups if group.counts]
    if not known:
        return []
    rows = [row for name, counts in known for row in _group(name, counts)]
    return [
        *table(["sides with counts per set", *METHODS], rows, "<<<<"),
        "In brackets Wilson's 95 % interval. It takes sets as independent, but those of one person",
        "are alike: the truth is less certain than that.",
        *_broken(known[-1][1]),
    ]


def _group(name: str, group: CountGroup) -> list[list[str]]:
    totals = [group.methods[method] for method in METHODS]
    sets = f"{counted(group.labelled, 'rep')} in {counted(group.sets, 'set')}"
    rows = [
        [f"{name}: {sets}", "", "", ""],
        ["  set exact", *(share_text(t.exact) for t in totals)],
        ["  set within one rep", *(share_text(t.within_one) for t in totals)],
    ]
    if group.foils:
        rows.append(["  foil spans without a count", *(share_text(t.quiet) for t in totals)])
    if any(t.ghosts is not None for t in totals):
        ghosts = (ghosts_text(t.ghosts, t.ghosts_per_10_min) for t in totals)
        rows.append(["  ghosts per 10 min outside", *ghosts])
    return rows


def _broken(group: CountGroup) -> list[str]:
    lines: list[str] = []
    for method in COUNTERS:
        broken = group.methods[method].broken
        if broken:
            lines += textwrap.wrap(f"Foil spans with a count, {method}: {tally(broken)}", WIDTH)
    return lines
