"""`kickstand trend`: from session to session, what was done, how it felt, where the numbers go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.cli import windows
from imu.cli.inputs import all_recordings
from imu.cli.jobs import exit_code
from imu.cli.legwork import worked
from imu.cli.options import Jobs, SettingsFile
from imu.cli.output import say
from imu.cli.places import recordings_folder
from imu.cli.rounding import json_line
from imu.cli.trendwords import text_of
from imu.errors import UsageError
from imu.progress import people, trend_of
from imu.settings import Settings, load_settings


def trend(
    context: typer.Context,
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
    window: Annotated[
        bool, typer.Option("--window", help="Show it in a window, one person at a time.")
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
    if window:
        if as_json:
            raise UsageError("--window and --json do not go together", "Leave one of them away.")
        return windows.progress(context, all_recordings(paths or _own()), settings)
    found, results = worked(paths or _own(), settings, jobs)
    for number, works in enumerate(people(found).values()):
        one = trend_of(works)
        text = json_line(one) if as_json else text_of(one)
        say(text if number == 0 or as_json else f"\n{text}")
    return exit_code(results)


def _own() -> list[Path]:
    """The folder of the person's own recordings."""
    folder = recordings_folder()
    if not folder.is_dir():
        raise UsageError(f"There are no recordings in {folder} yet", "Name a folder that has some.")
    return [folder]
