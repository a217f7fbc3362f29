"""Paths in, samples out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from imu.errors import UsageError
from imu.importers.kinds import read_pieces
from imu.importers.model import Imported, Wish
from imu.importers.sources import gather


def read_foreign(paths: Sequence[Path], wish: Wish | None = None) -> Imported:
    """Read the files of one recording that another programme wrote.

    Parameters
    ----------
    paths : files, folders and zip archives.
    wish : what a person says about them; None for nothing.

    Raises
    ------
    ImuError : they cannot be read; the message says why and what to do.
    """
    if not paths:
        raise UsageError("No file is named", "Name the files of one recording.")
    pieces, sources = gather(paths)
    # A damaged number becomes infinite on its way, and is left out there; nobody needs a warning.
    with np.errstate(over="ignore", invalid="ignore"):
        return read_pieces(pieces, sources, wish or Wish())
