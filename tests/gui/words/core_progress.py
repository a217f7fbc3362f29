"""What the core says of the next step and of sessions over time, made by the core itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from imu.ladder import RUNGS
from imu.nextstep import DEPTH_NOTE, HARD_EFFORT, next_step
from imu.trend import Done, series_of
from tests.asymmetry.people import two_legs
from tests.test_nextstep import done, steady


def said_of_progress() -> set[str]:
    """Each sentence that may come."""
    lives = [next_step(life) for life in _lives()]
    needs = {need.text for one in lives for need in one.needs}
    few = replace(two_legs([[30.0, 31.0]], []), recording="few")
    left_out = {one.reason for series in series_of([few]) for one in series.left_out}
    return {one.reason for one in lives} | needs | left_out | {DEPTH_NOTE}


def _lives() -> Iterator[list[Done]]:
    yield []
    yield [done()]
    yield steady()
    yield [done(day, pain_after=2.0, pain_limit=3.0) for day in (0, 2, 4)]
    yield [done(day, pain_after=2.5, pain_limit=2.5) for day in (0, 2, 4)]
    for rung in (RUNGS[0].key, RUNGS[-1].key):
        both = {"both": (8, 8, 8)} if "both" in rung else done().reps
        for known in ({}, {"pain_after": 4.0, "pain_limit": 3.0}):
            yield [msgspec.structs.replace(one, rung=rung, reps=both) for one in steady(**known)]
    yield [done(rung=RUNGS[-1].key)]
    yield steady(stopped_for_pain=True)
    yield steady(pain_after=None)
    yield steady(effort=HARD_EFFORT)
    yield [done(day, effort=HARD_EFFORT) for day in (0, 2, 4)]
    yield [done(0), done(2, pain_after=1.0), done(4)]
