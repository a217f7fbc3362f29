"""Snapshots made by hand, for what is drawn from them."""

from __future__ import annotations

from dataclasses import replace

from imu.view import Band, LastRep, NotCounted, SetDone, SideView, Snapshot, Word

RIGHT = SideView(
    side="right",
    word=Word.DOWN,
    is_ready=True,
    is_armed=True,
    is_in_set=True,
    count=7,
    target=10,
    dots=0,
    set_number=2,
    tilt_deg=17.0,
    base_deg=2.0,
    deepest_deg=31.0,
    last_rep=LastRep(7, 27.0),
    tempo=None,
    not_counted=None,
    sets=(SetDone(8, 0.0, 30.0, ""),),
    not_counted_total=0,
    gaps=0,
    health=(),
    rest_s=None,
    lost_s=0.0,
)
LEFT = replace(RIGHT, side="left", sets=(SetDone(10, 0.0, 30.0, ""), SetDone(9, 40.0, 60.0, "")))


def snapshot(*sides: SideView, working: str = "right", **changes: object) -> Snapshot:
    plain = Snapshot(
        name="Demo",
        time_s=50.0,
        start_s=0.0,
        end_s=200.0,
        speed=1.0,
        is_paused=False,
        sides=sides or (LEFT, RIGHT),
        working=working,
        trouble="",
        is_ended=False,
        is_stopped=False,
        error="",
        band=Band(22.0, 30.0),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def refusal(reason: str, end_s: float = 48.0) -> NotCounted:
    return NotCounted(end_s - 2.0, end_s, 12.0, reason, "A sentence.")
