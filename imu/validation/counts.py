"""Counted reps against a person's count per set, and against spans without a rep (R18a, R18b)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from imu.recording import Foil, LabelledSet
from imu.samples import SideResult
from imu.validation.model import CountScore, FoilScore, SetScore


def judge_spans(
    bottoms_s: Sequence[float], sets: Sequence[LabelledSet], foils: Sequence[Foil]
) -> CountScore:
    """Score the bottoms, s, of what some method counted on one side, span by span."""
    return CountScore(
        sets=tuple(
            SetScore(
                start_s=labelled.start_s,
                end_s=labelled.end_s,
                kind=labelled.kind or "",
                labelled=labelled.count,
                counted=bottoms_in(labelled, bottoms_s),
            )
            for labelled in sets
        ),
        foils=tuple(
            FoilScore(
                start_s=foil.start_s,
                end_s=foil.end_s,
                kind=foil.kind or "",
                counted=bottoms_in(foil, bottoms_s),
            )
            for foil in foils
        ),
    )


def holds(span: LabelledSet | Foil, time_s: float) -> bool:
    """Whether an instant lies in a span. Half-open, so that touching spans share none."""
    return span.start_s <= time_s < span.end_s


def bottoms_in(span: LabelledSet | Foil, bottoms_s: Sequence[float]) -> int:
    """How many of the instants, s, lie in a span."""
    return sum(holds(span, bottom_s) for bottom_s in bottoms_s)


def span_reasons(result: SideResult, span: SetScore | FoilScore) -> dict[str, int]:
    """What was refused in a span, by reason, the most frequent first.

    A movement belongs where its middle is.
    """
    refused = [
        movement.reason
        for movement in result.rejected
        if span.start_s <= (movement.start_s + movement.end_s) / 2 < span.end_s
    ]
    return dict(sorted(Counter(refused).items(), key=lambda item: (-item[1], item[0])))
