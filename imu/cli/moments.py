"""Times of a session as people write them."""

from __future__ import annotations

import re

from imu.errors import UsageError

_MOMENT = re.compile(r"(?:(\d+):)?(?:(\d+):)?(\d+(?:\.\d*)?)")


def seconds(text: str) -> float:
    """Session time in s: ``42.5``, ``0:42.5`` or ``1:00:42``.

    Raises
    ------
    UsageError : it is no such time.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no time", "Write seconds, such as 42.5, or 0:42.5.")
    value = 0.0
    for part in match.groups():
        value = value * 60.0 + float(part) if part is not None else value
    return value
