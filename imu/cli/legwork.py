"""Recordings, counted, for the commands that put several of them together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from imu.cli.inputs import all_recordings
from imu.cli.jobs import Outcome, told_outcomes
from imu.progress import Worked, work
from imu.settings import Settings


def worked(
    paths: Sequence[Path], settings: Settings, jobs: int
) -> tuple[list[Worked], list[Outcome[Worked]]]:
    """Count every recording that the paths mean, with hindsight.

    What cannot be read is said at once.

    Returns
    -------
    The recordings that could be counted, and what became of each.
    """
    results = told_outcomes(partial(work, settings=settings), all_recordings(paths), jobs)
    return [one.value for one in results if one.value is not None], results
