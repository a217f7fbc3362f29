"""What is worth telling about files that were read, as plain JSON values."""

from __future__ import annotations

from typing import Any

from imu.importers.model import FoundUnit, Imported
from imu.recording import detect_gaps, measured_rate_hz

_ROWS = 5
_COLUMNS = ("time_s", "acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z")


def facts_of(imported: Imported) -> dict[str, Any]:
    """Kind, columns taken, units and why, rate, duration, acceleration at rest, notes."""
    block = imported.block
    gaps = detect_gaps(block.time_s, block.seq)
    return {
        "kind": imported.kind,
        "title": imported.title,
        "sources": [
            {"name": source.path.name, "sha256": source.sha256} for source in imported.sources
        ],
        "side": block.side,
        "samples": len(block),
        "duration_s": float(block.time_s[-1] - block.time_s[0]),
        "rate_hz": measured_rate_hz(block.time_s),
        "gaps": len(gaps),
        "started_at": imported.started_at.isoformat() if imported.started_at else None,
        "taken": dict(imported.taken),
        "units": {"acc": _unit(imported.acc_unit), "gyr": _unit(imported.gyr_unit)},
        "rest_m_s2": imported.rest_m_s2,
        "notes": list(imported.notes),
    }


def first_rows(imported: Imported) -> list[dict[str, float]]:
    """The first samples, in s, m/s² and rad/s."""
    block = imported.block
    return [
        dict(
            zip(
                _COLUMNS,
                [
                    float(block.time_s[row]),
                    *block.acc_m_s2[row].tolist(),
                    *block.gyr_rad_s[row].tolist(),
                ],
                strict=True,
            )
        )
        for row in range(min(_ROWS, len(block)))
    ]


def _unit(found: FoundUnit) -> dict[str, str]:
    return {"unit": found.unit, "why": found.why}
