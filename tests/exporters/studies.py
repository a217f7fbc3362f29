"""Counted recordings to export, made once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from imu.analysis import analyze_with_signals
from imu.exporters import Study
from imu.recording import Recording, SessionMeta, Stream, detect_gaps
from imu.samples import Side
from tests.hinges import hinges, in_a_row

STARTS = in_a_row(4)
FIRST_S = 0.5
"""s. Sensors rarely begin with the session."""
BEGAN = datetime(2026, 9, 21, 16, 13, 20, 250_000, tzinfo=UTC)


@cache
def _counted(sides: tuple[Side, ...], hole_s: tuple[float, float] | None) -> Study:
    streams: dict[Side, Stream] = {}
    for side in sides:
        block = hinges(STARTS, 16.0 - FIRST_S, side=side, first_s=FIRST_S, hole_s=hole_s)
        streams[side] = Stream(block, None, detect_gaps(block.time_s, block.seq), 100.0)
    meta = SessionMeta(started_at=BEGAN, person="Anna", sides=sides, complete=True)
    recording = Recording("monday", Path("monday"), meta, streams)
    session, signals = analyze_with_signals(recording)
    return Study(recording, session, "Anna", signals)


def counted(
    *sides: Side,
    name: str = "monday",
    person: str | None = "Anna",
    hole_s: tuple[float, float] | None = None,
    **meta: Any,  # noqa: ANN401 - fields of `SessionMeta`
) -> Study:
    """Four hinges on each of these thighs, on the right one unless told otherwise."""
    one = _counted(sides or ("right",), hole_s)
    told = msgspec.structs.replace(one.recording.session, person=person, **meta)
    recording = replace(one.recording, name=name, session=told)
    session = msgspec.structs.replace(one.session, recording=name)
    return replace(one, recording=recording, session=session, person=person)
