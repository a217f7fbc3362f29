"""What is said of a sensor's link: only what a person across the room has to know at once."""

from __future__ import annotations

from imu.coach.lines import Line
from imu.sources.news import LinkReport, LinkState
from imu.view.notices import NOW_PERCENT

_GONE = (LinkState.STALLED, LinkState.WAITING, LinkState.SEARCHING, LinkState.FAILED)


class LinkLines:
    """Hears link reports; says each change once."""

    def __init__(self) -> None:
        self._sends: dict[str, bool] = {}
        self._is_low: set[str] = set()

    def of(self, report: LinkReport) -> list[Line]:
        """What to say of a report."""
        lines: list[Line] = []
        before = self._sends.get(report.side)
        if report.state is LinkState.STREAMING:
            lines += [Line.SENSOR_BACK] if before is False else []
            self._sends[report.side] = True
        elif report.state in _GONE and before:
            lines.append(Line.SENSOR_LOST)
            self._sends[report.side] = False
        charge = report.battery_percent
        if charge is not None and charge < NOW_PERCENT and report.side not in self._is_low:
            self._is_low.add(report.side)
            lines.append(Line.BATTERY_LOW)
        return lines
