"""`kickstand simulate`: recordings of people who do not exist, with exact truth beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from imu.cli.jobs import Outcome, exit_code, outcomes
from imu.cli.options import Jobs
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.errors import UsageError
from imu.simulated import USUAL, Sensors, at_rate, facts_of, plan_of, usual_plan, write_simulated
from imu.simulator import STRATA, Plan, SetPlan
from imu.simulator.plan import replace

LIST = "list"
"""In place of a stratum: say which there are."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What every session of one command is to be like; None leaves the choice to the plan."""

    stratum: str | None
    sides: Sensors | None
    sets: int | None
    reps: int | None
    depth_deg: float | None
    rest_s: float | None
    band: bool
    armed: bool
    rate_hz: float | None
    zipped: bool

    @property
    def name(self) -> str:
        """What recordings of this kind are called."""
        return self.stratum or USUAL


# -- the options, one type each --------------------------------------------------------------------

Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="DIR", show_default=False, help="The recording's new folder."
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=0, show_default=False, help="Choose the session; the same one again."
    ),
]
StratumName = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A random session of this kind; 'list' names them."),
]
Count = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, help="Write N recordings into DIR, with seeds from --seed on."
    ),
]
Sides = Annotated[
    Sensors | None,
    typer.Option(help="Thighs with a sensor; these legs work in turn. Usually right."),
]
Sets = Annotated[
    int | None, typer.Option(metavar="N", min=1, max=50, help="Sets on each leg. Usually 2.")
]
Reps = Annotated[
    int | None, typer.Option(metavar="N", min=1, max=200, help="Reps in a set. Usually 8.")
]
Depth = Annotated[
    float | None,
    typer.Option(metavar="DEG", min=1, max=110, help="Depth of the reps. Usually 25."),
]
Rest = Annotated[
    float | None,
    typer.Option(metavar="S", min=3, max=600, help="Rest between sets. Usually 25."),
]
Band = Annotated[bool, typer.Option("--band", help="First loop a band round the foot.")]
Armed = Annotated[bool, typer.Option("--armed", help="The counter is told before every set.")]
Rate = Annotated[
    float | None,
    typer.Option(
        metavar="HZ", min=10, max=1000, help="Rate of the sensors. Usually 100, or drawn."
    ),
]
Zipped = Annotated[bool, typer.Option("--zip", help="Write .csv.gz files.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object for each recording.")]


def simulate(  # noqa: PLR0913 - every option of the command is an argument
    *,
    output: Output = None,
    seed: Seed = None,
    stratum: StratumName = None,
    count: Count = None,
    sides: Sides = None,
    sets: Sets = None,
    reps: Reps = None,
    depth: Depth = None,
    rest: Rest = None,
    band: Band = False,
    armed: Armed = False,
    rate: Rate = None,
    zipped: Zipped = False,
    as_json: AsJson = False,
    jobs: Jobs = 1,
) -> int:
    """Simulate sessions with sensors on the thighs, and write them as recordings.

    Without --stratum it is the usual session: walk in, then set after set with a rest between. True
    reps are in labels.json, true orientation (of one sensor) is in truth.csv. Simulated people are
    no evidence about real ones.
    """
    if stratum == LIST:
        say("\n".join(STRATA))
        return 0
    wish = Wish(stratum, sides, sets, reps, depth, rest, band, armed, rate, zipped)
    _check(wish)
    seeds = _places(output, seed, count, wish.name)
    results: list[Outcome[dict[str, Any]]] = []
    for result in outcomes(partial(write_one, seeds=seeds, wish=wish), list(seeds), jobs):
        _report(result, as_json=as_json)
        results.append(result)
    return exit_code(results)


def write_one(path: Path, seeds: Mapping[Path, int], wish: Wish) -> dict[str, Any]:
    """Write the recording at `path`; give what is to be told about it.

    Raises
    ------
    RecordingError : it cannot be written.
    """
    seed = seeds[path]
    session = write_simulated(path, plan_for(wish, seed), seed, zipped=wish.zipped)
    return facts_of(path, session)


def plan_for(wish: Wish, seed: int) -> Plan:
    """The plan that a wish and a seed make.

    Raises
    ------
    UsageError : there is no such stratum.
    """
    plan = _usual(wish) if wish.stratum is None else plan_of(wish.stratum, seed)
    if wish.rate_hz is not None:
        plan = at_rate(plan, wish.rate_hz)
    return replace(plan, armed=plan.armed or wish.armed)


def _usual(wish: Wish) -> Plan:
    changes = {"reps": wish.reps, "depth_deg": wish.depth_deg}
    shape = replace(SetPlan(), **{name: v for name, v in changes.items() if v is not None})
    sets = 2 if wish.sets is None else wish.sets
    rest_s = 25.0 if wish.rest_s is None else wish.rest_s
    return usual_plan(wish.sides or "right", sets, shape, rest_s=rest_s, band=wish.band)


def _check(wish: Wish) -> None:
    """Refuse a stratum that there is not, and wishes that a stratum would not heed."""
    if wish.stratum is None:
        return
    if wish.stratum not in STRATA:
        advice = f"Choose from {', '.join(STRATA)}."
        raise UsageError(f"There is no stratum {wish.stratum!r}", advice)
    named = {
        "--sides": wish.sides,
        "--sets": wish.sets,
        "--reps": wish.reps,
        "--depth": wish.depth_deg,
        "--rest": wish.rest_s,
        "--band": wish.band or None,
    }
    given = [name for name, value in named.items() if value is not None]
    if given:
        problem = f"A stratum draws what {given[0]} would say"
        raise UsageError(problem, f"Leave out either {given[0]} or --stratum.")


def _places(output: Path | None, seed: int | None, count: int | None, name: str) -> dict[Path, int]:
    """The folder of every recording with its seed; none of them may hold anything yet."""
    if output is None:
        raise UsageError("No folder is named to write to", "Name a new one after -o.")
    if seed is None:
        raise UsageError("No seed is given", "Give a whole number after --seed.")
    places = {output: seed}
    if count is not None:
        width = len(str(seed + count - 1))
        every = range(seed, seed + count)
        places = {output / f"simulated_{name}_{n:0{width}}": n for n in every}
    for place in places:
        if place.exists() and not (place.is_dir() and not any(place.iterdir())):
            raise UsageError(f"{place} exists already", "Name another folder after -o.")
    return places


def _report(result: Outcome[dict[str, Any]], *, as_json: bool) -> None:
    facts = result.value
    if facts is None:
        remark(result.problem)
    elif as_json:
        say(json_line({"schema_version": 1, **facts}))
    else:
        sides = " and ".join(facts["sides"])
        seconds = f"{facts['duration_s']:.0f} s"
        say(f"{facts['path']}: {facts['reps']} reps, {sides}, {seconds}, seed {facts['seed']}")
