"""What `kickstand validate` tells a person: tables of 100 columns, real and simulated apart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from imu.cli.countscores import count_totals, each_span, is_right_by_count
from imu.cli.scorewords import COUNTERS, LINES_SHOWN, METHODS, SENSORS, ghosts_text, share_text
from imu.cli.tables import WIDTH, counted, shortened, table, tally
from imu.validation import (
    Errors,
    GroupTotals,
    MethodScore,
    Origin,
    RecordingScore,
    SideScore,
    Spread,
    is_by_count,
)

EVIDENCE: dict[Origin, str] = {
    "real": "Real people; but squats and steps are not hinges: evidence for hinges, not proof.",
    "simulated": "Simulated people: this tests the programme; it is no evidence about real people.",
}
"""What the figures of each origin are evidence for. Said wherever they are shown."""

_NAME_WIDTH = 32
_WHY_WIDTH = 32
"""With the columns between them, these make `WIDTH`."""


_COLUMNS = (
    "Reps as labelled, and as counted in review, by the live counter, and by a public baseline",
    "(VQF tilt and scipy's find_peaks, which has no gate) on the same samples.",
)


def text_of(scores: Sequence[RecordingScore], totals: Sequence[GroupTotals]) -> str:
    """All tables of some scores and their totals, ending in what they are evidence for."""
    lines: list[str] = []
    for origin in ("real", "simulated"):
        chosen = [score for score in scores if score.simulated == (origin == "simulated")]
        if chosen:
            lines += _origin(origin, chosen, [group for group in totals if group.origin == origin])
    return "\n".join(lines)


def _origin(
    origin: Origin, scores: Sequence[RecordingScore], groups: Sequence[GroupTotals]
) -> list[str]:
    whole = groups[-1]
    parts = (
        _each(scores),
        each_span(scores),
        _totals(groups),
        count_totals(groups),
        _errors(whole),
        _tilts(scores),
        [f"note, {score.recording}: {note}" for score in scores for note in score.notes],
    )
    lines = [f"{origin.upper()}: {counted(len(scores), 'recording')}", *_COLUMNS, ""]
    for part in parts:
        lines += [*part, ""] if part else []
    return [*lines, EVIDENCE[origin], f"Inputs {whole.inputs_hash}.", ""]


# -- one line for each side -----------------------------------------------------------------------


def _each(scores: Sequence[RecordingScore]) -> list[str]:
    every = [(s.recording, side, score) for s in scores for side, score in s.sides.items()]
    shown = every if len(every) <= LINES_SHOWN else [e for e in every if not _is_right(e[2])]
    head = ["recording", "side", "reps", *METHODS, "not counted in review"]
    rows = [[shortened(name, _NAME_WIDTH), side, *_cells(score)] for name, side, score in shown]
    lines = table(head, rows, "<<>>>><")
    if len(shown) < len(every):
        lines.append(f"and {len(every) - len(shown)} more sides, right in review and live alike")
    return [*lines, *_marks([score for _, _, score in shown])]


def _is_right(score: SideScore) -> bool:
    if is_by_count(score) and not is_right_by_count(score):
        return False
    by_window = all(score.methods[method].bottoms_inside for method in COUNTERS)
    return by_window or (is_by_count(score) and score.labelled is None)


def _cells(score: SideScore) -> list[str]:
    unlabelled = _SETS if is_by_count(score) else "-"
    labelled = unlabelled if score.labelled is None else str(score.labelled)
    counts = [_count(score.methods.get(method)) for method in METHODS]
    partial = {"labelled partial": score.partial} if score.partial else {}
    why = tally({**partial, **score.methods["review"].rejected}, _WHY_WIDTH)
    return [labelled, *counts, why]


def _count(score: MethodScore | None) -> str:
    return "- " if score is None else f"{score.counted}{_mark(score)}"


def _mark(score: MethodScore) -> str:
    if score.exact is False:
        return "!"
    return "*" if score.bottoms_inside is False else " "


_SETS = "sets"
"""In place of a number of labelled reps."""

_MARKS = {
    "!": "!  not as many as are labelled",
    "*": "*  as many, but not each rep's bottom alone in a window of its own",
}


def _marks(scores: Sequence[SideScore]) -> list[str]:
    used = {_mark(method) for score in scores for method in score.methods.values()}
    lines = [text for mark, text in _MARKS.items() if mark in used]
    without = [score for score in scores if score.labelled is None]
    if not all(is_by_count(score) for score in without):
        lines.append("-  no labels for this side, so no verdict")
    if any(is_by_count(score) for score in without):
        lines.append(f"{_SETS}  not marked one by one, but counted set by set: see below")
    return lines


# -- totals ---------------------------------------------------------------------------------------


def _totals(groups: Sequence[GroupTotals]) -> list[str]:
    judged = [group for group in groups if group.judged]
    if not judged:
        counts = any(group.counts for group in groups)
        return [] if counts else ["No side has labels, so there are no totals."]
    rows = [row for group in judged for row in _group(group)]
    return [
        *table(["sides with labels", *METHODS], rows, "<<<<"),
        "In brackets Wilson's 95 % interval. It takes sides as independent, but those of one",
        "person are alike: the truth is less certain than that.",
        *_missed(judged[-1]),
    ]


def _group(group: GroupTotals) -> list[list[str]]:
    totals = [group.methods[method] for method in METHODS]
    rows = [
        [f"{SENSORS[group.sensors]}: {counted(group.labelled, 'rep')}", "", "", ""],
        ["  exact", *(share_text(t.exact) for t in totals)],
        ["  within one rep", *(share_text(t.within_one) for t in totals)],
        ["  each bottom in its window", *(share_text(t.bottoms_inside) for t in totals)],
    ]
    if any(t.ghosts is not None for t in totals):
        rows.append(
            [
                "  ghosts per 10 min outside",
                *(ghosts_text(t.ghosts, t.ghosts_per_10_min) for t in totals),
            ]
        )
    return rows


_IDLE_LEG = 'Labels for "both" include the idle leg of single-leg exercises: 0 is right there.'


def _missed(group: GroupTotals) -> list[str]:
    """Why reps were missed, and that labels for both thighs include a leg that only went along."""
    lines: list[str] = []
    for method in COUNTERS:
        missed = group.methods[method].missed
        if missed:
            lines += textwrap.wrap(f"Labelled but not counted, {method}: {tally(missed)}", WIDTH)
    if lines and group.labels_for_both:
        lines.append(_IDLE_LEG)
    return lines


# -- exact truth ----------------------------------------------------------------------------------


def _errors(group: GroupTotals) -> list[str]:
    columns = {method: group.methods[method].errors for method in COUNTERS}
    known = {method: errors for method, errors in columns.items() if errors is not None}
    if not known:
        return []
    head = ["against exact truth", *(f"{m}, {e.start_s.n} reps" for m, e in known.items())]
    names = ("rep start, s", "bottom, s", "rep end, s", "depth, degrees", *_ANNOUNCED)
    cells = [_error_cells(errors) for errors in known.values()]
    rows = [[name, *row] for name, *row in zip(names, *cells, strict=True)]
    kept = [row for row in rows if any(cell != "-" for cell in row[1:])]
    return [*table(head, kept, "<" * len(head)), *_ERROR_LEGEND]


_ANNOUNCED = ("announced, armed, s", "announced, not armed, s")
_ERROR_LEGEND = (
    "Median and 95th percentile of the absolute error, in brackets the signed median.",
    "Announcements: 5th, 50th and 95th percentile after the true end (or bottom, if so set);",
    "not armed, reps wait for the third one alike.",
)


def _error_cells(errors: Errors) -> list[str]:
    return [
        *(_absolute(spread) for spread in (errors.start_s, errors.bottom_s, errors.end_s)),
        _depth(errors.depth_abs_deg, errors.depth_deg),
        *(_signed(spread) for spread in (errors.announced_armed_s, errors.announced_unarmed_s)),
    ]


def _absolute(spread: Spread) -> str:
    return f"{spread.median:.2f} / {spread.p95:.2f}"


def _depth(absolute: Spread | None, signed: Spread | None) -> str:
    if absolute is None or signed is None:
        return "-"
    return f"{absolute.median:.1f} / {absolute.p95:.1f} ({signed.median:+.1f})"


def _signed(spread: Spread | None) -> str:
    if spread is None:
        return "-"
    return f"{spread.p5:+.2f} / {spread.median:+.2f} / {spread.p95:+.2f}"


def _tilts(scores: Sequence[RecordingScore]) -> list[str]:
    rows = [
        [
            shortened(score.recording, _NAME_WIDTH),
            str(tilt.samples),
            f"{tilt.live_deg:.3f}",
            f"{tilt.bare_live_deg:.3f}",
            f"{tilt.review_deg:.3f}",
            f"{tilt.bare_review_deg:.3f}",
        ]
        for score in scores
        if (tilt := score.tilt) is not None
    ]
    head = ["tilt RMSE, degrees", "instants", "live", "bare VQF", "review", "bare offlineVQF"]
    return table(head, rows, "<>>>>>") if rows else []
