"""Several pieces in one string of bytes, so that any bytes at all are some pieces.

What is mutated must stay readable: a length that lies takes what is there, a missing mark gives one
piece more or fewer. Nothing is refused here, for the refusing is what is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

MOST_PIECES = 200
"""Of one input: enough for a whole conversation, few enough for thousands of them."""

_FILE_MARK = b"\x1c"  # "file separator" of ASCII: in no text that anybody exports
_NAME_MARK = b"\x1d"


def cut(data: bytes) -> list[tuple[int, bytes]]:
    """Pieces of up to 255 bytes, each after a byte that says what it is and one for its length."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at + 2 <= len(data) and len(found) < MOST_PIECES:
        kind, length = data[at], data[at + 1]
        found.append((kind, data[at + 2 : at + 2 + length]))
        at += 2 + length
    return found


def glue(parts: Iterable[tuple[int, bytes]]) -> bytes:
    """The bytes that `cut` cuts into these pieces; what is longer than 255 bytes is cut off."""
    return b"".join(bytes([kind % 256, min(len(data), 255)]) + data[:255] for kind, data in parts)


def files_in(data: bytes) -> dict[str, bytes]:
    """Named files, as `bundle` puts them together; a name of rubbish becomes one of letters."""
    found: dict[str, bytes] = {}
    for number, piece in enumerate(data.split(_FILE_MARK)[:8]):
        name, mark, content = piece.partition(_NAME_MARK)
        if not mark:
            name, content = b"", piece
        letters = re.sub(r"[^A-Za-z0-9._-]", "", name.decode("latin-1")).strip(".")
        found[letters[:60] or f"file{number}.csv"] = content
    return found


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Named files as one string of bytes."""
    return _FILE_MARK.join(name.encode() + _NAME_MARK + content for name, content in files.items())
