"""What a person is asked before and after a session, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 10
"""Pain and effort run from 0 to 10 (numeric rating scale; modified Borg scale)."""

PLACES = ("hip", "low-back", "knee", "thigh", "elsewhere")
"""Where it may hurt; the person's own word is possible besides."""

PAUSE_AT, RISE_BY = 4, 2
"""Pain of 4 or more, or 2 more than before the session: "consider stopping". Clinics draw the line
differently (0-3 is green in most); a physiotherapist may set another (`Plan.pain_limit`)."""


@dataclass(frozen=True, slots=True)
class PainAnswer:
    """How much it hurts, 0 to 10, and where ("" where it does not)."""

    score: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """Asked at the start.

    Attributes
    ----------
    pain : now; None where it was skipped.
    next_day : the worst since last time; None where there was no last time, or it was skipped.
    """

    pain: PainAnswer | None = None
    next_day: PainAnswer | None = None


@dataclass(frozen=True, slots=True)
class After:
    """Asked at the end; each None, or "", where it was skipped.

    Attributes
    ----------
    pain : now.
    effort : how hard it was, 0 to 10.
    stop_reason : why a set was broken off, in the person's own words.
    notes : anything else.
    """

    pain: PainAnswer | None = None
    effort: int | None = None
    stop_reason: str = ""
    notes: str = ""


def is_warning(score: int, before: PainAnswer | None, limit: int | None = None) -> bool:
    """Whether to say "consider stopping".

    Parameters
    ----------
    score : pain now.
    before : at the start of the session, or None.
    limit : the most that a physiotherapist allows; None where nobody has said.
    """
    is_much = score >= PAUSE_AT if limit is None else score > limit
    return is_much or (before is not None and score >= before.score + RISE_BY)
