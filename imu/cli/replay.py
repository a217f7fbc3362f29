"""`kickstand replay`: live a recording again, in the terminal."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from imu.cli.app import EXIT_INTERRUPTED
from imu.cli.options import SettingsFile
from imu.cli.shows import Show, show_for
from imu.errors import UsageError
from imu.live import LiveSession, ReplaySource, Worker, check_speed
from imu.recording import Recording, read_recording
from imu.samples import Command, CommandKind
from imu.settings import load_settings
from imu.view import Snapshot, View

_SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""What + and - go through; faster than the last is as fast as possible."""

_BLOCK_S, _FAST_BLOCK_S = 0.04, 0.1
"""s of samples at a time: smooth to look at, or quick to work through."""

_FIRST_POSE_S = 0.3
"""s. Arming says that the pose until then is tall, and some recordings begin just before a rep."""

_FRAME_S = 1 / 30
"""s between two looks at the session; no terminal needs more pictures."""


def replay(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", show_default=False, help="A recording, or one CSV file of samples."
        ),
    ],
    speed: Annotated[
        str,
        typer.Option(metavar="N", help="So many times as fast as life: 0.25 to 16, or max."),
    ] = "1",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each event.")
    ] = False,
    armed: Annotated[
        bool, typer.Option("--armed", help="Count from the first rep on, as after 'start set'.")
    ] = False,
    settings_file: SettingsFile = None,
    no_window: Annotated[
        bool,
        typer.Option("--no-window", help="Stay in the terminal. This version has no window yet."),
    ] = False,
) -> int:
    """Live a recording again: the counter sees it as if it happened now.

    Draws count, phase and tilt in the terminal; where that is impossible, or the output goes
    elsewhere, it prints a line for each event. Ends with a summary.

    Keys: space pauses, + and - change the speed, q stops.
    """
    del no_window  # accepted already, so that a script goes on working when there is one
    pace = speed_of(speed)
    settings = load_settings(settings_file) if settings_file else None
    recording = read_recording(path)
    with Worker() as worker:
        block_s = _BLOCK_S if pace is not None else _FAST_BLOCK_S
        source = ReplaySource(_armed(recording) if armed else recording, block_s)
        session = LiveSession(source, settings=settings, speed=pace)
        session.start(worker)
        view, show = View(), show_for(as_json=as_json)
        is_interrupted = _watch(session, view, show)
    show.end(view, recording.notes)
    if view.ended is not None and view.ended.error is not None:
        raise view.ended.error
    return EXIT_INTERRUPTED if is_interrupted else 0


def _armed(recording: Recording) -> Recording:
    """The recording as if its person had said so right at the start."""
    arm = Command(recording.start_s + _FIRST_POSE_S, CommandKind.ARM)
    return replace(recording, commands=(arm, *recording.commands))


def speed_of(text: str) -> float | None:
    """The speed that a person means; None for as fast as possible.

    Raises
    ------
    UsageError : neither "max" nor a number that is a speed.
    """
    if text.strip().lower() == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = float("nan")
    try:
        return check_speed(speed)
    except UsageError as error:
        problem = f"--speed must be a number from 0.25 to 16, or max, not {text!r}"
        raise UsageError(problem) from error


def _watch(session: LiveSession, view: View, show: Show) -> bool:
    """Show the session until it has ended. Returns whether a person has interrupted it."""
    with show:
        try:
            while view.ended is None:
                time.sleep(_FRAME_S)
                _see(session, view, show)
                for key in show.pressed():
                    press(key, session, view.snapshot())
        except KeyboardInterrupt:
            session.stop()
            _see(session, view, show)
            return True
    return False


def _see(session: LiveSession, view: View, show: Show) -> None:
    updates = session.updates()
    for update in updates:
        view.advance(update)
    show.see(updates, view)


def press(key: str, session: LiveSession, now: Snapshot) -> None:
    """Do what a key stands for."""
    if key == " ":
        (session.resume if now.is_paused else session.pause)()
    elif key in "+=":
        session.set_speed(next((s for s in _SPEEDS if s > (now.speed or math.inf)), None))
    elif key in "-_":
        slower = (s for s in reversed(_SPEEDS) if s < (now.speed or math.inf))
        session.set_speed(next(slower, _SPEEDS[0]))
    elif key in "qQ":
        session.stop()
