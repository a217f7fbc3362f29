"""Corrected reps as labels: a person's word for where the reps are."""

from __future__ import annotations

from imu.edits.draft import bottom_of
from imu.recording import LabelledRep
from imu.samples import SIDES, Session

QUALITY = "reps found by the program and corrected by a person"
"""How such labels were made. Where the counter was right its bounds stay: not independent of it."""


def to_labels(session: Session) -> tuple[LabelledRep, ...]:
    """One label for each counted rep, in order of side and time.

    Parameters
    ----------
    session : review, with the corrections applied.
    """
    return tuple(
        LabelledRep(
            side=side,
            start_s=rep.start_s,
            end_s=rep.end_s,
            bottom_s=bottom_of(rep),
            depth_deg=round(rep.depth_deg, 2),
            set=number,
        )
        for side in SIDES
        if side in session.sides
        for number, one in enumerate(session.sides[side].sets, start=1)
        for rep in one.reps
        if rep.counted
    )
