"""`kickstand trend`: from session to session, what was done, how it felt, where the numbers go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from imu.cli.jobs import exit_code
from imu.cli.legwork import Worked, people, worked
from imu.cli.options import Jobs, SettingsFile
from imu.cli.output import say
from imu.cli.places import recordings_folder
from imu.cli.rounding import json_line
from imu.cli.trendwords import text_of
from imu.errors import UsageError
from imu.nextstep import Suggestion, next_step
from imu.settings import Settings, load_settings
from imu.trend import Done, Series, in_order, series_of
from imu.version import __version__


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """One person's sessions, as ``trend --json`` prints them.

    Attributes
    ----------
    sessions : in order of time; `shares` of each are what was done of the planned reps, 0 to 1.
    series : sessions that may be put together, those like the latest first.
    next_step : what is suggested.
    """

    schema_version: int = 1
    version: str = __version__
    person: str | None
    sessions: list[Done]
    shares: list[float | None]
    series: tuple[Series, ...]
    next_step: Suggestion


def trend(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="Recordings, or folders full of them; your own recordings if not given.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each person.")
    ] = False,
    jobs: Jobs = 1,
    settings_file: SettingsFile = None,
) -> int:
    """Show sessions in order of time: plan, pain, effort, each leg's numbers, what comes next.

    Only sessions with the same rung, load, hand support, rate and versions make one line. A
    direction is named from six sessions on, and only where chance hardly does it. The next step of
    the ladder is a suggestion: the dose done on both legs in three sessions, without pain or within
    the set limit. Deeper is no progress.

    Ends with exit code 1 if some recordings could not be read, and with 2 if none could.
    """
    settings = load_settings(settings_file) if settings_file else Settings()
    found, results = worked(paths or _own(), settings, jobs)
    for number, works in enumerate(people(found).values()):
        one = _trend(works)
        text = json_line(one) if as_json else _text(one)
        say(text if number == 0 or as_json else f"\n{text}")
    return exit_code(results)


def _own() -> list[Path]:
    """The folder of the person's own recordings."""
    folder = recordings_folder()
    if not folder.is_dir():
        raise UsageError(f"There are no recordings in {folder} yet", "Name a folder that has some.")
    return [folder]


def _trend(works: list[Worked]) -> Trend:
    done = in_order([one.done for one in works if not one.legs.is_restrap_check])
    return Trend(
        person=works[0].legs.person,
        sessions=done,
        shares=[one.share for one in done],
        series=series_of([one.legs for one in works]),
        next_step=next_step(done),
    )


def _text(one: Trend) -> str:
    return text_of(one.person, one.sessions, one.series, one.next_step)
