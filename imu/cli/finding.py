"""What a check of `kickstand doctor` ends in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check.

    Attributes
    ----------
    check : what was looked at, one word.
    status : "ok"; "note", good to know; or "action", something does not work until it is done.
    message : what was found.
    advice : what to do about it; empty unless the status is "action".
    """

    check: str
    status: Literal["ok", "note", "action"]
    message: str
    advice: str = ""
