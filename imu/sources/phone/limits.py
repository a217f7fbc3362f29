"""What a phone may ask of this computer, and what anyone else may."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a server that anybody in the network can reach.

    Attributes
    ----------
    body_bytes : of one message: a minute of four sensors at 100 Hz is 2.4 MB.
    connections : at one time, from everywhere together.
    requests_per_s, burst : from one address, on the average and at once.
    head_s, body_s : for the head of a request, and for its body, s.
    idle_s : between two requests of one connection, s.
    """

    body_bytes: int = 4_000_000
    connections: int = 16
    requests_per_s: float = 20.0
    burst: int = 60
    head_s: float = 5.0
    body_s: float = 10.0
    idle_s: float = 60.0


_ADDRESSES = 256
"""Addresses that are told apart; more are nobody's home."""


@dataclass(slots=True)
class Budget:
    """Counts the requests of each address.

    Parameters
    ----------
    limits : how many there may be.
    """

    limits: Limits
    _left: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])

    def spend(self, address: str, now_s: float) -> bool:
        """Count a request; whether it is allowed."""
        left, since_s = self._left.get(address, (float(self.limits.burst), now_s))
        left = min(left + (now_s - since_s) * self.limits.requests_per_s, float(self.limits.burst))
        is_allowed = left >= 1.0
        if address not in self._left and len(self._left) >= _ADDRESSES:
            self._left.pop(next(iter(self._left)))
        self._left[address] = (left - 1.0 if is_allowed else left, now_s)
        return is_allowed
