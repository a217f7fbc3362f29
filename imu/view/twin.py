"""What the screen shows of what is heard, for those who do not hear it: a pure model.

The edge of the window lights up once with each sound, and less than three times a second, beyond
which flashes can hurt (WCAG 2.2, 2.3.1). Who wants no motion gets a sign that stays a while.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FLASH_S = 0.25
"""s that the edge is lit: long enough to be seen from the corner of an eye."""

APART_S = 0.5
"""s from one flash to the next, so that there are never three in a second."""

SIGN_S = 2.5
"""s that a line is to be read, and that a sign stays which stands in for a flash."""


class Kind(StrEnum):
    """What kind of sound it was."""

    COUNT = "count"
    TONE = "tone"
    LINE = "line"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Sounded:
    """A sound: its kind, and the number, the tone's name or the line that it was."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    """What is to be drawn now.

    Attributes
    ----------
    lit : whose flash lights the edge; None where it is dark.
    sign : what is told in writing; None where nothing is. The count has its own place on the
        screen, so it is a sign only where it may not flash.
    """

    lit: Sounded | None = None
    sign: Sounded | None = None


class Twin:
    """Remembers the last sounds, and says what is seen of them.

    Parameters
    ----------
    still : nothing may flash.

    Attributes
    ----------
    still : as above; may be changed at any time.
    """

    def __init__(self, *, still: bool = False) -> None:
        self.still = still
        self._flash: tuple[float, Sounded] | None = None
        self._sign: tuple[float, Sounded] | None = None

    def notice(self, sounded: Sounded, now_s: float) -> None:
        """Take a sound, heard at `now_s`.

        One that comes too soon after another does not light the edge again; it is told in writing
        all the same.
        """
        if self._flash is None or now_s - self._flash[0] >= APART_S:
            self._flash = (now_s, sounded)
        if self.still or sounded.kind in (Kind.LINE, Kind.CUE):
            self._sign = (now_s, sounded)

    def edge(self, now_s: float) -> Edge:
        """What is to be drawn at `now_s`."""
        lit = None if self.still else _fresh(self._flash, now_s, FLASH_S)
        return Edge(lit, _fresh(self._sign, now_s, SIGN_S))


def _fresh(last: tuple[float, Sounded] | None, now_s: float, lasts_s: float) -> Sounded | None:
    if last is None or not 0.0 <= now_s - last[0] < lasts_s:
        return None
    return last[1]
