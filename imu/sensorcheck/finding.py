"""What a check says: one finding for each thing that was looked at."""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["pass", "fail", "note", "open"]
"""As it should be; not so; worth knowing, but nothing to mend; not tried yet."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at.

    Attributes
    ----------
    code : what, in a word for programmes, for example "gyroscope-sign".
    status : see `Status`.
    sentence : what was found, with the measured value and what is allowed.
    advice : what to do about it; "" where there is nothing to do.
    measured : the numbers behind it, by name with the unit as suffix.
    """

    code: str
    status: Status
    sentence: str
    advice: str = ""
    measured: dict[str, float] = {}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of one sensor.

    Attributes
    ----------
    sensor : what it is called.
    duration_s : from the first sample to the last, s.
    samples : how many there were.
    findings : in the order in which they are to be read.
    """

    schema_version: int = 1
    sensor: str = ""
    duration_s: float = 0.0
    samples: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> tuple[Finding, ...]:
        """What is not as it should be."""
        return tuple(one for one in self.findings if one.status == "fail")

    @property
    def open(self) -> tuple[Finding, ...]:
        """What was not tried yet."""
        return tuple(one for one in self.findings if one.status == "open")


def verdict(
    code: str, sentence: str, advice: str = "", *, good: bool, **measured: float
) -> Finding:
    """A finding that passes or fails; advice is only for the second."""
    status: Status = "pass" if good else "fail"
    shown = "" if good else advice
    return Finding(code=code, status=status, sentence=sentence, advice=shown, measured=measured)


def untried(code: str, sentence: str, advice: str) -> Finding:
    """Something that could not be looked at yet."""
    return Finding(code=code, status="open", sentence=sentence, advice=advice)
