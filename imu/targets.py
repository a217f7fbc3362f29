"""What a person wants of every rep. Judged in `imu.quality`; changes no count."""

from __future__ import annotations

import msgspec


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From `low` to `high`, both included; None where that edge does not matter."""

    low: float | None = None
    high: float | None = None


class Targets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person wants of every rep.

    Attributes
    ----------
    depth_deg : thigh tilt from tall.
    smallest_rung : whether this is the safest start, where no rep is too shallow: the lower edge of
        the depth is not judged then.
    eccentric_s, concentric_s : time down and up.
    tall : whether every rep is to end tall.
    wobble_deg : largest wobble sideways, degrees RMS; None for any.
    """

    depth_deg: Range = Range()
    smallest_rung: bool = False
    eccentric_s: Range = Range()
    concentric_s: Range = Range()
    tall: bool = True
    wobble_deg: float | None = None
