"""From session to session: what was done of the plan, how it felt, and where the numbers go."""

from __future__ import annotations

from imu.trend.done import Done, done_of, in_order
from imu.trend.lines import Line, Point, Says, Series, series_of
from imu.trend.weeks import Week, weeks_of

__all__ = [
    "Done",
    "Line",
    "Point",
    "Says",
    "Series",
    "Week",
    "done_of",
    "in_order",
    "series_of",
    "weeks_of",
]
