"""Comparisons made by hand, for `kickstand pictures` and for tests: nobody trained them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dashboard.comparing.overlay import OverlayPage
from dashboard.comparing.page import ComparePage
from imu.asymmetry import Conditions, LegSession, SetValues, compare
from imu.report.curves import POINTS, Curve
from imu.targets import Range
from imu.view.legs import DEPTH, LegRow, LegsView, SetDots
from imu.view.overlay import RepCourse, Take

_MIDDLES = {
    "mean_concentric_deg_s": 21.0,
    "depth_deg": 25.0,
    "eccentric_s": 1.8,
    "concentric_s": 1.3,
    "return_deg": 0.6,
    "frontal_wobble_deg": 0.9,
    "transverse_wobble_deg": 1.4,
}
"""What reps of an imagined person are like."""

_NUDGES = (0.03, -0.05, 0.08, -0.02, 0.0, -0.07, 0.05, 0.01, -0.04)
_SETS = (0.01, -0.02, 0.02)

_DAY_S = 86400.0


def example(second: float = 1.28, *, sets: int = 3, days: int = 1, legs: str = "LR") -> LegsView:
    """A comparison of two legs, or of one.

    Parameters
    ----------
    second : how much more the second leg shows.
    sets : of each leg, nine reps each.
    days : sessions; the legs take turns in beginning.
    legs : "LR", "AB" or "L".
    """
    names = {"LR": ("left", "right"), "AB": ("A", "B"), "L": ("left",)}[legs]
    factors = dict(zip(names, (1.0, second), strict=False))
    sessions = [_session(f"2026-11-{20 + 2 * day}_1803", day, factors, sets) for day in range(days)]
    if days > 1:  # who trains for so long has checked the strap
        check = _session("2026-11-19_1750", -1, factors, sets)
        sessions.insert(0, replace(check, is_restrap_check=True))
    comparison = compare(sessions)
    rows = tuple(
        LegRow(
            finding,
            _dots(sessions[-1], finding.metric),
            Range(21.0, 29.0) if finding.metric == DEPTH else Range(),
        )
        for finding in comparison.findings
    )
    curves = tuple((leg, _curve(25.0 * factor**0.4)) for leg, factor in factors.items())
    return LegsView(comparison, rows, curves if sets > 1 else ())


def page_of(view: LegsView, row: int = 0, *, with_notes: bool = False) -> ComparePage:
    """A page that shows it."""
    page = ComparePage()
    page.show_view(view)
    page.choose(row)
    if with_notes:
        page.press("notes")
    return page


def nothing() -> ComparePage:
    """A page that was given no recordings."""
    page = ComparePage()
    page.count(())
    return page


def takes() -> tuple[Take, ...]:
    """A leg with two sets of five reps that become a little deeper, and the other leg alike."""
    return tuple(
        Take("2026-11-20_1803", leg, tuple(_course(k, n) for k in (1, 2) for n in range(1, 6)))
        for leg in ("left", "right")
    )


def overlay_of(there: Sequence[Take], *steps: tuple[int, int, int]) -> OverlayPage:
    """A page that shows these, with some things picked."""
    page = OverlayPage()
    page.show_takes(there)
    for step in steps:
        page.step(*step)
    return page


def _course(set_number: int, number: int) -> RepCourse:
    depth_deg = 22.0 + 3.0 * set_number + 0.4 * number
    return RepCourse(set_number, number, 3.0 + 0.1 * number, _curve(depth_deg).mean_deg)


def _session(name: str, day: int, factors: Mapping[str, float], sets: int) -> LegSession:
    legs = {
        leg: tuple(_set(200.0 * n + 70.0 * k, factor, _SETS[n]) for n in range(sets))
        for k, (leg, factor) in enumerate(factors.items())
    }
    names = tuple(factors)
    return LegSession(
        name,
        legs,
        Conditions(
            exercise="kickstand hinge", rung="one-leg-load", load="red band",
            hand_support="fingertips", rate_hz=100.0, metrics_version=2,
        ),
        person="M.",
        input_hash=name,
        started_s=_DAY_S * (20000 + 2 * day),
        first_leg=names[day % len(names)],
    )  # fmt: skip


def _set(start_s: float, factor: float, shift: float) -> SetValues:
    return SetValues(
        start_s,
        len(_NUDGES),
        {
            metric: tuple(
                middle * factor * (1.0 + shift + nudge) ** (1.0 if middle > 1.0 else 3.0)
                for nudge in _turned(_NUDGES, number)
            )
            for number, (metric, middle) in enumerate(_MIDDLES.items())
        },
    )


def _turned(values: Sequence[float], by: int) -> list[float]:
    return [*values[by:], *values[:by]]


def _dots(session: LegSession, metric: str) -> tuple[SetDots, ...]:
    return tuple(
        SetDots(leg, number, tuple(one.values[metric]))
        for leg, sets in session.legs.items()
        for number, one in enumerate(sets, start=1)
    )


def _curve(depth_deg: float) -> Curve:
    rise = [0.5 - 0.5 * math.cos(2.0 * math.pi * k / (POINTS - 1)) for k in range(POINTS)]
    return Curve(
        reps=27,
        mean_deg=tuple(depth_deg * share**0.8 for share in rise),
        spread_deg=tuple(0.4 + 1.4 * share for share in rise),
    )


PAGES: tuple[tuple[str, Callable[[], ComparePage | OverlayPage], bool], ...] = (
    ("compare", lambda: page_of(example()), False),
    ("compare-light", lambda: page_of(example()), True),
    ("compare-consistent", lambda: page_of(example(days=3), 1), False),
    ("compare-alike", lambda: page_of(example(1.02), 4), True),
    ("compare-few", lambda: page_of(example(sets=1)), False),
    ("compare-unnamed", lambda: page_of(example(legs="AB")), False),
    ("compare-one", lambda: page_of(example(legs="L")), True),
    ("compare-notes", lambda: page_of(example(), with_notes=True), False),
    ("compare-nothing", nothing, True),
    ("overlay", lambda: overlay_of(takes()), False),
    ("overlay-sets", lambda: overlay_of(takes()[:1]), True),
    ("overlay-reps", lambda: overlay_of(takes()[:1], (0, 2, 1), (1, 2, -1)), False),
)
"""Name, how it is made, whether in light colours."""
