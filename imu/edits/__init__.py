"""A person's corrections of the count: applied to what review found, compared, made into labels."""

from imu.edits.apply import Applied, apply
from imu.edits.differences import Difference, differences
from imu.edits.heard import heard
from imu.edits.labels import to_labels
from imu.edits.motion import Motion, motion_of

__all__ = [
    "Applied",
    "Difference",
    "Motion",
    "apply",
    "differences",
    "heard",
    "motion_of",
    "to_labels",
]
