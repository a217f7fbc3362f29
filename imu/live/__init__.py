"""The running session: source, recorder, tracker and a queue of updates, in a thread of its own."""

from imu.live.line import TICK_HZ, Wish
from imu.live.onesensor import OneSensor
from imu.live.pace import MAX_SPEED, MIN_SPEED, check_speed, faster, slower
from imu.live.past import Happening, Survey, Told, Waypoint
from imu.live.playback import Playback
from imu.live.session import LiveSession
from imu.live.source import ReplaySource, SeekableSource, Source, StreamItem
from imu.live.traces import Stretch, Trace
from imu.live.updates import (
    Ended,
    Paced,
    Sought,
    Started,
    Surveyed,
    Tick,
    Trouble,
    Update,
)
from imu.live.worker import Worker

__all__ = [
    "MAX_SPEED",
    "MIN_SPEED",
    "TICK_HZ",
    "Ended",
    "Happening",
    "LiveSession",
    "OneSensor",
    "Paced",
    "Playback",
    "ReplaySource",
    "SeekableSource",
    "Sought",
    "Source",
    "Started",
    "StreamItem",
    "Stretch",
    "Survey",
    "Surveyed",
    "Tick",
    "Told",
    "Trace",
    "Trouble",
    "Update",
    "Waypoint",
    "Wish",
    "Worker",
    "check_speed",
    "faster",
    "slower",
]
