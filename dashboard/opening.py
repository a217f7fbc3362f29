"""Opens the window for the command line; imports Qt only when it is clear that one can open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.display import obstacle
from imu.errors import NoWindowError
from imu.live import Playback

if TYPE_CHECKING:
    from imu.cli.sensornames import Opened
    from imu.cli.windows import Lead
    from imu.settings import Settings
    from imu.view.connectshot import Choice


def show(playback: Playback) -> int:
    """Show a session in a window until that is closed. Returns the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    _look_for_obstacles()
    from dashboard.showing import run

    return run(playback)


def train(opened: Opened, lead: Lead) -> tuple[int, str]:
    """Lead a training until the window is closed: the exit code, and where everything is.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    _look_for_obstacles()
    from dashboard.showing import run_training

    return run_training(opened, lead)


def home() -> int:
    """Show where everything begins, until the window is closed. Returns the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    _look_for_obstacles()
    from dashboard.showing import run_home

    return run_home()


def compare(paths: Sequence[Path], settings: Settings) -> int:
    """Show how the legs of these recordings compare. Returns the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    _look_for_obstacles()
    from dashboard.showing import run_comparison

    return run_comparison(paths, settings)


def progress(paths: Sequence[Path], settings: Settings) -> int:
    """Show where the numbers go in these recordings, person by person. Returns the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    _look_for_obstacles()
    from dashboard.showing import run_progress

    return run_progress(paths, settings)


def connect() -> Choice | None:
    """Let a person find sensors and say which leg; None if they went back.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    _look_for_obstacles()
    from dashboard.connect.dialog import choose

    return choose()


def _look_for_obstacles() -> None:
    reason = obstacle()
    if reason is not None:
        raise NoWindowError(reason)
