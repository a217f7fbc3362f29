"""What the report is about: the newest session, how its legs compare, and the sessions before it.

No words and no layout; ``report --json`` prints exactly this.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from imu.asymmetry import Comparison, compare
from imu.asymmetry.history import in_time
from imu.errors import UsageError
from imu.nextstep import Suggestion, next_step
from imu.report.facts import Facts
from imu.report.working import Worked
from imu.trend import Done, Series, in_order, series_of
from imu.version import __version__


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One page.

    Attributes
    ----------
    session : the newest.
    done : what was done of its plan.
    share : how much of the planned reps, 0 to 1; None without a plan.
    comparison : its legs, as `kickstand compare` tells them.
    sessions : all of this person, in order of time, this one among them.
    series : those that may be put into one line with it.
    next_step : what is suggested.
    """

    schema_version: int = 1
    version: str = __version__
    session: Facts
    done: Done
    share: float | None
    comparison: Comparison
    sessions: tuple[Done, ...]
    series: Series
    next_step: Suggestion


def report_of(worked: Sequence[Worked]) -> Report:
    """Report on the newest session; the others of the same person are the trend.

    Parameters
    ----------
    worked : recordings of one person or more, in any order; re-strap checks serve the comparison.

    Raises
    ------
    UsageError : there is no session among them.
    """
    by_time = in_time([one.legs for one in worked if not one.legs.is_restrap_check])
    if not by_time:
        raise UsageError("There is no session to report on", "Name a recording of a training.")
    newest = by_time[-1]
    own = [one for one in worked if one.legs.person == newest.person]
    now = next(one for one in own if one.legs is newest)
    done = in_order([one.done for one in own if not one.legs.is_restrap_check])
    series = series_of([one.legs for one in own])
    return Report(
        session=now.facts,
        done=now.done,
        share=now.done.share,
        comparison=compare([one.legs for one in own]),
        sessions=tuple(done),
        series=next(one for one in series if newest.recording in one.recordings),
        next_step=next_step(done),
    )
