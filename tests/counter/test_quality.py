"""Reps against the person's own targets."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.counter.quality import (
    SENTENCES,
    Measured,
    Unmet,
    as_planned,
    judged_events,
    judged_session,
    measured,
    quality_of,
    set_quality,
    unmet,
)
from imu.events import GapEvent, RepFinalEvent
from imu.samples import Quality, Rep, RepSet, Session, SetQuality, SideResult
from imu.targets import Aims, Range, Targets

GOOD = Measured(depth_deg=25.0, eccentric_s=2.0, concentric_s=1.5, return_deg=1.0, frontal_deg=0.8)
WANTED = Targets(
    depth_deg=Range(20.0, 30.0),
    eccentric_s=Range(1.5, 3.0),
    concentric_s=Range(1.0, 2.0),
    wobble_deg=1.5,
)


AIMS = Aims(WANTED, [])


def changed(**values: float | None) -> Measured:
    known = {field: getattr(GOOD, field) for field in GOOD.__struct_fields__}
    return Measured(**{**known, **values})  # type: ignore[arg-type]


def test_a_rep_within_all_targets_misses_none() -> None:
    assert unmet(GOOD, WANTED) == ()


@pytest.mark.parametrize(
    ("name", "value", "missed"),
    [
        ("depth_deg", 19.9, Unmet.SHALLOW),
        ("depth_deg", 30.1, Unmet.DEEP),
        ("eccentric_s", 1.4, Unmet.DOWN_FAST),
        ("eccentric_s", 3.1, Unmet.DOWN_SLOW),
        ("concentric_s", 0.9, Unmet.UP_FAST),
        ("concentric_s", 2.1, Unmet.UP_SLOW),
        ("return_deg", 5.1, Unmet.NOT_TALL),
        ("frontal_deg", 1.6, Unmet.UNSTEADY),
    ],
)
def test_each_target_is_judged_on_its_own(name: str, value: float, missed: Unmet) -> None:
    assert unmet(changed(**{name: value}), WANTED) == (missed,)


@pytest.mark.parametrize("edge", [20.0, 30.0])
def test_the_edges_belong_to_the_band(edge: float) -> None:
    assert unmet(changed(depth_deg=edge), WANTED) == ()


def test_the_smallest_rung_knows_no_too_shallow() -> None:
    smallest = Targets(depth_deg=Range(None, 15.0))
    assert unmet(changed(depth_deg=6.0, return_deg=0.0), smallest) == ()
    assert unmet(changed(depth_deg=16.0, return_deg=0.0), smallest) == (Unmet.DEEP,)


def test_a_deep_rep_may_end_further_from_tall() -> None:
    deep = Targets()
    assert unmet(changed(depth_deg=50.0, return_deg=9.9), deep) == ()
    assert unmet(changed(depth_deg=50.0, return_deg=10.1), deep) == (Unmet.NOT_TALL,)
    assert unmet(changed(return_deg=40.0), Targets(tall=False)) == ()


@given(st.floats(0.0, 90.0))
def test_what_is_not_wanted_or_not_known_is_not_judged(depth_deg: float) -> None:
    assert unmet(Measured(depth_deg=depth_deg), Targets()) == ()
    unknown = Targets(eccentric_s=Range(1.0, 2.0), wobble_deg=0.1)
    assert unmet(Measured(depth_deg=depth_deg), unknown) == ()


def test_depth_is_spoken_of_first() -> None:
    assert unmet(changed(depth_deg=5.0, eccentric_s=0.1), WANTED)[0] is Unmet.SHALLOW


def rep(depth_deg: float, *, counted: bool = True) -> Rep:
    return Rep(
        start_s=0.0,
        bottom_start_s=1.0,
        bottom_end_s=1.5,
        end_s=3.0,
        provisional_s=3.0,
        announced_s=3.0,
        depth_deg=depth_deg,
        counted=counted,
        flags=(),
        metrics={"eccentric_s": 2.0, "concentric_s": None, "return_deg": 1.0},
    )


def test_measures_come_from_the_rep() -> None:
    assert measured(rep(25.0)) == Measured(depth_deg=25.0, eccentric_s=2.0, return_deg=1.0)


def judged(*depths_deg: float) -> list[Quality]:
    return [quality_of(rep(depth), WANTED) for depth in depths_deg]


def test_a_rep_has_all_that_it_missed_and_one_reason() -> None:
    missed = msgspec.structs.replace(rep(40.0), metrics={"eccentric_s": 9.0, "return_deg": 1.0})
    assert quality_of(missed, WANTED) == Quality(
        met=False,
        unmet=("deeper-than-the-band", "down-slower-than-planned"),
        reason="Deeper than your band.",
    )
    assert quality_of(rep(25.0), WANTED) == Quality(met=True)


def test_the_quality_of_a_set_is_so_many_of_so_many_and_what_was_missed_most() -> None:
    found = set_quality(judged(25.0, 40.0, 5.0, 45.0, 25.0))
    assert found == SetQuality(good=2, reps=5, reason="Deeper than your band.")
    assert set_quality(judged(25.0)) == SetQuality(good=1, reps=1, reason="")
    assert set_quality([]) is None


def test_of_reasons_as_frequent_the_first_is_told() -> None:
    found = set_quality(judged(5.0, 40.0))
    assert found is not None
    assert found.reason == "Shallower than your band."


def test_words_of_a_set() -> None:
    assert as_planned(6, 8, "Deeper than your band.") == (
        "6 of 8 as planned (mostly: deeper than your band)"
    )
    assert as_planned(8, 8, "") == "8 of 8 as planned"


def session_of(*reps: Rep) -> Session:
    one = RepSet(start_s=0.0, end_s=9.0, reps=reps)
    side = SideResult(samples=1, rate_hz=None, gaps=(), health=(), sets=(one,), rejected=())
    return Session(sides={"left": side})


def test_only_counted_reps_of_a_session_are_judged() -> None:
    found = judged_session(session_of(rep(25.0), rep(40.0), rep(5.0, counted=False)), AIMS)
    (one,) = found.sides["left"].sets
    assert one.quality == SetQuality(good=1, reps=2, reason="Deeper than your band.")
    assert [isinstance(each.quality, Quality) for each in one.reps] == [True, True, False]


def test_a_set_without_a_counted_rep_has_no_quality() -> None:
    (one,) = judged_session(session_of(rep(5.0, counted=False)), AIMS).sides["left"].sets
    assert one.quality is msgspec.UNSET


def test_without_targets_nothing_is_said() -> None:
    session = session_of(rep(25.0))
    assert judged_session(session, Aims(msgspec.UNSET, [])) is session
    assert b"quality" not in msgspec.json.encode(session)
    final = RepFinalEvent(time_s=1.0, side="left", rep_id=1, set_id=1, rep=rep(40.0))
    assert judged_events([final], Aims(msgspec.UNSET, [])) == [final]


def test_a_final_rep_carries_its_quality_and_other_events_stay() -> None:
    final = RepFinalEvent(time_s=1.0, side="left", rep_id=1, set_id=1, rep=rep(40.0))
    gap = GapEvent(time_s=0.5, side="left", start_s=0.0, end_s=0.5, inferred=False)
    found = judged_events([gap, final], AIMS)
    assert found[0] is gap
    assert isinstance(found[1], RepFinalEvent)
    assert found[1].rep.quality == quality_of(rep(40.0), WANTED)


def test_the_flag_of_the_smallest_rung_takes_the_lower_edge_away() -> None:
    small = Targets(depth_deg=Range(10.0, 15.0), smallest_rung=True)
    assert unmet(changed(depth_deg=6.0), small) == ()
    assert unmet(changed(depth_deg=16.0), small) == (Unmet.DEEP,)


def test_no_score_anywhere() -> None:
    fields = {*Quality.__struct_fields__, *SetQuality.__struct_fields__}
    assert fields == {"met", "unmet", "reason", "good", "reps"}


def test_every_missed_target_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Unmet)
    assert all(len(sentence) < 32 for sentence in SENTENCES.values())
