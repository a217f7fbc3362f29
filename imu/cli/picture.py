"""The live picture for a terminal of any size: a view's snapshot as lines of text.

What must be seen from afar comes first and largest: the count, the side, the word for the phase.
Nothing here knows a terminal: `imu.cli.screen` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from imu.cli.canvas import Canvas, minutes, wrapped
from imu.cli.panel import GOOD_ROWS, LEAST_ROWS, Area, Role, bar, draw_panel
from imu.view import SideView, Snapshot, Word

_AIRY = 26
"""Rows from which on empty ones set the parts of the picture apart."""


def draw(snapshot: Snapshot, width: int, height: int, *, colour: bool, hint: str = "") -> list[str]:
    """Draw the snapshot.

    Parameters
    ----------
    snapshot : what to draw.
    width, height : columns and rows that there are; no line is longer, and there are no more.
    colour : whether colours may be used. Bold and dim always are.
    hint : what the keys do; shown where there is room.
    """
    canvas = Canvas(width, height)
    _header(canvas, snapshot, hint)
    _progress(canvas, snapshot)
    air = int(height >= _AIRY)
    first, last = 1 + air, canvas.height - 2 - air
    shown = [side for side in snapshot.sides if side.word is not Word.OFF] or snapshot.sides
    remarks = (_notice(snapshot), _refusal(snapshot), _last_rep(snapshot))
    shares = _remark_rows(last - first + 1, canvas.width, len(shown))
    for remark, rows in zip(remarks, shares, strict=True):
        last -= rows
        _write_remark(canvas, last + 1, rows, remark)
    share = canvas.width // max(1, len(shown))
    for n, side in enumerate(shown):
        area = Area(n * share + 1, first, share - 2, last - first + 1 - air)
        draw_panel(canvas, area, side, _role(snapshot, side, len(shown)))
    return canvas.lines(colour=colour)


def _role(snapshot: Snapshot, side: SideView, shown: int) -> Role:
    if shown == 1:
        return Role.ALONE
    return Role.WAITING if snapshot.working not in ("", side.side) else Role.WORKING


@dataclass(frozen=True, slots=True)
class _Remark:
    """A sentence below the panels and how it is written."""

    text: str = ""
    style: str = ""


def _remark_rows(rows: int, columns: int, sides: int) -> tuple[int, int, int]:
    """Rows for the remarks, from the bottom up: never others, so that nothing jumps."""
    spare = max(0, rows - (GOOD_ROWS if rows >= GOOD_ROWS + 3 else LEAST_ROWS))
    rep = min(1, spare)
    notice = min(1, spare - rep)
    refusal = min(3 if columns < 60 else 2, spare - rep - notice)
    if sides == 1:
        notice = min(2, spare - rep - refusal)
    return notice, refusal, rep


def _write_remark(canvas: Canvas, y: int, rows: int, remark: _Remark) -> None:
    for n, line in enumerate(wrapped(remark.text, canvas.width - 2, rows)):
        canvas.write(1, y + n, line, remark.style)


def _header(canvas: Canvas, snapshot: Snapshot, hint: str) -> None:
    right = _pace(snapshot)
    start = canvas.width - len(right) - 1
    end = canvas.write(1, 0, snapshot.name, "dim", until=start - 1)
    if hint and end + 3 + len(hint) + 3 <= start:
        canvas.write(start - len(hint) - 3, 0, hint, "dim")
    canvas.write(start, 0, right, "bold yellow" if snapshot.is_paused else "dim")


def _pace(snapshot: Snapshot) -> str:
    """How stream time passes. That of a sensor just passes."""
    if snapshot.is_live:
        return "live"
    speed = "speed max" if snapshot.speed is None else f"speed {snapshot.speed:g}×"
    return f"paused, {speed}" if snapshot.is_paused else speed


def _progress(canvas: Canvas, snapshot: Snapshot) -> None:
    y = canvas.height - 1
    x = canvas.write(1, y, minutes(snapshot.elapsed_s))
    if snapshot.length_s is not None and snapshot.progress is not None:
        x = canvas.write(x, y, f" / {minutes(snapshot.length_s)}") + 1
        bar(canvas, Area(x, y, canvas.width - x - 1, 1), snapshot.progress, "dim")


def _notice(snapshot: Snapshot) -> _Remark:
    """The one thing that a person should know most."""
    if snapshot.trouble:
        return _Remark(snapshot.trouble, "bold red")
    if snapshot.change:
        return _Remark(f"{snapshot.change.sentence} Then press C.", "bold yellow")
    several = len(snapshot.sides) > 1
    for side in snapshot.sides:
        if side.lost_s:
            which = f"{side.side} sensor" if several else "sensor"
            text = f"No samples from the {which} for {side.lost_s:.0f} s: keep still."
            return _Remark(text, "bold red")
    for side in snapshot.sides:
        if side.health:
            which = f"{side.side.capitalize()} sensor: " if several else ""
            return _Remark(which + side.health[-1], "yellow")
    gaps = [f"{side.side} {side.gaps}" for side in snapshot.sides if side.gaps]
    return _Remark(f"Gaps in the samples: {', '.join(gaps)}.", "dim") if gaps else _Remark()


def _refusal(snapshot: Snapshot) -> _Remark:
    """What was not counted last, and why not."""
    found = snapshot.newest_not_counted
    if found is None:
        return _Remark()
    name, what = found
    which = f"{name}, " if len(snapshot.sides) > 1 else ""
    when = minutes(what.start_s - (snapshot.start_s or 0.0))
    return _Remark(f"Not counted ({which}{when}): {what.sentence}", "yellow")


def _last_rep(snapshot: Snapshot) -> _Remark:
    side = snapshot.side(snapshot.working)
    if side is None or side.last_rep is None:
        return _Remark()
    if side.rest_s is not None and side.sets[-1].planned:
        return _Remark(f"Set {len(side.sets)}: {side.sets[-1].planned}.")
    text = f"Rep {side.last_rep.number}: {side.last_rep.depth_deg:.0f}° deep."
    if side.tempo is not None:
        text += f" {side.tempo.down_s:.1f} s down, {side.tempo.up_s:.1f} s up"
    return _Remark(text)
