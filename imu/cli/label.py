"""`kickstand label`: say how many reps each set had, and where there were none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.cli.examples import meant
from imu.cli.knocks import three_knocks_s
from imu.cli.labelask import Interview
from imu.cli.labeldraft import Draft
from imu.cli.labelwords import foil_of, set_of
from imu.cli.output import say
from imu.errors import UsageError
from imu.feed import counted_streams
from imu.recording import Recording, read_recording

Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SIDE:START:END:COUNT",
        show_default=False,
        help="A set, such as left:10:55:8, times in seconds; :KIND may follow. Repeatable.",
    ),
]
Foils = Annotated[
    list[str] | None,
    typer.Option(
        "--foil",
        metavar="KIND:START:END",
        show_default=False,
        help="A stretch without a rep, such as walking:60:75. Repeatable.",
    ),
]
Quality = Annotated[
    str | None,
    typer.Option(metavar="TEXT", show_default=False, help="How the reps were counted, in words."),
]
Exhaustive = Annotated[
    bool | None,
    typer.Option(
        "--exhaustive/--not-exhaustive",
        show_default=False,
        help="Whether every rep of the recording is marked, so that any other is a false one.",
    ),
]
Zero = Annotated[
    float,
    typer.Option(
        metavar="S",
        help="When your clock started, in seconds of the recording: your times count from there.",
    ),
]


def label(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", show_default=False, help="The recording's folder.")
    ],
    *,
    sets: Sets = None,
    foils: Foils = None,
    quality: Quality = None,
    exhaustive: Exhaustive = None,
    zero: Zero = 0.0,
    anew: Annotated[
        bool, typer.Option("--anew", help="Drop the sets and foils that are labelled already.")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Ask without showing what the counter counted.")
    ] = False,
) -> None:
    """Say how many reps each set of a recording had, and where there were none.

    Without --set, --foil, --quality and --exhaustive it asks: each set that review found is shown
    with its times, to be confirmed or corrected. The answers go into labels.json, beside what is
    there already; validate scores the counter against them.
    """
    draft = Draft(read_recording(meant(path)), anew=anew)
    if sets is None and foils is None and quality is None and exhaustive is None:
        quality, exhaustive = _interview(draft, zero, blind=blind)
    for words in sets or ():
        draft.add_set(set_of(words, zero))
    for words in foils or ():
        draft.add_foil(foil_of(words, zero))
    say(draft.write(quality, exhaustive=exhaustive))


def _interview(draft: Draft, zero_s: float, *, blind: bool) -> tuple[str, bool]:
    """Ask on the terminal, or whatever stands in its place.

    Raises
    ------
    UsageError : the answers end before the questions do.
    """
    from imu.analysis import analyze

    for line in _knocks(draft.recording):
        say(line)
    interview = Interview(draft, ask=input, tell=say, blind=blind, zero_s=zero_s)
    try:
        return interview.about(analyze(draft.recording))
    except EOFError as error:
        say("")
        advice = "Answer to the end, or use --set and --foil."
        raise UsageError(
            "The answers ended before the questions, nothing was written", advice
        ) from error


def _knocks(recording: Recording) -> list[str]:
    """Where there seem to be three knocks, to start the person's clock at."""
    return [
        f"Three knocks, it seems, at {time_s:.1f} s on the sensor of side {side}."
        f" If your clock started there: --zero {time_s:.1f}"
        for side, stream in counted_streams(recording).items()
        for time_s in three_knocks_s(stream.block)
    ]
