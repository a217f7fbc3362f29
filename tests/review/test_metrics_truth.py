"""Metrics of simulated reps against what the simulated thigh really did."""

from __future__ import annotations

import numpy as np
import pytest

from imu.analysis import analyze
from imu.samples import Floats, Rep
from imu.simulated import recording_of, usual_plan
from imu.simulator import SetPlan, SimulatedSession, TrueRep, simulate

SEEDS = (71, 72, 73)
Pairs = list[tuple[SimulatedSession, TrueRep, Rep]]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """Every true rep with the one that was found for it, in three ordinary sessions."""
    found: Pairs = []
    for seed in SEEDS:
        session = simulate(usual_plan("right", 2, SetPlan(tired_up=0.3)), seed)
        result = analyze(recording_of(session, "simulated", "Simulated.")).sides["right"]
        reps = [rep for one in result.sets for rep in one.reps if rep.counted]
        truth = [rep for rep in session.truth.reps if rep.side == "right"]
        assert len(reps) == len(truth) == 16
        found += [(session, true, rep) for true, rep in zip(truth, reps, strict=True)]
    return found


def errors(pairs: Pairs, name: str, true: Floats) -> Floats:
    values = [rep.metrics[name] for _, _, rep in pairs]
    assert None not in values
    return np.array(values, dtype=np.float64) - true


def true_rates(pairs: Pairs, *, down: bool) -> list[Floats]:
    """Rate of the true tilt in one phase of each rep, degrees per second, positive."""
    rates: list[Floats] = []
    for session, true, _ in pairs:
        tilt = session.truth.tilts["right"]
        first_s = true.start_s if down else true.bottom_end_s
        last_s = true.bottom_start_s if down else true.end_s
        inside = (tilt.time_s >= first_s) & (tilt.time_s <= last_s)
        rate = np.gradient(tilt.tilt_deg[inside], tilt.time_s[inside])
        rates.append(rate if down else -rate)
    return rates


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("eccentric_s", "start_s", "bottom_start_s"),
        ("bottom_s", "bottom_start_s", "bottom_end_s"),
        ("concentric_s", "bottom_end_s", "end_s"),
    ],
)
def test_tempo(pairs: Pairs, name: str, first: str, last: str) -> None:
    true = np.array([getattr(one, last) - getattr(one, first) for _, one, _ in pairs])
    wrong = np.abs(errors(pairs, name, true))
    assert np.median(wrong) < 0.1
    assert np.percentile(wrong, 95) < 0.35


@pytest.mark.parametrize("down", [True, False], ids=["down", "up"])
def test_rates(pairs: Pairs, down: bool) -> None:
    phase = "eccentric" if down else "concentric"
    rates = true_rates(pairs, down=down)
    mean = np.array([rate.mean() for rate in rates])
    peak = np.array([rate.max() for rate in rates])
    mean_wrong = errors(pairs, f"mean_{phase}_deg_s", mean) / mean
    peak_wrong = errors(pairs, f"peak_{phase}_deg_s", peak) / peak
    assert np.median(np.abs(mean_wrong)) < 0.06
    assert np.median(np.abs(peak_wrong)) < 0.10
    assert abs(np.median(peak_wrong)) < 0.10


def test_a_set_of_ever_slower_reps_is_slowing(pairs: Pairs) -> None:
    """Simulated: the way up takes 30 % longer at the end of the set."""
    for seed in SEEDS:
        session = simulate(usual_plan("right", 1, SetPlan(tired_up=0.6, tempo_cv=0.02)), seed)
        (one,) = analyze(recording_of(session, "simulated", "Simulated.")).sides["right"].sets
        assert one.metrics["slowing_percent"] == pytest.approx(100.0 * (1.0 - 1 / 1.6), abs=12.0)
    del pairs


def test_a_set_that_loses_range_says_how_much() -> None:
    plan = usual_plan("right", 1, SetPlan(reps=10, tired_depth=0.3, depth_cv=0.01))
    session = simulate(plan, SEEDS[0])
    (one,) = analyze(recording_of(session, "simulated", "Simulated.")).sides["right"].sets
    depths = [rep.depth_deg for rep in session.truth.reps if rep.side == "right"]
    exact = 100.0 * (np.mean(depths[:3]) - np.mean(depths[-3:])) / np.mean(depths[:3])
    assert one.metrics["range_loss_percent"] == pytest.approx(float(exact), abs=4.0)
    assert one.metrics["range_slope_deg_per_rep"] is not None
    assert one.metrics["range_slope_deg_per_rep"] < 0.0
