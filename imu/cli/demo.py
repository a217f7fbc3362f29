"""`kickstand demo`: everything to be seen without a sensor, within seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from imu.cli import recorded
from imu.cli.playing import AsEvents, Speed, Target, block_s_at, speed_of
from imu.cli.virtualdemo import virtual_playback
from imu.cli.windows import show
from imu.demonstration import NAME, NOTE, REPS, SEED, demo_session
from imu.live import Playback, ReplaySource
from imu.simulated import recorder_for, recording_of


def demo(
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
) -> int:
    """Watch a simulated person train with a sensor on each thigh. Needs no hardware.

    Two sets on either leg take under four minutes, counted as they would be live. Opens a window;
    where there is none, it is shown in the terminal. Nothing is written unless a folder is named.

    With --virtual-ble the sensors stand behind a virtual radio, and are looked for, connected and
    set up like real ones: at most 8 times as fast as life.
    """
    pace = speed_of(speed)
    if virtual_ble:
        playback = virtual_playback(pace, seed=seed, reps=reps, output=output)
        return _shown(context, playback, as_json=as_json, wants_window=not headless)
    simulated = demo_session(seed)
    recorder = recorder_for(simulated, output) if output is not None else None
    playback = Playback(
        ReplaySource(recording_of(simulated, NAME, NOTE), block_s_at(pace)),
        speed=pace,
        target=reps,
        notes=(NOTE,),
        folder=output,
        recorder=recorder,
        is_simulated=True,
    )
    return _shown(context, playback, as_json=as_json, wants_window=not headless)


def _shown(context: typer.Context, playback: Playback, *, as_json: bool, wants_window: bool) -> int:
    try:
        return show(context, playback, as_json=as_json, wants_window=wants_window)
    finally:
        if playback.recorder is not None:
            recorded.close(playback.recorder)
