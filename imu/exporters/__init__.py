"""Results and samples in other people's formats (``firmware_notes/exporting.md``)."""

from imu.exporters.exporter import Exporter, Format, exporter_to
from imu.exporters.study import Aliases, Study, study

__all__ = ["Aliases", "Exporter", "Format", "Study", "exporter_to", "study"]
