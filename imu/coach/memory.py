"""What is remembered of the training from one day to the next. A damaged file costs only that."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from imu.coach.plan import Leg, Plan
from imu.privatefile import own_folder, read_private, write_private

SCHEMA_VERSION = 1
"""Version of the file. Raised when an older programme would misread it."""

_COST = "the training starts afresh"

KEPT = 5
"""Sessions whose steadiness is remembered, for each rung, support and leg: enough for a median that
one bad day does not move, few enough to follow a person who gets steadier."""


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """What is written down; see `Memory`."""

    schema_version: int = SCHEMA_VERSION
    plan: Plan = Plan()
    last_first: Leg | None = None
    last_at: datetime | None = None
    bands: dict[str, tuple[float, float]] = {}
    wobbles: dict[str, tuple[float, ...]] = {}
    seen_rungs: tuple[str, ...] = ()


class Memory(_File, frozen=True, kw_only=True):
    """Everything that the next session starts from.

    Attributes
    ----------
    schema_version : of this file.
    plan : as it was set last.
    last_first : the leg that began last time, or None.
    last_at : when that was, or None.
    bands : by rung, the depth that the strap-on has found last: [low, high] in degrees.
    wobbles : by "RUNG/SUPPORT/LEG", median frontal wobble of the last sessions, degrees, the oldest
        first.
    seen_rungs : rungs whose how-to was shown.
    may_be_saved : false where a file is in the way that must not be touched.
    """

    may_be_saved: bool = True

    def with_wobble(self, key: str, wobble_deg: float) -> Memory:
        """One more session's wobble."""
        kept = (*self.wobbles.get(key, ()), wobble_deg)[-KEPT:]
        return msgspec.structs.replace(self, wobbles={**self.wobbles, key: kept})


def wobble_key(plan: Plan, leg: str) -> str:
    """Like is compared with like only: the same rung, hand and leg."""
    return f"{plan.rung}/{plan.support.value}/{leg}"


def memory_file() -> Path:
    """Where it is kept. The file may not exist yet."""
    return own_folder() / "training.json"


def load(path: Path) -> tuple[Memory, str]:
    """What is remembered, and a sentence on what is wrong with the file, or ""."""
    read = read_private(path, _File, SCHEMA_VERSION, _COST)
    known = msgspec.structs.asdict(read.value or _File())
    return Memory(**known, may_be_saved=read.may_be_written), read.warning


def save(path: Path, memory: Memory) -> bool:
    """Write it down. Returns whether that worked."""
    written = msgspec.convert(memory, _File, from_attributes=True)
    return memory.may_be_saved and write_private(path, written)
