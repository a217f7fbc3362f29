"""`kickstand edit`: correct the count of a recording. Its raw files are never touched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, cast

import msgspec
import typer

from imu.cli.editwords import counts_of, described, states_of
from imu.cli.libraryplaces import recording_folder
from imu.cli.moments import seconds
from imu.cli.output import remark, say
from imu.cli.rounding import json_line
from imu.cli.tables import counted
from imu.editing import Editor
from imu.errors import UsageError
from imu.recording.edits import Add, Edit, Exclude, Join, Move, Reject, Restore, Split, Swap
from imu.samples import SIDES, Side

Recording = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="A recording's folder, or the name of one of your own.",
    ),
]
Moment = Annotated[
    str,
    typer.Argument(
        metavar="TIME", show_default=False, help="A time in the recording, such as 42.5 or 0:42.5."
    ),
]
SideOption = Annotated[
    str | None,
    typer.Option(
        metavar="SIDE", show_default=False, help="left or right; not needed where only one is."
    ),
]
Why = Annotated[str, typer.Option(metavar="TEXT", show_default=False, help="Why, for later.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def reject(path: Recording, time: Moment, *, side: SideOption = None, why: Why = "") -> None:
    """Say that the rep at a time was none."""
    editor = _editor(path)
    _make(editor, Reject(side=_side(editor, side), time_s=seconds(time), why=why))


def add(
    path: Recording, start: Moment, end: Moment, *, side: SideOption = None, why: Why = ""
) -> None:
    """Say that there was a rep between two times, at which the person stood."""
    editor = _editor(path)
    leg = _side(editor, side)
    _make(editor, Add(side=leg, start_s=seconds(start), end_s=seconds(end), why=why))


def change_side(
    path: Recording,
    side: Annotated[str, typer.Argument(metavar="FROM", help="The leg as it was recorded.")],
    to: Annotated[str, typer.Argument(metavar="TO", help="The leg that it was.")],
    *,
    start: Annotated[str, typer.Option(metavar="TIME", help="From this time on.")] = "0",
    end: Annotated[
        str | None, typer.Option(metavar="TIME", show_default=False, help="Until this time.")
    ] = None,
    why: Why = "",
) -> None:
    """Say that reps of one leg were the other leg's: all of them, or those of a span."""
    editor = _editor(path)
    leg, other = _named(side), _named(to)
    if leg == other:
        raise UsageError(f"{side} and {to} are the same leg", "Name two different ones.")
    span = _span(editor, start, end)
    _make(editor, Move(side=leg, to=other, start_s=span[0], end_s=span[1], why=why))


def swap(
    path: Recording,
    *,
    start: Annotated[str, typer.Option(metavar="TIME", help="From this time on.")] = "0",
    end: Annotated[
        str | None, typer.Option(metavar="TIME", show_default=False, help="Until this time.")
    ] = None,
    why: Why = "",
) -> None:
    """Say that left was right and right was left: throughout, or in a span."""
    editor = _editor(path)
    span = _span(editor, start, end)
    _make(editor, Swap(start_s=span[0], end_s=span[1], why=why))


def split(path: Recording, time: Moment, *, side: SideOption = None, why: Why = "") -> None:
    """Say that a set ended at a time, and that what follows was another."""
    editor = _editor(path)
    _make(editor, Split(side=_side(editor, side), time_s=seconds(time), why=why))


def join(path: Recording, time: Moment, *, side: SideOption = None, why: Why = "") -> None:
    """Say that the set at or before a time and the one after it were one."""
    editor = _editor(path)
    _make(editor, Join(side=_side(editor, side), time_s=seconds(time), why=why))


def exclude(path: Recording, time: Moment, *, side: SideOption = None, why: Why = "") -> None:
    """Let the rep at a time count, but make no figure from it."""
    editor = _editor(path)
    _make(editor, Exclude(side=_side(editor, side), time_s=seconds(time), why=why))


def restore(path: Recording, time: Moment, *, side: SideOption = None, why: Why = "") -> None:
    """Say that a movement that was left out, too shallow or rejected is a rep."""
    editor = _editor(path)
    _make(editor, Restore(side=_side(editor, side), time_s=seconds(time), why=why))


def undo(
    path: Recording,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]", show_default=False, help="Of 'edit list'; the last if not given."
        ),
    ] = None,
) -> None:
    """Take an edit back. It stays in the list, and can be made again by undoing the undo."""
    editor = _editor(path)
    editor.undo(datetime.now(UTC), number)
    _tell(editor)


def list_edits(path: Recording, *, as_json: Json = False) -> None:
    """List the edits of a recording, and what they come to."""
    editor = _editor(path)
    states = states_of(editor)
    for one, state in zip(editor.edits, states, strict=True):
        if as_json:
            plain = cast("dict[str, Any]", msgspec.to_builtins(one))
            say(json_line({**plain, "state": state}))
        else:
            say(f"{one.id:3}  {described(one)}" + (f"  ({state})" if state else ""))
    if as_json:
        return
    if not editor.edits:
        say("nothing was corrected")
    _tell(editor)


def labels(
    path: Recording,
    *,
    exhaustive: Annotated[
        bool, typer.Option("--exhaustive", help="Every rep of the recording is marked.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Replace windows that are labelled already.")
    ] = False,
) -> None:
    """Save the corrected reps as labels.json, for validate and for others."""
    editor = _editor(path)
    written = editor.save_labels(exhaustive=exhaustive, anew=anew)
    say(f"{counted(len(written.reps), 'rep')} in {editor.recording.path / 'labels.json'}")


def show_differences(path: Recording, *, as_json: Json = False) -> None:
    """Ask about every rep that only one of the live count and review has."""
    editor = _editor(path)
    found = editor.differences()
    for one in found:
        if as_json:
            say(json_line(one))
            continue
        say(one.question)
        if one.remedy is not None:
            fix = described(one.remedy)
            say(f"    if {'so' if one.counted_by == 'live' else 'not'}: {fix}")
    if not found and not as_json:
        say("the live count and review agree")


def _editor(path: Path) -> Editor:
    return Editor(recording_folder(path))


def _make(editor: Editor, edit: Edit) -> None:
    editor.make(edit, datetime.now(UTC))
    _tell(editor)


def _tell(editor: Editor) -> None:
    """What was found, and what it is now."""
    before, after = counts_of(editor.unedited), counts_of(editor.session)
    say(after if before == after else f"{before} -> {after}")
    for number, why in editor.without_effect.items():
        remark(f"edit {number} has no effect: {why}")


def _side(editor: Editor, text: str | None) -> Side:
    if text is not None:
        return _named(text)
    there: list[Side] = [side for side in SIDES if side in editor.session.sides]
    if len(there) != 1:
        raise UsageError(f"There are {' and '.join(there)}", "Say which with --side.")
    return there[0]


def _named(text: str) -> Side:
    found: Side | None = next((side for side in SIDES if side == text.strip().casefold()), None)
    if found is None:
        raise UsageError(f"{text!r} is no side", "Say left or right.")
    return found


def _span(editor: Editor, start: str, end: str | None) -> tuple[float, float]:
    """From `start` to `end`, or to the end of the recording, s."""
    return seconds(start), editor.recording.end_s if end is None else seconds(end)
