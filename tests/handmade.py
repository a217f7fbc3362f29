"""Results and labels made by hand, so that every rule of the scores can be made to fail."""

from __future__ import annotations

from collections.abc import Sequence

from imu.recording import LabelledRep, Labels
from imu.recording.labels import LabelSide
from imu.samples import Rejected, Rep, RepSet, Session, SideResult


def rep(
    bottom_s: float,
    *,
    depth_deg: float = 20.0,
    counted: bool = True,
    announced_s: float | None = None,
    flags: tuple[str, ...] = (),
) -> Rep:
    """A rep of 2 s with its bottom in the middle."""
    return Rep(
        start_s=bottom_s - 1.0,
        bottom_start_s=bottom_s - 0.1,
        bottom_end_s=bottom_s + 0.1,
        end_s=bottom_s + 1.0,
        provisional_s=bottom_s + 1.0,
        announced_s=announced_s,
        depth_deg=depth_deg,
        counted=counted,
        flags=flags,
        metrics={"eccentric_s": 0.9, "bottom_s": 0.2, "concentric_s": 0.9, "top_s": None},
        missing={"top_s": "no rep follows in this set"},
    )


def reps(*bottoms_s: float) -> tuple[Rep, ...]:
    """Counted reps with these bottoms."""
    return tuple(rep(bottom_s) for bottom_s in bottoms_s)


def rep_set(*members: Rep, stopped: str = "") -> RepSet:
    """The set of these reps."""
    return RepSet(
        start_s=members[0].start_s, end_s=members[-1].end_s, reps=members, stopped=stopped
    )


def rejected(start_s: float, end_s: float, reason: str) -> Rejected:
    """A movement that was not counted."""
    return Rejected(start_s=start_s, end_s=end_s, reason=reason, depth_deg=12.0)


def side(*members: Rep, refused: Sequence[Rejected] = ()) -> SideResult:
    """One thigh with one set of these reps, or with none."""
    return SideResult(
        samples=6000,
        rate_hz=100.0,
        gaps=(),
        health=(),
        sets=(rep_set(*members),) if members else (),
        rejected=tuple(refused),
    )


def session(**sides: SideResult) -> Session:
    """A minute of review."""
    return Session(recording="handmade", duration_s=60.0, sides=dict(sides))


def window(
    bottom_s: float,
    *,
    on: LabelSide = "right",
    kind: str | None = None,
    depth_deg: float | None = None,
) -> LabelledRep:
    """A labelled rep of 2 s with its bottom in the middle."""
    return LabelledRep(
        side=on,
        start_s=bottom_s - 1.0,
        end_s=bottom_s + 1.0,
        bottom_s=bottom_s,
        depth_deg=depth_deg,
        kind=kind,
    )


def labels(*windows: LabelledRep, exhaustive: bool = True, quality: str = "by hand") -> Labels:
    """These labels, which claim to be all."""
    return Labels(quality=quality, exhaustive=exhaustive, reps=windows)
