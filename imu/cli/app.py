"""The command `kickstand`: its table of commands, and what becomes of every way it can end."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from imu.cli.above import Above, function_of
from imu.cli.output import drop_stdout, remark, say, use_utf8
from imu.errors import ImuError, NoWindowError
from imu.version import __version__

Target = str | dict[str, str]
"""A command as "module:function", or commands of a group by name."""

COMMANDS: dict[str, Target] = {
    "demo": "imu.cli.demo:demo",
    "scan": "imu.cli.scan:scan",
    "live": "imu.cli.live:live",
    "record": "imu.cli.live:record",
    "analyze": "imu.cli.analyze:analyze",
    "replay": "imu.cli.replay:replay",
    "list": "imu.cli.list:list_recordings",
    "library": {
        "rename": "imu.cli.library:rename",
        "note": "imu.cli.library:note",
        "delete": "imu.cli.library:delete_recordings",
        "recover": "imu.cli.library:recover_recordings",
        "backup": "imu.cli.library:backup",
        "rebuild": "imu.cli.library:rebuild",
        "delete-everything": "imu.cli.library:delete_all",
    },
    "edit": {
        "list": "imu.cli.edit:list_edits",
        "reject": "imu.cli.edit:reject",
        "add": "imu.cli.edit:add",
        "side": "imu.cli.edit:change_side",
        "swap": "imu.cli.edit:swap",
        "split": "imu.cli.edit:split",
        "join": "imu.cli.edit:join",
        "exclude": "imu.cli.edit:exclude",
        "restore": "imu.cli.edit:restore",
        "undo": "imu.cli.edit:undo",
        "differences": "imu.cli.edit:show_differences",
        "labels": "imu.cli.edit:labels",
    },
    "compare": "imu.cli.compare:compare_legs",
    "trend": "imu.cli.trend:trend",
    "report": "imu.cli.report:report",
    "label": "imu.cli.label:label",
    "validate": "imu.cli.validate:validate",
    "simulate": "imu.cli.simulate:simulate",
    "samples": "imu.cli.examples:samples",
    "import": "imu.cli.importing:import_files",
    "export": "imu.cli.exporting:export",
    "bench": {
        "accuracy": "imu.cli.bench:accuracy",
        "health": "imu.cli.benchhealth:health",
        "compare": "imu.cli.benchcompare:compare_rule",
        "speed": "imu.cli.benchspeed:speed",
        "all": "imu.cli.benchall:every_bench",
        "history": "imu.cli.benchpast:history",
    },
    "sensors": "imu.cli.sensors:sensors",
    "doctor": "imu.cli.doctor:doctor",
}
"""Each command and the function behind it, as "module:function", in the order of the help text.

A group of commands is a mapping of its own; what it is about stands in `_GROUPS`. A module is
imported when its command is used, or when the help text lists them all. The function's signature is
the command's (typer), its docstring the help text. It returns the exit code, or None for 0.
"""

_GROUPS = {
    "library": "Name, annotate, delete, recover and back up recordings.",
    "edit": "Correct the count of a recording; what was recorded is never touched.",
    "bench": "Measure the programme: how well it counts, how fast it is.",
}
"""What each group of commands is about."""

EXIT_FAILED = 2
"""Wrong use, or nothing could be done. 1 means that some inputs failed; commands return it."""

EXIT_INTERRUPTED = 130
EXIT_READER_GONE = 141
"""128 + the number of the signal, as shells report them: SIGINT, and SIGPIPE."""

_PLAIN: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,  # boxes are slow to load, and unpleasant for screen readers
}


Command = Any
"""What typer makes of a function; it keeps the type to itself."""


class LazyCommands(MutableMapping[str, Command]):
    """Commands by name. An entry is a target until it is first looked up."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._entries: dict[str, Command] = dict(targets)
        self._targets: dict[str, Target] = dict(targets)

    def __getitem__(self, name: str) -> Command:
        target = self._targets.pop(name, None)
        if target is not None:
            self._entries[name] = (
                _load(name, target) if isinstance(target, str) else _group(name, target)
            )
        return self._entries[name]

    def __setitem__(self, name: str, command: Command) -> None:
        self._targets.pop(name, None)
        self._entries[name] = command

    def __delitem__(self, name: str) -> None:
        self._targets.pop(name, None)
        del self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def build_app(more: Mapping[str, Target] | None = None) -> TyperGroup:
    """Build the command line.

    Parameters
    ----------
    more : further commands in the form of `COMMANDS`, from a package above this one.
    """
    app = typer.Typer(name="kickstand", callback=_kickstand, invoke_without_command=True, **_PLAIN)
    group = get_group(app)
    group.commands = LazyCommands(together(COMMANDS, more or {}))
    return group


def together(ours: Mapping[str, Target], more: Mapping[str, Target]) -> dict[str, Target]:
    """Both tables of commands in one; a group that both have gets the commands of both."""
    every = dict(ours)
    for name, target in more.items():
        known = every.get(name)
        if isinstance(known, str) or isinstance(target, str) or known is None:
            every[name] = target
        else:
            every[name] = {**known, **target}
    return every


def run(
    argv: Sequence[str], more: Mapping[str, Target] | None = None, above: Above | None = None
) -> int:
    """Run one command line and return its exit code. No error of any kind leaves this function.

    Parameters
    ----------
    argv : the arguments, without the programme's name.
    more : as for `build_app`.
    above : what a package above this one lends to the commands; they find it as the context's
        `obj`. None for nothing.
    """
    use_utf8()
    try:
        code = _outcome(build_app(more), argv, above or Above())
        if sys.stdout is not None:  # there is none where Windows has no console
            sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()
        return EXIT_READER_GONE
    return code


def _outcome(group: TyperGroup, argv: Sequence[str], above: Above) -> int:
    try:
        return _invoke(group, argv, above)
    except BrokenPipeError:
        raise
    except (KeyboardInterrupt, typer.Abort):
        return EXIT_INTERRUPTED
    except typer.TyperException as error:
        return _failed(_usage_sentence(error))
    except ImuError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(_machine_sentence(error) or _crash_sentence(error, argv))
    except Exception as error:  # noqa: BLE001 - the last resort: a person must not see a traceback
        return _failed(_crash_sentence(error, argv))


def _invoke(group: TyperGroup, argv: Sequence[str], above: Above) -> int:
    try:
        with group.make_context("kickstand", list(argv), obj=above) as context:
            code = group.invoke(context)
    except typer.Exit as leave:
        return leave.exit_code
    return code if isinstance(code, int) else 0


def _load(name: str, target: str) -> Command:
    app = typer.Typer(**_PLAIN)
    app.command(name)(function_of(target))
    return get_command(app)


def _group(name: str, targets: Mapping[str, str]) -> Command:
    app = typer.Typer(
        name=name,
        help=_GROUPS.get(name),
        callback=_show_help,
        invoke_without_command=True,
        **_PLAIN,
    )
    group = get_group(app)
    group.commands = LazyCommands(targets)
    return group


def _show_help(context: typer.Context) -> None:
    """Where no command of a group is named, its help text is what helps."""
    if context.invoked_subcommand is None:
        say(context.get_help())


def _kickstand(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Count single-leg hip hinges with a sensor on the thigh, and see how even they were."""
    if version:
        say(f"kickstand {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(_home(context))


def _home(context: typer.Context) -> int:
    """Open the window; where there can be none, say what there is instead."""
    above: object = context.obj
    if isinstance(above, Above) and above.home is not None:
        try:
            code: int = function_of(above.home)()
        except (NoWindowError, ImportError) as error:
            remark(f"No window: {str(error).rstrip('.')}.")
        else:
            return code
    say(context.get_help())
    return 0


def _failed(sentence: str) -> int:
    remark(sentence)
    return EXIT_FAILED


def _usage_sentence(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "kickstand"
    problem = error.format_message().strip()
    stop = "" if problem.endswith((".", "?", "!")) else "."
    return f"{problem}{stop} See '{command} --help'."


_MACHINES_OWN = frozenset(
    {errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENAMETOOLONG}
)
"""What a person's folders and drives may answer anywhere, and no bug of ours."""


def _machine_sentence(error: OSError) -> str:
    """What the system refuses, with the file; "" for what should not have happened."""
    if error.errno not in _MACHINES_OWN or error.filename is None:
        return ""
    why = f"{error.filename}: cannot be used ({error.strerror})."
    return f"{why} Look at its permissions, and at the room on its drive."


def _crash_sentence(error: Exception, argv: Sequence[str]) -> str:
    from imu.cli.crash import write_crash_log  # platformdirs is not needed to print a version

    what = f"this should not have happened ({type(error).__name__}: {error})."
    try:
        path = write_crash_log(error, argv)
    except OSError as refused:
        return f"{what} The details could not be written down: {refused}."
    advice = "'kickstand doctor --bundle FILE.zip' packs it for a bug report"
    return f"{what} The details are in {path}; {advice}."
