"""When a set is exact, what is a ghost, and which found sets are true ones."""

from __future__ import annotations

import pytest

from imu.accuracy.counts import STANDING, Bottom, doing_at, ghosts_of, matched, score_set
from imu.accuracy.truth import SideTruth
from imu.recording import LabelledRep
from imu.samples import Rejected, Rep, RepSet, SideResult
from imu.simulator import TrueFoil, TrueSet, Truth


def window(start_s: float) -> LabelledRep:
    return LabelledRep(side="right", start_s=start_s, end_s=start_s + 2.0)


SET = SideTruth("right", 10.0, 30.0, (window(12.0), window(16.0), window(20.0)), (window(24.0),))


def bottoms(*times: float) -> list[Bottom]:
    return [Bottom("right", time_s) for time_s in times]


@pytest.mark.parametrize(
    ("times", "exact", "counted", "missed", "extra"),
    [
        ((13.0, 17.0, 21.0), True, 3, 0, 0),
        ((13.0, 17.0, 21.0, 25.0), True, 3, 0, 0),  # may be counted
        ((13.0, 17.0), False, 2, 1, 0),
        ((13.0, 17.0, 21.0, 28.0), False, 4, 0, 1),
        ((13.0, 13.5, 17.0, 21.0), False, 4, 0, 1),
        ((13.0, 17.0, 28.0), False, 3, 1, 1),  # the number is right, the reps are not
        ((), False, 0, 3, 0),
        ((5.0, 13.0, 17.0, 21.0, 40.0), True, 3, 0, 0),  # outside: another matter
    ],
)
def test_a_set_is_exact_if_every_rep_is_counted_once_and_nothing_else(
    times: tuple[float, ...], exact: bool, counted: int, missed: int, extra: int
) -> None:
    score = score_set(SET, bottoms(*times), None)
    assert (score.exact, score.counted, len(score.missed), score.extra) == (
        exact,
        counted,
        missed,
        extra,
    )
    assert score.wanted == 3
    assert score.within_one is (abs(counted - 3) <= 1)


def test_the_other_side_counts_for_nothing() -> None:
    assert score_set(SET, [Bottom("left", 13.0)], None).counted == 0


def rep(start_s: float, counted: bool = True) -> Rep:
    return Rep(
        start_s=start_s,
        bottom_start_s=start_s + 0.9,
        bottom_end_s=start_s + 1.1,
        end_s=start_s + 2.0,
        provisional_s=start_s + 2.0,
        announced_s=None,
        depth_deg=20.0,
        counted=counted,
        flags=() if counted else ("partial",),
        metrics={},
    )


def found(*reps: Rep) -> RepSet:
    return RepSet(start_s=reps[0].start_s, end_s=reps[-1].end_s, reps=reps)


def test_a_missed_rep_has_the_reason_that_a_person_is_told() -> None:
    result = SideResult(
        samples=1,
        rate_hz=100.0,
        gaps=(),
        health=(),
        sets=(found(rep(12.0), rep(16.0, counted=False)),),
        rejected=(Rejected(start_s=19.5, end_s=22.0, reason="step", depth_deg=20.0),),
    )
    assert score_set(SET, bottoms(13.0), result).missed == ("partial", "step")


TRUTH = Truth(
    reps=(),
    sets=(TrueSet(0, "left", "hinge", 50.0, 60.0), TrueSet(1, "right", "hinge", 10.0, 30.0)),
    foils=(TrueFoil("walk", 1.0, 8.0),),
    tilts={},
    traces={},
)


def test_ghosts_are_counted_outside_all_sets_and_say_what_was_done() -> None:
    ghosts = ghosts_of([SET], bottoms(5.0, 13.0, 35.0, 55.0), TRUTH)
    assert [(g.bottom_s, g.doing) for g in ghosts] == [
        (5.0, "walk"),
        (35.0, STANDING),
        (55.0, "other-leg"),
    ]
    assert doing_at(TRUTH, 13.0) == "other-leg"


def test_each_true_set_is_found_by_at_most_one() -> None:
    true, later = SET, SideTruth("right", 70.0, 90.0, (window(72.0),), ())
    halves = [found(rep(12.0)), found(rep(16.0), rep(20.0))]
    assert matched([("right", one) for one in halves], [true, later]) == 1
    assert matched([("right", found(rep(12.0))), ("right", found(rep(72.0)))], [true, later]) == 2
    assert matched([("left", found(rep(12.0)))], [true, later]) == 0
    assert matched([("right", found(rep(40.0), rep(43.0), rep(12.0)))], [true, later]) == 0
