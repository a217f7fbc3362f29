"""WitMotion: the text table that the vendor's programme and apps write."""

from __future__ import annotations

from imu.importers.model import Axes, TextKind, TimeColumn

KIND = TextKind(
    name="witmotion-text",
    title="WitMotion, text",
    mark=r"\bAccX ?\(g\)|Chip ?Time",
    axes=(
        Axes("total", r"Acc(?P<axis>[XYZ]) ?\(g\)", "g"),
        Axes("rotation", r"As(?P<axis>[XYZ]) ?\(.*/s\)", "deg/s"),
        Axes("total", r"a(?P<axis>[xyz]):?", "g"),
        Axes("rotation", r"w(?P<axis>[xyz]):?", "deg/s"),
    ),
    # The sensor's own clock is regular; the other one says when the computer had time to write.
    times=(
        TimeColumn(r"Chip ?Time(?:\(\))?:?", "clock"),
        TimeColumn(r"(?:Record )?Time:?", "clock"),
    ),
    advice="Record with acceleration and angular velocity switched on",
    manufacturer="WitMotion",
)
