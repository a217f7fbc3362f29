"""What was done of what was planned, and how it felt."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from imu.recording import Pain, SessionMeta
from imu.samples import RepSet, SideResult
from imu.trend import Done, done_of, in_order
from tests.handmade import rep, rep_set, session, side

PLAN = {"sets": 3, "reps": 8, "legs": "both", "rest_s": 60}


def sets_of(*counts: int, stopped: str = "") -> SideResult:
    """Give a thigh with sets of so many reps."""
    sets: list[RepSet] = [
        rep_set(*(rep(100.0 * n + 3 * k) for k in range(count)), stopped=stopped)
        for n, count in enumerate(counts)
    ]
    return msgspec.structs.replace(side(), sets=tuple(sets))


def test_everything_is_taken() -> None:
    meta = SessionMeta(
        started_at=datetime(2026, 11, 22, tzinfo=UTC),
        person="M",
        plan=PLAN,
        rung="one-leg",
        stance="one-leg",
        load="red band",
        load_kg=4.5,
        pain=(
            Pain(when="before", score=1),
            Pain(when="next-day", score=3),
            Pain(when="between", score=2),
            Pain(when="between", score=4),
            Pain(when="after", score=0),
        ),
        pain_limit=3,
        effort=6,
    )
    found = done_of(session(left=sets_of(8, 7), right=sets_of(8, stopped="pain")), meta)
    assert found == Done(
        recording="handmade",
        person="M",
        started_s=datetime(2026, 11, 22, tzinfo=UTC).timestamp(),
        rung="one-leg",
        load="red band",
        load_kg=4.5,
        planned_sets=3,
        planned_reps=8,
        planned_legs=("left", "right"),
        reps={"left": (8, 7), "right": (8,)},
        stopped_for_pain=True,
        pain_before=1.0,
        pain_between=4.0,
        pain_after=0.0,
        pain_since=3.0,
        pain_limit=3.0,
        effort=6.0,
    )


def test_a_header_without_anything_leaves_everything_open() -> None:
    found = done_of(session(left=sets_of(8), unknown=side()), SessionMeta())
    assert found == Done(recording="handmade", reps={"left": (8,)})
    assert found.share is None


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        (((8, 8, 8), (8, 8, 8)), 1.0),
        (((8, 8), (8, 8, 8)), 40 / 48),
        (((20, 8, 8), (8, 8, 8)), 1.0),  # more reps of one set make up for nothing
        (((8, 8, 8, 8), (8, 8)), 40 / 48),  # nor does a fourth set
        (((2, 8, 8, 8), (8, 8, 8)), 1.0),
        (((), ()), 0.0),
    ],
)
def test_the_share_of_the_plan(
    counts: tuple[tuple[int, ...], tuple[int, ...]], share: float
) -> None:
    found = done_of(
        session(left=sets_of(*counts[0]), right=sets_of(*counts[1])), SessionMeta(plan=PLAN)
    )
    assert found.share == pytest.approx(share)


def test_a_leg_without_a_sensor_did_nothing_of_the_plan() -> None:
    found = done_of(session(left=sets_of(8, 8, 8)), SessionMeta(plan=PLAN))
    assert found.share == pytest.approx(0.5)
    left_only = done_of(session(left=sets_of(8, 8, 8)), SessionMeta(plan={**PLAN, "legs": "left"}))
    assert left_only.share == pytest.approx(1.0)


@pytest.mark.parametrize("header", [{"stance": "both-feet"}, {"rung": "both-feet-band"}])
def test_on_both_feet_the_legs_share_their_sets(header: dict[str, str]) -> None:
    meta = SessionMeta(plan=PLAN, **header)  # type: ignore[arg-type]
    found = done_of(session(left=sets_of(8, 8, 8), right=sets_of(8, 7, 8)), meta)
    assert found.reps == {"both": (8, 8, 8)}
    assert found.share == pytest.approx(1.0)
    assert done_of(session(), meta).reps == {"both": ()}


@pytest.mark.parametrize(
    "plan", ["monday", None, {}, {"sets": 3}, {"sets": "3", "reps": 8}, {"activities": []}]
)
def test_a_plan_of_another_kind_is_no_plan(plan: object) -> None:
    meta = msgspec.structs.replace(SessionMeta(), plan=plan)
    found = done_of(session(left=sets_of(8)), meta)
    assert (found.planned_sets, found.planned_legs, found.share) == (None, (), None)


def test_order_is_that_of_time_with_the_unknown_first() -> None:
    sessions = [
        Done(recording="late", started_s=9.0),
        Done(recording="when"),
        Done(recording="early", started_s=1.0),
    ]
    assert [one.recording for one in in_order(sessions)] == ["when", "early", "late"]


def test_the_dose_is_what_the_share_is_made_of() -> None:
    plan = {"planned_sets": 2, "planned_reps": 8, "planned_legs": ("left", "right")}
    one = Done(recording="a", reps={"left": (9, 4, 3)}, **plan)  # type: ignore[arg-type]
    assert one.dose == (32, 12)
    assert one.share == 12 / 32
    for lacking in ({"planned_sets": None}, {"planned_reps": 0}, {"planned_legs": ()}):
        bare = msgspec.structs.replace(one, **lacking)
        assert bare.dose == (0, 0)
        assert bare.share is None
