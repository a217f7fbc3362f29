"""`kickstand bench compare`: how often the rule for two legs speaks, and how often it should."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from imu.accuracy.leg_rule import PEOPLE, WORLDS, RuleRow, try_world
from imu.accuracy.suite import BlockName
from imu.asymmetry import HEADLINE, MEASURES
from imu.cli.benchhistory import Figure, counted_figure, new_run, yardstick_ms
from imu.cli.benchreport import HistoryFile, kept, tell
from imu.cli.jobs import exit_code, told_outcomes
from imu.cli.tables import WIDTH, table
from imu.validation.statistics import Share
from imu.version import __version__

EVIDENCE = (
    "Simulated numbers with assumed scatters (reps 10 %, sets 5 %): this tries the rule; it is no"
    " evidence about real people."
)

_NOTHING, _TENTH, _FIFTH = (
    "no difference, strap 4 %",
    "true 10 %, strap 4 %",
    "true 20 %, strap 4 %",
)
"""Worlds that stand for all in the history: the usual scatter, no difference and two of them."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bench compare --json`` prints, beside the run and its changes."""

    schema_version: int = 1
    version: str = __version__
    evidence: str = EVIDENCE
    block: str
    headline: str = HEADLINE.metric
    others: tuple[str, ...] = tuple(one.metric for one in MEASURES if one is not HEADLINE)
    people: int
    worlds: list[RuleRow]


def compare_rule(
    people: Annotated[
        int, typer.Option(metavar="N", min=1, max=100_000, help="Simulated people for each row.")
    ] = PEOPLE,
    block: Annotated[
        BlockName, typer.Option(help="Seeds to set the rule on, or seeds that nobody looks at.")
    ] = "report",
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes; one a core if not given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Apply the rule of 'kickstand compare' to simulated people with and without a difference.

    Each has three sessions; the verdict is that of the third. Rows differ in the true difference,
    in what strapping does, and in the order of the legs.
    """
    work = partial(_try, people=people, block=block)
    names = [Path(str(number)) for number in range(len(WORLDS))]
    results = told_outcomes(work, names, jobs or os.cpu_count() or 1)
    rows = [one.value for one in results if one.value is not None]
    if not rows:
        return exit_code(results)
    report = Report(block=block, people=people, worlds=rows)
    told = None
    if len(rows) == len(WORLDS):
        run = new_run(f"compare of {people} {block} people", rule_figures(rows), yardstick_ms())
        told = kept(run, history)
    tell(report, _text(report), told, as_json=as_json)
    return exit_code(results)


def rule_figures(rows: Sequence[RuleRow]) -> list[Figure]:
    """What the rule says of the headline where nothing is, and where something is. All worlds."""
    by_name = {row.world: row for row in rows}
    idle = [row for row in rows if WORLDS[row.world].true == 0.0]
    wrong = sum(row.wrong_way or 0 for row in rows)
    worst = max(row.consistent.percent for row in idle)
    nothing, tenth, fifth = (by_name[name] for name in (_NOTHING, _TENTH, _FIFTH))
    return [
        *_said("nothing true", nothing, is_true=False),
        counted_figure("nothing true, worst: consistent", worst, "%"),
        *_said("true 10 %", tenth, is_true=True),
        *_said("true 20 %", fifth, is_true=True),
        counted_figure("the wrong way round", wrong, "people"),
        counted_figure("could have shown, at least", nothing.smallest_percent, "%"),
    ]


def _said(what: str, row: RuleRow, *, is_true: bool) -> list[Figure]:
    return [
        counted_figure(f"{what}: {verdict}", share.percent, "%", more_is_better=is_true)
        for verdict, share in (("in a session", row.detected), ("consistent", row.consistent))
    ]


def _try(path: Path, people: int, block: BlockName) -> RuleRow:
    return try_world(tuple(WORLDS)[int(path.name)], people, block)


def _text(report: Report) -> str:
    head = ["in percent of people", "session", "consistent", "others", "consistent", "smallest"]
    rows = [
        [
            row.world,
            *(_percent(share) for share in (row.detected, row.consistent)),
            *(_percent(share) for share in (row.others_detected, row.others_consistent)),
            f"{row.smallest_percent:.0f} %",
        ]
        for row in report.worlds
    ]
    lines = [
        f"SIMULATED: {report.people} people a row, {report.block} seeds",
        "",
        *table(head, rows, "<>>>>>"),
        "",
        "session: at least a difference in this session, in the measure chosen beforehand;",
        f"others: in any of the other {len(report.others)} measures; smallest: median of what",
        "could have shown.",
        *textwrap.wrap(EVIDENCE, WIDTH),
    ]
    command = f"kickstand bench compare --block {report.block} --people {report.people}"
    return "\n".join([*lines, f"Made with kickstand {report.version}: {command}"])


def _percent(share: Share) -> str:
    return f"{share.percent:.1f}"
