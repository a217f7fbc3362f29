"""Opens the window for the command line; imports Qt only when it is clear that one can open."""

from __future__ import annotations

from dashboard.display import obstacle
from imu.errors import NoWindowError
from imu.live import Playback


def show(playback: Playback) -> int:
    """Show a session in a window until that is closed. Returns the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    reason = obstacle()
    if reason is not None:
        raise NoWindowError(reason)
    from dashboard.app import run

    return run(playback)
