"""`kickstand compare`: the two legs of a person's latest session, with the sessions before it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.asymmetry import Comparison, LegSession, compare, paired
from imu.cli import windows
from imu.cli.comparewords import text_of
from imu.cli.inputs import all_recordings
from imu.cli.jobs import exit_code
from imu.cli.legwork import worked
from imu.cli.options import Jobs, SettingsFile
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.errors import UsageError
from imu.progress import Worked, people
from imu.settings import Settings, load_settings


def compare_legs(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="A recording, or a folder full of recordings.",
        ),
    ],
    pair: Annotated[
        bool,
        typer.Option(
            "--pair",
            help="Take exactly two recordings of one leg each as the two legs of one session; legs"
            " of which nobody knows the side are called A and B, in the order given.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each person.")
    ] = False,
    window: Annotated[
        bool,
        typer.Option("--window", help="Show it in a window, and a report on it can be saved."),
    ] = False,
    jobs: Jobs = 1,
    settings_file: SettingsFile = None,
) -> int:
    """Compare left and right: both legs' values, the difference, and how sure it is.

    Each person's latest session is compared; up to two earlier ones like it (rung, load, support,
    rate, versions) tell whether a difference lasts. It takes two sets and eight reps of each leg. A
    difference is called consistent only beyond the larger of 10 % and what the measurement can
    tell, in two of the last three sessions, if each leg began one of them, and after a re-strap
    check. Simulated, with the scatter taken for usual: 3 to 5 % of sessions without a difference
    seem to have one in the measure chosen beforehand, about 10 % in any measure, under 1 % a
    consistent one; a true 10 % is mostly missed, a true 20 % is seen in about half of all sessions.
    A difference is no diagnosis. More: firmware_notes/comparing.md.

    Ends with exit code 1 if some recordings could not be read, and with 2 if none could.
    """
    settings = load_settings(settings_file) if settings_file else Settings()
    if window:
        _refuse_both(pair=pair, as_json=as_json)
        return windows.compare(context, all_recordings(paths), settings)
    found, results = worked(paths, settings, jobs)
    if found:
        groups = _as_pair(found, len(results)) if pair else _by_person(found)
        for number, sessions in enumerate(groups):
            _report(compare(sessions), as_json=as_json, first=number == 0)
    return exit_code(results)


def _refuse_both(*, pair: bool, as_json: bool) -> None:
    for name, is_wanted in (("--pair", pair), ("--json", as_json)):
        if is_wanted:
            raise UsageError(f"--window and {name} do not go together", "Leave one of them away.")


def _as_pair(found: list[Worked], given: int) -> list[list[LegSession]]:
    if given != 2:
        raise UsageError(
            f"--pair takes two recordings, and these are {given}", "Name one for each leg."
        )
    if len(found) < 2:
        raise UsageError(
            "One recording of the pair is missing", "Mend it, or name another one in its place."
        )
    return [[paired(found[0].legs, found[1].legs)]]


def _by_person(found: list[Worked]) -> list[list[LegSession]]:
    """The sessions of each person who has one that is no re-strap check."""
    groups: list[list[LegSession]] = []
    for person, works in people(found).items():
        sessions = [one.legs for one in works]
        if all(one.is_restrap_check for one in sessions):
            whose = f" of {person}" if person else ""
            remark(f"nothing to compare{whose}: only re-strap checks, no session")
        else:
            groups.append(sessions)
    if not groups:
        raise UsageError("There is no session to compare", "Name recordings of trainings, too.")
    return groups


def _report(comparison: Comparison, *, as_json: bool, first: bool) -> None:
    if as_json:
        say(json_line(comparison))
    else:
        say(text_of(comparison) if first else f"\n{text_of(comparison)}")
