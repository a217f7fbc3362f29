"""Shows a session in the terminal until it ends."""

from __future__ import annotations

import time

from imu.cli.app import EXIT_INTERRUPTED
from imu.cli.shows import Show, show_for
from imu.live import LiveSession, Playback, Worker, faster, slower
from imu.view import Snapshot, View

_FRAME_S = 1 / 15
"""s between two looks at the session. Cells are coarse and terminals slow: nobody sees more, and
at 30 pictures a second drawing costs as much as counting."""


def in_terminal(playback: Playback, *, as_json: bool) -> int:
    """Show a session in the way that suits where the output goes; the exit code.

    Raises
    ------
    Exception : what ended the session before its time.
    """
    with Worker() as worker:
        session = playback.session()
        session.start(worker)
        view = View(playback.target)
        show = show_for(as_json=as_json, is_live=session.is_live, changes_legs=session.changes_legs)
        is_interrupted = _watch(session, view, show)
    show.end(view, playback.notes)
    if view.ended is not None and view.ended.error is not None:
        raise view.ended.error
    return EXIT_INTERRUPTED if is_interrupted else 0


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
    """Do what a key stands for. A sensor can neither be paused nor hurried."""
    if key in " +=-_" and session.is_live:
        return
    if key == " ":
        (session.resume if now.is_paused else session.pause)()
    elif key in "+=":
        session.set_speed(faster(now.speed))
    elif key in "-_":
        session.set_speed(slower(now.speed))
    elif key in "qQ":
        session.stop()
    elif key in "cC" and session.changes_legs:
        session.command(now.leg_step)
