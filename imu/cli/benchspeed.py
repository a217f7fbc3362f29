"""`kickstand bench speed`: how fast the programme is here."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.benchhistory import new_run, yardstick_ms
from imu.cli.benchreport import HistoryFile, kept, text_of
from imu.cli.output import say
from imu.cli.rounding import json_line


def speed(
    minutes: Annotated[
        float, typer.Option("--minutes", min=4.0, max=600.0, help="Length of the recording.")
    ] = 60.0,
    repeats: Annotated[
        int, typer.Option("--repeats", metavar="N", min=1, max=50, help="Of each measurement.")
    ] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    history: HistoryFile = None,
) -> int:
    """Measure tracker, reading, 'analyze' and the start of the programme.

    One simulated sensor at 100 Hz for an hour. 'analyze' as a whole process is held against a
    process that only reads the file with numpy and filters it with VQF. The ratio's aim is for an
    hour, the tracker's goes with the length.
    """
    from imu.cli.benchhour import one_sensor
    from imu.cli.speeds import measure_speed

    yardstick = yardstick_ms()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure_speed(one_sensor(60.0 * minutes), Path(folder), repeats)
    name = "speed" if minutes == 60.0 else f"speed of {minutes:g} min"
    run = new_run(name, figures, min(yardstick, yardstick_ms()))
    report = kept(run, history)
    say(json_line(report) if as_json else text_of([report]))
    return 0
