"""One session, sampled at 50, 100 and 200 Hz: the metrics agree, and legs are made to compare.

Simulated: the body moves in exactly the same way, only the sensor's rate differs.
"""

from __future__ import annotations

import numpy as np
import pytest

from imu.analysis import analyze
from imu.recording import Recording, Stream
from imu.samples import Rep, Side, SideResult
from imu.simulated import recording_of, usual_plan
from imu.simulator import Radio, SetPlan, simulate
from imu.simulator.plan import replace

SEED = 71
TOLERANCE = {
    "_s": 0.05,
    "depth_deg": 0.1,
    "return_deg": 0.15,
    "_wobble_deg": 0.03,
    "_deg_s": 1.0,
    "_share": 0.01,
    "_sparc": 0.15,
    "_m": 0.015,
    "_percent": 2.5,
    "_per_rep": 0.05,
    "steadiness_path_m_s2": 0.3,
    "steadiness_jerk_m2_s5": 0.8,
    "_m_s2": 0.01,
    "_m2_s4": 0.02,
}
"""Largest difference between two rates. Peaks, arc length, path and jerk feel the rate: a sensor of
50 Hz lacks what is quicker than 25 Hz, and some of what is slower."""


def recorded(rate_hz: float, plan_sides: tuple[Side, ...] = ("right",)) -> Recording:
    plan = usual_plan("right", 1, SetPlan(settle_s=7.0))
    plan = replace(plan, radio=Radio(rate_hz=rate_hz), sensors=plan_sides)
    return recording_of(simulate(plan, SEED), "simulated", "Simulated.")


def reviewed(rate_hz: float) -> SideResult:
    return analyze(recorded(rate_hz)).sides["right"]


def tolerance(name: str) -> float:
    """That of the longest ending."""
    return TOLERANCE[max((ending for ending in TOLERANCE if name.endswith(ending)), key=len)]


@pytest.fixture(scope="module")
def usual() -> SideResult:
    return reviewed(100.0)


@pytest.mark.parametrize("rate_hz", [50.0, 200.0])
def test_reps_measure_the_same_at_every_rate(usual: SideResult, rate_hz: float) -> None:
    mine, theirs = list_of(usual), list_of(reviewed(rate_hz))
    assert len(mine) == len(theirs) == 8
    for a, b in zip(mine, theirs, strict=True):
        assert a.depth_deg == pytest.approx(b.depth_deg, abs=TOLERANCE["depth_deg"])
        for name, value in a.metrics.items():
            other = b.metrics[name]
            if value is not None and other is not None:
                assert value == pytest.approx(other, abs=tolerance(name)), name


@pytest.mark.parametrize("rate_hz", [50.0, 200.0])
def test_a_set_measures_the_same_at_every_rate(usual: SideResult, rate_hz: float) -> None:
    (mine,), (theirs,) = usual.sets, reviewed(rate_hz).sets
    for name, value in mine.metrics.items():
        other = theirs.metrics[name]
        assert (value is None) == (other is None), name
        if value is not None and name not in {"still_windows", "step_offs", "similarity_median"}:
            assert value == pytest.approx(other, abs=tolerance(name)), name
    for name in ("still_windows", "step_offs"):
        assert mine.metrics[name] == theirs.metrics[name]
    assert np.array(mine.similarity) == pytest.approx(np.array(theirs.similarity), abs=0.01)


def list_of(result: SideResult) -> list[Rep]:
    return [rep for one in result.sets for rep in one.reps]


def test_the_faster_leg_is_brought_to_the_slower_one() -> None:
    """The right leg at 200 Hz beside one at 50 comes out as if it had been sampled less often."""
    fast, slow = recorded(200.0), recorded(50.0, ("left",))
    streams: dict[Side, Stream] = {"left": slow.streams["left"], "right": fast.streams["right"]}
    both = analyze(Recording("both", fast.path, fast.session, streams, ())).sides["right"]
    alone = reviewed(200.0)
    assert both.samples == alone.samples, "what arrived is what is reported"
    assert both.rate_hz == pytest.approx(200.0, rel=0.01)
    assert both.count == alone.count == 8
    rates = {
        name: [rep.metrics["peak_concentric_deg_s"] or 0.0 for rep in list_of(result)]
        for name, result in (("both", both), ("alone", alone))
    }
    assert np.all(np.array(rates["both"]) < np.array(rates["alone"]))
    assert np.array(rates["both"]) == pytest.approx(np.array(rates["alone"]), rel=0.03)
