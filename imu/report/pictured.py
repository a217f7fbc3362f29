"""Which pictures there are, and what is on each, in words for whoever does not see it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from imu.asymmetry import HEADLINE
from imu.report.content import Report
from imu.report.facts import LegFacts
from imu.report.pieces import Picture, sentence
from imu.report.words import Words
from imu.targets import Range
from imu.trend import Done, Line

FEELINGS = ("pain_before", "pain_after", "effort")
"""What is drawn of `Done`."""


def pictures(report: Report, words: Words) -> tuple[tuple[Picture, ...], ...]:
    """Rows of pictures: of this session, and of the sessions; a row may be empty."""
    return tuple(_of_session(report, words)), tuple(_of_sessions(report, words))


def headline_lines(report: Report) -> list[Line]:
    """The lines of the measure chosen beforehand that have a point whose time is known."""
    return [
        line
        for line in report.series.lines
        if line.metric == HEADLINE.metric and any(p.started_s is not None for p in line.points)
    ]


def felt_sessions(report: Report) -> list[Done]:
    """Sessions of a known time in which pain or effort was told."""
    return [
        one
        for one in report.sessions
        if one.started_s is not None and any(getattr(one, name) is not None for name in FEELINGS)
    ]


def band_text(band: Range, words: Words) -> str:
    """A band in degrees; "" where there is none."""
    both, low, high = words.BAND_RANGES
    if band.low is None:
        return "" if band.high is None else high.format(high=band.high)
    if band.high is None:
        return low.format(low=band.low)
    return both.format(low=band.low, high=band.high)


def depths_of(leg: LegFacts) -> list[float]:
    """Depths of a leg's valid reps, degrees."""
    return [dot.depth_deg for dot in leg.dots if dot.valid]


def _of_session(report: Report, words: Words) -> Iterator[Picture]:
    session = report.session
    depths = {one.leg: depths_of(one) for one in session.legs}
    if any(depths.values()):
        band = band_text(session.band, words)
        told = words.BAND.format(range=band) if band else ""
        said = "".join(
            words.OF_LEG.format(
                leg=sentence(words.leg(leg)),
                median=statistics.median(found),
                low=min(found),
                high=max(found),
            )
            for leg, found in depths.items()
            if found
        )
        alt = words.DEPTH_ALT.format(legs=said, band=sentence(told)).strip()
        yield Picture("depth", words.DEPTH, alt)
    curved = [(one.leg, one.curve) for one in session.legs if one.curve is not None]
    if curved:
        peaks = "".join(
            words.PEAK.format(leg=sentence(words.leg(leg)), peak=max(curve.mean_deg))
            for leg, curve in curved
        )
        yield Picture("curve", words.CURVE, words.CURVE_ALT.format(legs=peaks).strip())
    if any(one.difference is not None for one in report.comparison.findings):
        yield Picture("intervals", words.INTERVALS, words.INTERVALS_ALT)


def _of_sessions(report: Report, words: Words) -> Iterator[Picture]:
    lines = headline_lines(report)
    points = max((len(line.points) for line in lines), default=0)
    if points > 1:
        said = " ".join(
            f"{sentence(words.leg(line.leg))}: {words.SAYS[line.says]}." for line in lines
        )
        measure = words.MEASURES[HEADLINE.metric]
        alt = words.SPEED_ALT.format(title=measure, sessions=points, lines=said)
        title = words.SPEED.format(title=measure, unit=HEADLINE.unit)
        yield Picture("speed", title, alt)
    felt = len(felt_sessions(report))
    if felt > 1:
        yield Picture("feeling", words.FEELING, words.FEELING_ALT.format(sessions=felt))
