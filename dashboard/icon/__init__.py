"""The programme's icon: drawn as `kickstand.svg`, rendered once as a PNG file for each size.

Windows and macOS want all sizes in one file; those are put together here when they are asked for.
"""

from __future__ import annotations

import struct
from pathlib import Path

FOLDER = Path(__file__).parent

SIZES = (16, 32, 48, 64, 128, 256, 512)
"""px. What menus, task bars and file managers of the three systems ask for."""

_ICO_LARGEST = 256
"""px. The format has no room for more: a byte for each side, 0 for 256."""

_ICNS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}
"""Type codes of macOS for pictures that are PNG, and their sizes in px."""


def png(size: int) -> bytes:
    """The icon as a PNG of `size` by `size` px, one of `SIZES`."""
    return (FOLDER / f"{size}.png").read_bytes()


def ico() -> bytes:
    """The icon as Windows wants it: a directory of PNG files, as understood since Vista."""
    sizes = [size for size in SIZES if size <= _ICO_LARGEST]
    pictures = [png(size) for size in sizes]
    entries: list[bytes] = []
    at = 6 + 16 * len(sizes)
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % _ICO_LARGEST
        entries.append(struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, len(picture), at))
        at += len(picture)
    return struct.pack("<3H", 0, 1, len(sizes)) + b"".join(entries + pictures)


def icns() -> bytes:
    """The icon as macOS wants it: PNG files, each behind its type and length."""
    parts = [
        kind + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in ((kind, png(size)) for kind, size in _ICNS.items())
    ]
    whole = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(whole)) + whole


def svg() -> bytes:
    """The drawing itself."""
    return (FOLDER / "kickstand.svg").read_bytes()
