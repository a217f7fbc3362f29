"""Reps against the person's own targets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imu.quality import SENTENCES, Measured, Range, Targets, Unmet, measured, share_met, unmet
from imu.samples import Rep

GOOD = Measured(depth_deg=25.0, eccentric_s=2.0, concentric_s=1.5, return_deg=1.0, frontal_deg=0.8)
WANTED = Targets(
    depth_deg=Range(20.0, 30.0),
    eccentric_s=Range(1.5, 3.0),
    concentric_s=Range(1.0, 2.0),
    wobble_deg=1.5,
)


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


def test_the_share_is_of_counted_reps() -> None:
    reps = [rep(25.0), rep(25.0), rep(25.0), rep(40.0), rep(5.0, counted=False)]
    assert share_met(reps, WANTED) == 0.75
    assert share_met([rep(25.0, counted=False)], WANTED) is None


def test_every_missed_target_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Unmet)
    assert all(len(sentence) < 32 for sentence in SENTENCES.values())
