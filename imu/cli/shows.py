"""Three ways of showing a running session: drawn in place, a line for each event, JSON."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from imu.cli.keyboard import keyboard
from imu.cli.output import remark, say
from imu.cli.picture import draw
from imu.cli.rounding import json_line
from imu.cli.screen import Screen, can_draw, wants_colour
from imu.cli.summary import legend_of, summary_of
from imu.cli.tables import clock
from imu.cli.wording import line_of, link_line, trouble_line
from imu.events import AnyEvent, Event
from imu.live import Trouble, Update
from imu.samples import Session, SideResult
from imu.sources.news import LinkReport, Stories
from imu.view import Snapshot, View

HINT = "space: pause   + -: speed   q: stop"
"""What the keys do, on one line."""

LIVE_HINT = "q: stop"
"""The same with sensors, which have no pace."""

CHANGE_HINT = "c: change leg   q: stop"
"""The same with one sensor for both legs."""


class Show(Protocol):
    """Shows a session while it runs, inside a ``with`` statement, and in the end outside it."""

    def __enter__(self) -> Self:
        """Get ready."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Clean up."""
        ...

    def see(self, updates: Iterable[Update], view: View) -> None:
        """Show what happened; `view` has been advanced by it."""
        ...

    def pressed(self) -> str:
        """The keys that a person pressed since the last call."""
        ...

    def end(self, view: View, notes: Sequence[str]) -> None:
        """Say what came of it all; `notes` are sentences on the recording itself."""
        ...


def show_for(*, as_json: bool, is_live: bool = False, changes_legs: bool = False) -> Show:
    """The way that suits where the output goes; `is_live`, `changes_legs` as in `LiveSession`."""
    if as_json:
        return JsonShow()
    hint = CHANGE_HINT if changes_legs else LIVE_HINT if is_live else HINT
    return PictureShow(hint=hint) if can_draw(sys.stdout) else LineShow()


class PictureShow:
    """The terminal's picture."""

    def __init__(
        self, screen: Screen | None = None, *, colour: bool | None = None, hint: str = HINT
    ) -> None:
        keys = keyboard() if screen is None else None
        self._screen = screen or Screen(keys=keys)
        self._colour = wants_colour() if colour is None else colour
        self._hint = hint if keys is not None else ""

    def __enter__(self) -> Self:
        """Take the terminal."""
        self._screen.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give it back."""
        self._screen.__exit__(kind, error, traceback)

    def see(self, updates: Iterable[Update], view: View) -> None:
        """Draw the view."""
        del updates
        columns, rows = self._screen.size
        lines = draw(view.snapshot(), columns, rows, colour=self._colour, hint=self._hint)
        self._screen.show(lines)

    def pressed(self) -> str:
        """The keys that a person pressed since the last call."""
        return self._screen.pressed()

    def end(self, view: View, notes: Sequence[str]) -> None:
        """Print the summary."""
        say_summary(view, notes)


class _Lines:
    """What line by line output has in common."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        pass

    def see(self, updates: Iterable[Update], view: View) -> None:
        """Print what happened."""
        del view
        for update in updates:
            is_line = isinstance(update, Event | LinkReport | Trouble)
            text = self._text(update) if is_line else None
            if text is not None:
                say(text)
        sys.stdout.flush()

    def pressed(self) -> str:
        """None: whoever reads lines may need the keys for something else."""
        return ""

    def _text(self, event: AnyEvent | LinkReport | Trouble) -> str | None:
        raise NotImplementedError


class LineShow(_Lines):
    """A plain line for each event."""

    def __init__(self) -> None:
        self._stories = Stories()

    def _text(self, event: AnyEvent | LinkReport | Trouble) -> str | None:
        if isinstance(event, Trouble):
            return trouble_line(event)
        if not isinstance(event, LinkReport):
            return line_of(event)
        return link_line(event) if self._stories.is_new(event) else None

    def end(self, view: View, notes: Sequence[str]) -> None:
        """Print the summary."""
        say("")
        say_summary(view, notes)


class JsonShow(_Lines):
    """A JSON object for each event, and one with totals at the end."""

    def _text(self, event: AnyEvent | LinkReport | Trouble) -> str:
        if isinstance(event, Trouble):
            return json_line({"event": "trouble", "problem": event.problem})
        return json_line(event)

    def end(self, view: View, notes: Sequence[str]) -> None:
        """Print the totals; the notes go to stderr."""
        snapshot = view.snapshot()
        say(json_line(end_event(snapshot, view.session)))
        for note in notes:
            remark(f"{snapshot.name}: {note}")


def say_summary(view: View, notes: Sequence[str]) -> None:
    """Print what was counted, as `kickstand analyze --live` does."""
    snapshot, session = view.snapshot(), view.session
    if snapshot.is_stopped:
        say(f"Stopped at {clock(snapshot.time_s)}.")
    if session is None:
        return
    say(summary_of(session, notes))
    legend = legend_of([session])
    if legend:
        say(f"\n{legend}")


def end_event(snapshot: Snapshot, session: Session | None) -> dict[str, Any]:
    """The last object that ``--json`` prints."""
    return {
        "event": "end",
        "recording": snapshot.name,
        "time_s": snapshot.time_s,
        "stopped": snapshot.is_stopped,
        "error": snapshot.error or None,
        "sides": {name: _totals(side) for name, side in (session.sides if session else {}).items()},
    }


def _totals(side: SideResult) -> dict[str, Any]:
    return {
        "reps": side.count,
        "sets": [one.count for one in side.sets],
        "rejected": dict(Counter(movement.reason for movement in side.rejected)),
        "gaps": len(side.gaps),
        "health": [finding.code for finding in side.health],
    }
