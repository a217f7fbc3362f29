"""Whether a rep met the person's own targets: each on its own, and one short reason at most.

There is no score. A target that is not set is not judged, and one whose measure is missing is not
judged either. A band has an upper edge, too: deeper is not better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from imu.samples import Rep

TALL_DEG, TALL_SHARE = 5.0, 0.2
"""A return is tall within 5 degrees or a fifth of the rep's depth, whichever is more: the tilt at
the top is known to 1 or 2 degrees, and nobody stands the same way twice."""


class Unmet(StrEnum):
    """A target that was missed."""

    SHALLOW = "shallower-than-the-band"
    DEEP = "deeper-than-the-band"
    DOWN_FAST = "down-faster-than-planned"
    DOWN_SLOW = "down-slower-than-planned"
    UP_FAST = "up-faster-than-planned"
    UP_SLOW = "up-slower-than-planned"
    NOT_TALL = "not-back-to-tall"
    UNSTEADY = "less-steady-than-wanted"


SENTENCES: dict[Unmet, str] = {
    Unmet.SHALLOW: "Shallower than your band.",
    Unmet.DEEP: "Deeper than your band.",
    Unmet.DOWN_FAST: "Quicker down than planned.",
    Unmet.DOWN_SLOW: "Slower down than planned.",
    Unmet.UP_FAST: "Quicker up than planned.",
    Unmet.UP_SLOW: "Slower up than planned.",
    Unmet.NOT_TALL: "Not quite back to tall.",
    Unmet.UNSTEADY: "Less steady than wanted.",
}
"""Each in a few words for the person."""


class Range(msgspec.Struct, frozen=True):
    """From `low` to `high`, both included; None where that edge does not matter."""

    low: float | None = None
    high: float | None = None


class Targets(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wants of every rep.

    Attributes
    ----------
    depth_deg : thigh tilt from tall. On the smallest rung it has no lower edge.
    eccentric_s, concentric_s : time down and up.
    tall : whether every rep is to end tall.
    wobble_deg : largest wobble sideways, degrees RMS; None for any.
    """

    depth_deg: Range = Range()
    eccentric_s: Range = Range()
    concentric_s: Range = Range()
    tall: bool = True
    wobble_deg: float | None = None


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a rep; None where it is not."""

    depth_deg: float
    eccentric_s: float | None = None
    concentric_s: float | None = None
    return_deg: float | None = None
    frontal_deg: float | None = None


def measured(rep: Rep) -> Measured:
    """What is known of a listed rep."""
    return Measured(
        depth_deg=rep.depth_deg,
        eccentric_s=rep.metrics.get("eccentric_s"),
        concentric_s=rep.metrics.get("concentric_s"),
        return_deg=rep.metrics.get("return_deg"),
        frontal_deg=rep.metrics.get("frontal_wobble_deg"),
    )


def unmet(rep: Measured, targets: Targets) -> tuple[Unmet, ...]:
    """The targets that a rep missed; the first is the one to speak of."""
    found = [
        *_outside(rep.depth_deg, targets.depth_deg, Unmet.SHALLOW, Unmet.DEEP),
        *_not_tall(rep, targets),
        *_outside(rep.eccentric_s, targets.eccentric_s, Unmet.DOWN_FAST, Unmet.DOWN_SLOW),
        *_outside(rep.concentric_s, targets.concentric_s, Unmet.UP_FAST, Unmet.UP_SLOW),
    ]
    if targets.wobble_deg is not None:
        found += _outside(
            rep.frontal_deg, Range(None, targets.wobble_deg), Unmet.UNSTEADY, Unmet.UNSTEADY
        )
    return tuple(found)


def share_met(reps: Iterable[Rep], targets: Targets) -> float | None:
    """Share of the counted reps that met every target; None without a counted rep."""
    judged = [not unmet(measured(rep), targets) for rep in reps if rep.counted]
    return sum(judged) / len(judged) if judged else None


def _outside(value: float | None, wanted: Range, below: Unmet, above: Unmet) -> Iterator[Unmet]:
    if value is None:
        return
    if wanted.low is not None and value < wanted.low:
        yield below
    elif wanted.high is not None and value > wanted.high:
        yield above


def _not_tall(rep: Measured, targets: Targets) -> Iterator[Unmet]:
    if targets.tall and rep.return_deg is not None:
        allowed = max(TALL_DEG, TALL_SHARE * rep.depth_deg)
        if rep.return_deg > allowed:
            yield Unmet.NOT_TALL
