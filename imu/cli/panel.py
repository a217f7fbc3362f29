"""One thigh in the terminal's picture: count, word, gauge and sets, as large as the room allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from imu.cli import blockfont
from imu.cli.canvas import Canvas, minutes, wrapped
from imu.view import SideView, Word

LEAST_ROWS = blockfont.HEIGHT + 3
GOOD_ROWS = 2 * blockfont.HEIGHT + 3
"""Rows that a panel needs to show words, the count in small or in larger blocks, sets and gauge."""

_MAX_SCALE = 6
"""Blocks larger than that fill a wall."""

_LEAST_GAUGE_DEG = 40.0
"""degrees. A usual hinge fills more than half of the gauge."""

_BESIDE = 11
"""Columns that the words need as plain text beside the count."""

_DOTS = 5
"""Dots that are drawn; more would say no more."""

_WORD_STYLES = {
    Word.LOST: "bold red",
    Word.REST: "dim",
    Word.OFF: "dim",
    Word.BEGIN: "bold yellow",
    Word.STRAP: "bold yellow",
}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the canvas: its upper left cell, columns and rows."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column that is no longer part of it."""
        return self.x + self.width

    @property
    def below(self) -> int:
        """The first row that is no longer part of it."""
        return self.y + self.height


class Role(Enum):
    """How much attention a thigh needs."""

    ALONE = "alone"  # there is no other
    WORKING = "working"  # of two, this one
    WAITING = "waiting"  # the other one


def draw_panel(canvas: Canvas, area: Area, side: SideView, role: Role) -> None:
    """Draw one thigh, in the layout that lets the count be largest."""
    rows = min(2, max(0, area.height - 1))
    for n, draw in enumerate((_gauge, _sets)[:rows], start=1):
        draw(canvas, Area(area.x, area.below - n, area.width, 1), side)
    block = Area(area.x, area.y, area.width, area.height - rows)
    scale, layout = max(_layouts(block, side, role), key=lambda option: option[0])
    layout(canvas, block, side, scale, _STYLES[role])


_Layout = Callable[[Canvas, Area, SideView, int, "_Style"], None]


def _layouts(area: Area, side: SideView, role: Role) -> list[tuple[int, _Layout]]:
    """The layouts that fit with the scale of the count that each allows, the nicest first."""
    words = _word_columns(side)
    found: list[tuple[int, _Layout]] = []
    if role is Role.ALONE and area.height > 2 * blockfont.HEIGHT:
        found.append((_scale(area, side, columns=words + 3), _words_beside))
    if words <= area.width:
        rows = blockfont.HEIGHT + 1
        found.append((_scale(area, side, columns=_BESIDE, rows=rows), _word_below))
    found.append((_scale(area, side, columns=_BESIDE), _text_beside))
    fitting = [option for option in found if option[0]]
    return [*fitting, (_scale(area, side, rows=1), _text_above)]


def bar(canvas: Canvas, area: Area, share: float, style: str) -> None:
    """A bar over one row, filled up to `share` of 1."""
    full = round(max(0.0, min(1.0, share)) * max(0, area.width))
    canvas.write(area.x, area.y, "█" * full, style)
    canvas.write(area.x + full, area.y, "░" * (area.width - full), "dim")


def _words_beside(canvas: Canvas, area: Area, side: SideView, scale: int, style: _Style) -> None:
    """The count at the left, the words in blocks at the right."""
    _big_count(canvas, area, side, scale, style)
    words = Area(area.right - _word_columns(side), area.y, _word_columns(side), area.height)
    canvas.write_big(words.x, words.y, _name(side), 1, style.name)
    y = words.y + blockfont.HEIGHT + 1
    canvas.write_big(words.x, y, side.word, 1, style.word(side.word))
    y += blockfont.HEIGHT + 1
    _asides(canvas, Area(words.x, y, words.width, area.below - y), side)


def _word_below(canvas: Canvas, area: Area, side: SideView, scale: int, style: _Style) -> None:
    """The count with the name beside it, and the word for the phase below, in blocks."""
    _big_count(canvas, area, side, scale, style)
    _asides(canvas, _name_beside(canvas, area, side, scale, style), side)
    y = area.y + blockfont.HEIGHT * scale + 1
    canvas.write_big(area.x, y, side.word, 1, style.word(side.word))


def _text_beside(canvas: Canvas, area: Area, side: SideView, scale: int, style: _Style) -> None:
    """The words as plain text at the right of the count."""
    _big_count(canvas, area, side, scale, style)
    rest = _name_beside(canvas, area, side, scale, style)
    canvas.write(rest.x, area.y + 1, side.word, style.word(side.word), until=area.right)
    _asides(canvas, rest, side)


def _name_beside(canvas: Canvas, area: Area, side: SideView, scale: int, style: _Style) -> Area:
    """Write the name at the right of the count. Returns what is free below it, and below a word."""
    x = area.x + blockfont.width(_two_digits(side), scale) + 2
    canvas.write(x, area.y, _label(side), style.name, until=area.right)
    return Area(x, area.y + 3, area.right - x, blockfont.HEIGHT * scale - 3)


def _text_above(canvas: Canvas, area: Area, side: SideView, scale: int, style: _Style) -> None:
    """The words as plain text above the count, and the count with them if it does not fit."""
    x = area.x
    if not scale:
        x = canvas.write(x, area.y, str(side.count), style.count(side), until=area.right) + 1
    x = canvas.write(x, area.y, _label(side), style.name, until=area.right) + 1
    canvas.write(x, area.y, side.word, style.word(side.word), until=area.right)
    if scale:
        count = Area(area.x, area.y + 1, area.width, area.height - 1)
        _big_count(canvas, count, side, scale, style)


def _big_count(canvas: Canvas, area: Area, side: SideView, scale: int, style: _Style) -> None:
    canvas.write_big(area.x, area.y, str(side.count), scale, style.count(side))


@dataclass(frozen=True, slots=True)
class _Style:
    """How name, count and word are written."""

    name: str
    quiet: bool

    def count(self, side: SideView) -> str:
        """The style of the count."""
        if self.quiet:
            return "dim"
        return "bold green" if side.is_in_set else "dim" if side.sets else "bold"

    def word(self, word: Word) -> str:
        """The style of the word for the phase; a sensor that is lost is never quiet."""
        loud = _WORD_STYLES.get(word, "bold cyan")
        return "dim" if self.quiet and word is not Word.LOST else loud


_STYLES = {
    Role.ALONE: _Style("bold", quiet=False),
    Role.WORKING: _Style("bold", quiet=False),
    Role.WAITING: _Style("dim", quiet=True),
}


def _scale(area: Area, side: SideView, *, columns: int = 0, rows: int = 0) -> int:
    """The largest scale at which two digits and so many more columns and rows fit; 0 for none."""
    count = _two_digits(side)
    scale = min(_MAX_SCALE, (area.height - rows) // blockfont.HEIGHT)
    while scale > 0 and blockfont.width(count, scale) + columns > area.width:
        scale -= 1
    return max(0, scale)


def _two_digits(side: SideView) -> str:
    return str(side.count).rjust(2, "0")


def _label(side: SideView) -> str:
    """The side by word and by shape."""
    return {"left": "◄ LEFT", "right": "RIGHT ►"}.get(side.side, _name(side))


def _name(side: SideView) -> str:
    return "THIGH" if side.side == "unknown" else side.side.upper()


def _word_columns(side: SideView) -> int:
    """Columns for the widest word, so that nothing moves when the word changes."""
    return max(blockfont.width(word, 1) for word in (*Word, _name(side)))


def _asides(canvas: Canvas, area: Area, side: SideView) -> None:
    lines = [line for text in _explanations(side) for line in wrapped(text, area.width, 2)]
    for n, line in enumerate(lines[: max(0, area.height)]):
        canvas.write(area.x, area.y + n, line)


def _explanations(side: SideView) -> list[str]:
    """What explains count and word: target, calibration, rest, arming; and how the sensor is."""
    texts: list[str] = []
    if side.target is not None:
        texts.append(f"of {side.target}")
    if not side.is_ready:
        texts.append("finding the hinge")
    elif side.word is Word.REST and side.rest_s is not None:
        texts.append(f"for {minutes(side.rest_s)}")
    if side.is_armed:
        texts.append("armed")
    if side.link is not None:
        texts += [text for text in (side.link.battery, side.link.radio) if text]
    return texts


def _sets(canvas: Canvas, area: Area, side: SideView) -> None:
    """Dots, the number of the set, and the sets that are over."""
    x = area.x
    if side.dots:
        x = canvas.write(x, area.y, "● " * min(side.dots, _DOTS), "bold yellow", until=area.right)
        x = canvas.write(x, area.y, f"{side.dots} of 3 alike", "yellow", until=area.right) + 2
    elif side.is_in_set:
        x = canvas.write(x, area.y, f"Set {side.set_number}", until=area.right) + 2
    if side.sets:
        done = ", ".join(
            f"{one.count} (pain)" if one.stopped == "pain" else str(one.count) for one in side.sets
        )
        canvas.write(x, area.y, f"Done: {done}", until=area.right)


def _gauge(canvas: Canvas, area: Area, side: SideView) -> None:
    """A bar as long as the thigh is tilted, with a mark where the last rep was deepest."""
    if side.tilt_deg is None:
        canvas.write(area.x, area.y, "tilt not known yet", "dim", until=area.right)
        return
    full_deg = max(_LEAST_GAUGE_DEG, -(-(side.deepest_deg + 5.0) // 20) * 20)
    x = canvas.write(area.x, area.y, f"{max(0.0, side.tilt_deg):3.0f}° ", until=area.right)
    room = Area(x, area.y, area.right - x, 1)
    bar(canvas, room, side.tilt_deg / full_deg, "cyan")
    if side.last_rep is not None and room.width > 2:
        mark = round(min(1.0, side.last_rep.depth_deg / full_deg) * room.width)
        canvas.write(x + min(mark, room.width - 1), area.y, "│", "bold")
