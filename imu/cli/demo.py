"""`kickstand demo`: everything to be seen without a sensor, within seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.cli import recorded
from imu.cli.output import remark
from imu.cli.playing import AsEvents, Spare, Speed, Target, speed_of
from imu.cli.virtualdemo import virtual_playback
from imu.cli.windows import show
from imu.demonstration import REPS, SEED
from imu.playbacks import demo_playback


def demo(  # noqa: PLR0913 - options of the command
    context: typer.Context,
    *,
    headless: Annotated[
        bool, typer.Option("--headless", "--no-window", help="Stay in the terminal.")
    ] = False,
    as_json: AsEvents = False,
    speed: Speed = "1",
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Another session.")] = SEED,
    reps: Target = REPS,
    virtual_ble: Annotated[
        bool,
        typer.Option(
            "--virtual-ble",
            help="Connect the sensors over virtual Bluetooth first, as real ones are connected.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", show_default=False, help="Record it in a new folder."
        ),
    ] = None,
    spare: Spare = None,
) -> int:
    """Watch a simulated person train with a sensor on each thigh. Needs no hardware.

    Two sets on either leg take under four minutes, counted as they would be live. Opens a window;
    where there is none, it is shown in the terminal. Nothing is written unless a folder is named.

    With --virtual-ble the sensors stand behind a virtual radio, and are looked for, connected and
    set up like real ones: at most 8 times as fast as life.
    """
    makes = virtual_playback if virtual_ble else demo_playback
    playback = makes(speed_of(speed), seed=seed, reps=reps, output=output)
    try:
        return show(context, playback, as_json=as_json, wants_window=not headless)
    finally:
        if playback.recorder is not None:
            _, said = recorded.close(playback.recorder, recorded.in_terminal(spare))
            remark(said)
