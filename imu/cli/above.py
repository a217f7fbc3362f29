"""What a package above this one lends to the commands, by name: nothing of it is imported early."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer


@dataclass(frozen=True, slots=True)
class Above:
    """Functions as "module:function", imported when they are to be called.

    Attributes
    ----------
    window : shows a session in a window, see `imu.cli.windows`; None where there are only
        terminals.
    train : leads a training in a window, see `imu.cli.windows.train`; None as above.
    home : opens the window where everything begins, for `kickstand` alone; None as above.
    connect : lets a person find sensors in a window; gives an `imu.view.connectshot.Choice`, or
        None for whoever went back.
    compare : shows how a person's legs compare in a window, see `imu.cli.windows.compare`; None as
        above.
    progress : shows a person's numbers from session to session in a window, see
        `imu.cli.windows.progress`; None as above.
    checks : further checks of `kickstand doctor`, each giving an `imu.cli.finding.Finding`.
    benches : its benches for `kickstand bench all`, by name with the words of a short run.
    undrawable : says why nothing can be drawn here, not even unseen, or gives None; where it says
        so, `benches` cannot run.
    module : what `python -m` starts with all that this package lends; None for the core alone.
    """

    window: str | None = None
    home: str | None = None
    train: str | None = None
    connect: str | None = None
    compare: str | None = None
    progress: str | None = None
    checks: tuple[str, ...] = ()
    benches: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    undrawable: str | None = None
    module: str | None = None


def above_of(context: typer.Context) -> Above:
    """What is lent to the command that runs; nothing where the core is alone."""
    found: object = context.find_root().obj
    return found if isinstance(found, Above) else Above()


_CORE = "import sys; from imu.cli.app import run; sys.exit(run(sys.argv[1:]))"


def programme(module: str | None, interpreter: str | None = None) -> list[str]:
    """What starts this very programme anew; words of a command follow.

    Parameters
    ----------
    module : what `python -m` starts; None for the commands of the core.
    interpreter : by its path; None for the one that runs.
    """
    python = interpreter or sys.executable
    if getattr(sys, "frozen", False):
        return [python]
    start = ["-c", _CORE] if module is None else ["-m", module]
    return [python, "-P", *start]  # -P: nothing of the current folder


def function_of(target: str) -> Callable[..., Any]:
    """The function that "module:function" names.

    Raises
    ------
    ImportError : its module cannot be imported.
    """
    module, _, name = target.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
