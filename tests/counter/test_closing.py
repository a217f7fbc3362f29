"""What is told about a set when it is over, from entries that are made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imu.counter.closing import FIRST_SET, NO_STILLNESS, NOT_MEASURED, VAGUE_ARMS, closed_set
from imu.counter.entries import Entry
from imu.counter.evidence import Evidence
from imu.counter.likeness import POINTS
from imu.samples import RepSet, StillWindow, Sway, Where
from tests.counter.builders import at

CURVE = tuple(float(min(k, POINTS - 1 - k)) for k in range(POINTS))


def still(rms_m_s2: float, where: Where = "between") -> StillWindow:
    sway = Sway(
        rms_m_s2=rms_m_s2,
        ap_rms_m_s2=0.5 * rms_m_s2,
        ml_rms_m_s2=0.8 * rms_m_s2,
        path_m_s2=10.0 * rms_m_s2,
        jerk_m2_s5=20.0 * rms_m_s2,
        ellipse_m2_s4=rms_m_s2**2,
    )
    return StillWindow(start_s=1.0, end_s=6.0, where=where, sway=sway)


def entry(
    n: int,
    evidence: Evidence | None = None,
    *,
    arm_m: float | None = 0.2,
    counted: bool = True,
    epoch: int = 0,
) -> Entry:
    candidate = replace(at(3.0 * n), epoch=epoch)
    metrics = {"knee_arm_m": arm_m, "knee_arm_error_m": 0.01}
    one = Entry(n, n, candidate, metrics, candidate.end_s, counted=counted)
    one.evidence = Evidence(CURVE) if evidence is None else evidence
    return one


def closed(*entries: Entry, first: dict[int, float] | None = None) -> RepSet:
    return closed_set(entries, "", {} if first is None else first)


def test_steadiness_is_the_mean_over_the_windows_within_the_set() -> None:
    """Before and after it the other foot may have been on the floor."""
    entries = [
        entry(1, Evidence(CURVE, still=(still(9.0), still(0.1, "bottom")))),
        entry(2, Evidence(CURVE, still=(still(0.2), still(0.6, "bottom")))),
        entry(3),
    ]
    entries[0].still = (still(9.0, "after"),)  # the next rep has it as its own
    entries[2].still = (still(9.0, "after"),)
    done = closed(*entries)
    where = [window.where for window in done.still]
    assert where == ["before", "bottom", "between", "bottom", "after"]
    assert done.metrics["still_windows"] == 3.0
    assert done.metrics["steadiness_rms_m_s2"] == pytest.approx(0.3)
    assert done.metrics["steadiness_path_m_s2"] == pytest.approx(3.0)
    assert done.metrics["steadiness_ellipse_m2_s4"] == pytest.approx((0.01 + 0.04 + 0.36) / 3)


def test_standing_before_and_after_is_better_than_nothing() -> None:
    entries = [entry(1, Evidence(CURVE, still=(still(0.1),))), entry(2)]
    entries[1].still = (still(0.3, "after"),)
    done = closed(*entries)
    assert done.metrics["still_windows"] == 2.0
    assert done.metrics["steadiness_rms_m_s2"] == pytest.approx(0.2)


def test_a_set_without_a_still_window_says_so() -> None:
    done = closed(entry(1), entry(2), entry(3))
    assert done.metrics["still_windows"] == 0.0
    blank = {name for name, value in done.metrics.items() if value is None}
    assert {name for name in blank if name.startswith("steadiness_")} == {
        name for name in done.metrics if name.startswith("steadiness_")
    }
    assert done.missing["steadiness_rms_m_s2"] == NO_STILLNESS


def test_balance_is_lost_between_reps_and_not_before_the_first() -> None:
    done = closed(
        entry(1, Evidence(CURVE, jerks_s=(1.0, 2.0))),
        entry(2, Evidence(CURVE, jerks_s=(5.5,))),
        entry(3),
        entry(4, Evidence(CURVE, jerks_s=(11.0, 13.0))),
    )
    assert done.metrics["step_offs"] == 3.0


def test_likeness_is_to_the_median_of_the_counted_reps() -> None:
    shallow = Evidence(tuple(0.5 * value for value in CURVE))
    done = closed(entry(1), entry(2), entry(3, counted=False), entry(4), entry(5, shallow))
    assert done.similarity == pytest.approx((1.0, 1.0, None, 1.0, 0.5))
    assert done.metrics["similarity_median"] == pytest.approx(1.0)


def test_two_reps_are_too_few_for_a_median() -> None:
    done = closed(entry(1), entry(2), entry(3, counted=False))
    assert done.similarity == (None, None, None)
    assert done.missing["similarity_median"] == "needs 3 counted reps"


def test_the_knee_is_set_against_the_first_set() -> None:
    first: dict[int, float] = {}
    one = closed(*[entry(n, arm_m=0.2) for n in range(3)], first=first)
    two = closed(*[entry(n, arm_m=arm) for n, arm in enumerate((0.1, 0.15, 0.9))], first=first)
    assert one.metrics["knee_arm_m"] == 0.2
    assert one.metrics["knee_quietness_m"] is None
    assert one.missing["knee_quietness_m"] == FIRST_SET
    assert two.metrics["knee_arm_m"] == 0.15
    assert two.metrics["knee_quietness_m"] == pytest.approx(-0.05)
    assert first == {0: 0.2}


def test_another_strapping_has_its_own_first_set() -> None:
    first = {0: 0.2}
    done = closed(*[entry(n, arm_m=0.1, epoch=1) for n in range(3)], first=first)
    assert done.missing["knee_quietness_m"] == FIRST_SET
    assert first == {0: 0.2, 1: 0.1}


def test_too_few_sure_arms_are_none() -> None:
    first: dict[int, float] = {}
    vague = [entry(n, arm_m=0.2 if n < 2 else None) for n in range(5)]
    done = closed(*vague, first=first)
    assert done.missing["knee_arm_m"] == done.missing["knee_quietness_m"] == VAGUE_ARMS
    assert first == {}


def test_reps_that_were_not_measured_say_so() -> None:
    done = closed(*[entry(n, Evidence(), arm_m=None) for n in range(3)])
    assert done.missing["step_offs"] == NOT_MEASURED
    assert done.missing["similarity_median"] == NOT_MEASURED


def test_every_blank_has_its_reason_and_nothing_else_has() -> None:
    for entries in ([entry(1)], [entry(n) for n in range(9)]):
        done = closed(*entries)
        assert set(done.missing) == {name for name, v in done.metrics.items() if v is None}
