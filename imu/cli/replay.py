"""`kickstand replay`: live a recording again, in a window or in the terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.examples import meant
from imu.cli.options import SettingsFile
from imu.cli.playing import AsEvents, NoWindow, Speed, Target, speed_of
from imu.cli.windows import show
from imu.playbacks import playback_of
from imu.recording import Recording, read_recording
from imu.samples import Command, CommandKind
from imu.settings import Settings, load_settings

_FIRST_POSE_S = 0.3
"""s. Arming says that the pose until then is tall, and some recordings begin just before a rep."""


def replay(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="A recording, one CSV file of samples, or sample:NAME ('kickstand samples').",
        ),
    ],
    *,
    speed: Speed = "1",
    as_json: AsEvents = False,
    armed: Annotated[
        bool, typer.Option("--armed", help="Count from the first rep on, as after 'start set'.")
    ] = False,
    reps: Target = None,
    settings_file: SettingsFile = None,
    no_window: NoWindow = False,
) -> int:
    """Live a recording again: the counter sees it as if it happened now.

    Opens a window; where there is none, it draws count, phase and tilt in the terminal, or prints a
    line for each event where that is impossible or the output goes elsewhere. The terminal ends
    with a summary.

    Keys: space pauses, + and - change the speed, q stops.
    """
    pace = speed_of(speed)
    recording = read_recording(meant(path))
    settings = load_settings(settings_file) if settings_file else Settings()
    shown = _armed(recording) if armed else recording
    playback = playback_of(shown, pace, reps=reps, settings=settings)
    return show(context, playback, as_json=as_json, wants_window=not no_window)


def _armed(recording: Recording) -> Recording:
    """The recording as if its person had said so right at the start."""
    arm = Command(recording.start_s + _FIRST_POSE_S, CommandKind.ARM)
    return replace(recording, commands=(arm, *recording.commands))
