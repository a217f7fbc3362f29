"""From the command line to a window, without knowing what windows are made of."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from imu.cli.above import above_of, function_of
from imu.cli.output import remark
from imu.cli.terminal import in_terminal
from imu.errors import NoWindowError
from imu.live import Playback

if TYPE_CHECKING:
    from imu.cli.sensornames import Opened
    from imu.settings import Settings
    from imu.view.connectshot import Choice


def show(
    context: typer.Context, playback: Playback, *, as_json: bool, wants_window: bool = True
) -> int:
    """Show a session in a window or, where there can be none, in the terminal; the exit code.

    Parameters
    ----------
    context : knows the function that opens a window; see `imu.cli.app.run`.
    as_json : print one JSON object for each event, and open no window.
    wants_window : false for the terminal.
    """
    if wants_window and not as_json and above_of(context).window is not None:
        try:
            return open_window(context, playback)
        except NoWindowError as error:
            remark(f"No window: {str(error).rstrip('.')}. Showing it in the terminal.")
    return in_terminal(playback, as_json=as_json)


def open_window(context: typer.Context, playback: Playback) -> int:
    """Show a session in a window; the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    with _from_above(above_of(context).window) as shown:
        code: int = shown(playback)
    return code


@dataclass(frozen=True, slots=True)
class Lead:
    """How a training is to be led.

    Attributes
    ----------
    settings : the tracker's; None for the person's usual ones.
    reps : of each set; None for what was planned last.
    is_recorded, output : whether, and in which new folder; None for one of the usual ones.
    taps : whether two taps on the sensor start and stop a set.
    checks_strap : whether it is no training but a check of the strap (rule R29).
    """

    settings: Settings | None
    reps: int | None
    is_recorded: bool
    output: Path | None
    taps: bool
    checks_strap: bool = False


def can_train(context: typer.Context) -> bool:
    """Whether there is something that leads trainings in a window."""
    return above_of(context).train is not None


def train(context: typer.Context, opened: Opened, lead: Lead) -> tuple[int, str]:
    """Lead a training in a window; the exit code, and where everything is.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    with _from_above(above_of(context).train) as leading:
        outcome: tuple[int, str] = leading(opened, lead)
    return outcome


def connect(context: typer.Context) -> Choice | None:
    """Let a person find sensors in a window; None if they went back.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    with _from_above(
        above_of(context).connect, "Leave --connect away and name the sensors: see --help."
    ) as choosing:
        chosen: Choice | None = choosing()
    return chosen


def compare(context: typer.Context, paths: Sequence[Path], settings: Settings) -> int:
    """Show in a window how the legs of these recordings compare; the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    with _from_above(above_of(context).compare, "Leave --window away.") as comparing:
        code: int = comparing(paths, settings)
    return code


def progress(context: typer.Context, paths: Sequence[Path], settings: Settings) -> int:
    """Show in a window where a person's numbers go from session to session; the exit code.

    Raises
    ------
    NoWindowError : no window can be opened here.
    """
    with _from_above(above_of(context).progress, "Leave --window away.") as progressing:
        code: int = progressing(paths, settings)
    return code


@contextmanager
def _from_above(target: str | None, instead: str = "") -> Generator[Callable[..., Any]]:
    """A function that opens a window.

    `instead` is how to do without one, where nothing is shown in its place.
    """
    try:
        with _importing():
            yield _named(target)
    except NoWindowError as error:
        if not instead:
            raise
        problem = f"No window can be opened: {error.problem}"
        raise NoWindowError(problem, f"{error.advice} {instead}".strip()) from error


def _named(target: str | None) -> Callable[..., Any]:
    if target is None:
        raise NoWindowError("this installation has none")
    return function_of(target)


@contextmanager
def _importing() -> Generator[None]:
    """Windows import what they are made of when they open."""
    try:
        yield
    except ImportError as error:
        raise NoWindowError(f"what it is made of cannot be loaded ({error})") from error
