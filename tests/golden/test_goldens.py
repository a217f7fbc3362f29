"""What both counters say about the committed samples, compared with what they said before.

``pytest tests/golden --update-goldens`` writes the results anew, after a change that is meant.
Other machines compute other last digits, so numbers are compared with tolerances.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from imu.analysis import analyze
from imu.cli.rounding import rounded
from imu.samples import Mode

RECORDINGS = Path(__file__).resolve().parents[2] / "recordings"
GOLDENS = RECORDINGS / "goldens"
SAMPLES = ("simulated_right", "simulated_left-right")

LOOSE = {"_s": 0.021, "_deg": 0.1, "_hz": 0.05}
"""Two instants of the grid, and a tenth of what two sensors on one thigh would differ by."""

UNTIED = ("version",)
"""What may change without a result changing."""


def result_of(name: str, mode: Mode) -> Any:  # noqa: ANN401 - JSON
    """Analyse a sample; round as the command line does."""
    session = rounded(msgspec.to_builtins(analyze(RECORDINGS / name, mode=mode)))
    return {key: value for key, value in session.items() if key not in UNTIED}


def tolerance(name: str) -> float:
    """How far a number of this name may be off."""
    return next((loose for ending, loose in LOOSE.items() if name.endswith(ending)), 0.0)


def differences(new: object, old: object, where: str = "", name: str = "") -> Iterator[str]:
    """Give every place at which two pieces of JSON differ by more than their tolerance."""
    if isinstance(new, dict) and isinstance(old, dict):
        one, other = cast("dict[str, object]", new), cast("dict[str, object]", old)
        for key in one.keys() | other.keys():
            yield from differences(one.get(key), other.get(key), f"{where}.{key}", key)
    elif isinstance(new, list) and isinstance(old, list):
        ones, others = cast("list[object]", new), cast("list[object]", old)
        if len(ones) != len(others):
            yield f"{where}: {len(ones)} instead of {len(others)}"
        for n, (a, b) in enumerate(zip(ones, others, strict=False)):
            yield from differences(a, b, f"{where}[{n}]", name)
    elif not is_close(cast("object", new), old, name):
        yield f"{where}: {new!r} instead of {old!r}"


def is_close(new: object, old: object, name: str) -> bool:
    """Whether two values are the same, or two numbers nearly so."""
    if isinstance(new, float) and isinstance(old, int | float):
        return math.isclose(new, old, rel_tol=1e-9, abs_tol=tolerance(name))
    return new == old


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("simulated_right", "review"),
        ("simulated_right", "live"),
        ("simulated_left-right", "review"),
        ("simulated_left-right", "live"),
    ],
)
def test_the_samples_give_what_they_gave(name: str, mode: Mode, update_goldens: bool) -> None:
    path = GOLDENS / f"{name}_{mode}.json"
    new = result_of(name, mode)
    if update_goldens:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    old = json.loads(path.read_text(encoding="utf-8"))
    assert list(differences(json.loads(json.dumps(new)), old)) == []


def test_every_golden_belongs_to_a_sample() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == {
        f"{name}_{mode}.json" for name in SAMPLES for mode in ("review", "live")
    }


def test_the_goldens_are_right() -> None:
    """A golden may be written anew, but not with counts that are known to be wrong."""
    for mode in ("review", "live"):
        right = json.loads((GOLDENS / f"simulated_right_{mode}.json").read_text(encoding="utf-8"))
        both = json.loads((GOLDENS / f"simulated_left-right_{mode}.json").read_text("utf-8"))
        assert [len(s["reps"]) for s in right["sides"]["right"]["sets"]] == [10]
        for side in ("left", "right"):
            assert [len(s["reps"]) for s in both["sides"][side]["sets"]] == [6]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_that_it_is_simulated_and_is_small(name: str) -> None:
    assert name.startswith("simulated")
    session = json.loads((RECORDINGS / name / "session.json").read_text(encoding="utf-8"))
    assert session["simulated"]
    assert session["complete"]
    assert sum(path.stat().st_size for path in (RECORDINGS / name).iterdir()) < 400_000


@pytest.mark.parametrize(
    ("new", "old", "differ"),
    [
        ({"end_s": 1.02}, {"end_s": 1.0}, False),
        ({"end_s": 1.03}, {"end_s": 1.0}, True),
        ({"depth_deg": 20.09}, {"depth_deg": 20.0}, False),
        ({"depth_deg": 20.2}, {"depth_deg": 20.0}, True),
        ({"samples": 11}, {"samples": 10}, True),
        ({"counted": True}, {"counted": False}, True),
        ({"top_s": None}, {"top_s": 0.0}, True),
        ({"flags": ["pulse"]}, {"flags": []}, True),
        ({"a": 1}, {"a": 1, "b": None}, False),
        ({"a": 1}, {"a": 1, "b": 2}, True),
    ],
)
def test_the_comparison_sees_what_matters(new: object, old: object, differ: bool) -> None:
    assert bool(list(differences(new, old))) == differ
