"""Prints how well two streams are paired by turns: `python -m tests.drivers.turn_figures`.

The figures of `firmware_notes/timing.md`.
"""

from __future__ import annotations

from imu.drivers.byorder import CERTAIN, LIKELY
from tests.drivers.turns import Link, offsets_of

TURNS = 100_000

LINKS = (
    ("one channel", CERTAIN, Link()),
    ("two channels", LIKELY, Link()),
    ("two, 30 % swapped", LIKELY, Link(swapped=0.3)),
    ("two, bursts of 3", LIKELY, Link(burst=3)),
)


def row(name: str, patience: int, link: Link, lost: float) -> str:
    """One line of the table."""
    off = offsets_of(link.turns(TURNS, lost=lost), patience=patience)
    kept, right = 100.0 * len(off) / TURNS, 100.0 * (off == 0.0).mean()
    rms, worst = float((off**2).mean()) ** 0.5, abs(off).max()
    return f"{name:18s} {100 * lost:7.1f} {kept:6.2f} {right:6.2f} {rms:5.2f} {worst:5.0f}"


def main() -> None:
    """Print the table."""
    print(" " * 20 + "lost %   kept  right   rms worst")  # noqa: T201
    for name, patience, link in LINKS:
        for lost in (0.0, 0.002, 0.02, 0.1):
            print(row(name, patience, link, lost), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
