"""A QR code of an address, for a terminal and for a window: nobody types a token on a phone."""

from __future__ import annotations

QUIET = 4
"""Light modules around the code that readers need (ISO/IEC 18004, 9.1)."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, dark ones true, the quiet zone around them included."""
    import segno

    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix_iter(border=QUIET))


def terminal_lines(text: str) -> list[str]:
    """The code in half blocks, two rows of modules a line; right on dark and light terminals.

    Light modules are drawn as blocks, so that on the usual dark background light stays light; every
    reader copes with the opposite.
    """
    rows = modules(text)
    if len(rows) % 2:
        rows = (*rows, (False,) * len(rows[0]))
    blocks = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
    return [
        "".join(blocks[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
