"""Edits and what they come to, for a person."""

from __future__ import annotations

from imu.cli.tables import clock, counted
from imu.editing import Editor
from imu.recording import Edit, in_force
from imu.recording.edits import Add, Exclude, Join, Move, Reject, Restore, Split, Swap, Undo
from imu.samples import Session


def described(edit: Edit) -> str:
    """One edit in a line."""
    why = f': "{edit.why}"' if edit.why else ""
    return _what(edit) + why


def _what(edit: Edit) -> str:
    match edit:
        case Reject():
            text = f"reject the rep at {clock(edit.time_s)} on the {edit.side} leg"
        case Add():
            text = f"add a rep from {_span(edit)} on the {edit.side} leg"
        case Move():
            text = f"give the reps from {_span(edit)} on the {edit.side} leg to the {edit.to} one"
        case Swap():
            text = f"swap left and right from {_span(edit)}"
        case Split():
            text = f"split the set at {clock(edit.time_s)} on the {edit.side} leg"
        case Join():
            text = f"join the sets around {clock(edit.time_s)} on the {edit.side} leg"
        case Exclude():
            text = f"make no figure from the rep at {clock(edit.time_s)} on the {edit.side} leg"
        case Restore():
            text = f"count the movement at {clock(edit.time_s)} on the {edit.side} leg"
        case Undo():
            text = f"undo {edit.edit}"
    return text


def _span(edit: Add | Move | Swap) -> str:
    return f"{clock(edit.start_s)} to {clock(edit.end_s)}"


def states_of(editor: Editor) -> list[str]:
    """For each edit "" where it holds, or why it does not."""
    held = {one.id for one in in_force(editor.edits)}
    return [
        f"no effect: {editor.without_effect[one.id]}"
        if one.id in editor.without_effect
        else ""
        if one.id in held or isinstance(one, Undo)
        else "taken back"
        for one in editor.edits
    ]


def counts_of(session: Session) -> str:
    """Reps and sets of each leg: "left 8 reps in 1 set, right no reps"."""
    parts = [
        f"{side} {counted(one.count, 'rep')} in {counted(len(one.sets), 'set')}"
        if one.sets
        else f"{side} no reps"
        for side, one in session.sides.items()
    ]
    return ", ".join(parts)
