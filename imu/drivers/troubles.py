"""Counting what could not be decoded: a number and the last of them, whatever comes in."""

from __future__ import annotations

from imu.errors import DecodeError


class Troubles:
    """The decode errors of one connection. Keeps the last one only, so that it cannot grow."""

    def __init__(self) -> None:
        self.count = 0
        self.last: DecodeError | None = None

    def note(self, error: DecodeError) -> None:
        """Count an error."""
        self.count += 1
        self.last = error
