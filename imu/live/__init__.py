"""The running session: source, recorder, tracker and a queue of updates, in a thread of its own."""

from imu.live.line import TICK_HZ
from imu.live.pace import MAX_SPEED, MIN_SPEED, check_speed
from imu.live.session import LiveSession
from imu.live.source import ReplaySource, Source, StreamItem
from imu.live.updates import Ended, Paced, Started, Tick, Told, Trouble, Update
from imu.live.worker import Worker

__all__ = [
    "MAX_SPEED",
    "MIN_SPEED",
    "TICK_HZ",
    "Ended",
    "LiveSession",
    "Paced",
    "ReplaySource",
    "Source",
    "Started",
    "StreamItem",
    "Tick",
    "Told",
    "Trouble",
    "Update",
    "Worker",
    "check_speed",
]
