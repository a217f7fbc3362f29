"""Other people's files in: foreign exports -> recordings (``firmware_notes/importing.md``)."""

from imu.importers.kinds import KINDS
from imu.importers.model import Imported, Units, Wish
from imu.importers.reader import read_foreign

__all__ = ["KINDS", "Imported", "Units", "Wish", "read_foreign"]
