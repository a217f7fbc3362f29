"""Other people's files in: foreign exports -> recordings (``firmware_notes/importing.md``)."""

from imu.importers.anycsv import parse_columns
from imu.importers.facts import facts_of, first_rows
from imu.importers.kinds import KINDS
from imu.importers.manifest import Row, folders_for, read_manifest
from imu.importers.model import Imported, Units, Wish
from imu.importers.reader import read_foreign
from imu.importers.units import parse_units
from imu.importers.writing import Told, require_free, write_imported

__all__ = [
    "KINDS",
    "Imported",
    "Row",
    "Told",
    "Units",
    "Wish",
    "facts_of",
    "first_rows",
    "folders_for",
    "parse_columns",
    "parse_units",
    "read_foreign",
    "read_manifest",
    "require_free",
    "write_imported",
]
