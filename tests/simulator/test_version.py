"""The frozen simulator: a plan and a seed give the same session until its version is raised.

``KICKSTAND_UPDATE_FROZEN=1 pytest tests/simulator/test_version.py`` writes the fingerprints anew:
only together with a higher `SIMULATOR_VERSION`, and with all figures measured again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from imu.simulator import SIMULATOR_VERSION, STRATA, SimulatedSession

FROZEN = Path(__file__).parent / "frozen.json"


def fingerprint(session: SimulatedSession) -> dict[str, float]:
    """Sums that hardly any change of the samples or of the truth leaves as they are."""
    reps, foils = session.truth.reps, session.truth.foils
    marks = {
        "duration_s": session.duration_s,
        "reps": sum(rep.start_s + 2.0 * rep.end_s + rep.depth_deg for rep in reps),
        "foils": sum(foil.start_s + 2.0 * foil.end_s + len(foil.kind) for foil in foils),
        "commands": sum(command.time_s for command in session.commands),
    }
    for side, block in session.blocks.items():
        weights = np.arange(1, len(block) + 1) / len(block)
        marks[f"{side} samples"] = len(block)
        marks[f"{side} time"] = float(weights @ block.time_s)
        for name, values in (("acc", block.acc_m_s2), ("gyr", block.gyr_rad_s)):
            marks[f"{side} {name}"] = float(np.abs(weights @ values).sum())
    return marks


@pytest.mark.parametrize("stratum", STRATA)
def test_the_simulator_is_frozen(
    stratum: str, session_of: Callable[[str], SimulatedSession]
) -> None:
    found = fingerprint(session_of(stratum))
    if os.environ.get("KICKSTAND_UPDATE_FROZEN"):
        _write(stratum, found)
    known = json.loads(FROZEN.read_text(encoding="utf-8"))
    assert known["simulator_version"] == SIMULATOR_VERSION
    # Not to the bit: machines differ in the last digits of sines.
    assert found == pytest.approx(known["strata"][stratum], rel=1e-6)


def _write(stratum: str, found: dict[str, float]) -> None:
    """Change one stratum's numbers; strata that there are no more fall out."""
    text = FROZEN.read_text(encoding="utf-8") if FROZEN.exists() else "{}"
    old: dict[str, dict[str, dict[str, float]]] = json.loads(text)
    strata = {**old.get("strata", {}), stratum: found}
    kept = {name: strata[name] for name in STRATA if name in strata}
    new = json.dumps({"simulator_version": SIMULATOR_VERSION, "strata": kept}, indent=1)
    FROZEN.write_text(new + "\n", encoding="utf-8")
