"""Every surface that takes bytes from outside, by name."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz import exports, network, ownfiles, recordings, sensors
from tests.fuzz.contract import Target


def every_target(folder: Path) -> dict[str, Target]:
    """All targets; they write below `folder`."""
    found = [
        *sensors.targets(folder / "sensors"),
        *recordings.targets(folder / "recordings"),
        *exports.targets(folder / "exports"),
        *network.targets(),
        *ownfiles.targets(folder / "own"),
    ]
    table = {target.name: target for target in found}
    assert len(table) == len(found), "two targets have one name"
    return table
