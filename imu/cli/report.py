"""`kickstand report`: one page for a physiotherapist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from imu.cli.inputs import all_recordings
from imu.cli.jobs import exit_code, told_outcomes
from imu.cli.options import Jobs, SettingsFile
from imu.cli.output import remark, say
from imu.cli.reporttext import text_of
from imu.cli.rounding import json_line
from imu.cli.tables import counted
from imu.errors import UsageError
from imu.language import Language
from imu.language.chosen import chosen_language
from imu.recording import read_recording
from imu.report import Page, Report, Worked, page_of, report_of, worked_of
from imu.report.writing import ENDINGS, write_report
from imu.settings import Settings, load_settings


def report(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="Recordings, or folders full of them: the newest is reported on, the others of the"
            " same person are its trend.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the page: .html or .pdf."),
    ] = None,
    paper: Annotated[Literal["a4", "letter"], typer.Option(help="Size of the PDF's page.")] = "a4",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what the page is made of as one JSON object.")
    ] = False,
    language: Annotated[
        Language | None,
        typer.Option(
            show_default=False,
            help="Of the page. Else that chosen for the window, or English.",
        ),
    ] = None,
    jobs: Jobs = 1,
    settings_file: SettingsFile = None,
) -> int:
    """Put one session on one page, for a physiotherapist or for yourself.

    Prescribed against done, pain and effort, the legs beside each other with the doubt that there
    is, pictures, the sessions before, and the limits of it all. The HTML file needs nothing else
    and prints on A4 and Letter; the PDF says the same. Without a file, the terminal says it.

    Ends with exit code 1 if some recordings could not be read, and with 2 if none could.
    """
    if output is not None and output.suffix.lower() not in ENDINGS:
        raise UsageError(f"{output} is neither .html nor .pdf", "Give it one of these endings.")
    settings = load_settings(settings_file) if settings_file else Settings()
    results = told_outcomes(partial(_work, settings=settings), all_recordings(paths), jobs)
    found = [one.value for one in results if one.value is not None]
    if found:
        one = report_of(found)
        _remark_others(found, one)
        page = page_of(one, None, language or chosen_language() or "en")
        _tell(one, page, output, paper, as_json=as_json)
    return exit_code(results)


def _work(path: Path, settings: Settings) -> Worked:
    return worked_of(read_recording(path), settings)


def _remark_others(found: Sequence[Worked], one: Report) -> None:
    others = sum(work.legs.person != one.session.person for work in found)
    if others:
        remark(f"left out, as they are of other persons: {counted(others, 'recording')}")


def _tell(
    one: Report,
    page: Page,
    output: Path | None,
    paper: Literal["a4", "letter"],
    *,
    as_json: bool,
) -> None:
    if output is not None:
        write_report(output, page, one, paper)
    if as_json:
        say(json_line(one))
    elif output is None:
        say(text_of(page))
    else:
        say(f"{one.session.recording}: {output}")
