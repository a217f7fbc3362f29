"""Sessions to report on: hinges made by hand, counted once for all tests, and changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from imu.recording import Pain, Recording, SessionMeta, Sidecar, Stream
from imu.report import Page, Report, Worked, page_of, report_of, worked_of
from imu.report.facts import Dot, Facts, LegFacts
from imu.samples import Block, Command, CommandKind, Side
from imu.settings import Settings
from tests.hinges import hinges, in_a_row

SETS = [*in_a_row(5), *(60.0 + start for start in in_a_row(5))]
"""Two sets of five hinges."""

SECONDS = 85.0
BEGAN = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY_S = 86400.0
PLAN: dict[str, Any] = {
    "sets": 2,
    "reps": 5,
    "legs": "both",
    "rest_s": 45.0,
    "eccentric_s": 2.0,
    "concentric_s": None,
    "targets": {"depth_deg": {"low": 20.0, "high": 24.0}},
}
META = SessionMeta(
    complete=True,
    started_at=BEGAN,
    person="M.",
    exercise="kickstand hinge",
    rung="one-leg",
    load="red band",
    load_kg=2.5,
    block_height_cm=12.0,
    hand_support="chair",
    plan=PLAN,
    pain=(
        Pain(when="before", score=1, where="left hip"),
        Pain(when="after", score=2.5, where="left hip"),
        Pain(when="next-day", score=0),
    ),
    effort=6,
    notes="The band was new.",
)
SENSOR = Sidecar(
    manufacturer="Polar",
    manufacturers_model_name="Polar Verity Sense",
    software_versions="2.1",
)
HOSTILE = '<script>alert("1")</script>&amp;<img src=x onerror=y>\x00\x1b[31m\u202e\n\t$x^2$ \\frac'


def recording(*blocks: Block, meta: SessionMeta = META, **known: object) -> Recording:
    """The recording of these sensors, as reading it would give it."""
    streams: dict[Side, Stream] = {block.side: Stream(block, SENSOR) for block in blocks}
    return Recording("today", Path("today"), meta, streams, **known)  # type: ignore[arg-type]


@cache
def worked(*sides: Side) -> Worked:
    """A session of two sets of five hinges on each of these legs, counted."""
    return worked_of(recording(*(hinges(SETS, SECONDS, side=side) for side in sides)), Settings())


@cache
def stopped_for_pain() -> Worked:
    """One leg, told to the counter; its only set is stopped for pain after four reps."""
    commands = (Command(1.0, CommandKind.SET_START), Command(14.0, CommandKind.PAIN_STOP))
    block = hinges(in_a_row(4), 25.0, side="left")
    meta = msgspec.structs.replace(META, stop_reason="A sting in the left hip", plan=None)
    return worked_of(recording(block, meta=meta, commands=commands), Settings())


@cache
def empty() -> Worked:
    """Twenty seconds of standing still, of which nothing is known."""
    return worked_of(recording(hinges([], 20.0), meta=SessionMeta()), Settings())


def report(*sides: Side, **changed: object) -> Report:
    """The report on such a session, some of its facts changed."""
    one = report_of([worked(*(sides or ("left", "right")))])
    return changed_report(one, **changed)


def changed_report(one: Report, **changed: object) -> Report:
    """The report with other facts of its session."""
    return msgspec.structs.replace(one, session=msgspec.structs.replace(one.session, **changed))


def page(*sides: Side, **changed: object) -> Page:
    """The page on such a session."""
    return page_of(report(*sides, **changed))


def on_day(one: Worked, day: float, name: str, **done: object) -> Worked:
    """The same session on another day, with samples of its own."""
    started_s = BEGAN.timestamp() + day * DAY_S
    return Worked(
        replace(one.legs, recording=name, started_s=started_s, input_hash=name),
        msgspec.structs.replace(one.done, recording=name, started_s=started_s, **done),
        msgspec.structs.replace(one.facts, recording=name, started_s=started_s),
    )


def weeks(count: int) -> list[Worked]:
    """So many sessions, a week from one to the next, both legs."""
    one = worked("left", "right")
    return [
        on_day(one, 7.0 * n, f"week {n}", pain_before=2.0, pain_after=3.0 - 0.1 * n, effort=5.0)
        for n in range(count)
    ]


@cache
def crowded() -> Report:
    """A session with as much of everything as there can be."""
    one = report_of(weeks(12))
    legs = tuple(_many(leg) for leg in one.session.legs)
    sensors = tuple(
        msgspec.structs.replace(sensor, health=("It slipped. " * 30, "It drifts. " * 30), gaps=99)
        for sensor in one.session.sensors
    )
    return changed_report(
        one,
        legs=legs,
        sensors=sensors,
        person=HOSTILE * 3,
        exercise=HOSTILE,
        load="W" * 500,
        hand_support="chair " * 50,
        pain=tuple(Pain(when=f"{HOSTILE} {n}", score=10, where=HOSTILE) for n in range(20)),
        pain_limit=3.5,
        stop_reason=HOSTILE * 20,
        notes=f"{'W' * 300} {HOSTILE} {'very long notes ' * 400}",
        remarks=tuple(f"{HOSTILE} {n}" * 5 for n in range(9)),
        simulated=True,
    )


def _many(leg: LegFacts) -> LegFacts:
    """Twenty sets of ten reps."""
    dots = tuple(
        Dot(set_number=number, depth_deg=20.0 + n, valid=n > 0)
        for number in range(1, 21)
        for n in range(10)
    )
    return msgspec.structs.replace(
        leg,
        sets=(10,) * 20,
        stopped=("pain", "person") * 10,
        dots=dots,
        missed="Deeper than your band.",
        flags=dict.fromkeys(("partial", "pulse", "not-tall", "squat-like", "uncertain"), 40),
        refused=dict.fromkeys(("walking", "step", "handling", "idle-leg", "isolated", "sit"), 99),
    )


def facts(**changed: object) -> Facts:
    """The facts of a session, some of them changed."""
    return msgspec.structs.replace(worked("left", "right").facts, **changed)


def _weeks() -> Report:
    return report_of(weeks(6))


def _empty() -> Report:
    return report_of([empty()])


def _one_leg() -> Report:
    return report("left")


REPORTS: dict[str, Callable[[], Report]] = {
    "usual": report,
    "one leg": _one_leg,
    "weeks": _weeks,
    "crowded": crowded,
    "empty": _empty,
}
"""Every kind of report that has to come out well."""
