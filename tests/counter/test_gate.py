"""Each rule of the gate rejects by itself and with its own reason; a clean hinge passes."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from imu.counter.candidates import Candidate
from imu.counter.cycles import Close
from imu.counter.gate import SENTENCES, judge
from imu.samples import Reason
from imu.settings import GateSettings, Settings
from tests.counter.builders import GOOD, at

SETTINGS = Settings()

BAD: dict[str, tuple[Candidate, Reason]] = {
    "left open": (replace(GOOD, close=Close.TORN.value, end_deg=10.0), Reason.GAP),
    "long hole": (replace(GOOD, torn_s=2.1), Reason.GAP),
    "small": (at(2.0, 5.3), Reason.TOO_SMALL),
    "quick": (at(2.0, 25.0, 0.5), Reason.TOO_FAST),
    "whipped": (replace(GOOD, fast_share=0.11), Reason.HANDLING),
    "knocked": (replace(GOOD, jolt_m_s2=25.5), Reason.HANDLING),
    "stride": (replace(at(2.0, 25.0, 1.2), sunk_deg=7.0), Reason.WALKING),
    "swing": (
        replace(at(2.0, 25.0, 1.3), pivot_m=0.2, swing_rad_s2=6.0, rise_m=0.0),
        Reason.WALKING,
    ),
    "slow swing": (replace(GOOD, pivot_m=0.2, swing_rad_s2=6.0, rise_m=0.0), Reason.STEP),
    "small swing": (
        replace(at(2.0, 8.0, 1.3), pivot_m=0.2, swing_rad_s2=2.0, rise_m=0.0),
        Reason.WALKING,
    ),
    "rise": (replace(GOOD, rise_m=0.12), Reason.STEP),
    "weight shifted": (at(2.0, 6.5, 1.65), Reason.STEP),
    "turned over": (at(2.0, 136.0), Reason.HANDLING),
    "turned hard in its place": (
        replace(at(2.0, 110.0), pivot_m=-0.01, swing_rad_s2=9.0, rise_m=0.0),
        Reason.HANDLING,
    ),
    "quick, small and about the hip": (replace(at(2.0, 12.0, 1.0), pivot_m=0.0), Reason.STEP),
    "quick, small and with a jolt": (replace(at(2.0, 12.0, 1.0), jolt_m_s2=2.7), Reason.STEP),
    "untrusted, quick and small": (
        replace(at(2.0, 12.0, 1.0), rise_m=None, pivot_m=None),
        Reason.STEP,
    ),
    "shuffle": (at(2.0, 8.5, 1.2), Reason.STEP),
    "foot carried on to the block": (
        replace(at(2.0, 30.0, 2.5), pivot_m=0.08, swing_rad_s2=2.0, rise_m=0.02),
        Reason.STEP,
    ),
    "last stride": (
        replace(at(2.0, 10.0, 1.6), swing_rad_s2=2.5, rise_m=-0.03, pivot_m=-0.1),
        Reason.WALKING,
    ),
    "turned in its place": (
        replace(GOOD, pivot_m=0.0, swing_rad_s2=5.0, rise_m=0.0),
        Reason.HANDLING,
    ),
    "knee lift": (
        replace(at(2.0, 85.0, 1.8), pivot_m=0.06, swing_rad_s2=7.0, rise_m=-0.12),
        Reason.STEP,
    ),
    "stride of a bad accelerometer": (
        replace(at(2.0, 35.0, 0.8), pivot_m=None, rise_m=None, swing_rad_s2=8.0),
        Reason.WALKING,
    ),
    "seat": (replace(GOOD, depth_deg=80.0, resting_s=2.1), Reason.SIT),
    "sideways": (replace(GOOD, frontal_deg=15.5), Reason.OUT_OF_PLANE),
    "wandering": (replace(GOOD, wander_deg=9.0), Reason.OUT_OF_PLANE),
    "twisted": (replace(GOOD, transverse_deg=14.6), Reason.OUT_OF_PLANE),
    "looking round": (replace(at(2.0, 10.0), transverse_deg=9.0), Reason.OUT_OF_PLANE),
}


@pytest.mark.parametrize(("candidate", "reason"), BAD.values(), ids=BAD.keys())
def test_each_rule_rejects_by_itself_with_its_reason(candidate: Candidate, reason: Reason) -> None:
    assert judge(candidate, SETTINGS) is reason


FINE: dict[str, Candidate] = {
    "hinge": GOOD,
    "slow": at(2.0, 25.0, 12.0),
    "shallow and slow": at(2.0, 5.5, 2.0),
    "deep": replace(GOOD, depth_deg=95.0, resting_s=1.9),
    "fast": at(2.0, 30.0, 0.9),
    "torn for a moment": replace(GOOD, torn_s=1.9),
    "torn at the top": replace(GOOD, close=Close.TORN.value, end_deg=6.0),
    "untrusted": replace(GOOD, rise_m=None, pivot_m=None, swing_rad_s2=9.0),
    "deep squat about itself": replace(
        at(2.0, 79.0), pivot_m=-0.01, swing_rad_s2=6.3, rise_m=-0.17
    ),
    "slow turn in its place": replace(GOOD, pivot_m=0.0, swing_rad_s2=4.4, rise_m=0.0),
    "lunge": replace(at(2.0, 78.0, 3.3), pivot_m=0.18, swing_rad_s2=8.6, rise_m=-0.21),
    "squat cut in mid-movement": replace(
        at(2.0, 97.0, 1.2), pivot_m=0.07, swing_rad_s2=4.8, rise_m=-0.14
    ),
    "quick squat of a bad accelerometer": replace(
        at(2.0, 70.0, 1.4), pivot_m=None, rise_m=None, swing_rad_s2=7.0
    ),
    "quick squat": replace(at(2.0, 60.0, 1.2), pivot_m=0.04, swing_rad_s2=4.7, rise_m=-0.11),
    "long leg swings slowly": replace(at(2.0, 31.0), pivot_m=0.3, swing_rad_s2=4.4),
    "small sideways": replace(GOOD, frontal_deg=14.5, wander_deg=8.7, transverse_deg=14.4),
    "twist of a small one": replace(GOOD, depth_deg=8.0, transverse_deg=7.4),
    "the smallest, sideways and wobbling": replace(at(2.0, 7.0), frontal_deg=6.4, wander_deg=3.9),
    "quick and small about the knee": at(2.0, 12.0, 1.0),
    "small and sinking by its tilt": replace(
        at(2.0, 18.0, 1.6), swing_rad_s2=2.5, rise_m=-0.025, pivot_m=-0.1
    ),
    "sinking with its hip, the foot on the block": replace(
        at(2.0, 17.5, 1.9), swing_rad_s2=1.8, rise_m=-0.055, pivot_m=-0.15
    ),
    "sunk a little": replace(at(2.0, 40.0, 1.4), sunk_deg=9.0),
    "sunk but slow": replace(GOOD, sunk_deg=9.0),
    "rises by the error of the sensor": replace(at(2.0, 40.0, 3.0), rise_m=0.15),
}


@pytest.mark.parametrize("candidate", FINE.values(), ids=FINE.keys())
def test_a_rep_passes(candidate: Candidate) -> None:
    assert judge(candidate, SETTINGS) is None


ORDER = [
    replace(GOOD, torn_s=3.0),
    replace(GOOD, depth_deg=5.0),
    at(2.0, 25.0, 0.4),
    replace(GOOD, jolt_m_s2=40.0),
    replace(at(2.0, 25.0, 1.2), sunk_deg=20.0),
    replace(GOOD, rise_m=0.5),
    replace(GOOD, resting_s=9.0),
    replace(GOOD, transverse_deg=90.0),
]


def test_the_first_rule_of_the_table_names_the_reason() -> None:
    order = [judge(candidate, SETTINGS) for candidate in ORDER]
    assert order == [
        Reason.GAP,
        Reason.TOO_SMALL,
        Reason.TOO_FAST,
        Reason.HANDLING,
        Reason.WALKING,
        Reason.STEP,
        Reason.SIT,
        Reason.OUT_OF_PLANE,
    ]
    for (first, a), (_, b) in itertools.combinations(zip(order, ORDER, strict=True), 2):
        assert judge(_worst(a, b), SETTINGS) is first


def _worst(a: Candidate, b: Candidate) -> Candidate:
    """One movement with everything that speaks against either."""
    shorter = a if a.duration_s <= b.duration_s else b
    return replace(
        shorter,
        torn_s=max(a.torn_s, b.torn_s),
        depth_deg=min(a.depth_deg, b.depth_deg),
        jolt_m_s2=max(a.jolt_m_s2, b.jolt_m_s2),
        sunk_deg=max(a.sunk_deg, b.sunk_deg),
        rise_m=max(a.rise_m or 0.0, b.rise_m or 0.0),
        resting_s=max(a.resting_s, b.resting_s),
        transverse_deg=max(a.transverse_deg, b.transverse_deg),
    )


def test_thresholds_come_from_the_settings() -> None:
    strict = Settings(gate=GateSettings(jolt_m_s2=1.0))
    assert judge(GOOD, strict) is Reason.HANDLING
    assert judge(GOOD, SETTINGS) is None


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_one_sentence_for_a_person(reason: Reason) -> None:
    sentence = SENTENCES[reason]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert sentence[0].isupper()
    assert list(SENTENCES.values()).count(sentence) == 1
