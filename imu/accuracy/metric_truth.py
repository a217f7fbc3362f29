"""Metrics against what the simulated thigh really did, rep by rep and set by set.

The truth is worked out from the true angles by the metrics' own definitions, between the true
bounds: what is left is the error of sensor, strap, soft tissue, pose, hinge frame and bounds. That
the definitions themselves are right is for their own tests to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from imu.accuracy.true_reps import true_curve, true_rep
from imu.accuracy.true_sway import true_sway
from imu.counter.likeness import FEWEST, similarities
from imu.counter.metrics import Metrics
from imu.counter.setmetrics import set_metrics
from imu.samples import Rep, RepSet, Side, SideResult
from imu.simulator import SimulatedSession, TrueRep

Errors = dict[str, list[float]]
"""By metric, found minus true, in the metric's own unit. Those of a set begin with ``set.``, since
some have the name of a metric of a rep; those of a still window with ``still.``."""


class ErrorFigure(msgspec.Struct, frozen=True, kw_only=True):
    """Errors of a metric: how many, their median, and median and 95th percentile of their size."""

    n: int
    bias: float
    typical: float
    p95: float


def figures_of(errors: Mapping[str, Sequence[float]]) -> dict[str, ErrorFigure]:
    """One figure for each metric that has errors, by name."""
    return {name: _figure(np.array(values)) for name, values in sorted(errors.items()) if values}


def _figure(errors: np.ndarray[tuple[int], np.dtype[np.float64]]) -> ErrorFigure:
    size = np.abs(errors)
    return ErrorFigure(
        n=len(errors),
        bias=float(np.median(errors)),
        typical=float(np.median(size)),
        p95=float(np.percentile(size, 95)),
    )


def metric_errors(session: SimulatedSession, result: SideResult, side: Side) -> Errors:
    """Errors of every metric that both the result and the truth know.

    Parameters
    ----------
    session : a simulated session.
    result : what was found on one of its thighs, by either counter.
    side : that thigh.

    Returns
    -------
    By metric one error per counted rep that pairs with one true rep; for a set, one where its
    counted reps are exactly those of a true set; for steadiness, one per still window.
    """
    errors: Errors = {}
    mine = [rep for rep in session.truth.reps if rep.side == side]
    for one in result.sets:
        pairs = _pairs(one, mine)
        for rep, true in pairs:
            known = true_rep(session, true, _next(mine, true))
            _add(errors, "", {**rep.metrics, "depth_deg": rep.depth_deg}, _with_depth(known))
        whole = _whole_set(one, pairs, mine)
        if whole:
            _add(errors, "set.", one.metrics, _set_truth(session, whole))
            _add_similarities(errors, session, one, whole)
        for window in one.still:
            sway = true_sway(session, side, window)
            if sway is not None:
                _add(errors, "still.", _plain(window.sway), _plain(sway))
    return errors


def _add(errors: Errors, prefix: str, found: Metrics, true: Metrics) -> None:
    for name, value in found.items():
        known = true.get(name)
        if value is not None and known is not None:
            errors.setdefault(prefix + name, []).append(value - known)


def _plain(value: object) -> Metrics:
    return msgspec.to_builtins(value)


def _with_depth(rep: Rep) -> Metrics:
    return {**rep.metrics, "depth_deg": rep.depth_deg}


def _pairs(one: RepSet, mine: Sequence[TrueRep]) -> list[tuple[Rep, TrueRep]]:
    """Counted reps with the only true one whose deepest instant lies in them."""
    found: list[tuple[Rep, TrueRep]] = []
    for rep in one.reps:
        inside = [true for true in mine if rep.start_s <= true.deepest_s <= rep.end_s]
        if rep.counted and len(inside) == 1 and inside[0].kind != "partial":
            found.append((rep, inside[0]))
    return found


def _next(mine: Sequence[TrueRep], rep: TrueRep) -> TrueRep | None:
    later = [o for o in mine if o.set_index == rep.set_index and o.start_s > rep.start_s]
    return later[0] if later else None


def _whole_set(
    one: RepSet, pairs: Sequence[tuple[Rep, TrueRep]], mine: Sequence[TrueRep]
) -> list[TrueRep]:
    """The full reps of the one true set that this is, or none."""
    numbers = {true.set_index for _, true in pairs}
    full = [true for true in mine if true.set_index in numbers and true.kind != "partial"]
    exact = len(numbers) == 1 and len(full) == len(pairs) == one.count
    return full if exact else []


def _set_truth(session: SimulatedSession, whole: Sequence[TrueRep]) -> Metrics:
    reps = [true_rep(session, rep, None) for rep in whole]
    metrics, _ = set_metrics(reps)
    offs = [
        foil
        for foil in session.truth.foils
        if foil.kind == "step-off" and whole[0].end_s < foil.start_s < whole[-1].start_s
    ]
    return {**metrics, "step_offs": float(len(offs))}


def _add_similarities(
    errors: Errors, session: SimulatedSession, one: RepSet, whole: Sequence[TrueRep]
) -> None:
    found = [value for value in one.similarity if value is not None]
    if len(found) != len(whole) or len(whole) < FEWEST:
        return
    true = similarities([true_curve(session, rep) for rep in whole])
    errors.setdefault("similarity", []).extend(_differences(found, true))


def _differences(found: Sequence[float], true: Sequence[float]) -> Iterator[float]:
    return (a - b for a, b in zip(found, true, strict=True))
