"""Sessions over time made by hand, for `kickstand pictures` and for tests: nobody trained them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from dashboard.progress.page import ProgressPage
from dashboard.progress.reading import Listed
from imu.asymmetry import MEASURES, Conditions, LegSession, SetValues
from imu.progress import Owned, Trend, Worked, trend_of
from imu.trend import Done

DAY_S = 86400.0
_BEGAN_S = 20732.0 * DAY_S + 64_800.0
"""6 October 2026, in the evening."""

_MIDDLES = (21.0, 25.0, 1.8, 1.3, 0.6, 0.9, 1.4)
"""What reps of an imagined person are like, in the order of the measures."""

_DAYS = (0, 2, 4, 8, 10, 13, 15, 17, 22, 24, 27, 29, 34, 36, 38)
_SHIFTS = (0.0, 0.04, -0.02, 0.05, 0.02, 0.07, 0.05, 0.1, 0.07, 0.12, 0.1, 0.15, 0.13, 0.18, 0.16)
_NUDGES = (0.03, -0.05, 0.08, -0.02, 0.0, -0.07, 0.05, 0.01)
_REPS = ((8, 8, 8), (8, 8, 6), (8, 8, 8), (8, 7))

_EASY = Conditions(
    exercise="kickstand hinge", rung="both-feet", hand_support="chair", rate_hz=100.0,
    metrics_version=2,
)  # fmt: skip
_HARD = msgspec.structs.replace(_EASY, rung="one-leg", load="red band", hand_support="fingertips")


def works(
    days: Sequence[int] = _DAYS, *, limit: float | None = 3.0, checked: bool = True, first: int = 4
) -> list[Worked]:
    """Sessions of one person, of which the first so many were on an easier step."""
    made = [
        _worked(number, day, _EASY if number < first else _HARD, limit)
        for number, day in enumerate(days)
    ]
    if checked:
        again = replace(made[-1].legs, recording="check", is_restrap_check=True, started_s=0.0)
        made.append(Worked(again, made[-1].done))
    return made


def example(days: Sequence[int] = _DAYS, **known: object) -> Trend:
    """What is said of them."""
    return trend_of(works(days, **known))  # type: ignore[arg-type]


def page_of(trend: Trend, *presses: str, listed: Listed | None = None) -> ProgressPage:
    """A page that shows it, after these buttons and keys; where several people are listed, one."""
    page = ProgressPage()
    page.tell_people(listed or Listed())
    page.show_trend(trend)
    for name in presses:
        page.press(name)
    return page


def clients() -> ProgressPage:
    """One of three people, with a recording that cannot be read."""
    people = Listed(
        tuple(Owned(Path(name), name) for name in ("Anna", "Ben", "M.")),
        (f"{Path('recordings') / 'torn' / 'session.json'}: is not valid JSON.",),
        "M.",
    )
    return page_of(example(), "measure-before", listed=people)


def nothing() -> ProgressPage:
    """A page for whom nothing is recorded."""
    page = ProgressPage()
    page.show_trend(Trend(
        person=None, sessions=[], shares=[], weeks=(), series=(), next_step=example().next_step
    ))  # fmt: skip
    return page


def _worked(number: int, day: int, like: Conditions, limit: float | None) -> Worked:
    started_s, name = _BEGAN_S + day * DAY_S, f"session {number + 1}"
    is_both = like.rung == "both-feet"
    reps = _REPS[number % len(_REPS)]
    legs = {
        leg: tuple(
            _set(k, _SHIFTS[number % len(_SHIFTS)] + 0.09 * (leg == "right"), number)
            for k in range(len(reps))
        )
        for leg in ("left", "right")
    }
    done = Done(
        recording=name,
        person="M.",
        started_s=started_s,
        rung=like.rung,
        load=like.load,
        planned_sets=3,
        planned_reps=8,
        planned_legs=("both",) if is_both else ("left", "right"),
        reps={"both": reps} if is_both else {"left": (8, 8, 8), "right": reps},
        pain_before=float(number % 3 == 0),
        pain_between=2.0 if number % 5 == 2 else None,
        pain_after=float((number * 2) % 3),
        pain_since=4.0 if number == 6 else 1.0,
        pain_limit=limit,
        effort=4.0 + number % 4,
    )
    session = LegSession(name, legs, like, person="M.", started_s=started_s, input_hash=name)
    return Worked(session, done)


def _set(number: int, shift: float, turn: int) -> SetValues:
    nudges = [*_NUDGES[turn % 5 :], *_NUDGES[: turn % 5]]
    off = (0.02, -0.03, 0.01)[(number + turn) % 3]
    values = {
        measure.metric: tuple(middle * (1.0 + shift + off + nudge) for nudge in nudges)
        for measure, middle in zip(MEASURES, _MIDDLES, strict=True)
    }
    return SetValues(120.0 * number, len(nudges), values)


PAGES: tuple[tuple[str, Callable[[], ProgressPage], bool], ...] = (
    ("progress", lambda: page_of(example()), False),
    ("progress-light", lambda: page_of(example()), True),
    ("progress-depth", lambda: page_of(example(checked=False), "measure-after"), True),
    ("progress-earlier", lambda: page_of(example(), "like-after"), False),
    ("progress-few", lambda: page_of(example((0, 3, 9), first=0, limit=None)), False),
    ("progress-one", lambda: page_of(example((3,), first=0, limit=None)), True),
    ("progress-long", lambda: page_of(example(range(0, 400, 3), first=60)), False),
    ("progress-notes", lambda: page_of(example(), "notes"), False),
    ("progress-clients", clients, True),
    ("progress-nothing", nothing, True),
)
"""Name, how it is made, whether in light colours."""
