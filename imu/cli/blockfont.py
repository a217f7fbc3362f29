"""Digits and capital letters made of blocks, to be read from across the room."""

from __future__ import annotations

HEIGHT = 5
"""Rows of a character, in blocks."""

_SHAPES = """
0 ### # # # # # # ###
1  #  ##   #   #  ###
2 ###   # ### #   ###
3 ###   # ###   # ###
4 # # # # ###   #   #
5 ### #   ###   # ###
6 ### #   ### # # ###
7 ###   #   #   #   #
8 ### # # ### # # ###
9 ### # # ###   # ###
A ### # # ### # # # #
B ##  # # ##  # # ##
D ##  # # # # # # ##
E ### #   ##  #   ###
F ### #   ##  #   #
G ### #   # # # # ###
H # # # # ### # # # #
L #   #   #   #   ###
O ### # # # # # # ###
P ### # # ### #   #
R ##  # # ##  # # # #
S ### #   ###   # ###
T ###  #   #   #   #
U # # # # # # # # ###
Y # # # #  #   #   #
"""
"""Each line: the character, then its rows from the top, three blocks and a space each."""

_WIDE = {
    "I": ("#", "#", "#", "#", "#"),
    "N": ("#  #", "## #", "# ##", "#  #", "#  #"),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
}


def _shapes() -> dict[str, tuple[str, ...]]:
    lines = [line.ljust(2 + 4 * HEIGHT) for line in _SHAPES.strip("\n").splitlines()]
    regular = {
        line[0]: tuple(line[2 + 4 * row : 5 + 4 * row] for row in range(HEIGHT)) for line in lines
    }
    return {**regular, **_WIDE}


GLYPHS = _shapes()
"""By character its rows, "#" for a block."""


def can_write(text: str) -> bool:
    """Whether there are blocks for every character."""
    return all(character in GLYPHS for character in text)


def width(text: str, scale: int) -> int:
    """Columns that `text` takes; a block is `2 * scale` columns wide and `scale` rows high."""
    blocks = sum(len(GLYPHS[character][0]) for character in text)
    return (2 * blocks + max(0, len(text) - 1) * _gap(1)) * scale if scale else 0


def _gap(scale: int) -> int:
    """Columns between two characters."""
    return scale


def rows(text: str, scale: int) -> list[str]:
    """The rows of `text`, from the top, in full blocks and spaces."""
    found: list[str] = []
    for row in range(HEIGHT):
        cells = [
            "".join(("█" if block == "#" else " ") * (2 * scale) for block in GLYPHS[c][row])
            for c in text
        ]
        found += [(" " * _gap(scale)).join(cells)] * scale
    return found
