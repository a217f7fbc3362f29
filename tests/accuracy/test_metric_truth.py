"""Errors of metrics against exact truth: pairing, what a perfect result gets, what is found."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from imu.accuracy.metric_truth import Errors, figures_of, metric_errors
from imu.accuracy.true_reps import true_curve, true_rep
from imu.analysis import analyze
from imu.counter.likeness import similarities
from imu.counter.setmetrics import set_metrics
from imu.samples import Rep, RepSet, Side, SideResult
from imu.simulated import recording_of, usual_plan
from imu.simulator import (
    FIRM_MOUNT,
    IDEAL_SENSOR,
    Foil,
    Person,
    Plan,
    SetPlan,
    SimulatedSession,
    TrueRep,
    simulate,
)

RIGHT: Side = "right"
PLAN = usual_plan("right", 2, SetPlan(reps=6, settle_s=7.0, tired_up=0.3))


def full(session: SimulatedSession, number: int) -> list[TrueRep]:
    return [rep for rep in session.truth.reps if rep.set_index == number and rep.side == RIGHT]


def perfect_set(session: SimulatedSession, number: int) -> RepSet:
    """What a counter without any error would say of a set."""
    mine = full(session, number)
    reps = [true_rep(session, a, b) for a, b in zip(mine, [*mine[1:], None], strict=True)]
    metrics, missing = set_metrics(reps)
    return RepSet(
        start_s=reps[0].start_s,
        end_s=reps[-1].end_s,
        reps=tuple(reps),
        metrics={**metrics, "step_offs": 0.0},
        missing=missing,
        similarity=tuple(similarities([true_curve(session, rep) for rep in mine])),
    )


def result(*sets: RepSet) -> SideResult:
    return SideResult(samples=0, rate_hz=100.0, gaps=(), health=(), sets=sets, rejected=())


@pytest.fixture(scope="module")
def session() -> SimulatedSession:
    return simulate(PLAN, 71)


@pytest.fixture(scope="module")
def found(session: SimulatedSession) -> SideResult:
    return analyze(recording_of(session, "simulated", "Simulated.")).sides[RIGHT]


@pytest.fixture(scope="module")
def errors(session: SimulatedSession, found: SideResult) -> Errors:
    return metric_errors(session, found, RIGHT)


def test_a_perfect_result_has_no_error(session: SimulatedSession) -> None:
    said = result(perfect_set(session, 0), perfect_set(session, 1))
    errors = metric_errors(session, said, RIGHT)
    assert len(errors["depth_deg"]) == 12
    assert len(errors["top_s"]) == 10
    assert len(errors["set.slowing_percent"]) == 2
    assert {name for name, values in errors.items() if np.any(np.abs(values) > 1e-12)} == set()


def test_an_error_has_the_sign_of_what_was_found(session: SimulatedSession) -> None:
    one = perfect_set(session, 0)
    first = one.reps[0]
    deeper = msgspec.structs.replace(
        first,
        depth_deg=first.depth_deg + 3.0,
        metrics={**first.metrics, "eccentric_s": None, "bottom_s": 0.0},
    )
    said = result(msgspec.structs.replace(one, reps=(deeper, *one.reps[1:])))
    errors = metric_errors(session, said, RIGHT)
    assert errors["depth_deg"][0] == pytest.approx(3.0)
    assert len(errors["eccentric_s"]) == 5
    assert errors["bottom_s"][0] == pytest.approx(-(first.metrics["bottom_s"] or 0.0))


def test_a_rep_that_holds_two_true_ones_or_none_pairs_with_nothing(
    session: SimulatedSession,
) -> None:
    one = perfect_set(session, 0)
    a, b, *rest = one.reps
    both = msgspec.structs.replace(a, end_s=b.end_s)
    ghost = msgspec.structs.replace(a, start_s=0.0, end_s=1.0)
    uncounted = msgspec.structs.replace(rest[0], counted=False)
    reps: tuple[Rep, ...] = (ghost, both, uncounted, *rest[1:])
    errors = metric_errors(session, result(msgspec.structs.replace(one, reps=reps)), RIGHT)
    assert len(errors["depth_deg"]) == 3
    assert not any(name.startswith("set.") for name in errors), "no whole set was found"


def test_every_metric_of_a_rep_that_has_a_truth_is_scored(errors: Errors) -> None:
    assert {name for name in errors if "." not in name} == {
        "depth_deg", "eccentric_s", "bottom_s", "concentric_s", "top_s", "return_deg",
        "peak_eccentric_deg_s", "mean_eccentric_deg_s", "peak_concentric_deg_s",
        "mean_concentric_deg_s", "eccentric_sparc", "concentric_sparc", "hinge_share",
        "frontal_wobble_deg", "transverse_wobble_deg", "knee_arm_m", "similarity",
    }  # fmt: skip
    assert {"set.under_tension_s", "set.step_offs", "still.rms_m_s2"} <= set(errors)


@pytest.mark.parametrize(
    ("name", "typical", "p95"),
    [
        ("depth_deg", 1.5, 3.0),
        ("return_deg", 1.0, 2.0),
        ("eccentric_s", 0.1, 0.35),
        ("frontal_wobble_deg", 0.15, 0.4),
        ("transverse_wobble_deg", 0.15, 0.4),
        ("hinge_share", 0.03, 0.1),
        ("knee_arm_m", 0.04, 0.1),
        ("similarity", 0.05, 0.2),
        ("set.under_tension_s", 1.5, 2.5),
        ("still.rms_m_s2", 0.005, 0.02),
        ("still.path_m_s2", 0.1, 0.3),
    ],
)
def test_errors_are_as_small_as_published(
    errors: Errors, name: str, typical: float, p95: float
) -> None:
    figure = figures_of(errors)[name]
    assert figure.typical < typical
    assert figure.p95 < p95


def test_soft_tissue_makes_a_phase_less_smooth_than_the_bone(errors: Errors) -> None:
    assert figures_of(errors)["concentric_sparc"].bias < 0.0


def test_an_ideal_sensor_screwed_to_a_steady_bone_leaves_little() -> None:
    still = Person(sway_deg=0.2, wobble_deg=0.3, twist_deg=0.2, tremor_deg=0.0, oblique=0.0)
    plan = Plan(
        activities=(Foil(kind="quiet", duration_s=3.0), SetPlan(reps=6, settle_s=7.0)),
        person=still,
        mounts={"right": FIRM_MOUNT},
        sensor=IDEAL_SENSOR,
    )
    session = simulate(plan, 5)
    found = analyze(recording_of(session, "simulated", "Simulated.")).sides[RIGHT]
    figures = figures_of(metric_errors(session, found, RIGHT))
    assert figures["knee_arm_m"].typical < 0.02
    assert figures["frontal_wobble_deg"].typical < 0.03
    assert figures["concentric_sparc"].typical < 0.05
    assert figures["peak_concentric_deg_s"].typical < 0.3
    assert figures["still.rms_m_s2"].p95 < 0.003
    assert figures["still.ellipse_m2_s4"].p95 < 0.003


def test_a_figure_sums_up() -> None:
    figure = figures_of({"a_deg": [1.0, -3.0, 2.0], "b_s": []})
    assert list(figure) == ["a_deg"]
    assert (figure["a_deg"].n, figure["a_deg"].bias, figure["a_deg"].typical) == (3, 1.0, 2.0)
    assert figure["a_deg"].p95 == pytest.approx(2.9)


def test_step_offs_of_the_set_are_those_between_its_reps() -> None:
    plan = usual_plan("right", 1, SetPlan(reps=8, step_off=0.5))
    session = simulate(plan, 3)
    offs = sum(foil.kind == "step-off" for foil in session.truth.foils)
    assert offs >= 2
    said = result(perfect_set(session, 0))
    assert metric_errors(session, said, RIGHT)["set.step_offs"] == [-float(offs)]
