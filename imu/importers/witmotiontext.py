"""WitMotion: the text table that the vendor's programme and apps write."""

from __future__ import annotations

from imu.importers.model import Axes, TextKind, TimeColumn

KIND = TextKind(
    name="witmotion-text",
    title="WitMotion, text",
    mark=r"\bAccX ?\(g\)|Chip ?Time|Acceleration X ?\(g\)|加速度X",
    axes=(
        Axes("total", r"Acc(?P<axis>[XYZ]) ?\(g\)", "g"),
        Axes("rotation", r"As(?P<axis>[XYZ]) ?\(.*/s\)", "deg/s"),
        Axes("total", r"Acceleration (?P<axis>[XYZ]) ?\(g\)", "g"),
        Axes("rotation", r"Angular velocity (?P<axis>[XYZ]) ?\(.*/s\)", "deg/s"),
        Axes("total", r"加速度(?P<axis>[XYZ]) ?\(g\)", "g"),
        Axes("rotation", r"角速度(?P<axis>[XYZ]) ?\(.*/s\)", "deg/s"),
        Axes("total", r"a(?P<axis>[xyz]):?", "g"),
        Axes("rotation", r"w(?P<axis>[xyz]):?", "deg/s"),
    ),
    # The sensor's own clock is regular; the other one says when the computer had time to write.
    times=(
        TimeColumn(r"(?:Chip ?Time|芯片时间)(?:\(\))?:?", "clock"),
        TimeColumn(r"(?:(?:Record )?Time|时间):?", "clock"),
    ),
    sensor=r"Device ?Name|设备名称",
    advice="Record with acceleration and angular velocity switched on",
    manufacturer="WitMotion",
)
