"""What a person wants of every rep, and since when. `imu.counter.quality` judges by it."""

from __future__ import annotations

import msgspec

from imu.errors import StreamError


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


class ToldTargets(msgspec.Struct, frozen=True):
    """Targets that a person told during the session, at `time_s`, s."""

    time_s: float
    targets: Targets


def targets_text(targets: Targets) -> str:
    """The targets as the value of a `targets` command."""
    return msgspec.json.encode(targets).decode()


def targets_from(text: str) -> Targets:
    """The targets that a `targets` command names.

    Raises
    ------
    StreamError : the text is no JSON, or names something that is no target.
    """
    try:
        return msgspec.json.decode(text, type=Targets)
    except msgspec.DecodeError as error:
        raise StreamError(f"{text!r} are no targets: {error}", "See imu/targets.py.") from error


class Aims:
    """Which targets a rep is judged against: those that were in force when it began.

    Parameters
    ----------
    first : in force from the start; unset for none.
    told : those that followed; the list is kept, and read each time.
    """

    def __init__(self, first: Targets | msgspec.UnsetType, told: list[ToldTargets]) -> None:
        self._first, self.told = first, told

    @property
    def are_none(self) -> bool:
        """Whether nothing is to be judged at all."""
        return isinstance(self._first, msgspec.UnsetType) and not self.told

    def tell(self, time_s: float, text: str) -> None:
        """Take a `targets` command; raises as `targets_from`."""
        self.told.append(ToldTargets(time_s, targets_from(text)))

    def at(self, time_s: float) -> Targets | msgspec.UnsetType:
        """The targets in force at `time_s`, s."""
        told = [one for one in self.told if one.time_s <= time_s]
        return max(told, key=lambda one: one.time_s).targets if told else self._first
