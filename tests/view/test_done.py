"""What is said after a session, from results that are made by hand."""

from __future__ import annotations

from imu.samples import Gap, Health, Rejected, Rep, RepSet, Session, SideResult
from imu.view import Spread, legs_done


def rep(depth_deg: float, *, counted: bool = True, wobble: float | None = 1.0) -> Rep:
    return Rep(
        start_s=0.0,
        bottom_start_s=1.0,
        bottom_end_s=1.5,
        end_s=3.0,
        provisional_s=3.0,
        announced_s=3.0,
        depth_deg=depth_deg,
        counted=counted,
        flags=() if counted else ("partial",),
        metrics={"eccentric_s": 1.0, "frontal_wobble_deg": wobble},
    )


def leg(*sets: RepSet, reasons: tuple[str, ...] = ()) -> SideResult:
    rejected = tuple(
        Rejected(start_s=0.0, end_s=1.0, reason=reason, depth_deg=9.0) for reason in reasons
    )
    return SideResult(
        samples=100,
        rate_hz=100.0,
        gaps=(Gap(0.0, 1.0, inferred=False),),
        health=(Health("x", "Look."),),
        sets=sets,
        rejected=rejected,
    )


def a_set(*reps: Rep, stopped: str = "") -> RepSet:
    return RepSet(start_s=0.0, end_s=9.0, reps=reps, stopped=stopped)


def test_legs_stand_left_before_right_whatever_came_first() -> None:
    session = Session(sides={"right": leg(), "left": leg()})
    assert [one.side for one in legs_done(session)] == ["left", "right"]


def test_sets_reps_and_spread_are_over_counted_reps_only() -> None:
    sets = (a_set(rep(20.0), rep(30.0), rep(5.0, counted=False)), a_set(rep(40.0), stopped="pain"))
    (done,) = legs_done(Session(sides={"left": leg(*sets)}))
    assert done.sets == ((2, ""), (1, "pain"))
    assert done.reps == 3
    assert done.depth_deg == Spread(30.0, 20.0, 40.0)
    assert done.eccentric_s == Spread(1.0, 1.0, 1.0)


def test_what_cannot_be_given_is_none() -> None:
    (done,) = legs_done(Session(sides={"left": leg(a_set(rep(20.0, wobble=None)))}))
    assert done.frontal_deg is None
    assert done.concentric_s is None


def test_a_leg_without_a_rep_has_no_values() -> None:
    (done,) = legs_done(Session(sides={"left": leg()}))
    assert (done.reps, done.depth_deg, done.sets) == (0, None, ())


def test_reasons_are_counted_the_most_frequent_first_partial_reps_among_them() -> None:
    result = leg(a_set(rep(5.0, counted=False)), reasons=("step", "walking", "walking"))
    (done,) = legs_done(Session(sides={"right": result}))
    assert [(kind.reason, kind.times) for kind in done.not_counted] == [
        ("walking", 2),
        ("step", 1),
        ("partial", 1),
    ]
    assert all(kind.sentence.endswith(".") for kind in done.not_counted)


def test_gaps_and_health_are_told() -> None:
    (done,) = legs_done(Session(sides={"right": leg()}))
    assert (done.gaps, done.health) == (1, ("Look.",))
